//! What a purge leaves of a log besides the report: what the session was, and the links by which staff
//! opens it, without their holders.

use super::Session;
use crate::about::{self, ScheduledStart, SessionPlan};
use crate::event::Event;
use crate::{links, privacy};

impl Session {
    /// The log of a session that nobody ever came to. Of what it leads to, the same is left again.
    #[must_use]
    pub fn remains(&self) -> Vec<Event> {
        let Some(about) = self.about.as_deref() else {
            return Vec::new();
        };
        let scheduled_start_ms = self.agenda.scheduled_start_ms;
        let created = about::Event::SessionCreated {
            plan: Box::new(SessionPlan {
                about: about.clone(),
                agenda: Vec::new(),
                imported: None,
            }),
            scheduled_start_ms: ScheduledStart::Written(scheduled_start_ms),
            at_ms: scheduled_start_ms.unwrap_or_default(),
        };
        let issued = self.links.values().map(|link| {
            let link = links::Link {
                holder: None,
                affiliation: None,
                ..link.clone()
            };
            Event::from(links::Event::LinkIssued { link })
        });
        let door = links::Event::DoorSet { open: false };
        let door = self.links.door_closed.then(|| Event::from(door));
        let days = self.privacy.retention_days;
        let days = days.map(|days| Event::from(privacy::Event::RetentionSet { days }));
        let created = std::iter::once(Event::from(created));
        created.chain(issued).chain(door).chain(days).collect()
    }
}
