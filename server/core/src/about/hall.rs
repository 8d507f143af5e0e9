//! What the rules about a session's facts may look at.

use super::state::Subject;
use crate::agenda::Agenda;
use crate::links::Links;

/// What the rules about a session's facts look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) subject: &'a Subject,
    pub(crate) agenda: &'a Agenda,
    pub(crate) links: &'a Links,
    pub(crate) now_ms: u64,
}
