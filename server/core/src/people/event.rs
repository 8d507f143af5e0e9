//! What happened to who somebody is.

use serde::{Deserialize, Serialize};

use super::profile::Profile;
use crate::ids::{LinkId, PersonId};

/// A fact about who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody came for the first time.
    PersonJoined {
        person: PersonId,
        key_hash: String,
        link: Option<LinkId>,
        profile: Profile,
        at_ms: u64,
    },
    /// Somebody who is known came by another role link.
    PersonLinked { person: PersonId, link: LinkId },
    /// Somebody said who they are.
    PersonIntroduced { person: PersonId, profile: Profile },
    /// Somebody chose whether to be matched.
    NetworkingChosen { person: PersonId, takes_part: bool },
    /// The places of these people were freed: they had come, said nothing, and were gone.
    PlacesFreed { people: Vec<PersonId> },
}
