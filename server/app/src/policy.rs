//! What whoever runs the server says of what is kept: who they are, and for how long.

use std::sync::Arc;

/// Days for which a session is kept after its end, unless its organiser or whoever runs the server says
/// otherwise.
pub const RETENTION_DAYS: u32 = 30;

/// How long after the first start on a directory sessions from before there was a retention stay: time
/// to hear of it, and to get their reports.
pub const GRACE_DAYS: u32 = 7;

/// The rules of this server, as people hear them before they give their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Who runs it, and how they can be reached, in their words.
    pub operator: Option<Arc<str>>,
    /// Days for which a new session is kept after its end; 0 keeps it until it is deleted.
    pub retention_days: u32,
    /// Until when sessions stay whose people were told of no retention, since they were recorded before
    /// there was one; in milliseconds since 1970.
    pub untold_until_ms: u64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            operator: None,
            retention_days: RETENTION_DAYS,
            untold_until_ms: 0,
        }
    }
}
