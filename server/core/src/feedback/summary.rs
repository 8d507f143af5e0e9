//! What feedback came to: how many gave which rating, and the lines.
//!
//! A rating that fewer than five gave is counted with the others of that kind: [`apart`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::state::Feedback;
use crate::apart::apart;

/// What it came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Summary {
    /// How many gave any.
    pub given: usize,
    /// How many gave which, the highest first. The last, `None`, gathers those ratings that too few gave.
    pub ratings: Vec<(Option<u8>, usize)>,
    /// In their words, by the alphabet: their order tells nobody's turn.
    pub lines: Vec<String>,
}

impl Summary {
    /// Of all that was given.
    #[must_use]
    pub fn of(feedback: &Feedback) -> Self {
        let mut people: BTreeMap<Option<u8>, usize> = BTreeMap::new();
        for given in feedback.by.values() {
            *people.entry(Some(given.rating)).or_default() += 1;
        }
        let alone = apart(&people);
        let mut ratings: BTreeMap<Option<u8>, usize> = BTreeMap::new();
        for (rating, people) in people {
            let line = rating.filter(|rating| alone.contains(rating));
            *ratings.entry(line).or_default() += people;
        }
        let mut lines: Vec<String> = {
            let lines = feedback.by.values().filter_map(|given| given.line.clone());
            lines.collect()
        };
        lines.sort();
        Self {
            given: feedback.by.len(),
            ratings: ratings.into_iter().rev().collect(),
            lines,
        }
    }
}
