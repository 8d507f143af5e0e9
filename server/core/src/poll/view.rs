//! What a screen gets of a temperature check.

use serde::Serialize;

use super::asked::{PollKind, PreparedPoll};
use super::event::Event;
use super::result::PollResult;
use super::state::{Poll, Polls};
use super::tally::{Attendees, tally};
use crate::context::Presence;
use crate::entries::entries;
use crate::ids::{PersonId, PollId};
use crate::seal::Voter;
use crate::touch::Touched;

entries! {
    /// A poll as a screen shows it.
    PollEntry {
        id: PollId,
        kind: PollKind,
        question: String,
        /// What staff typed; empty where the words are the browser's.
        options: Vec<String>,
        live: bool,
        at_ms: u64,
        closed_at_ms: Option<u64>,
    }
    /// Polls that wait to be put to everybody, in order.
    PreparedEntry {
        polls: Vec<PreparedPoll>,
    }
    /// How a poll stands: of those who are here and are asked, how many answered, and what.
    PollTally {
        answered: u32,
        present: u32,
        /// Nothing for the public while the poll is open and its result is not shown live.
        result: Option<PollResult>,
    }
    /// A person's own answer, to themselves.
    MyPollEntry {
        poll: PollId,
        /// Indices of options, in order.
        options: Vec<u8>,
    }
}

impl PollEntry {
    pub(crate) fn of(poll: &Poll) -> Self {
        let asked = &poll.asked;
        Self {
            id: asked.id,
            kind: asked.kind,
            question: asked.question.clone(),
            options: asked.options.clone(),
            live: asked.live,
            at_ms: asked.at_ms,
            closed_at_ms: poll.closed.as_ref().map(|(at_ms, _)| *at_ms),
        }
    }
}

impl PreparedEntry {
    /// As long as there is any.
    pub(crate) fn of(polls: &Polls) -> Option<Self> {
        let polls = polls.prepared.clone();
        (!polls.is_empty()).then_some(Self { polls })
    }
}

impl PollTally {
    pub(crate) fn of(poll: &Poll, attendees: Attendees<'_>, for_staff: bool) -> Self {
        let result = match &poll.closed {
            Some((_, result)) => Some(result.clone()),
            None if for_staff || poll.asked.live => Some(tally(poll, attendees)),
            None => None,
        };
        let (answered, present) = match &result {
            Some(result) => (result.answered, result.present),
            None => attendees.turnout(&poll.answers, poll.purpose()),
        };
        Self {
            answered,
            present,
            result,
        }
    }
}

impl MyPollEntry {
    /// What this person chose, if they did and are here.
    pub(crate) fn of(poll: &Poll, presence: &Presence, person: PersonId) -> Option<Self> {
        let sealed = presence
            .pseudonym(person, poll.purpose())
            .map(Voter::Sealed);
        let sealed = sealed.and_then(|by| poll.answers.get(&by));
        let answer = sealed.or_else(|| poll.answers.get(&Voter::Known(person)))?;
        Some(Self {
            poll: poll.asked.id,
            options: answer.options.clone(),
        })
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::PollPrepared { .. }
        | Event::PreparedPollPlaced { .. }
        | Event::PreparedPollRemoved { .. } => touched.main("prepared"),
        Event::PollOpened { poll } => {
            touched.main("prepared");
            touched.numbered("poll", poll.id);
            touched.numbered("tally", poll.id);
        }
        Event::PollAnswered { poll, person, .. } => {
            touched.numbered_count("tally", poll);
            touched.person(*person, format!("answer/{poll}"));
        }
        // Whose answer it is, nothing here tells.
        Event::PollAnswerSealed { poll, .. } => {
            touched.numbered_count("tally", poll);
            touched.everybody("answer/");
        }
        Event::HandsCounted { poll, .. } => touched.numbered("tally", poll),
        Event::PollClosed { poll, .. } => {
            touched.numbered("poll", poll);
            touched.numbered("tally", poll);
        }
    }
}
