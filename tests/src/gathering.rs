//! Simulated people come to a session of a running server, over sockets and by the protocol of a browser:
//! each acts as their persona does, at the time at which it does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use onefloor_core::Command;
use onefloor_people::{Act, Crowd, Persona, SPEED_MAX, Sight};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use uuid::Uuid;

use crate::{Failure, Screen, hello};

/// How long a command may have no answer until the person goes on without one.
const ANSWER_WAIT: Duration = Duration::from_secs(20);
/// How soon whoever waits for an answer looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// A browser's pauses between its attempts to come in.
const RETRY_FIRST: Duration = Duration::from_millis(300);
const RETRY_MAX: Duration = Duration::from_secs(8);
/// Close codes after which nobody tries again: the link is no good, they are kept out, the door is closed,
/// there is no such session, they erased themselves, the session was deleted.
const FINAL: [&str; 6] = ["4401", "4402", "4403", "4404", "4406", "4411"];

/// What came of it all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// What people did, by name: the commands as they were given, `come` and `go`.
    pub acts: BTreeMap<&'static str, u64>,
    /// Commands that were answered as done, by name.
    pub done: BTreeMap<&'static str, u64>,
    /// Commands that were refused, by name and reason.
    pub refused: BTreeMap<(&'static str, String), u64>,
    /// Lines that broke and attempts that failed, by what was said.
    pub broken: BTreeMap<String, u64>,
    /// People who are connected and have their view.
    pub here: usize,
    /// People who are gone for good.
    pub gone: usize,
}

/// A crowd on its way through an hour.
#[derive(Debug)]
pub struct Gathering {
    tally: Arc<Mutex<Tally>>,
    people: JoinSet<()>,
}

impl Gathering {
    /// Everybody begins; time passes for them so many times as fast, at most [`SPEED_MAX`].
    #[must_use]
    pub fn begins(address: &str, code: &str, crowd: Crowd, speed: u32) -> Self {
        let tally = Arc::<Mutex<Tally>>::default();
        let mut people = JoinSet::new();
        let began = Instant::now();
        for (number, persona) in crowd.people.into_iter().enumerate() {
            let attending = Attending {
                address: address.to_owned(),
                code: code.to_owned(),
                name: format!("Persona{number}"),
                began,
                speed: speed.clamp(1, SPEED_MAX),
                persona,
                sight: Sight::default(),
                screen: None,
                waiting: None,
                counted: Counted(Arc::clone(&tally)),
            };
            people.spawn(attending.lives());
        }
        Self { tally, people }
    }

    /// What has come of it by now.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Counted(Arc::clone(&self.tally)).with(|tally| tally.clone())
    }

    /// Waits until everybody is gone; whoever is not gone in time is torn away. What came of it.
    pub async fn ends(mut self, patience: Duration) -> Tally {
        let going = async { while self.people.join_next().await.is_some() {} };
        let _ = timeout(patience, going).await;
        self.people.shutdown().await;
        self.tally()
    }
}

#[derive(Debug)]
struct Counted(Arc<Mutex<Tally>>);

