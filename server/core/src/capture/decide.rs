//! Commands of whoever captures: what there is, and what it is linked to.

use super::command::Command;
use super::event::Event;
use super::typing::{edit, edit_report, restore, restore_report, revise, write_report};
use super::{Capture, Entry, EntryFact, EntryKind, NewEntry, Quoted};
use crate::context::Context;
use crate::ids::{EntryId, ItemId, PersonId, RoomId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::shared_text::Splice;

pub(super) type Decided = Result<Vec<Event>, Rejection>;

/// Decides about what is captured, and about the text of the report.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let hand = (context.actor.person(), context.now_ms);
    match command {
        Command::AddEntry {
            kind,
            text,
            item,
            room,
            segment,
            moment_ms,
            who,
            to_whom,
            speaker,
        } => {
            let new = NewCapture {
                kind: *kind,
                text,
                item: *item,
                segment: *segment,
                room: *room,
                speaker: speaker.as_ref(),
                who,
                to_whom,
                moment_ms: *moment_ms,
            };
            add(session, new, hand)
        }
        Command::ReviseEntry {
            entry,
            text,
            revision,
        } => revise(session, *entry, text, *revision, hand),
        Command::EditEntry {
            entry,
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit(session, *entry, &splice, *revision, hand)
        }
        Command::DescribeEntry { entry, fact } => describe(session, *entry, fact.clone()),
        Command::RestoreEntry { entry, revision } => restore(session, *entry, *revision, hand),
        Command::PlaceEntry {
            entry,
            after,
            before,
        } => place(session, *entry, *after, *before),
        Command::SetEntryRemoved { entry, removed } => set_removed(session, *entry, *removed),
        Command::SetChatham { segment, on } => set_chatham(session, *segment, *on),
        Command::WriteReport { text, revision } => write_report(session, text, *revision, hand),
        Command::EditReport {
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit_report(session, &splice, *revision, hand)
        }
        Command::RestoreReport { revision } => restore_report(session, *revision, hand),
    }
}

/// Who changes something, and when.
pub(super) type Hand = (Option<PersonId>, u64);

/// An entry as it was typed.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the fields of an entry")]
pub struct NewCapture<'a> {
    pub kind: EntryKind,
    pub text: &'a str,
    pub item: Option<ItemId>,
    /// Where it was not the running one.
    pub segment: Option<SegmentId>,
    pub room: Option<RoomId>,
    pub speaker: Option<&'a Quoted>,
    pub who: &'a str,
    pub to_whom: &'a str,
    /// When it was typed, where that was not now.
    pub moment_ms: Option<u64>,
}

/// Adds an entry.
///
/// # Errors
/// No text, too much of it, too many entries, a link to something unknown, or its block is signed.
pub fn add(session: &Session, new: NewCapture<'_>, (author, now_ms): Hand) -> Decided {
    let capture = &session.capture;
    if capture.entries.len() >= limits::ENTRIES_MAX {
        return Err(Rejection::Full {
            field: Field::Entry,
            max: limits::ENTRIES_MAX,
        });
    }
    block_open(session, new.kind)?;
    let links = [
        EntryFact::Item { item: new.item },
        EntryFact::Segment {
            segment: new.segment,
        },
        EntryFact::Room { room: new.room },
    ];
    for link in links {
        checked(session, link)?;
    }
    let last = capture.entries.last_key_value();
    let id = EntryId(last.map_or(1, |(id, _)| id.0 + 1));
    let segment = new.segment.or(session.agenda.running());
    let nameless = capture.is_chatham(segment);
    let speaker = new.speaker.map(|speaker| quoted(session, speaker));
    let speaker = speaker.transpose()?.filter(|_| !nameless);
    let line = |typed| Field::Who.optional_line(typed, limits::WHO_CHARS_MAX);
    let lately = |moment_ms: &u64| {
        (now_ms.saturating_sub(limits::CAPTURE_LATE_MS_MAX)..=now_ms).contains(moment_ms)
    };
    let entry = NewEntry {
        id,
        kind: new.kind,
        text: Field::Entry.lines(new.text, limits::ENTRY_CHARS_MAX)?,
        item: new.item,
        segment,
        author: author.filter(|_| !nameless),
        at_ms: new.moment_ms.filter(lately).unwrap_or(now_ms),
        revision: 1,
        removed: false,
        who: line(new.who)?,
        to_whom: line(new.to_whom)?,
        speaker,
        room: new.room,
    };
    Ok(vec![Event::EntryAdded { entry }])
}

