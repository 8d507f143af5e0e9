//! What is known of feedback.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::seal::Pseudonym;

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// From 1, the lowest, to 5.
    pub rating: u8,
    /// In their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

/// All feedback of the session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Feedback {
    /// By whom, as only their key tells.
    pub by: BTreeMap<Pseudonym, Given>,
}

impl Feedback {
    pub(crate) fn evolve(&mut self, event: &Event) {
        let Event::FeedbackSealed { by, given } = event;
        match given {
            Some(given) => self.by.insert(*by, given.clone()),
            None => self.by.remove(by),
        };
    }
}
