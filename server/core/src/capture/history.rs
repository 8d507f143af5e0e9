//! What a text was before: one revision for each time that somebody sat down to it.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::limits;
use crate::shared_text::SharedText;

/// Changes by one hand with no longer pause between them are one revision.
const QUIET_MS: u64 = 30_000;

/// A revision that can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its number.
    pub revision: u32,
    /// The text.
    pub text: String,
    /// When it was left so.
    pub at_ms: u64,
    /// By whom; nobody under the Chatham House Rule.
    pub by: Option<PersonId>,
}

/// Earlier revisions of a text, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct History {
    kept: VecDeque<Kept>,
    last: Option<(u64, Option<PersonId>)>,
}

impl History {
    /// Of a text that somebody has just written.
    #[must_use]
    pub(super) fn begun(at_ms: u64, by: Option<PersonId>) -> Self {
        let last = Some((at_ms, by));
        Self {
            kept: VecDeque::new(),
            last,
        }
    }

    /// Forgets what stood there.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }

    /// Earlier revisions.
    pub fn kept(&self) -> impl Iterator<Item = &Kept> {
        self.kept.iter()
    }

    /// The revision of this number.
    #[must_use]
    pub fn find(&self, revision: u32) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.revision == revision)
    }

    /// Notes that `present` is about to change. It is kept where another hand or a pause parts it
    /// from what comes, and always where the change is a `leap`, such as a text brought back.
    pub(super) fn note(
        &mut self,
        present: &SharedText,
        (at_ms, by): (u64, Option<PersonId>),
        leap: bool,
    ) {
        let last = self.last.replace((at_ms, by));
        let Some((left_at_ms, left_by)) = last.filter(|_| present.revision() > 0) else {
            return;
        };
        let goes_on = left_by == by && at_ms.saturating_sub(left_at_ms) < QUIET_MS;
        if goes_on && !leap {
            return;
        }
        if self.kept.len() >= limits::REVISIONS_KEPT_MAX {
            self.kept.pop_front();
        }
        self.kept.push_back(Kept {
            revision: present.revision(),
            text: present.text().to_owned(),
            at_ms: left_at_ms,
            by: left_by,
        });
    }
}
