//! What whoever runs the server says of what is kept: who they are, and for how long.

use std::sync::Arc;

/// Days for which a session is kept after its end, unless its organiser or whoever runs the server says
/// otherwise.
pub const RETENTION_DAYS: u32 = 30;

/// The rules of this server, as people hear them before they give their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Who runs it, and how they can be reached, in their words.
    pub operator: Option<Arc<str>>,
    /// Days for which a new session is kept after its end; 0 keeps it until it is deleted.
    pub retention_days: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            operator: None,
            retention_days: RETENTION_DAYS,
        }
    }
}
