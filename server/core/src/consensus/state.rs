//! What is known of the checks of consensus.

use std::collections::BTreeMap;

use super::event::Event;
use super::put::{CheckResult, NewCheck, Stance};
use crate::ids::{EntryId, PersonId, SegmentId};

/// Somebody's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How they stand to it.
    pub stance: Stance,
    /// A word why.
    pub why: Option<String>,
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

    /// Whether the support of the last check is still what the moment is about: until somebody takes
    /// the floor or the segment ends. `taken_at_ms` is when the floor was taken last.
    #[must_use]
    pub(crate) fn support_stays(
        &self,
        running: Option<SegmentId>,
        taken_at_ms: Option<u64>,
    ) -> bool {
        let Some(check) = self.checks.last() else {
            return false;
        };
        let closed_at_ms = check.closed.as_ref().map(|(at_ms, _)| *at_ms);
        check.put.segment == running && closed_at_ms > taken_at_ms
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ConsensusPut { check } => self.checks.push(Check {
                put: check.clone(),
                answers: BTreeMap::new(),
                hands: BTreeMap::new(),
                closed: None,
            }),
            Event::ConsensusAnswered {
                entry,
                person,
                stance,
                why,
            } => self.change(|check| {
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
            }),
            Event::StancesCounted { entry, counts, .. } => self.change(|check| {
                check.hands.insert(*entry, counts.clone());
            }),
            Event::ConsensusClosed { results, at_ms } => self.change(|check| {
                check.closed = Some((*at_ms, results.clone()));
            }),
        }
    }

    /// Changes the last check.
    fn change(&mut self, change: impl FnOnce(&mut Check)) {
        self.checks.last_mut().map(change).unwrap_or_default();
    }
}
