//! The fuzz targets with their seeds, and with some thousand changes of those: without the fuzzer and
//! its toolchain, and the same in every run.

use onefloor_tests::Dice;
use onefloor_tests::fuzzed::{TARGETS, mutated, seeds};

/// How many changes each target gets: a second or two of an unoptimised build.
const CHANGES: [(&str, usize); 11] = [
    ("frames", 20_000),
    ("commands", 10_000),
    ("session_files", 10_000),
    ("pages", 500),
    ("calendars", 1_500),
    ("schedules", 1_000),
    ("indico", 1_000),
    ("linked_data", 1_000),
    ("people", 2_000),
    ("mails", 1_500),
    ("documents", 1_000),
];

#[test]
fn no_seed_and_no_change_of_one_is_a_defect() {
    for (target, (name, changes)) in TARGETS.into_iter().zip(CHANGES) {
        assert_eq!(target.name, name);
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        for seed in &seeds {
            (target.run)(seed);
        }
        let mut dice = Dice::new(7);
        for _ in 0..changes {
            let data = mutated(&seeds, &mut dice);
            let run = std::panic::catch_unwind(|| (target.run)(&data));
            assert!(run.is_ok(), "{name}: {}", data.escape_ascii());
        }
    }
}
