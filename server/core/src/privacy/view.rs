//! What everybody may know of what is kept of them.

use serde::Serialize;

use super::event::Event;
use super::state::Privacy;
use crate::entries::entries;
use crate::touch::Touched;

entries! {
    /// For how long the session is kept, and when its people were taken out of it.
    PrivacyEntry {
        /// Days after the end; 0 is until it is deleted, and nothing is what the server says.
        retention_days: Option<u32>,
        purged_at_ms: Option<u64>,
        /// How many had come, of a purged session.
        people: Option<usize>,
        /// When a purged session was held.
        held_at_ms: Option<u64>,
    }
}

/// What everybody may know of what is kept of them.
pub(crate) fn privacy(privacy: &Privacy) -> PrivacyEntry {
    let purged = privacy.purged.as_deref();
    PrivacyEntry {
        retention_days: privacy.retention_days,
        purged_at_ms: purged.map(|purge| purge.at_ms),
        people: purged.map(|purge| purge.people),
        held_at_ms: purged.and_then(|purge| purge.started_at_ms),
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::RetentionSet { .. } => touched.main("privacy"),
        // Somebody stands in many places, and so does what they said.
        Event::PersonErased { .. } | Event::SealedErased { .. } => {
            touched.all("");
            touched.everybody("");
            touched.rooms();
        }
        Event::SessionPurged { .. } | Event::SessionDeleted { .. } => {
            touched.all("");
            touched.everybody("");
            touched.rooms();
        }
    }
}
