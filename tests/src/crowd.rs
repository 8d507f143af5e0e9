//! A crowd that works in a session whatever becomes of the server: each command has an id, waits in
//! an outbox until it is answered, and is sent again after every return. What was answered is held
//! against the log afterwards: each acknowledged command must be there once.

mod account;
mod fact;
mod seen;
mod somebody;
mod wishes;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

pub use account::{Account, Verdict};
pub use fact::{Counted, Fact, found};

use crate::process::Made;
use somebody::Somebody;

/// What the crowd is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Working,
    /// Nothing new is given; whoever has all answers goes.
    Finishing,
}

#[derive(Debug)]
struct Shared {
    address: String,
    phase: watch::Receiver<Phase>,
    account: Mutex<Account>,
}

/// The people of one session.
#[derive(Debug)]
pub struct Crowd {
    shared: Arc<Shared>,
    phase: watch::Sender<Phase>,
    people: JoinSet<()>,
}

impl Crowd {
    /// A moderator and so many others come in, and begin.
    #[must_use]
    pub fn comes(address: &str, made: &Made, size: usize, seed: u64) -> Self {
        let (phase, told) = watch::channel(Phase::Working);
        let shared = Arc::new(Shared {
            address: address.to_owned(),
            phase: told,
            account: Mutex::default(),
        });
        let mut people = JoinSet::new();
        for at in 0..=size {
            let moderates = at == 0;
            let name = if moderates {
                "Olu".to_owned()
            } else {
                format!("Guest{at}")
            };
            let secret = moderates.then_some(made.moderator.as_str());
            let seed = seed.wrapping_add(at as u64);
            let door = (made.code.as_str(), secret);
            let somebody = Somebody::new(&name, door, Arc::clone(&shared), seed);
            people.spawn(somebody.lives());
        }
        Self {
            shared,
            phase,
            people,
        }
    }

    /// What they were told so far.
    pub fn account(&self) -> MutexGuard<'_, Account> {
        let account = self.shared.account.lock();
        account.unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing new is given, and all that was is answered; or time is over. What they were told.
    pub async fn finishes(mut self, patience: Duration) -> Account {
        self.phase.send_replace(Phase::Finishing);
        let going = async { while self.people.join_next().await.is_some() {} };
        // Whoever is still there has no answer; the account tells.
        let _ = timeout(patience, going).await;
        self.people.shutdown().await;
        std::mem::take(&mut *self.account())
    }
}
