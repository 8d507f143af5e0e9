//! Commands of whoever captures.

use super::{Capture, Entry, EntryFact, EntryKind, NewEntry, Quoted};
use crate::event::Event;
use crate::ids::{EntryId, ItemId, PersonId, RoomId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::report::Block;
use crate::session::Session;
use crate::shared_text::{SharedText, Splice};
use crate::text;

type Decided = Result<Vec<Event>, Rejection>;

/// Who changes something, and when.
type Hand = (Option<PersonId>, u64);

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
    let line = |typed| text::optional_line(Field::Who, typed, limits::WHO_CHARS_MAX);
    let lately = |moment_ms: &u64| {
        (now_ms.saturating_sub(limits::CAPTURE_LATE_MS_MAX)..=now_ms).contains(moment_ms)
    };
    let entry = NewEntry {
        id,
        kind: new.kind,
        text: text::lines(Field::Entry, new.text, limits::ENTRY_CHARS_MAX)?,
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

/// Writes an entry's text as a whole; `seen` is the revision that the screen changed.
///
/// # Errors
/// Somebody changed it since: their text comes back with the refusal, so that neither is lost. It
/// was taken out, or its block is signed.
pub fn revise(
    session: &Session,
    entry: EntryId,
    typed: &str,
    seen: u32,
    (by, at_ms): Hand,
) -> Decided {
    let present = standing(session, entry)?;
    let text = text::lines(Field::Entry, typed, limits::ENTRY_CHARS_MAX)?;
    if text == present.text.text() {
        return Ok(Vec::new());
    }
    unchanged_since(&present.text, seen)?;
    let by = named(&session.capture, present, by);
    Ok(vec![Event::EntryRevised {
        entry,
        text,
        revision: seen + 1,
        at_ms,
        by,
    }])
}

/// Changes an entry's text where somebody types in it.
///
/// # Errors
/// As for [`revise`] and [`SharedText::edit`].
pub fn edit(
    session: &Session,
    entry: EntryId,
    splice: &Splice,
    seen: u32,
    (by, at_ms): Hand,
) -> Decided {
    let present = standing(session, entry)?;
    let by = named(&session.capture, present, by);
    let splices = present
        .text
        .edit(Field::Entry, splice, seen, limits::ENTRY_CHARS_MAX)?;
    let numbered = (present.text.revision() + 1..).zip(splices);
    let events = numbered.map(|(revision, splice)| Event::EntryEdited {
        entry,
        splice,
        revision,
        at_ms,
        by,
    });
    Ok(events.collect())
}

/// Brings an earlier text of an entry back.
///
/// # Errors
/// It is not kept any more, the entry was taken out, or its block is signed.
pub fn restore(session: &Session, entry: EntryId, from: u32, (by, at_ms): Hand) -> Decided {
    let present = standing(session, entry)?;
    let kept = present.history.find(from);
    let text = kept.ok_or(Rejection::RevisionUnknown)?.text.clone();
    if text == present.text.text() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::EntryRestored {
        entry,
        from,
        text,
        revision: present.text.revision() + 1,
        at_ms,
        by: named(&session.capture, present, by),
    }])
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
    let place = Event::EntryPlaced {
        entry,
        after,
        before,
    };
    let mut placed = capture.clone();
    placed.evolve(&place);
    let same = placed.order == capture.order || [after, before].contains(&Some(entry));
    Ok(if same { Vec::new() } else { vec![place] })
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

/// Writes the session report as a whole.
///
/// # Errors
/// As for [`revise`].
pub fn write_report(session: &Session, typed: &str, seen: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let text = text::optional_lines(Field::Report, typed, limits::REPORT_CHARS_MAX)?;
    let text = text.unwrap_or_default();
    if text == report.text() {
        return Ok(Vec::new());
    }
    unchanged_since(report, seen)?;
    Ok(vec![Event::ReportWritten {
        text,
        revision: seen + 1,
        at_ms,
        by,
    }])
}

/// Changes the session report where somebody types in it.
///
/// # Errors
/// As for [`edit`].
pub fn edit_report(session: &Session, splice: &Splice, seen: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let splices = report.edit(Field::Report, splice, seen, limits::REPORT_CHARS_MAX)?;
    let numbered = (report.revision() + 1..).zip(splices);
    let events = numbered.map(|(revision, splice)| Event::ReportEdited {
        splice,
        revision,
        at_ms,
        by,
    });
    Ok(events.collect())
}

/// Brings an earlier text of the session report back.
///
/// # Errors
/// It is not kept any more, or the block is signed.
pub fn restore_report(session: &Session, from: u32, (by, at_ms): Hand) -> Decided {
    let report = report_open(session)?;
    let kept = session.capture.report_history.find(from);
    let text = kept.ok_or(Rejection::RevisionUnknown)?.text.clone();
    if text == report.text() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ReportRestored {
        from,
        text,
        revision: report.revision() + 1,
        at_ms,
        by,
    }])
}

/// The text of the third block, as long as it is not signed.
pub(crate) fn report_open(session: &Session) -> Result<&SharedText, Rejection> {
    session.form.open(Block::Report)?;
    Ok(&session.capture.report)
}

fn known(capture: &Capture, entry: EntryId) -> Result<&Entry, Rejection> {
    capture.entries.get(&entry).ok_or(Rejection::EntryUnknown)
}

/// An entry whose text may be changed.
fn standing(session: &Session, entry: EntryId) -> Result<&Entry, Rejection> {
    let present = known(&session.capture, entry)?;
    if present.removed {
        return Err(Rejection::EntryRemoved {
            text: present.text.text().to_owned(),
            revision: present.text.revision(),
        });
    }
    block_open(session, present.kind)?;
    Ok(present)
}

fn block_open(session: &Session, kind: EntryKind) -> Result<(), Rejection> {
    kind.block()
        .map_or(Ok(()), |block| session.form.open(block))
}

/// Who changed it; nobody under the Chatham House Rule.
fn named(capture: &Capture, entry: &Entry, by: Option<PersonId>) -> Option<PersonId> {
    by.filter(|_| !capture.is_chatham(entry.segment))
}

fn unchanged_since(text: &SharedText, seen: u32) -> Result<(), Rejection> {
    if text.revision() == seen {
        return Ok(());
    }
    Err(text.changed())
}

/// A fact with its texts cleaned and its links looked up.
fn checked(session: &Session, fact: EntryFact) -> Result<EntryFact, Rejection> {
    let line = |typed: &str| text::optional_line(Field::Who, typed, limits::WHO_CHARS_MAX);
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
            let name = text::line(Field::Name, name, limits::NAME_CHARS_MAX)?;
            Ok(Quoted::Name { name })
        }
    }
}
