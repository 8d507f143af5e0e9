//! The command that captures something.

use super::entry::{EntryFact, EntryKind, NewEntry, Quoted};
use super::event::Event;
use super::fact::{checked, quoted};
use super::hall::{Decided, Hall};
use crate::ids::{EntryId, ItemId, RoomId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};

/// An entry as it was typed.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) kind: EntryKind,
    pub(super) text: &'a str,
    pub(super) item: Option<ItemId>,
    /// Where it was not the running one.
    pub(super) segment: Option<SegmentId>,
    pub(super) room: Option<RoomId>,
    pub(super) speaker: Option<&'a Quoted>,
    pub(super) who: &'a str,
    pub(super) to_whom: &'a str,
    /// When it was typed, where that was not now.
    pub(super) moment_ms: Option<u64>,
}

/// Adds an entry.
///
/// # Errors
/// No text, too much of it, too many entries, a link to something unknown, or its block is signed.
pub(super) fn add(hall: &Hall<'_>, typed: Typed<'_>) -> Decided {
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
