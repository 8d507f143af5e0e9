//! A temperature check as it is put: what kind of answer it takes, and its options.

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, PollId, SegmentId};

/// Agree, disagree, abstain; their words are the browser's, in each person's language.
const AGREE_OPTIONS: usize = 3;
/// Points of a scale, the lowest first; their words are the browser's too.
const SCALE_OPTIONS: usize = 5;

/// What kind of answer a poll takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PollKind {
    /// Agree (0), disagree (1) or abstain (2).
    Agree,
    /// One of five points, from the lowest (0) to the highest (4).
    Scale,
    /// One of the options that staff typed.
    Single,
    /// Any of them.
    Multiple,
}

impl PollKind {
    /// How many options every poll of this kind has; `None` where staff types them.
    #[must_use]
    pub(crate) fn fixed_options(self) -> Option<usize> {
        match self {
            Self::Agree => Some(AGREE_OPTIONS),
            Self::Scale => Some(SCALE_OPTIONS),
            Self::Single | Self::Multiple => None,
        }
    }
}

/// A poll as it was put to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoll {
    /// Id, counting from 1.
    pub id: PollId,
    /// Kind.
    pub kind: PollKind,
    /// What is asked.
    pub question: String,
    /// What staff typed; empty where the kind has options of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Whether everybody sees the result while it runs; else only staff does until it closes.
    pub live: bool,
    /// The captured entry that it is about. Reserved: no command sets it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takeaway: Option<EntryId>,
    /// The segment that ran.
    pub segment: Option<SegmentId>,
    /// When it opened.
    pub at_ms: u64,
}

impl NewPoll {
    /// How many options there are.
    #[must_use]
    pub fn option_count(&self) -> usize {
        self.kind.fixed_options().unwrap_or(self.options.len())
    }

    /// How many of them one person may choose.
    #[must_use]
    pub fn choices_max(&self) -> usize {
        match self.kind {
            PollKind::Multiple => self.option_count(),
            PollKind::Agree | PollKind::Scale | PollKind::Single => 1,
        }
    }
}
