//! What a screen shows of links and the door. Links have no entry of their own: names and roles are
//! shown where people speak and sit.

use super::event::Event;
use crate::touch::Touched;

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::DoorSet { .. } => touched.main("session"),
        Event::LinkIssued { .. } | Event::LinkRotated { .. } | Event::LinkRevoked { .. } => {}
    }
}
