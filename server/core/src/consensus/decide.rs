//! Commands of consensus checks. One runs at a time, so that everybody answers the same sentences.

use super::command::Command;
use super::event::Event;
use super::{Check, CheckResult, NewCheck, PutEntry, STANCES, Stance};
use crate::context::Context;
use crate::context::Presence;
use crate::ids::{ConsensusId, EntryId, PersonId};
use crate::limits;
use crate::poll;
use crate::rejection::{Field, Rejection};
use crate::session::Session;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides about checks of consensus.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let now_ms = context.now_ms;
    match command {
        Command::PutToConsensus { entries, live } => {
            session.not_ended()?;
            put(session, entries, *live, now_ms)
        }
        Command::AnswerConsensus { entry, stance, why } => {
            let person = session.asking(context)?.id;
            session.conduct.may_answer(person)?;
            answer(session, person, *entry, *stance, why)
        }
        Command::CountStances { entry, counts } => count_hands(session, *entry, counts, now_ms),
        Command::CloseConsensus => Ok(close(session, context.presence, now_ms)),
    }
}

/// Puts entries to everybody; the same ones put twice are put once.
///
/// # Errors
/// Another check runs, there are none or too many entries, or one that is no takeaway, call to action
/// or point of consensus.
pub fn put(session: &Session, entries: &[EntryId], live: bool, now_ms: u64) -> Decided {
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
        let entry = session.capture.entries.get(id);
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
    let checks = &session.consensus.checks;
    if let Some(open) = session.consensus.open() {
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
        segment: session.agenda.running(),
        at_ms: now_ms,
    };
    Ok(vec![Event::ConsensusPut { check }])
}

/// Says how one stands to an entry; no stance takes the answer back.
///
/// # Errors
/// No check runs, the entry is not part of it, or the word why is too long.
pub fn answer(
    session: &Session,
    person: PersonId,
    entry: EntryId,
    stance: Option<Stance>,
    why: &str,
) -> Decided {
    let check = running(session, entry)?;
    let why = Field::Why.optional_line(why, limits::WHY_CHARS_MAX)?;
    let why = why.filter(|_| stance.is_some());
    let answers = check.answers.get(&entry);
    let before = answers.and_then(|answers| answers.get(&person));
    let same = match (before, stance) {
        (Some(before), Some(stance)) => before.stance == stance && before.why == why,
        (None, None) => true,
        _ => false,
    };
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::ConsensusAnswered {
            entry,
            person,
            stance,
            why,
        }]
    })
}

/// Notes the hands of people without a device, a stance each, in place of the former count.
///
/// # Errors
/// No check runs, the entry is not part of it, or a count is missing or past its bound.
pub fn count_hands(session: &Session, entry: EntryId, counts: &[u32], now_ms: u64) -> Decided {
    let check = running(session, entry)?;
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
            at_ms: now_ms,
        }]
    })
}

/// Closes the check that runs and freezes its counts; with none, it is so already.
#[must_use]
pub fn close(session: &Session, presence: &Presence, now_ms: u64) -> Vec<Event> {
    close_open(session, presence, now_ms).into_iter().collect()
}

/// The closing of the check that runs, if one does: with the session, everything ends.
#[must_use]
pub fn close_open(session: &Session, presence: &Presence, at_ms: u64) -> Option<Event> {
    let check = session.consensus.open()?;
    let results = check.put.entries.iter().map(|put| CheckResult {
        entry: put.entry,
        result: tally(session, check, put.entry, presence),
    });
    let results = results.collect();
    Some(Event::ConsensusClosed { results, at_ms })
}

/// Counts an entry as it stands.
pub(super) fn tally(
    session: &Session,
    check: &Check,
    entry: EntryId,
    presence: &Presence,
) -> poll::PollResult {
    let answers = check.answers.get(&entry).into_iter().flatten();
    let answers = answers.map(|(person, answer)| (*person, answer.stance.choice()));
    let hands = check.hands.get(&entry).map_or(&[][..], Vec::as_slice);
    poll::count(session, &answers.collect(), hands, STANCES, presence)
}

fn running(session: &Session, entry: EntryId) -> Result<&Check, Rejection> {
    let check = session.consensus.open().ok_or(Rejection::ConsensusClosed)?;
    let is_put = check.put.entries.iter().any(|put| put.entry == entry);
    is_put.then_some(check).ok_or(Rejection::EntryUnknown)
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
