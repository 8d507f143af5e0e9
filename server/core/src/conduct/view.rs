//! Conduct on the floor, as staff sees it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::Event;
use super::state::Conduct;
use crate::entries::entries;
use crate::ids::PersonId;
use crate::people::{People, PersonFace};
use crate::touch::Touched;

entries! {
    /// Who is muted or kept out, and which words hold a text back.
    ConductEntry {
        muted: Vec<PersonFace>,
        banned: Vec<PersonFace>,
        words: Vec<String>,
    }
}

/// Who is muted or kept out, by name, and which words hold a text back.
pub(crate) fn conduct(conduct: &Conduct, people: &People) -> ConductEntry {
    let faces = |ids: &BTreeSet<PersonId>| {
        let faces = ids.iter().map(|person| PersonFace::of(people, *person));
        faces.collect()
    };
    ConductEntry {
        muted: faces(&conduct.muted),
        banned: faces(&conduct.banned),
        words: conduct.words.clone(),
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("conduct");
    match event {
        Event::PersonMutedSet { person, .. } => touched.person(*person, "me"),
        Event::PersonBannedSet { .. } | Event::WordListSet { .. } => {}
    }
}
