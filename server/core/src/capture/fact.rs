//! What may be said of an entry: texts within their bounds, and links to what there is.

use super::entry::{EntryFact, Quoted};
use super::hall::Hall;
use crate::limits;
use crate::rejection::{Field, Rejection};

/// A fact with its texts cleaned and its links looked up.
pub(super) fn checked(hall: &Hall<'_>, fact: EntryFact) -> Result<EntryFact, Rejection> {
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

/// Whose words they are: a link that there is, or a name that is not too long.
pub(super) fn quoted(hall: &Hall<'_>, speaker: &Quoted) -> Result<Quoted, Rejection> {
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
