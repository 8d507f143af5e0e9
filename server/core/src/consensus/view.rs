//! What a screen gets of a consensus check.

use serde::Serialize;

use super::decide::tally;
use super::{Check, Consensus, Stance};
use crate::capture::EntryKind;
use crate::context::Presence;
use crate::ids::{ConsensusId, EntryId, PersonId};
use crate::limits;
use crate::poll::PollResult;
use crate::session::Session;

/// The check that is open, else the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields say what a screen shows")]
pub struct ConsensusEntry {
    pub id: ConsensusId,
    pub live: bool,
    pub at_ms: u64,
    pub closed_at_ms: Option<u64>,
    pub entries: Vec<ConsensusLine>,
}

/// One entry of it, as it was put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields say what a screen shows")]
pub struct ConsensusLine {
    pub entry: EntryId,
    pub kind: EntryKind,
    pub text: String,
    pub who: Option<String>,
    pub to_whom: Option<String>,
    pub answered: u32,
    pub present: u32,
    /// Support, can live with it, object. Nothing for the public while it is open and not live.
    pub result: Option<PollResult>,
    /// For staff alone: nobody has judged these words.
    pub whys: Vec<StanceWhy>,
}

/// A word why, without a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct StanceWhy {
    pub stance: Stance,
    pub why: String,
}

/// A person's own answer, to themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields say what a screen shows")]
pub struct MyStanceEntry {
    pub entry: EntryId,
    pub stance: Stance,
    pub why: Option<String>,
}

impl ConsensusEntry {
    pub(crate) fn of(session: &Session, presence: &Presence, for_staff: bool) -> Option<Self> {
        let check = session.consensus.checks.last()?;
        let is_shown = for_staff || check.put.live || check.closed.is_some();
        let lines = check.put.entries.iter().map(|put| {
            let frozen = check.closed.iter().flat_map(|(_, results)| results);
            let mut frozen = frozen.filter(|result| result.entry == put.entry);
            let result = frozen.next().map(|result| result.result.clone());
            let result = result.unwrap_or_else(|| tally(session, check, put.entry, presence));
            ConsensusLine {
                entry: put.entry,
                kind: put.kind,
                text: put.text.clone(),
                who: put.who.clone(),
                to_whom: put.to_whom.clone(),
                answered: result.answered,
                present: result.present,
                result: Some(result).filter(|_| is_shown),
                whys: if for_staff {
                    let mut whys = whys(check, put.entry);
                    whys.truncate(limits::WHYS_SHOWN_MAX);
                    whys
                } else {
                    Vec::new()
                },
            }
        });
        Some(Self {
            id: check.put.id,
            live: check.put.live,
            at_ms: check.put.at_ms,
            closed_at_ms: check.closed.as_ref().map(|(at_ms, _)| *at_ms),
            entries: lines.collect(),
        })
    }
}

impl MyStanceEntry {
    /// What this person answered to the last check.
    pub(crate) fn of(consensus: &Consensus, person: PersonId) -> Vec<Self> {
        let answers = consensus
            .checks
            .last()
            .into_iter()
            .flat_map(|it| &it.answers);
        let own = answers.filter_map(|(entry, answers)| {
            let answer = answers.get(&person)?;
            Some(Self {
                entry: *entry,
                stance: answer.stance,
                why: answer.why.clone(),
            })
        });
        own.collect()
    }
}

/// The words why of an entry, by stance and then by the alphabet: their order tells nobody's turn.
#[must_use]
pub fn whys(check: &Check, entry: EntryId) -> Vec<StanceWhy> {
    let answers = check.answers.get(&entry).into_iter().flatten();
    let mut whys: Vec<StanceWhy> = answers
        .filter_map(|(_, answer)| {
            let why = answer.why.clone()?;
            let stance = answer.stance;
            Some(StanceWhy { stance, why })
        })
        .collect();
    whys.sort();
    whys
}
