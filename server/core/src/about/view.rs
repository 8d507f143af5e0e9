//! What the session is about, as everybody sees it.

use serde::Serialize;

use super::event::Event;
use super::facts::About;
use crate::entries::entries;
use crate::igf::PagePerson;
use crate::touch::Touched;

entries! {
    /// What the hour is about.
    SessionEntry {
        title: String,
        year: Option<u16>,
        #[serde(rename = "type")]
        kind: Option<String>,
        number: Option<u32>,
        room: Option<String>,
        starts_at: Option<String>,
        description: Option<String>,
        /// Where the slides are: an https address.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        slides: Option<String>,
        /// The language in which it is held; English where nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        language: Option<String>,
        speakers: Vec<PagePerson>,
        onsite_moderators: Vec<PagePerson>,
        online_moderators: Vec<PagePerson>,
        rapporteurs: Vec<PagePerson>,
        door_open: bool,
    }
}

/// What the hour is about, and whether its door is open.
pub(crate) fn session(about: &About, door_open: bool) -> SessionEntry {
    SessionEntry {
        title: about.title.clone(),
        year: about.year,
        kind: about.kind.clone(),
        number: about.number,
        room: about.room.clone(),
        starts_at: about.starts_at.clone(),
        description: about.description.clone(),
        slides: about.slides.clone(),
        language: about.language.clone(),
        speakers: about.speakers.clone(),
        onsite_moderators: about.onsite_moderators.clone(),
        online_moderators: about.online_moderators.clone(),
        rapporteurs: about.rapporteurs.clone(),
        door_open,
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        // Before it nobody saw anything.
        Event::SessionCreated { .. } => touched.all(""),
        // The agenda says when the session should begin.
        Event::AboutRevised { .. } => {
            touched.main("session");
            touched.main("agenda");
        }
    }
}
