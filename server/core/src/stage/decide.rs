//! Commands about what the screens in the room show.

use super::command::Command;
use super::event::Event;
use super::{clear_cue, see_cue, send_cue, set_display, set_thresholds};
use crate::context::Context;
use crate::rejection::Rejection;
use crate::session::Session;

/// Decides what the screens in the room show.
pub(crate) fn decide(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Rejection> {
    let now_ms = context.now_ms;
    match command {
        Command::SendCue { to, text, tone } => send_cue(session, *to, text, *tone, now_ms),
        Command::ClearCue { cue } => clear_cue(&session.stage, *cue, now_ms),
        Command::SeeCue { cue } => {
            let person = session.asking(context)?.id;
            see_cue(session, person, *cue, now_ms)
        }
        Command::SetThresholds { thresholds } => set_thresholds(&session.stage, thresholds),
        Command::SetDisplay { mode } => Ok(set_display(&session.stage, *mode)),
    }
}
