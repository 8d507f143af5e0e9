//! Commands of whoever captures: what there is, and what it is linked to.

use super::command::Command;
use super::entry::{EntryFact, EntryKind, NewEntry, Quoted};
use super::event::Event;
use super::hall::{Decided, Hall};
use super::state::Entry;
use super::typing::{edit, edit_report, restore, restore_report, revise, write_report};
use crate::ids::{EntryId, ItemId, RoomId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::shared_text::Splice;

/// Decides about what is captured, and about the text of the report.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
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
            let typed = Typed {
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
            add(hall, typed)
        }
        Command::ReviseEntry {
            entry,
            text,
            revision,
        } => revise(hall, *entry, text, *revision),
        Command::EditEntry {
            entry,
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit(hall, *entry, &splice, *revision)
        }
        Command::DescribeEntry { entry, fact } => describe(hall, *entry, fact.clone()),
        Command::RestoreEntry { entry, revision } => restore(hall, *entry, *revision),
        Command::PlaceEntry {
            entry,
            after,
            before,
        } => place(hall, *entry, *after, *before),
        Command::SetEntryRemoved { entry, removed } => set_removed(hall, *entry, *removed),
        Command::SetChatham { segment, on } => set_chatham(hall, *segment, *on),
        Command::WriteReport { text, revision } => write_report(hall, text, *revision),
        Command::EditReport {
            revision,
            at,
            delete,
            insert,
            follows,
        } => {
            let splice = Splice::typed((*at, *delete), insert, *follows);
            edit_report(hall, &splice, *revision)
        }
        Command::RestoreReport { revision } => restore_report(hall, *revision),
    }
}

/// An entry as it was typed.
#[derive(Clone, Copy)]
struct Typed<'a> {
    kind: EntryKind,
    text: &'a str,
    item: Option<ItemId>,
    /// Where it was not the running one.
    segment: Option<SegmentId>,
    room: Option<RoomId>,
    speaker: Option<&'a Quoted>,
    who: &'a str,
    to_whom: &'a str,
    /// When it was typed, where that was not now.
    moment_ms: Option<u64>,
}

/// Adds an entry.
///
/// # Errors
/// No text, too much of it, too many entries, a link to something unknown, or its block is signed.
fn add(hall: &Hall<'_>, typed: Typed<'_>) -> Decided {
    let capture = hall.capture;
    if capture.entries.len() >= limits::ENTRIES_MAX {
        return Err(Rejection::Full {
            field: Field::Entry,
            max: limits::ENTRIES_MAX,
        });
    }
    hall.block_open(typed.kind)?;
    linked(hall, typed)?;
    let last = capture.entries.last_key_value();
    let segment = typed.segment.or(hall.agenda.running());
    let nameless = capture.is_chatham(segment);
    let speaker = typed.speaker.map(|speaker| quoted(hall, speaker));
    let speaker = speaker.transpose()?.filter(|_| !nameless);
    let line = |typed| Field::Who.optional_line(typed, limits::WHO_CHARS_MAX);
    let entry = NewEntry {
        id: EntryId(last.map_or(1, |(id, _)| id.0 + 1)),
        kind: typed.kind,
        text: Field::Entry.lines(typed.text, limits::ENTRY_CHARS_MAX)?,
        item: typed.item,
        segment,
        author: hall.by.filter(|_| !nameless),
        at_ms: moment_ms(hall, typed),
        revision: 1,
        removed: false,
        who: line(typed.who)?,
        to_whom: line(typed.to_whom)?,
        speaker,
        room: typed.room,
    };
    Ok(vec![Event::EntryAdded { entry }])
}

/// Looks up what a new entry is linked to.
fn linked(hall: &Hall<'_>, typed: Typed<'_>) -> Result<(), Rejection> {
    let (item, segment, room) = (typed.item, typed.segment, typed.room);
    let links = [
        EntryFact::Item { item },
        EntryFact::Segment { segment },
        EntryFact::Room { room },
    ];
    for link in links {
        checked(hall, link)?;
    }
    Ok(())
}