impl Counted {
    fn with<T>(&self, count: impl FnOnce(&mut Tally) -> T) -> T {
        // Numbers alone: nothing is left half done by whoever panicked.
        count(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A command on its way.
#[derive(Debug)]
struct Waiting {
    id: Uuid,
    name: &'static str,
    command: Value,
    until: Instant,
}

/// One of them with their screen.
#[derive(Debug)]
struct Attending {
    address: String,
    code: String,
    name: String,
    began: Instant,
    speed: u32,
    persona: Persona,
    sight: Sight,
    screen: Option<Screen>,
    waiting: Option<Waiting>,
    counted: Counted,
}

impl Attending {
    async fn lives(mut self) {
        while self.persona.next_ms() < u64::MAX {
            let mut at = self.began + Duration::from_millis(self.persona.next_ms()) / self.speed;
            if self.is_waiting() {
                at = at.max(Instant::now() + LOOK_AGAIN);
            }
            let heard = match &mut self.screen {
                Some(screen) => tokio::select! {
                    heard = screen.hears() => Some(heard),
                    () = sleep_until(at) => None,
                },
                None => {
                    sleep_until(at).await;
                    None
                }
            };
            let went_on = match heard {
                Some(Ok(frame)) => {
                    self.hears(&frame);
                    Ok(())
                }
                Some(Err(why)) => Err(why),
                None => self.acts().await,
            };
            if let Err(why) = went_on
                && !self.comes_back(&why.to_string()).await
            {
                break;
            }
        }
        self.is_out();
        self.counted.with(|tally| tally.gone += 1);
    }

    /// Whether an answer is waited for: nobody does two things at once.
    fn is_waiting(&self) -> bool {
        let waiting = self.waiting.as_ref();
        waiting.is_some_and(|waiting| Instant::now() < waiting.until)
    }

    async fn acts(&mut self) -> Result<(), Failure> {
        if self.is_waiting() {
            return Ok(());
        }
        let elapsed_ms = self.began.elapsed().as_millis() * u128::from(self.speed);
        let now_ms = u64::try_from(elapsed_ms).unwrap_or(u64::MAX);
        let Some(act) = self.persona.acts(&self.sight, now_ms) else {
            return Ok(());
        };
        self.counted
            .with(|tally| *tally.acts.entry(act.name()).or_default() += 1);
        match act {
            Act::Come => self.comes().await,
            Act::Go => {
                self.is_out();
                Ok(())
            }
            Act::Give(command) => self.gives(&command).await,
        }
    }

    async fn comes(&mut self) -> Result<(), Failure> {
        let mut screen = Screen::connects(&self.address).await?;
        let hello = hello(&self.code, None, &self.name, self.sight.version);
        screen.says(&hello).await?;
        if let Some(waiting) = &self.waiting {
            screen.gives(waiting.id, &waiting.command).await?;
        }
        self.screen = Some(screen);
        Ok(())
    }

    async fn gives(&mut self, command: &Command) -> Result<(), Failure> {
        let waiting = Waiting {
            id: Uuid::now_v7(),
            name: command.name(),
            command: json!(command),
            until: Instant::now() + ANSWER_WAIT,
        };
        let (id, command) = (waiting.id, waiting.command.clone());
        // It waits before it goes out, so that it is sent again when the line breaks.
        self.waiting = Some(waiting);
        let screen = self.screen.as_mut().ok_or("no line")?;
        screen.gives(id, &command).await
    }

    fn hears(&mut self, frame: &str) {
        let Ok(frame) = serde_json::from_str::<Value>(frame) else {
            return;
        };
        let was_in = self.sight.is_in;
        self.sight.folds(&frame);
        if self.sight.is_in && !was_in {
            self.counted.with(|tally| tally.here += 1);
        }
        if matches!(frame["type"].as_str(), Some("done" | "refused")) {
            self.is_answered(&frame);
        }
    }

    fn is_answered(&mut self, frame: &Value) {
        let id = frame["id"].as_str().and_then(|id| id.parse().ok());
        let Some(waiting) = self.waiting.take_if(|waiting| Some(waiting.id) == id) else {
            return;
        };
        let reason = frame["rejection"]["reason"].as_str().map(str::to_owned);
        self.counted.with(|tally| {
            let count = match reason {
                None => tally.done.entry(waiting.name).or_default(),
                Some(reason) => tally.refused.entry((waiting.name, reason)).or_default(),
            };
            *count += 1;
        });
    }

    /// The line broke, or could not be had: they try again, as a browser does. Whether there is a use.
    async fn comes_back(&mut self, why: &str) -> bool {
        self.is_out();
        let mut pause = RETRY_FIRST;
        let mut why = why.to_owned();
        loop {
            self.counted
                .with(|tally| *tally.broken.entry(why.clone()).or_default() += 1);
            if FINAL.iter().any(|code| why.contains(code)) {
                return false;
            }
            sleep(pause).await;
            pause = RETRY_MAX.min(pause * 2);
            match self.comes().await {
                Ok(()) => return true,
                Err(again) => why = again.to_string(),
            }
        }
    }

    fn is_out(&mut self) {
        self.screen = None;
        let was_in = self.sight.is_in;
        self.sight.is_cut_off();
        if was_in {
            self.counted.with(|tally| tally.here -= 1);
        }
    }
}
