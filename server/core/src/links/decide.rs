//! Commands about role links and the door.

use super::command::Command;
use super::event::Event;
use super::{add_integration, revoke, rotate};
use crate::rejection::Rejection;
use crate::session::Session;

/// Decides about a link or the door.
pub(crate) fn decide(session: &Session, command: &Command) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::RotateLink { link } => rotate(&session.links, *link),
        Command::RevokeLink { link } => revoke(&session.links, *link),
        Command::AddIntegration { name } => add_integration(&session.links, name),
        Command::SetDoor { open } => {
            let same = session.door_closed != *open;
            Ok(if same {
                Vec::new()
            } else {
                vec![Event::DoorSet { open: *open }]
            })
        }
    }
}
