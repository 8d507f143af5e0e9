//! Temperature checks (Q12): one question to everybody at once, and how the room stands.
//!
//! One runs at a time. An answer may be changed until it closes; with the closing event the count
//! is frozen, so that nobody who moves or leaves later changes what was shown. Who answered how is
//! in the log and in no view but a person's own. The commands come first, then [`tally()`] counts,
//! and [`PollEntry`] is what a screen gets of it.

mod command;
mod decide;
mod event;
mod tally;

pub use command::Command;
pub(crate) use decide::decide;
pub use decide::{Draft, answer, close, close_open, count_hands, open};
pub use event::Event;
pub(crate) use tally::count;
pub use tally::{MyPollEntry, OptionTally, PollEntry, PollResult, tally};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, PersonId, PollId, SegmentId};

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
    pub fn fixed_options(self) -> Option<usize> {
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

/// A poll and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// As it was put.
    pub asked: NewPoll,
    /// What each person chose, as indices of options in order; whoever took it back is not in it.
    pub answers: BTreeMap<PersonId, Vec<u8>>,
    /// Hands of people without a device, an option each.
    pub hands: Vec<u32>,
    /// When it closed, and with what result.
    pub closed: Option<(u64, PollResult)>,
}

/// All polls of the session; at most the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Polls {
    /// In order.
    pub by_id: BTreeMap<PollId, Poll>,
}

impl Polls {
    /// The open poll.
    #[must_use]
    pub fn open(&self) -> Option<&Poll> {
        self.by_id.values().find(|poll| poll.closed.is_none())
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PollOpened { poll } => {
                let opened = Poll {
                    hands: vec![0; poll.option_count()],
                    asked: poll.clone(),
                    answers: BTreeMap::new(),
                    closed: None,
                };
                self.by_id.insert(poll.id, opened);
            }
            Event::PollAnswered {
                poll,
                person,
                options,
            } => self.change(*poll, |poll| {
                if options.is_empty() {
                    poll.answers.remove(person);
                } else {
                    poll.answers.insert(*person, options.clone());
                }
            }),
            Event::HandsCounted { poll, counts, .. } => {
                self.change(*poll, |poll| poll.hands.clone_from(counts));
            }
            Event::PollClosed {
                poll,
                result,
                at_ms,
            } => self.change(*poll, |poll| poll.closed = Some((*at_ms, result.clone()))),
        }
    }

    fn change(&mut self, id: PollId, change: impl FnOnce(&mut Poll)) {
        self.by_id.get_mut(&id).map(change).unwrap_or_default();
    }
}
