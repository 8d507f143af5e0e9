//! One of the crowd: comes in, gives commands, and comes back when the line breaks, with those that
//! nobody has answered sent again under their own ids, as a browser does.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use super::fact::Fact;
use super::seen::Seen;
use super::wishes::Wishes;
use super::{Phase, Shared};
use crate::{Dice, Failure, Screen, hello};

/// Commands on their way at once.
const ON_THEIR_WAY_MAX: usize = 4;
/// Commands in a row, and one more after each pause: within what a person may send.
const IN_A_ROW: u32 = 25;
const PAUSE: Duration = Duration::from_millis(125);
/// Pause before the next attempt to come in. A browser waits longer; here time is short.
const RETRY: Duration = Duration::from_millis(4);
/// How long anything may take on a connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// A command that is not answered yet.
#[derive(Debug)]
struct Given {
    id: Uuid,
    fact: Option<Fact>,
    command: Value,
}

#[derive(Debug)]
pub(super) struct Somebody {
    name: String,
    code: String,
    secret: Option<String>,
    shared: Arc<Shared>,
    dice: Dice,
    wishes: Wishes,
    seen: Seen,
    you: u32,
    /// Commands without an answer, in the order in which they were given.
    outbox: Vec<Given>,
    /// Those that were refused and may go well later: given again, as by somebody who insists.
    again: Vec<(Option<Fact>, Value)>,
    left: u32,
    more_at: Instant,
}

impl Somebody {
    pub(super) fn new(
        name: &str,
        (code, secret): (&str, Option<&str>),
        shared: Arc<Shared>,
        seed: u64,
    ) -> Self {
        // A display name comes first; it leads to nothing that is counted.
        let introduce = json!({ "type": "introduce", "profile": { "name": name } });
        Self {
            name: name.to_owned(),
            code: code.to_owned(),
            secret: secret.map(str::to_owned),
            shared,
            dice: Dice::new(seed),
            wishes: Wishes::of(name, secret.is_some()),
            seen: Seen::default(),
            you: 0,
            outbox: Vec::new(),
            again: vec![(None, introduce)],
            left: IN_A_ROW,
            more_at: Instant::now(),
        }
    }

    /// Goes on until the crowd is told to finish and every command is answered.
    pub(super) async fn lives(mut self) {
        while self.visits().await.is_err() {
            sleep(RETRY).await;
        }
    }

    /// One connection, until it breaks or all is done.
    async fn visits(&mut self) -> Result<(), Failure> {
        let connecting = Screen::connects(&self.shared.address);
        let mut screen = timeout(PATIENCE, connecting).await??;
        let hello = hello(&self.code, self.secret.as_deref(), &self.name, None);
        screen.says(&hello).await?;
        while self.hears(&mut screen).await? != "welcome" {}
        (self.left, self.more_at) = (IN_A_ROW, Instant::now());
        for given in &self.outbox {
            screen.gives(given.id, &given.command).await?;
        }
        loop {
            let is_finishing = *self.shared.phase.borrow() == Phase::Finishing;
            if is_finishing && self.outbox.is_empty() && self.again.is_empty() {
                return Ok(());
            }
            self.gives(&mut screen, is_finishing).await?;
            let mut phase = self.shared.phase.clone();
            tokio::select! {
                heard = self.hears(&mut screen) => { heard?; }
                () = sleep(PAUSE) => {}
                _ = phase.changed() => {}
            }
        }
    }

    async fn gives(&mut self, screen: &mut Screen, is_finishing: bool) -> Result<(), Failure> {
        while self.outbox.len() < ON_THEIR_WAY_MAX && self.may() {
            let (fact, command) = if let Some(again) = self.again.pop() {
                again
            } else if is_finishing {
                return Ok(());
            } else {
                let (you, waits) = (self.you, self.outbox.len());
                let wish = self.wishes.next(you, &self.seen, waits, &mut self.dice);
                let Some((fact, command)) = wish else {
                    return Ok(());
                };
                (Some(fact), command)
            };
            self.left -= 1;
            let id = Uuid::now_v7();
            self.account().gives(id, fact.clone());
            let frame = command.clone();
            // In the outbox before it goes out, so that nothing is forgotten when the line breaks.
            self.outbox.push(Given { id, fact, command });
            screen.gives(id, &frame).await?;
        }
        Ok(())
    }

    fn may(&mut self) -> bool {
        let now = Instant::now();
        if self.left == 0 && now >= self.more_at {
            self.left = 1;
            self.more_at = now + PAUSE;
        }
        self.left > 0
    }

    /// The next frame, folded in; its kind.
    async fn hears(&mut self, screen: &mut Screen) -> Result<String, Failure> {
        let text = timeout(PATIENCE, screen.hears()).await??;
        let frame: Value = serde_json::from_str(&text)?;
        let kind = frame["type"].as_str().unwrap_or_default();
        match kind {
            "welcome" => {
                let you = frame["you"].as_u64().unwrap_or_default();
                self.you = u32::try_from(you)?;
            }
            "done" => self.settles(&frame, None),
            "refused" => self.settles(&frame, frame["rejection"]["reason"].as_str()),
            "snapshot" | "change" => self.seen.folds(&frame),
            _ => {}
        }
        Ok(kind.to_owned())
    }

    fn settles(&mut self, frame: &Value, refusal: Option<&str>) {
        let id = frame["id"].as_str().and_then(|id| id.parse().ok());
        let at = self.outbox.iter().position(|given| Some(given.id) == id);
        let Some(at) = at else { return };
        let Given { id, fact, command } = self.outbox.remove(at);
        self.account().hears(id, refusal);
        if matches!(refusal, Some("not_stored" | "too_fast")) {
            self.left = 0;
            self.more_at = Instant::now() + PAUSE;
            self.again.push((fact, command));
        } else if refusal.is_none()
            && let Some(fact) = fact
        {
            self.wishes.is_done(fact);
        }
    }

    fn account(&self) -> std::sync::MutexGuard<'_, super::Account> {
        let account = self.shared.account.lock();
        account.unwrap_or_else(PoisonError::into_inner)
    }
}
