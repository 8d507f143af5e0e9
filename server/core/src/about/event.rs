//! What happened to what the session is about.

use serde::{Deserialize, Serialize};

use super::{About, Imported, SessionPlan};

/// A fact about what the session is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// The organiser confirmed the page.
    SessionCreated { plan: Box<SessionPlan>, at_ms: u64 },
    /// The organiser changed what the session is about, by hand or from its page read again.
    AboutRevised {
        about: Box<About>,
        /// The page, where it came from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        imported: Option<Box<Imported>>,
        scheduled_start_ms: Option<u64>,
        revision: u32,
        at_ms: u64,
    },
}
