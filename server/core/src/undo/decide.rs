//! Taking back what was done last.

use super::command::Command;
use super::event::Event;
use super::state::Undo;
use crate::ids::PersonId;
use crate::rejection::Rejection;

/// What the rules about it look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) undo: &'a Undo,
    /// Whose screen it is.
    pub(crate) asking: Option<PersonId>,
    pub(crate) now_ms: u64,
}

/// Takes back what the screen saw as the last act.
///
/// # Errors
/// Something else was done since, or it was taken back already: the present one is told.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::Undo { act } => {
            let present = hall.undo.act();
            if present != Some(*act) {
                return Err(Rejection::ActChanged { act: present });
            }
            Ok(vec![Event::ActUndone {
                act: *act,
                by: hall.asking,
                at_ms: hall.now_ms,
            }])
        }
    }
}
