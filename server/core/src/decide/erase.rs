//! Somebody goes for good: what they had under way ends as if they had left, before what they said is
//! forgotten.

use super::{Decided, halls};
use crate::context::Context;
use crate::event::Event;
use crate::report;
use crate::session::Session;
use crate::{floor, networking, privacy};

/// Decides what is kept of people, with what that ends.
pub(super) fn decide(
    session: &Session,
    command: &privacy::Command,
    context: &Context<'_>,
) -> Decided {
    let hall = halls::privacy(session, context);
    let purge = || report::purge(session, context.now_ms);
    let decided = privacy::decide(&hall, command, purge)?;
    let mut events = Vec::new();
    for event in decided {
        match &event {
            privacy::Event::PersonErased { person, .. } => {
                let items = session.people.get(person).map(|person| &person.items);
                let items = items.into_iter().flatten();
                let left = floor::leave(&session.floor, items, context.now_ms);
                events.extend(left.into_iter().map(Event::from));
                let left =
                    networking::leave_for_good(&halls::networking(session, context), *person);
                events.extend(left.into_iter().map(Event::from));
            }
            privacy::Event::SealedErased { by } => {
                let items = session.floor.sealed.get(by).into_iter().flatten();
                let left = floor::leave(&session.floor, items, context.now_ms);
                events.extend(left.into_iter().map(Event::from));
            }
            privacy::Event::RetentionSet { .. }
            | privacy::Event::SessionPurged { .. }
            | privacy::Event::SessionDeleted { .. } => {}
        }
        events.push(event.into());
    }
    Ok(events)
}