/// When it was typed, as far as a screen without a connection can say that.
fn moment_ms(hall: &Hall<'_>, typed: Typed<'_>) -> u64 {
    let earliest_ms = hall.now_ms.saturating_sub(limits::CAPTURE_LATE_MS_MAX);
    let lately = |moment_ms: &u64| (earliest_ms..=hall.now_ms).contains(moment_ms);
    typed.moment_ms.filter(lately).unwrap_or(hall.now_ms)
}

/// Says one thing of an entry.
///
/// # Errors
/// It is unknown or links to something unknown, a text is too long, or a block is signed.
fn describe(hall: &Hall<'_>, id: EntryId, fact: EntryFact) -> Decided {
    let capture = hall.capture;
    let entry = hall.entry(id)?;
    hall.block_open(entry.kind)?;
    let fact = checked(hall, fact)?;
    if let EntryFact::Kind { kind } = &fact {
        hall.block_open(*kind)?;
    }
    let same = says(entry, &fact);
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

/// Whether this is said of an entry already.
fn says(entry: &Entry, fact: &EntryFact) -> bool {
    match fact {
        EntryFact::Kind { kind } => entry.kind == *kind,
        EntryFact::Who { text } => entry.who.as_deref().unwrap_or_default() == text,
        EntryFact::ToWhom { text } => entry.to_whom.as_deref().unwrap_or_default() == text,
        EntryFact::Speaker { speaker } => entry.speaker == *speaker,
        EntryFact::Item { item } => entry.item == *item,
        EntryFact::Segment { segment } => entry.segment == *segment,
        EntryFact::Room { room } => entry.room == *room,
    }
}

/// Puts an entry between the neighbours seen; with neither, in front.
///
/// # Errors
/// One of them is unknown, or the block is signed.
fn place(
    hall: &Hall<'_>,
    entry: EntryId,
    after: Option<EntryId>,
    before: Option<EntryId>,
) -> Decided {
    let capture = hall.capture;
    hall.block_open(hall.entry(entry)?.kind)?;
    for neighbour in [after, before].into_iter().flatten() {
        hall.entry(neighbour)?;
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
fn set_removed(hall: &Hall<'_>, entry: EntryId, removed: bool) -> Decided {
    let present = hall.entry(entry)?;
    if present.removed == removed {
        return Ok(Vec::new());
    }
    hall.block_open(present.kind)?;
    Ok(vec![Event::EntryRemovedSet { entry, removed }])
}

/// Holds a segment under the Chatham House Rule, or no longer.
///
/// # Errors
/// No such segment.
fn set_chatham(hall: &Hall<'_>, segment: SegmentId, on: bool) -> Decided {
    let known = hall.agenda.segment(segment);
    known.ok_or(Rejection::SegmentUnknown)?;
    let same = hall.capture.chatham.contains(&segment) == on;
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::ChathamSet { segment, on }]
    })
}

/// A fact with its texts cleaned and its links looked up.
fn checked(hall: &Hall<'_>, fact: EntryFact) -> Result<EntryFact, Rejection> {
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
            let speaker = Some(quoted(hall, speaker)?);
            return Ok(EntryFact::Speaker { speaker });
        }
        EntryFact::Item { item: Some(item) } if !hall.floor.items.contains_key(item) => {
            return Err(Rejection::ItemUnknown);
        }
        EntryFact::Segment {
            segment: Some(segment),
        } if hall.agenda.segment(*segment).is_none() => return Err(Rejection::SegmentUnknown),
        EntryFact::Room { room: Some(room) } => {
            let known = hall.networking.room(*room);
            known.ok_or(Rejection::RoomUnknown)?;
        }
        EntryFact::Kind { .. }
        | EntryFact::Speaker { speaker: None }
        | EntryFact::Item { .. }
        | EntryFact::Segment { .. }
        | EntryFact::Room { room: None } => {}
    }
    Ok(fact)
}

fn quoted(hall: &Hall<'_>, speaker: &Quoted) -> Result<Quoted, Rejection> {
    match speaker {
        Quoted::Speaker { speaker: link } if !hall.links.contains_key(link) => {
            Err(Rejection::LinkUnknown)
        }
        Quoted::Speaker { .. } => Ok(speaker.clone()),
        Quoted::Name { name } => {
            let name = Field::Name.line(name, limits::NAME_CHARS_MAX)?;
            Ok(Quoted::Name { name })
        }
    }
}
