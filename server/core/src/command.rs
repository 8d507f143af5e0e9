//! What a screen may ask for: imperative, each with what the screen saw where two could collide.
//!
//! Each concept has its own commands; this is their sum, flat on the wire.

use crate::rights::Right;
use crate::sum::sum;
use crate::terms::Roles;
use crate::{
    about, agenda, capture, conduct, consensus, draft, feedback, floor, form, links, networking,
    people, poll, privacy, sound, speaking, stage, undo,
};

sum! {
    /// One command.
    #[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema), ts(untagged), schemars(untagged))]
    Command of Command {
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
    alone {
        /// Does what has become due, in every concept; the server's own.
        #[cfg_attr(feature = "wire", ts(skip), schemars(skip))]
        MeetDeadlines = "meet_deadlines",
    }
}

impl Command {
    /// Who may give it.
    #[must_use]
    pub fn right(&self) -> Right {
        match self {
            Self::About(command) => command.right(),
            Self::Links(command) => command.right(),
            Self::People(command) => command.right(),
            Self::Agenda(command) => command.right(),
            Self::Speaking(command) => command.right(),
            Self::Sound(command) => command.right(),
            Self::Stage(command) => command.right(),
            Self::Floor(command) => command.right(),
            Self::Conduct(command) => command.right(),
            Self::Poll(command) => command.right(),
            Self::Networking(command) => command.right(),
            Self::Capture(command) => command.right(),
            Self::Form(command) => command.right(),
            Self::Draft(command) => command.right(),
            Self::Consensus(command) => command.right(),
            Self::Feedback(command) => command.right(),
            Self::Privacy(command) => command.right(),
            Self::Undo(command) => command.right(),
            Self::MeetDeadlines => Right::Clock,
        }
    }

    /// Its name on the wire, for logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::About(command) => command.into(),
            Self::Links(command) => command.into(),
            Self::People(command) => command.into(),
            Self::Agenda(command) => command.into(),
            Self::Speaking(command) => command.into(),
            Self::Sound(command) => command.into(),
            Self::Stage(command) => command.into(),
            Self::Floor(command) => command.into(),
            Self::Conduct(command) => command.into(),
            Self::Poll(command) => command.into(),
            Self::Networking(command) => command.into(),
            Self::Capture(command) => command.into(),
            Self::Form(command) => command.into(),
            Self::Draft(command) => command.into(),
            Self::Consensus(command) => command.into(),
            Self::Feedback(command) => command.into(),
            Self::Privacy(command) => command.into(),
            Self::Undo(command) => command.into(),
            Self::MeetDeadlines => "meet_deadlines",
        }
    }

    /// The commands that a screen with these roles may give, by their names on the wire.
    #[must_use]
    pub fn allowed(roles: &Roles) -> Vec<&'static str> {
        let held = |(_, right): &(_, Right)| right.is_in(roles);
        Self::all().filter(held).map(|(name, _)| name).collect()
    }

    /// Every command that can come in a frame, by its name on the wire, with its right.
    pub fn all() -> impl Iterator<Item = (&'static str, Right)> {
        let all = [
            about::Command::all(),
            links::Command::all(),
            people::Command::all(),
            agenda::Command::all(),
            speaking::Command::all(),
            sound::Command::all(),
            stage::Command::all(),
            floor::Command::all(),
            conduct::Command::all(),
            poll::Command::all(),
            networking::Command::all(),
            capture::Command::all(),
            form::Command::all(),
            draft::Command::all(),
            consensus::Command::all(),
            feedback::Command::all(),
            privacy::Command::all(),
            undo::Command::all(),
        ];
        all.into_iter()
            .flatten()
            .filter(|(_, right)| right.is_of_screens())
    }
}
