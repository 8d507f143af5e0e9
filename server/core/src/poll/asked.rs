//! A temperature check as it is put: what kind of answer it takes, and its options.

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, PollId, PreparedId, SegmentId};
#[cfg(feature = "wire")]
use crate::limits;

/// What kind of answer a poll takes; staff chooses among them in this order.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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

/// An option that every poll of a kind has. On a screen it is put in each person's language, by its
/// name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnOption {
    /// Its name in the browser's catalogues, after `poll.`.
    pub name: &'static str,
    /// In a sentence of the report.
    pub in_sentence: &'static str,
    /// At the head of a line of a table.
    pub in_table: &'static str,
}

/// By name, in a sentence, in a table.
const fn own(name: &'static str, in_sentence: &'static str, in_table: &'static str) -> OwnOption {
    OwnOption {
        name,
        in_sentence,
        in_table,
    }
}

const AGREE: [OwnOption; 3] = [
    own("agree", "agree", "Agree"),
    own("disagree", "disagree", "Disagree"),
    own("abstain", "abstain", "Abstain"),
];

/// The lowest first.
const SCALE: [OwnOption; 5] = [
    own("scaleLow", "1 of 5", "1"),
    own("scalePoint", "2 of 5", "2"),
    own("scalePoint", "3 of 5", "3"),
    own("scalePoint", "4 of 5", "4"),
    own("scaleHigh", "5 of 5", "5"),
];

impl PollKind {
    /// The options that every poll of this kind has, in order; `None` where staff types them.
    #[must_use]
    pub fn own_options(self) -> Option<&'static [OwnOption]> {
        match self {
            Self::Agree => Some(&AGREE),
            Self::Scale => Some(&SCALE),
            Self::Single | Self::Multiple => None,
        }
    }

    /// The option that every poll of this kind has at this place.
    #[must_use]
    pub fn own_option(self, at: usize) -> Option<&'static OwnOption> {
        self.own_options()?.get(at)
    }
}

/// A poll as somebody writes it, before it is put to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PollPlan {
    /// Kind.
    pub kind: PollKind,
    /// What is asked.
    #[cfg_attr(feature = "wire", schemars(length(max = limits::POLL_QUESTION_CHARS_MAX)))]
    pub question: String,
    /// What staff typed; empty where the kind has options of its own.
    #[serde(default)]
    #[cfg_attr(
        feature = "wire",
        schemars(
            length(max = limits::POLL_OPTIONS_MAX),
            inner(length(max = limits::POLL_OPTION_CHARS_MAX))
        )
    )]
    pub options: Vec<String>,
    /// Whether everybody sees the result while it runs.
    pub live: bool,
}

/// A poll that waits to be put to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PreparedPoll {
    /// Id, counting from 1; it is no poll's.
    pub id: PreparedId,
    /// As it was written.
    pub plan: PollPlan,
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
    /// The prepared poll that it was; nothing for one that was typed and put at once, as all were before
    /// polls could be prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared: Option<PreparedId>,
    /// The segment that ran.
    pub segment: Option<SegmentId>,
    /// When it opened.
    pub at_ms: u64,
}

impl NewPoll {
    /// How many options there are.
    #[must_use]
    pub fn option_count(&self) -> usize {
        let own = self.kind.own_options();
        own.map_or(self.options.len(), <[OwnOption]>::len)
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
