//! Thousands of screens at once: they read whatever comes, count it, and note when.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use onefloor_tests::{Failure, Screen, is_of, version_of};
use serde_json::Value;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// Screens on their way in at once.
const DOORS: usize = 128;
/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// So many open a socket and say nothing: how long that takes, in milliseconds.
pub(crate) async fn shaking_hands(address: &str, count: usize) -> Result<f64, Failure> {
    let doors = Arc::new(Semaphore::new(DOORS));
    let began = Instant::now();
    let mut coming = JoinSet::new();
    for _ in 0..count {
        let (address, doors) = (address.to_owned(), Arc::clone(&doors));
        coming.spawn(async move {
            let _turn = doors.acquire().await?;
            Screen::connects(&address).await
        });
    }
    let mut open = Vec::with_capacity(count);
    while let Some(came) = coming.join_next().await {
        open.push(came??);
    }
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

/// What all of them heard together.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) frames: AtomicU64,
    pub(crate) bytes: AtomicU64,
    answers: Mutex<Answers>,
}

#[derive(Debug, Default)]
struct Answers {
    waiting: HashMap<Uuid, Instant>,
    done: Vec<Answer>,
    refused: HashMap<String, u64>,
}

/// An acknowledged command.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) took: Duration,
    pub(crate) version: u64,
}

/// When a version of the main part came to a screen.
pub(crate) type Arrivals = Vec<(u64, Instant)>;

/// Screens that are in.
pub(crate) struct Screens {
    pub(crate) heard: Arc<Heard>,
    /// What each is told to send.
    tellers: Vec<mpsc::UnboundedSender<(Uuid, Value)>>,
    reading: JoinSet<(usize, Arrivals)>,
}

impl Screens {
    /// All of these come in; resolves when the last one has its view.
    pub(crate) async fn enter(address: &str, hellos: Vec<Value>) -> Result<Self, Failure> {
        let doors = Arc::new(Semaphore::new(DOORS));
        let mut coming = JoinSet::new();
        for (at, hello) in hellos.into_iter().enumerate() {
            let (address, doors) = (address.to_owned(), Arc::clone(&doors));
            coming.spawn(async move {
                let _turn = doors.acquire().await?;
                Ok::<_, Failure>((at, Screen::enters(&address, &hello).await?))
            });
        }
        let mut inside = Vec::with_capacity(coming.len());
        while let Some(came) = coming.join_next().await {
            inside.push(came??);
        }
        inside.sort_by_key(|(at, _)| *at);
        let heard = Arc::new(Heard::default());
        let (mut tellers, mut reading) = (Vec::new(), JoinSet::new());
        for (at, screen) in inside {
            let (teller, told) = mpsc::unbounded_channel();
            tellers.push(teller);
            reading.spawn(reads(at, screen, told, Arc::clone(&heard)));
        }
        Ok(Self {
            heard,
            tellers,
            reading,
        })
    }

    /// One of them gives a command.
    pub(crate) fn gives(&self, at: usize, command: Value) -> Result<(), Failure> {
        let id = Uuid::now_v7();
        let waiting = &mut self.heard.answers().waiting;
        waiting.insert(id, Instant::now());
        let teller = self.tellers.get(at).ok_or("no such screen")?;
        Ok(teller.send((id, command))?)
    }

    /// Commands that have no answer yet.
    pub(crate) fn unanswered(&self) -> usize {
        self.heard.answers().waiting.len()
    }

    /// Waits until each command is answered; the acknowledged ones since this was asked last.
    ///
    /// A refusal is a fault of the row: it measures something else then.
    pub(crate) async fn answered(&self) -> Result<Vec<Answer>, Failure> {
        let began = Instant::now();
        while self.unanswered() > 0 {
            if began.elapsed() > PATIENCE {
                return Err(format!("{} commands have no answer", self.unanswered()).into());
            }
            sleep(Duration::from_millis(1)).await;
        }
        let mut answers = self.heard.answers();
        if !answers.refused.is_empty() {
            return Err(format!("refused: {:?}", answers.refused).into());
        }
        Ok(std::mem::take(&mut answers.done))
    }

    /// The acknowledged ones so far, whatever waits.
    pub(crate) fn acknowledged(&self) -> Vec<Answer> {
        std::mem::take(&mut self.heard.answers().done)
    }

    /// All go; when each version came to each.
    pub(crate) async fn leave(mut self) -> Result<Vec<Arrivals>, Failure> {
        self.tellers.clear();
        let mut all = Vec::new();
        while let Some(left) = timeout(PATIENCE, self.reading.join_next()).await? {
            all.push(left?);
        }
        all.sort_by_key(|(at, _)| *at);
        Ok(all.into_iter().map(|(_, arrivals)| arrivals).collect())
    }
}

impl Heard {
    fn answers(&self) -> std::sync::MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn count(counter: &AtomicU64) -> f64 {
        counter.load(Ordering::Relaxed) as f64
    }

    fn hears(&self, frame: &str, arrivals: &mut Arrivals) {
        let now = Instant::now();
        self.frames.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(frame.len() as u64, Ordering::Relaxed);
        if is_of(frame, "main") {
            arrivals.extend(version_of(frame).map(|version| (version, now)));
        } else if frame.starts_with(r#"{"type":"done""#)
            || frame.starts_with(r#"{"type":"refused""#)
        {
            self.is_answered(frame, now);
        }
    }

    fn is_answered(&self, frame: &str, now: Instant) {
        let Ok(frame) = serde_json::from_str::<Value>(frame) else {
            return;
        };
        let id = frame["id"].as_str().and_then(|id| id.parse().ok());
        let mut answers = self.answers();
        let Some(sent) = id.and_then(|id: Uuid| answers.waiting.remove(&id)) else {
            return;
        };
        match frame["version"].as_u64() {
            Some(version) => answers.done.push(Answer {
                took: now - sent,
                version,
            }),
            None => {
                let reason = frame["rejection"]["reason"].as_str().unwrap_or_default();
                *answers.refused.entry(reason.to_owned()).or_default() += 1;
            }
        }
    }
}

async fn reads(
    at: usize,
    mut screen: Screen,
    mut told: mpsc::UnboundedReceiver<(Uuid, Value)>,
    heard: Arc<Heard>,
) -> (usize, Arrivals) {
    let mut arrivals = Arrivals::new();
    loop {
        tokio::select! {
            frame = screen.hears() => match frame {
                Ok(frame) => heard.hears(&frame, &mut arrivals),
                // The server was killed; whoever measures that knows.
                Err(_) => break,
            },
            command = told.recv() => match command {
                Some((id, command)) => if screen.gives(id, &command).await.is_err() { break },
                None => break,
            },
        }
    }
    (at, arrivals)
}
