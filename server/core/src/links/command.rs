//! Commands about role links and the door, each with the right that it needs.

use serde::{Deserialize, Serialize};

use crate::ids::LinkId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about role links and the door.
    "LinksCommand" {
        /// Replaces the secret of a link.
        Organisers => RotateLink { link: LinkId },
        /// Makes a link open nothing.
        Organisers => RevokeLink { link: LinkId },
        /// Opens or closes the door to new participants.
        Organisers => SetDoor { open: bool },
        /// Issues a link by which another system may bring things to the floor.
        Organisers => AddIntegration {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::NAME_CHARS_MAX)))]
            name: String,
        },
    }
}
