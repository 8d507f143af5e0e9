//! What happened: past tense, outcomes only, so that [`evolve`](crate::session::Session::evolve)
//! holds no rule and an old log reads the same for ever.
//!
//! Events are kept and never sent. Adding a variant or a field with a default is safe; changing
//! one is not: add a new one, and keep reading the old. Each concept has its own events; this is
//! their sum, flat in the log.

use crate::forgotten::Forgotten;
use crate::sum::sum;
use crate::{
    about, agenda, capture, conduct, consensus, draft, feedback, floor, form, links, networking,
    people, poll, privacy, sound, speaking, stage, undo,
};

sum! {
    /// One fact of a session's log.
    Event of Event {
        About(about),
        Links(links),
        People(people),
        Agenda(agenda),
        Speaking(speaking),
        Sound(sound),
        Stage(stage),
        Floor(floor),
        Conduct(conduct),
        Poll(poll),
        Networking(networking),
        Capture(capture),
        Form(form),
        Draft(draft),
        Consensus(consensus),
        Feedback(feedback),
        Privacy(privacy),
        Undo(undo),
    }
    alone {}
}

impl Event {
    /// Whether it holds what nobody may join with its person; nothing beside it may either.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        match self {
            Self::Floor(event) => event.is_sealed(),
            Self::Poll(event) => event.is_sealed(),
            Self::Consensus(event) => event.is_sealed(),
            Self::Feedback(event) => event.is_sealed(),
            Self::Privacy(event) => event.is_sealed(),
            Self::About(_)
            | Self::Links(_)
            | Self::People(_)
            | Self::Agenda(_)
            | Self::Speaking(_)
            | Self::Sound(_)
            | Self::Stage(_)
            | Self::Conduct(_)
            | Self::Networking(_)
            | Self::Capture(_)
            | Self::Form(_)
            | Self::Draft(_)
            | Self::Undo(_) => false,
        }
    }

    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::About(event) => event.forget(),
            Self::Links(event) => event.forget(),
            Self::People(event) => event.forget(forgotten),
            Self::Agenda(event) => event.forget(),
            Self::Speaking(event) => event.forget(),
            Self::Sound(event) => event.forget(),
            Self::Stage(event) => event.forget(),
            Self::Floor(event) => event.forget(forgotten),
            Self::Conduct(event) => event.forget(),
            Self::Poll(event) => event.forget(),
            Self::Networking(event) => event.forget(forgotten),
            Self::Capture(event) => event.forget(forgotten),
            Self::Form(event) => event.forget(forgotten),
            Self::Draft(event) => event.forget(forgotten),
            Self::Consensus(event) => event.forget(forgotten),
            Self::Feedback(event) => event.forget(forgotten),
            Self::Privacy(event) => event.forget(),
            Self::Undo(event) => event.forget(),
        }
    }
}
