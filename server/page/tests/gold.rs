//! Pages with what a careful reader takes from them, in `tests/gold`: `tuned` was looked at while
//! the rules were written, `held_out` was not. One file a page: the gold, `---`, the page.
//!
//! `cargo test -p onefloor-page --test gold -- --nocapture` prints precision and recall by field.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read its files fails, and says what it measured"
)]

mod gold {
    pub(crate) mod case;
    pub(crate) mod score;
}

use std::path::PathBuf;

use gold::case::{self, Case};
use gold::score::Scores;

fn cases(half: &str) -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gold")
        .join(half);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| case::read(file)).collect()
}

fn scores(half: &str) -> Scores {
    let mut scores = Scores::default();
    for case in cases(half) {
        scores.add(&case);
    }
    println!("{half}:\n{scores}");
    scores
}

#[test]
fn the_tuned_half_meets_the_goals() {
    let scores = scores("tuned");
    scores.assert_goals();
}

#[test]
fn the_held_out_half_meets_the_goals() {
    let scores = scores("held_out");
    scores.assert_goals();
}

#[test]
fn there_are_sixty_pages_and_half_of_them_are_held_out() {
    let (tuned, held_out) = (cases("tuned").len(), cases("held_out").len());
    assert!(tuned + held_out >= 60 && held_out >= 30);
}

#[test]
fn what_is_left_unread_is_what_the_gold_leaves() {
    for case in cases("tuned") {
        if let Some(unread) = &case.unread {
            assert_eq!(&case.page.unread, unread, "{}", case.name);
        }
    }
}
