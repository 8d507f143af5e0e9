//! Duplicates among questions as people ask them.

use onefloor_core::floor::{ALIKE_PERMILLE, Fingerprint};
use serde::Deserialize;

/// 200 questions in six languages; those of one group ask the same in other words.
const QUESTIONS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/fixtures/questions/duplicates.json"
));

#[derive(Deserialize)]
struct Asked {
    id: u32,
    text: String,
    group: Option<u32>,
}

impl Asked {
    fn asks_the_same_as(&self, other: &Self) -> bool {
        self.group.is_some() && self.group == other.group
    }
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "whoever tunes the measure reads the numbers and the pairs"
)]
fn duplicates_are_found_and_few_others_are_offered() {
    let asked: Vec<Asked> = serde_json::from_str(QUESTIONS).unwrap();
    let fingerprints: Vec<Fingerprint> = asked.iter().map(|a| Fingerprint::of(&a.text)).collect();
    let (mut found, mut missed, mut wrong) = (0, 0, 0);
    for (later, other) in asked.iter().enumerate() {
        for (earlier, one) in asked.iter().enumerate().take(later) {
            let likeness = fingerprints[earlier].likeness(&fingerprints[later]);
            match (one.asks_the_same_as(other), likeness >= ALIKE_PERMILLE) {
                (true, true) => found += 1,
                (true, false) => {
                    missed += 1;
                    println!("missed {} and {}: {likeness}", one.id, other.id);
                }
                (false, true) => {
                    wrong += 1;
                    println!("wrong {} and {}: {likeness}", one.id, other.id);
                }
                (false, false) => {}
            }
        }
    }
    let precision_permille = 1000 * found / (found + wrong);
    let recall_permille = 1000 * found / (found + missed);
    println!("precision {precision_permille} ‰, recall {recall_permille} ‰");
    assert!(precision_permille >= 900, "{wrong} wrong, {found} found");
    assert!(recall_permille >= 750, "{missed} missed, {found} found");
}