/// Says one thing of an entry.
///
/// # Errors
/// It is unknown or links to something unknown, a text is too long, or a block is signed.
pub fn describe(session: &Session, id: EntryId, fact: EntryFact) -> Decided {
    let capture = &session.capture;
    let entry = known(capture, id)?;
    block_open(session, entry.kind)?;
    let fact = checked(session, fact)?;
    if let EntryFact::Kind { kind } = &fact {
        block_open(session, *kind)?;
    }
    let same = match &fact {
        EntryFact::Kind { kind } => entry.kind == *kind,
        EntryFact::Who { text } => entry.who.as_deref().unwrap_or_default() == text,
        EntryFact::ToWhom { text } => entry.to_whom.as_deref().unwrap_or_default() == text,
        EntryFact::Speaker { speaker } => entry.speaker == *speaker,
        EntryFact::Item { item } => entry.item == *item,
        EntryFact::Segment { segment } => entry.segment == *segment,
        EntryFact::Room { room } => entry.room == *room,
    };
    let names_somebody = matches!(&fact, EntryFact::Speaker { speaker: Some(_) });
    if same || names_somebody && capture.is_chatham(entry.segment) {
        return Ok(Vec::new());
    }
    let moved_under_the_rule =
        matches!(&fact, EntryFact::Segment { segment } if capture.is_chatham(*segment));
    let mut events = vec![Event::EntryDescribed { entry: id, fact }];
    if moved_under_the_rule && entry.speaker.is_some() {
        let fact = EntryFact::Speaker { speaker: None };
        events.push(Event::EntryDescribed { entry: id, fact });
    }
    Ok(events)
}

/// Puts an entry between the neighbours seen; with neither, in front.
///
/// # Errors
/// One of them is unknown, or the block is signed.
pub fn place(
    session: &Session,
    entry: EntryId,
    after: Option<EntryId>,
    before: Option<EntryId>,
) -> Decided {
    let capture = &session.capture;
    block_open(session, known(capture, entry)?.kind)?;
    for neighbour in [after, before].into_iter().flatten() {
        known(capture, neighbour)?;
    }
    let same = [after, before].contains(&Some(entry))
        || capture.placed(entry, after, before) == capture.order;
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::EntryPlaced {
            entry,
            after,
            before,
        }]
    })
}

/// Takes an entry out, or back in.
///
/// # Errors
/// It is unknown, or its block is signed.
pub fn set_removed(session: &Session, entry: EntryId, removed: bool) -> Decided {
    let present = known(&session.capture, entry)?;
    if present.removed == removed {
        return Ok(Vec::new());
    }
    block_open(session, present.kind)?;
    Ok(vec![Event::EntryRemovedSet { entry, removed }])
}

/// Holds a segment under the Chatham House Rule, or no longer.
///
/// # Errors
/// No such segment.
pub fn set_chatham(session: &Session, segment: SegmentId, on: bool) -> Decided {
    let known = session.agenda.segment(segment);
    known.ok_or(Rejection::SegmentUnknown)?;
    let same = session.capture.chatham.contains(&segment) == on;
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::ChathamSet { segment, on }]
    })
}

pub(super) fn known(capture: &Capture, entry: EntryId) -> Result<&Entry, Rejection> {
    capture.entries.get(&entry).ok_or(Rejection::EntryUnknown)
}

pub(super) fn block_open(session: &Session, kind: EntryKind) -> Result<(), Rejection> {
    kind.block()
        .map_or(Ok(()), |block| session.form.open(block))
}

/// A fact with its texts cleaned and its links looked up.
fn checked(session: &Session, fact: EntryFact) -> Result<EntryFact, Rejection> {
    let line = |typed: &str| Field::Who.optional_line(typed, limits::WHO_CHARS_MAX);
    match &fact {
        EntryFact::Who { text } => {
            let text = line(text)?.unwrap_or_default();
            return Ok(EntryFact::Who { text });
        }
        EntryFact::ToWhom { text } => {
            let text = line(text)?.unwrap_or_default();
            return Ok(EntryFact::ToWhom { text });
        }
        EntryFact::Speaker {
            speaker: Some(speaker),
        } => {
            let speaker = Some(quoted(session, speaker)?);
            return Ok(EntryFact::Speaker { speaker });
        }
        EntryFact::Item { item: Some(item) } if !session.floor.items.contains_key(item) => {
            return Err(Rejection::ItemUnknown);
        }
        EntryFact::Segment {
            segment: Some(segment),
        } if session.agenda.segment(*segment).is_none() => return Err(Rejection::SegmentUnknown),
        EntryFact::Room { room: Some(room) } => {
            let rounds = &session.networking.rounds;
            let mut rooms = rounds.iter().flat_map(|round| &round.rooms);
            if !rooms.any(|known| known.id == *room) {
                return Err(Rejection::RoomUnknown);
            }
        }
        _ => {}
    }
    Ok(fact)
}

fn quoted(session: &Session, speaker: &Quoted) -> Result<Quoted, Rejection> {
    match speaker {
        Quoted::Speaker { speaker: link } if !session.links.contains_key(link) => {
            Err(Rejection::LinkUnknown)
        }
        Quoted::Speaker { .. } => Ok(speaker.clone()),
        Quoted::Name { name } => {
            let name = Field::Name.line(name, limits::NAME_CHARS_MAX)?;
            Ok(Quoted::Name { name })
        }
    }
}
