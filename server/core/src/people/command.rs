//! Commands about who somebody is, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::profile::Profile;
use crate::ids::LinkId;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about who somebody is.
    "PeopleCommand" {
        /// Lets somebody in for the first time.
        #[serde(skip)]
        Door => Join {
            key_hash: String,
            link: Option<LinkId>,
        },
        /// Says who one is.
        People => Introduce { profile: Profile },
        /// Chooses whether to be matched.
        People => TakePartInNetworking { takes_part: bool },
        /// Frees the places of those who came, said nothing and are gone.
        Moderators => FreePlaces,
    }
}
