//! What is known of what is kept of people.

use serde::{Deserialize, Serialize};

use super::event::{Event, Purge};

/// What is kept of people, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Privacy {
    /// For how many days after its end the session is kept; `None` where nobody said it, and the
    /// server's own rule holds.
    pub retention_days: Option<u32>,
    /// What was left when the session was purged.
    pub purged: Option<Box<Purge>>,
    /// When the session was deleted.
    pub deleted_at_ms: Option<u64>,
    /// How often something was erased: a log in which that has been said may still hold it.
    pub erasures: u32,
}

impl Privacy {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PersonErased { .. } | Event::SealedErased { .. } => self.erasures += 1,
            Event::RetentionSet { days } => self.retention_days = Some(*days),
            Event::SessionPurged { purge } => self.purged = Some(purge.clone()),
            Event::SessionDeleted { at_ms } => self.deleted_at_ms = Some(*at_ms),
        }
    }
}
