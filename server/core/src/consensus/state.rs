//! What is known of the checks of consensus.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::put::{CheckResult, NewCheck, Stance};
use crate::ids::{EntryId, SegmentId};
use crate::limits;
use crate::seal::{Purpose, Voter};
use crate::terms::Attendance;

/// Somebody's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How they stand to it.
    pub stance: Stance,
    /// A word why.
    pub why: Option<String>,
    /// Where they attended when they gave it; `None` where the log names them instead.
    pub side: Option<Attendance>,
}

/// A check and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// As it was put.
    pub put: NewCheck,
    /// Answers by entry, and by whom.
    pub answers: BTreeMap<EntryId, BTreeMap<Voter, Answer>>,
    /// Hands of people without a device, a stance each.
    pub hands: BTreeMap<EntryId, Vec<u32>>,
    /// When it closed, and with what results.
    pub closed: Option<(u64, Vec<CheckResult>)>,
}

impl Check {
    /// What the pseudonyms of an entry's answers are for.
    pub(super) fn purpose(&self, entry: EntryId) -> Purpose {
        Purpose::Stance(self.put.id, entry)
    }
}

/// All checks of the session; at most the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

    /// Until when what came of the last check stands on the display, if nothing else comes: each of its
    /// entries has its time.
    #[must_use]
    pub(crate) fn support_until_ms(&self) -> Option<u64> {
        let check = self.checks.last()?;
        let (closed_at_ms, _) = check.closed.as_ref()?;
        let entries = u64::try_from(check.put.entries.len()).unwrap_or(u64::MAX);
        let shown_ms =
            limits::RESULT_SHOWN_MS.max(entries.saturating_mul(limits::SUPPORT_SHOWN_MS));
        Some(closed_at_ms.saturating_add(shown_ms))
    }

    /// Whether the support of the last check is still what the moment is about: until somebody takes
    /// the floor or the segment ends. `taken_at_ms` is when the floor was taken last.
    #[must_use]
    pub(crate) fn support_stays(
        &self,
        running: Option<SegmentId>,
        taken_at_ms: Option<u64>,
        now_ms: u64,
    ) -> bool {
        if self
            .support_until_ms()
            .is_none_or(|until_ms| until_ms <= now_ms)
        {
            return false;
        }
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
            } => self.answer(*entry, Voter::Known(*person), (*stance, why, None)),
            Event::StanceSealed {
                entry,
                by,
                side,
                stance,
                why,
            } => self.answer(*entry, Voter::Sealed(*by), (*stance, why, Some(*side))),
            Event::StancesCounted { entry, counts, .. } => self.change(|check| {
                check.hands.insert(*entry, counts.clone());
            }),
            Event::ConsensusClosed { results, at_ms } => self.change(|check| {
                check.closed = Some((*at_ms, results.clone()));
            }),
        }
    }

    /// Takes an answer to the last check; no stance takes it back.
    fn answer(
        &mut self,
        entry: EntryId,
        by: Voter,
        (stance, why, side): (Option<Stance>, &Option<String>, Option<Attendance>),
    ) {
        self.change(|check| {
            let answers = check.answers.entry(entry).or_default();
            let why = why.clone();
            match stance {
                Some(stance) => answers.insert(by, Answer { stance, why, side }),
                None => answers.remove(&by),
            };
        });
    }

    /// Changes the last check.
    fn change(&mut self, change: impl FnOnce(&mut Check)) {
        self.checks.last_mut().map(change).unwrap_or_default();
    }
}
