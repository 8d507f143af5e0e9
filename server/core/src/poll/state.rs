//! What is known of the temperature checks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::asked::{NewPoll, PreparedPoll};
use super::event::Event;
use super::result::PollResult;
use crate::ids::{PollId, PreparedId, SegmentId};
use crate::limits;
use crate::seal::{Purpose, Voter};
use crate::terms::Attendance;

/// Somebody's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Indices of options, in order.
    pub options: Vec<u8>,
    /// Where they attended when they gave it; `None` where the log names them instead.
    pub side: Option<Attendance>,
}

/// A poll and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// As it was put.
    pub asked: NewPoll,
    /// What each chose; whoever took it back is not in it.
    pub answers: BTreeMap<Voter, Answer>,
    /// Hands of people without a device, an option each.
    pub hands: Vec<u32>,
    /// When it closed, and with what result.
    pub closed: Option<(u64, PollResult)>,
}

impl Poll {
    /// What its pseudonyms are for.
    pub(super) fn purpose(&self) -> Purpose {
        Purpose::Poll(self.asked.id)
    }

    /// Takes an answer; no option takes it back.
    fn answer(&mut self, by: Voter, options: &[u8], side: Option<Attendance>) {
        if options.is_empty() {
            self.answers.remove(&by);
        } else {
            let options = options.to_vec();
            self.answers.insert(by, Answer { options, side });
        }
    }
}

/// All polls of the session; at most the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Polls {
    /// In order.
    pub by_id: BTreeMap<PollId, Poll>,
    /// Those that wait to be put to everybody, in order.
    pub prepared: Vec<PreparedPoll>,
    /// The highest number that a prepared one ever had.
    pub prepared_last: u32,
}

impl Polls {
    /// The open poll.
    #[must_use]
    pub fn open(&self) -> Option<&Poll> {
        self.by_id.values().find(|poll| poll.closed.is_none())
    }

    /// Until when the result of the last poll stands on the display, if nothing else comes.
    #[must_use]
    pub(crate) fn result_until_ms(&self) -> Option<u64> {
        let (closed_at_ms, _) = self.by_id.values().next_back()?.closed.as_ref()?;
        Some(closed_at_ms + limits::RESULT_SHOWN_MS)
    }

    /// Whether the result of the last poll is still what the moment is about: for a while, and until
    /// somebody takes the floor or the segment ends. `taken_at_ms` is when the floor was taken last.
    #[must_use]
    pub(crate) fn result_stays(
        &self,
        running: Option<SegmentId>,
        taken_at_ms: Option<u64>,
        now_ms: u64,
    ) -> bool {
        if self
            .result_until_ms()
            .is_none_or(|until_ms| until_ms <= now_ms)
        {
            return false;
        }
        let Some(poll) = self.by_id.values().next_back() else {
            return false;
        };
        let closed_at_ms = poll.closed.as_ref().map(|(at_ms, _)| *at_ms);
        poll.asked.segment == running && closed_at_ms > taken_at_ms
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PollPrepared { poll } => {
                self.prepared_last = self.prepared_last.max(poll.id.0);
                match self.prepared.iter_mut().find(|it| it.id == poll.id) {
                    Some(present) => *present = poll.clone(),
                    None => self.prepared.push(poll.clone()),
                }
            }
            Event::PreparedPollPlaced { poll, before } => {
                place(&mut self.prepared, *poll, *before);
            }
            Event::PreparedPollRemoved { poll } => self.prepared.retain(|it| it.id != *poll),
            Event::PollOpened { poll } => {
                self.prepared.retain(|it| Some(it.id) != poll.prepared);
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
                poll.answer(Voter::Known(*person), options, None);
            }),
            Event::PollAnswerSealed {
                poll,
                by,
                side,
                options,
            } => self.change(*poll, |poll| {
                poll.answer(Voter::Sealed(*by), options, Some(*side));
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

/// Puts a prepared poll before another one, or last; one that is not there stays away.
pub(super) fn place(
    prepared: &mut Vec<PreparedPoll>,
    poll: PreparedId,
    before: Option<PreparedId>,
) {
    let at = |polls: &[PreparedPoll], id| polls.iter().position(|it| it.id == id);
    let Some(from) = at(prepared, poll).filter(|_| before != Some(poll)) else {
        return;
    };
    let moved = prepared.remove(from);
    let to = before.and_then(|before| at(prepared, before));
    prepared.insert(to.unwrap_or(prepared.len()), moved);
}
