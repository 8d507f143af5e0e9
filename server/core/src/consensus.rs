//! Rough consensus (R5): near the close, takeaways and calls to action are put to everybody.
//!
//! Each person says support, can live with it, or object, with a word why; what was put is frozen,
//! so that nobody supports a sentence that was changed under their hand. With the closing event the
//! counts are frozen too, as for a poll. Who answered how is in no view but a person's own.

mod command;
mod decide;
mod event;
mod view;

pub use command::Command;
pub(crate) use decide::decide;
pub use decide::{answer, close, close_open, count_hands, put};
pub use event::Event;
pub use view::{ConsensusEntry, ConsensusLine, MyStanceEntry, StanceWhy, whys};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::capture::EntryKind;
use crate::ids::{ConsensusId, EntryId, PersonId, SegmentId};
use crate::poll::PollResult;

/// Support, can live with it, object.
pub const STANCES: usize = 3;

/// How somebody stands to what was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Is for it.
    Support,
    /// Can live with it.
    LiveWith,
    /// Is against it.
    Object,
}

impl Stance {
    /// The same as the choice of a poll, for counting.
    fn choice(self) -> &'static [u8] {
        match self {
            Self::Support => &[0],
            Self::LiveWith => &[1],
            Self::Object => &[2],
        }
    }
}

/// An entry as it was put to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of an entry")]
pub struct PutEntry {
    pub entry: EntryId,
    pub kind: EntryKind,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_whom: Option<String>,
}

/// Entries that are put to everybody together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCheck {
    /// Id, counting from 1.
    pub id: ConsensusId,
    /// What is put, in order.
    pub entries: Vec<PutEntry>,
    /// Whether everybody sees the counts while it runs.
    pub live: bool,
    /// The segment that ran.
    pub segment: Option<SegmentId>,
    /// When.
    pub at_ms: u64,
}

/// Somebody's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How they stand to it.
    pub stance: Stance,
    /// A word why.
    pub why: Option<String>,
}

/// What came of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Which one.
    pub entry: EntryId,
    /// Support, can live with it, object.
    pub result: PollResult,
}

/// A check and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// As it was put.
    pub put: NewCheck,
    /// Answers by entry and person.
    pub answers: BTreeMap<EntryId, BTreeMap<PersonId, Answer>>,
    /// Hands of people without a device, a stance each.
    pub hands: BTreeMap<EntryId, Vec<u32>>,
    /// When it closed, and with what results.
    pub closed: Option<(u64, Vec<CheckResult>)>,
}

/// All checks of the session; at most the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consensus {
    /// In order.
    pub checks: Vec<Check>,
}

impl Consensus {
    /// The open check.
    #[must_use]
    pub fn open(&self) -> Option<&Check> {
        self.checks.last().filter(|check| check.closed.is_none())
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        if let Event::ConsensusPut { check } = event {
            self.checks.push(Check {
                put: check.clone(),
                answers: BTreeMap::new(),
                hands: BTreeMap::new(),
                closed: None,
            });
            return;
        }
        let Some(check) = self.checks.last_mut() else {
            return;
        };
        match event {
            Event::ConsensusAnswered {
                entry,
                person,
                stance,
                why,
            } => {
                let answers = check.answers.entry(*entry).or_default();
                match stance {
                    Some(stance) => {
                        let (stance, why) = (*stance, why.clone());
                        answers.insert(*person, Answer { stance, why });
                    }
                    None => {
                        answers.remove(person);
                    }
                }
            }
            Event::StancesCounted { entry, counts, .. } => {
                check.hands.insert(*entry, counts.clone());
            }
            Event::ConsensusClosed { results, at_ms } => {
                check.closed = Some((*at_ms, results.clone()));
            }
            _ => {}
        }
    }
}
