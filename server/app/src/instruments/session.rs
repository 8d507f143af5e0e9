//! What is counted of one live session: its commands with their times, its people, its rooms.

use std::time::Instant;

use onefloor_core::ids::PersonId;
use onefloor_core::networking::Round;
use onefloor_core::people::PresenceEntry;
use onefloor_core::{Command, Rejection};

use super::call::Call;
use super::metrics::{Surface, metrics, refused};

/// Commands whose publication is timed; under a load past that, the first ones speak for all.
const UNPUBLISHED_MAX: usize = 1_024;

/// A command on its way: when it came, which it is, and on whose call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    at: Instant,
    command: &'static str,
    call: Call,
}

impl Asked {
    pub(crate) fn now(command: &Command) -> Self {
        Self {
            at: Instant::now(),
            command: command.name(),
            call: Call::current(),
        }
    }
}

/// The instruments of one live session.
#[derive(Debug)]
pub(crate) struct SessionInstruments {
    people: [(&'static str, i64); 4],
    rooms: i64,
    unpublished: Vec<Instant>,
}

impl SessionInstruments {
    pub(crate) fn begin() -> Self {
        metrics().sessions.inc();
        Self {
            people: [("online", 0), ("room", 0), ("hub", 0), ("staff", 0)],
            rooms: 0,
            unpublished: Vec::new(),
        }
    }

    /// A command has its answer: it is durable, or nothing came of it.
    pub(crate) fn answered(
        &mut self,
        asked: Asked,
        person: Option<PersonId>,
        refusal: Option<&Rejection>,
    ) {
        let outcome = if refusal.is_some() { "refused" } else { "done" };
        let labels = [("command", asked.command), ("outcome", outcome)];
        metrics().commands.get_or_create(&labels).inc();
        if let Some(rejection) = refusal {
            refused(Surface::Command, rejection.into());
            tracing::info!(
                call = %asked.call,
                participant.id = person.map(|person| person.0),
                command = asked.command,
                reason = <&str>::from(rejection),
                "refused a command"
            );
            return;
        }
        metrics().durable.observe(asked.at.elapsed().as_secs_f64());
        if self.unpublished.len() < UNPUBLISHED_MAX {
            self.unpublished.push(asked.at);
        }
    }

    /// The views are on their way with everything that was answered before.
    pub(crate) fn published(&mut self, here: Option<&PresenceEntry>, round: Option<&Round>) {
        for at in self.unpublished.drain(..) {
            metrics().published.observe(at.elapsed().as_secs_f64());
        }
        let here = here.map_or([0; 4], |here| {
            [here.online, here.room, here.hub, here.staff]
        });
        let open = round.map_or(0, |round| {
            round.rooms.iter().filter(|room| room.is_open()).count()
        });
        self.count(here, open);
    }

    fn count(&mut self, here: [usize; 4], open: usize) {
        for ((origin, was), is) in self.people.iter_mut().zip(here) {
            let is = signed(is);
            if *was != is {
                let labels = [("origin", *origin)];
                metrics().people.get_or_create(&labels).inc_by(is - *was);
                *was = is;
            }
        }
        let open = signed(open);
        metrics().rooms.inc_by(open - self.rooms);
        self.rooms = open;
    }
}

impl Drop for SessionInstruments {
    fn drop(&mut self) {
        self.count([0; 4], 0);
        metrics().sessions.dec();
    }
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
