//! Commands about conduct on the floor.

use super::command::Command;
use super::event::Event;
use super::{set_banned, set_muted, set_words};
use crate::rejection::Rejection;
use crate::session::Session;

/// Decides who is muted or kept out, and which words wait.
pub(crate) fn decide(session: &Session, command: &Command) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::SetMuted { person, muted } => set_muted(session, *person, *muted),
        Command::SetBanned { person, banned } => set_banned(session, *person, *banned),
        Command::SetWordList { words } => set_words(&session.conduct, words),
    }
}
