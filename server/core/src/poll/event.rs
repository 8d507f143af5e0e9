//! What happened to temperature checks.

use serde::{Deserialize, Serialize};

use super::asked::{NewPoll, PreparedPoll};
use super::result::PollResult;
use crate::ids::{PersonId, PollId, PreparedId};
use crate::seal::Pseudonym;
use crate::terms::Attendance;

/// A fact about temperature checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// A poll was written that is put to everybody later, or worded anew.
    PollPrepared { poll: PreparedPoll },
    /// A prepared one has its place before another one, or is last.
    PreparedPollPlaced {
        poll: PreparedId,
        before: Option<PreparedId>,
    },
    /// A prepared one was taken out.
    PreparedPollRemoved { poll: PreparedId },
    /// A temperature check was put to everybody.
    PollOpened { poll: NewPoll },
    /// The same, sealed: by whom, only their key tells. The side is theirs at that moment.
    PollAnswerSealed {
        poll: PollId,
        by: Pseudonym,
        side: Attendance,
        options: Vec<u8>,
    },
    /// Somebody answered it, or took the answer back: no option. Written until answers were sealed.
    PollAnswered {
        poll: PollId,
        person: PersonId,
        options: Vec<u8>,
    },
    /// Hands in the room were counted, in place of the former count.
    HandsCounted {
        poll: PollId,
        counts: Vec<u32>,
        at_ms: u64,
    },
    /// It closed, with what came of it.
    PollClosed {
        poll: PollId,
        result: PollResult,
        at_ms: u64,
    },
}

impl Event {
    /// Whether nothing beside it may tell whose it is.
    pub(crate) fn is_sealed(&self) -> bool {
        match self {
            Self::PollAnswerSealed { .. } => true,
            Self::PollPrepared { .. }
            | Self::PreparedPollPlaced { .. }
            | Self::PreparedPollRemoved { .. }
            | Self::PollOpened { .. }
            | Self::PollAnswered { .. }
            | Self::HandsCounted { .. }
            | Self::PollClosed { .. } => false,
        }
    }
}
