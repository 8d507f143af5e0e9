//! Commands of consensus checks. One runs at a time, so that everybody answers the same sentences.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::put::{CheckResult, NewCheck, PutEntry, STANCES, Stance};
use super::state::{Check, Consensus};
use super::tally::tally;
use crate::capture::Capture;
use crate::conduct::Conduct;
use crate::ids::{ConsensusId, EntryId, PersonId, SegmentId};
use crate::limits;
use crate::poll::Attendees;
use crate::rejection::{Field, Rejection};
use crate::seal::Voter;

type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about consensus looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) consensus: &'a Consensus,
    pub(crate) capture: &'a Capture,
    pub(crate) conduct: &'a Conduct,
    pub(crate) attendees: Attendees<'a>,
    /// The segment that runs.
    pub(crate) running: Option<SegmentId>,
    /// Whether the session is over.
    pub(crate) is_over: bool,
    /// Whoever asks, where they are of this session.
    pub(crate) asking: Option<PersonId>,
    pub(crate) now_ms: u64,
}

/// Decides about checks of consensus.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    match command {
        Command::PutToConsensus { entries, live } => put(hall, entries, *live),
        Command::AnswerConsensus { entry, stance, why } => answer(hall, *entry, *stance, why),
        Command::CountStances { entry, counts } => count_hands(hall, *entry, counts),
        Command::CloseConsensus => Ok(close(hall)),
    }
}

/// Puts entries to everybody; the same ones put twice are put once.
///
/// # Errors
/// The session is over, another check runs, there are none or too many entries, or one that is no
/// takeaway, call to action or point of consensus.
fn put(hall: &Hall<'_>, entries: &[EntryId], live: bool) -> Decided {
    if hall.is_over {
        return Err(Rejection::SessionEnded);
    }
    let put = frozen(hall.capture, entries)?;
    let checks = &hall.consensus.checks;
    if let Some(open) = hall.consensus.open() {
        let same = open.put.entries == put && open.put.live == live;
        return if same {
            Ok(Vec::new())
        } else {
            Err(Rejection::ConsensusOpen)
        };
    }
    if checks.len() >= limits::CONSENSUS_CHECKS_MAX {
        return Err(Rejection::Full {
            field: Field::Entry,
            max: limits::CONSENSUS_CHECKS_MAX,
        });
    }
    let check = NewCheck {
        id: ConsensusId(checks.last().map_or(1, |check| check.put.id.0 + 1)),
        entries: put,
        live,
        segment: hall.running,
        at_ms: hall.now_ms,
    };
    Ok(vec![Event::ConsensusPut { check }])
}

/// Entries as they are put to everybody: each once, in the words that it has now.
fn frozen(capture: &Capture, entries: &[EntryId]) -> Result<Vec<PutEntry>, Rejection> {
    let max = limits::CONSENSUS_ENTRIES_MAX;
    if !(1..=max).contains(&entries.len()) {
        return Err(Rejection::OutOfRange {
            field: Field::Entry,
            min: 1,
            max: wide(max),
        });
    }
    let mut put: Vec<PutEntry> = Vec::with_capacity(entries.len());
    for id in entries {
        if put.iter().any(|other| other.entry == *id) {
            continue;
        }
        let entry = capture.entries.get(id);
        let entry = entry.filter(|entry| !entry.removed && entry.kind.is_put_to_consensus());
        let entry = entry.ok_or(Rejection::EntryUnknown)?;
        let text = entry.text.text();
        if text.trim().is_empty() {
            return Err(Rejection::TextMissing {
                field: Field::Entry,
            });
        }
        put.push(PutEntry {
            entry: *id,
            kind: entry.kind,
            text: text.to_owned(),
            who: entry.who.clone(),
            to_whom: entry.to_whom.clone(),
        });
    }
    Ok(put)
}

/// Says how one stands to an entry; no stance takes the answer back.
///
/// # Errors
/// Whoever asks is not of this session or may not answer, no check runs, the entry is not part of
/// it, or the word why is too long.
fn answer(hall: &Hall<'_>, entry: EntryId, stance: Option<Stance>, why: &str) -> Decided {
    let person = hall.asking.ok_or(Rejection::PersonUnknown)?;
    hall.conduct.may_answer(person)?;
    let check = running(hall.consensus, entry)?;
    let why = Field::Why.optional_line(why, limits::WHY_CHARS_MAX)?;
    let why = why.filter(|_| stance.is_some());
    let nobody = BTreeMap::new();
    let answers = check.answers.get(&entry).unwrap_or(&nobody);
    let purpose = check.purpose(entry);
    let by = hall.attendees.voter(person, purpose, answers)?;
    let before = answers.get(&by);
    let same = match (before, stance) {
        (Some(before), Some(stance)) => before.stance == stance && before.why == why,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if same {
        return Ok(Vec::new());
    }
    Ok(vec![match by {
        Voter::Known(person) => Event::ConsensusAnswered {
            entry,
            person,
            stance,
            why,
        },
        Voter::Sealed(by) => Event::StanceSealed {
            entry,
            by,
            side: hall.attendees.side(person),
            stance,
            why,
        },
    }])
}

/// Notes the hands of people without a device, a stance each, in place of the former count.
///
/// # Errors
/// No check runs, the entry is not part of it, or a count is missing or past its bound.
fn count_hands(hall: &Hall<'_>, entry: EntryId, counts: &[u32]) -> Decided {
    let check = running(hall.consensus, entry)?;
    let (field, max) = (Field::Hands, u64::from(limits::HANDS_MAX));
    let is_past = counts.iter().any(|count| *count > limits::HANDS_MAX);
    if counts.len() != STANCES || is_past {
        return Err(Rejection::OutOfRange { field, min: 0, max });
    }
    let same = check.hands.get(&entry).is_some_and(|hands| hands == counts);
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::StancesCounted {
            entry,
            counts: counts.to_vec(),
            at_ms: hall.now_ms,
        }]
    })
}

/// Closes the check that runs and freezes its counts; with none, it is so already.
fn close(hall: &Hall<'_>) -> Vec<Event> {
    let closed = close_open(hall.consensus, hall.attendees, hall.now_ms);
    closed.into_iter().collect()
}

/// The closing of the check that runs, if one does: with the session, everything ends.
pub(crate) fn close_open(
    consensus: &Consensus,
    attendees: Attendees<'_>,
    at_ms: u64,
) -> Option<Event> {
    let check = consensus.open()?;
    let results = check.put.entries.iter().map(|put| CheckResult {
        entry: put.entry,
        result: tally(check, put.entry, attendees),
    });
    let results = results.collect();
    Some(Event::ConsensusClosed { results, at_ms })
}

fn running(consensus: &Consensus, entry: EntryId) -> Result<&Check, Rejection> {
    let check = consensus.open().ok_or(Rejection::ConsensusClosed)?;
    let is_put = check.put.entries.iter().any(|put| put.entry == entry);
    is_put.then_some(check).ok_or(Rejection::EntryUnknown)
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
