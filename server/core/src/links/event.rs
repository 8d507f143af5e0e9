//! What happened to role links and the door.

use serde::{Deserialize, Serialize};

use crate::ids::LinkId;
use crate::people::Link;

/// A fact about role links and the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// A role link was made.
    LinkIssued { link: Link },
    /// Its secret changed; the old one opens nothing.
    LinkRotated { link: LinkId, generation: u32 },
    /// It opens nothing any more.
    LinkRevoked { link: LinkId },
    /// The door was opened or closed to new participants.
    DoorSet { open: bool },
}
