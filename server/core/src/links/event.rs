//! What happened to role links and the door.

use serde::{Deserialize, Serialize};

use super::state::Link;
use crate::ids::{LinkId, PersonId};

/// A fact about role links and the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// A role link was made.
    LinkIssued { link: Link },
    /// Its secret changed; the old one opens nothing, but that the browser of whoever did it gets the
    /// new one for it. In logs of before nobody is named.
    LinkRotated {
        link: LinkId,
        generation: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// It opens nothing any more.
    LinkRevoked { link: LinkId },
    /// The door was opened or closed to new participants.
    DoorSet { open: bool },
}
