//! What a session is about, and how often that changed.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::facts::About;
use super::imported::Imported;

/// What a session is about; nothing before it was created.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Subject {
    about: Option<Box<About>>,
    /// Counts changes of it, so that of two organisers the second sees the first one's.
    pub revision: u32,
    /// The page as it was last taken in.
    pub imported: Option<Box<Imported>>,
}

impl Subject {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::SessionCreated { plan, .. } => {
                self.about = Some(Box::new(plan.about.clone()));
                self.revision = 1;
                self.imported = Some(Box::new(plan.taken_in()));
            }
            Event::AboutRevised {
                about,
                imported,
                revision,
                ..
            } => {
                self.about = Some(about.clone());
                self.revision = *revision;
                self.imported = imported.clone().or(self.imported.take());
            }
        }
    }
}

/// Where nobody says in which language a session is held.
const USUAL_LANGUAGE: &str = "en";

impl Subject {
    /// The language of the session, which whoever names none is taken to speak.
    pub(crate) fn spoken(&self) -> &str {
        let about = self.about.as_deref();
        let language = about.and_then(|about| about.language.as_deref());
        language.unwrap_or(USUAL_LANGUAGE)
    }
}

impl Deref for Subject {
    type Target = Option<Box<About>>;

    fn deref(&self) -> &Self::Target {
        &self.about
    }
}
