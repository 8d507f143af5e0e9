//! What somebody may still send: one budget a person, however many screens they hold.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use onefloor_core::ids::{LinkId, PersonId};
use tokio::time::Instant;

use crate::bounds::Budget;

/// Commands in a row, on all screens together.
const COMMANDS_BURST: f64 = 30.0;
/// Commands a second in the long run.
const COMMANDS_PER_SECOND: f64 = 10.0;
/// Signals in a row: a browser finds all its candidates at once, for each of five others.
const SIGNALS_BURST: f64 = 240.0;
/// Signals a second in the long run.
const SIGNALS_PER_SECOND: f64 = 60.0;
/// Frames in a row that nobody understands.
const GARBLED_BURST: f64 = 20.0;
/// And a second in the long run.
const GARBLED_PER_SECOND: f64 = 1.0;
/// How many are remembered; past that, those that have been quiet and are gone are forgotten.
const REMEMBERED_MAX: usize = 1_000;

/// Whose budget it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Person(PersonId),
    /// Screens in front of which nobody sits.
    Link(LinkId),
}

/// What is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// A command, or a question about the session.
    Command,
    /// Something for somebody in the same room.
    Signal,
    /// A frame that nobody understands.
    Garbled,
}

/// A budget that all screens of one owner share.
#[derive(Debug, Clone)]
pub struct Allowance(Arc<Mutex<Budgets>>);

#[derive(Debug)]
struct Budgets {
    commands: Budget,
    signals: Budget,
    garbled: Budget,
}

impl Budgets {
    fn full(now: Instant) -> Self {
        Self {
            commands: Budget::of(COMMANDS_BURST, COMMANDS_PER_SECOND, now),
            signals: Budget::of(SIGNALS_BURST, SIGNALS_PER_SECOND, now),
            garbled: Budget::of(GARBLED_BURST, GARBLED_PER_SECOND, now),
        }
    }
}

impl Allowance {
    fn full(now: Instant) -> Self {
        Self(Arc::new(Mutex::new(Budgets::full(now))))
    }

    /// Takes one, if there is one.
    #[must_use]
    pub fn takes(&self, sent: Sent, now: Instant) -> bool {
        // Numbers alone: nothing is left half done by whoever panicked.
        let mut budgets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match sent {
            Sent::Command => budgets.commands.takes(now),
            Sent::Signal => budgets.signals.takes(now),
            Sent::Garbled => budgets.garbled.takes(now),
        }
    }

    fn is_idle(&self, now: Instant) -> bool {
        let budgets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::strong_count(&self.0) == 1 && budgets.commands.is_full(now)
    }
}

/// The budgets of a session.
#[derive(Debug, Default)]
pub(super) struct Allowances(HashMap<Owner, Allowance>);

impl Allowances {
    /// The budget of somebody; it outlives their screens, so that coming back refills nothing.
    pub(super) fn of(&mut self, owner: Option<Owner>, now: Instant) -> Allowance {
        let Some(owner) = owner else {
            return Allowance::full(now);
        };
        if self.0.len() >= REMEMBERED_MAX && !self.0.contains_key(&owner) {
            self.0.retain(|_, allowance| !allowance.is_idle(now));
        }
        let full = || Allowance::full(now);
        self.0.entry(owner).or_insert_with(full).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_screens_of_one_person_share_a_budget_and_coming_back_refills_nothing() {
        let now = Instant::now();
        let mut all = Allowances::default();
        let ana = Some(Owner::Person(PersonId(1)));
        let screens: Vec<Allowance> = (0..20).map(|_| all.of(ana, now)).collect();
        let sent = screens.iter().cycle().take(200);
        let taken = sent.filter(|screen| screen.takes(Sent::Command, now));
        assert_eq!(taken.count(), 30);
        drop(screens);
        assert!(!all.of(ana, now).takes(Sent::Command, now));
        let bao = Some(Owner::Person(PersonId(2)));
        assert!(all.of(bao, now).takes(Sent::Command, now));
    }
}
