//! What the desk may take back: the act, its subject, when, and by whom.

use serde::Serialize;

use super::act::ActKind;
use super::event::Event;
use super::state::Undo;
use crate::agenda::Agenda;
use crate::entries::entries;
use crate::floor::Floor;
use crate::ids::{ActId, ItemId, SegmentId};
use crate::links::Links;
use crate::people::{People, PersonFace};
use crate::terms::{ItemState, Voice};
use crate::touch::Touched;

entries! {
    /// What undo takes back, until the next act.
    UndoEntry {
        act: ActId,
        kind: ActKind,
        item: Option<ItemId>,
        /// Where the item went.
        to: Option<ItemState>,
        /// Whose item, voice or right it is.
        name: Option<String>,
        /// The words of the item, unless its asker is hidden from all.
        text: Option<String>,
        segment: Option<SegmentId>,
        /// Its title.
        title: Option<String>,
        /// How many items it moved.
        count: usize,
        by: Option<PersonFace>,
        at_ms: u64,
    }
}

/// Where the names of subjects stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subjects<'a> {
    pub(crate) agenda: &'a Agenda,
    pub(crate) floor: &'a Floor,
    pub(crate) links: &'a Links,
    pub(crate) people: &'a People,
}

/// What may be taken back, as staff sees it.
pub(crate) fn undo(undo: &Undo, subjects: Subjects<'_>) -> Option<UndoEntry> {
    let standing = undo.standing.as_deref()?;
    let what = &standing.what;
    let asker = match what.voice {
        Some(Voice::Asker { item }) => Some(item),
        Some(Voice::Speaker { .. }) | None => None,
    };
    let item = what.item.or(asker);
    let asked = item.and_then(|item| subjects.floor.items.get(&item));
    let of_item = asked.and_then(|item| item.entered.name.clone());
    let of_person = what.person.and_then(|person| {
        let person = subjects.people.get(&person)?;
        person.profile.name.clone()
    });
    let of_speaker = match what.voice {
        Some(Voice::Speaker { speaker }) => {
            let link = subjects.links.get(&speaker);
            link.and_then(|link| link.holder.clone())
        }
        Some(Voice::Asker { .. }) | None => None,
    };
    let segment = what.segment.and_then(|id| subjects.agenda.segment(id));
    Some(UndoEntry {
        act: standing.act,
        kind: what.kind,
        item,
        to: what.to,
        name: of_speaker.or(of_person).or(of_item),
        // What was asked hidden from all stands beside nobody, not even who moved it.
        text: asked
            .filter(|item| item.entered.sealed.is_none())
            .and_then(|item| item.text())
            .map(str::to_owned),
        segment: what.segment,
        title: segment.map(|segment| segment.title.clone()),
        count: what.items.len(),
        by: standing.by.map(|by| PersonFace::of(subjects.people, by)),
        at_ms: standing.at_ms,
    })
}

/// Which entries an event can change. Of what was taken back, the state does not say any more what it was.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("undo");
    match event {
        Event::ActDone { .. } | Event::ActStands { .. } => {}
        Event::ActUndone { .. } => {
            for key in [
                "agenda",
                "clock",
                "rundown",
                "voice",
                "speaking",
                "sound",
                "stage",
                "takeaways",
                "conduct",
                "floor",
                "floor/order",
                "floor/waiting",
            ] {
                touched.main(key);
            }
            touched.count("floor/share");
            for family in ["cue/", "item/", "votes/", "tally/", "consensus/"] {
                touched.all(family);
            }
            touched.all_brought();
            touched.everybody("me");
            touched.linked("cue");
        }
    }
}
