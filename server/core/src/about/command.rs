//! Commands about what the session is about, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::{Changes, SessionPlan};
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about what the session is about.
    "AboutCommand" {
        /// Makes the session, and its role links.
        #[serde(skip)]
        Host => CreateSession { plan: Box<SessionPlan> },
        /// Changes what the session is about; `revision` is the one seen.
        Organisers => ReviseAbout {
            changes: Box<Changes>,
            revision: u32,
        },
    }
}
