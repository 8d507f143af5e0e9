//! The agenda as each audience sees it.

use super::entry::Entry;
use super::looking::Looking;
use crate::agenda::{self, Plan};
use crate::session::Session;
use crate::undo;

/// Puts what everybody sees of the hour.
pub(super) fn put_common<'a>(
    view: &mut Looking<'_>,
    session: &Session,
    plan: impl Fn() -> &'a Plan,
) {
    if let Some(clock) = &session.agenda.clock {
        view.put("clock", || Entry::Clock(agenda::clock(clock)));
    }
    view.put("agenda", || {
        let spoken_ms = |segment, voice| session.speaking.spoken_ms(segment, voice);
        let agenda = agenda::agenda(&session.agenda, &session.links, plan(), spoken_ms);
        Entry::Agenda(Box::new(agenda))
    });
}

/// Puts what staff sees of the hour besides.
pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session) {
    view.put("rundown", || {
        Entry::Rundown(agenda::rundown(&session.agenda, &session.links))
    });
    view.put_any("undo", || {
        let subjects = undo::Subjects {
            agenda: &session.agenda,
            floor: &session.floor,
            links: &session.links,
            people: &session.people,
        };
        let undo = undo::undo(&session.undo, subjects)?;
        Some(Entry::Undo(Box::new(undo)))
    });
}
