//! Commands of whoever captures: what there is, and what it is linked to.

use super::add::{Typed, add};
use super::command::Command;
use super::entry::EntryFact;
use super::event::Event;
use super::fact::checked;
use super::hall::{Decided, Hall};
use super::state::Entry;
use super::typing::{edit, edit_report, restore, restore_report, revise, write_report};
use crate::ids::{EntryId, SegmentId};
use crate::rejection::Rejection;
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
