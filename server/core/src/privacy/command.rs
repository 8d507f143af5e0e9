//! Commands about what is kept of people, each with the right that it needs.

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::rights::Right;
use crate::seal::Pseudonym;
use crate::sum::commands;

commands! {
    /// A command about what is kept of people.
    "PrivacyCommand" {
        /// Takes oneself out of the session: name, words, contacts, and whatever says who one was.
        People => EraseMe,
        /// The same for somebody who asked whoever runs the server.
        #[serde(skip)]
        Host => ErasePerson { person: PersonId },
        /// Takes the words out that somebody who erased themselves said sealed.
        #[serde(skip)]
        Clock => EraseSealed { by: Pseudonym },
        /// Sets for how many days after its end a session is kept; 0 keeps it until it is deleted.
        Organisers => SetRetention { days: u32 },
        /// Leaves the report of the session, and nothing of its people.
        #[serde(skip)]
        Clock => Purge,
        /// Deletes the session; `confirm` is its code, typed once more.
        Organisers => DeleteSession { confirm: String },
    }
}
