//! What a vote costs a session, by how many people are in it: CPU from the command to the frames that
//! wait for every screen. No sockets, so that it is the session alone that is measured.
//!
//! `cargo run --release -p onefloor-tests --example votes -- 20 2000 5000`
//!
//! Beside it, what it costs to hand one frame to as many screens, so that the publication itself is the
//! difference; and what a vote costs that is decided, stored on the disk and acknowledged while many
//! others are, with no screen to tell. With `--questions 10000`, so many wait, and support orders them.

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::outbox::Outgoing;
use onefloor::session::{Entrance, Handle, Registry, Seat};
use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{Batch, EventStore};
use onefloor_core::floor::{Anonymity, FloorRules, OrderRules};
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::people::Profile;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{Actor, Command, Event, floor, people};
use onefloor_tests::{Failure, plan, used};
use uuid::Uuid;

/// Questions that wait, where nothing else is said.
const QUESTIONS: u32 = 60;
/// Votes that are measured.
const VOTES: usize = 60;
/// Longer than the pause between two publications, so that each vote has one of its own.
const BETWEEN: Duration = Duration::from_millis(60);

#[derive(Default)]
struct Sent {
    frames: AtomicU64,
    bytes: AtomicU64,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let (crowds, questions) = match typed.as_slice() {
        [crowds @ .., option, count] if option == "--questions" => (crowds, count.parse()?),
        crowds => (crowds, QUESTIONS),
    };
    for people in crowds {
        let people = people.parse()?;
        measured(people, questions).await?;
        durable(people).await?;
    }
    Ok(())
}

/// The CPU that it costs to hand a frame to so many screens that read it, in milliseconds.
async fn delivery_ms(screens: usize) -> Result<f64, Failure> {
    const TIMES: u32 = 60;
    let mut outboxes = Vec::new();
    for _ in 0..screens {
        let (outbox, mut inbox) = tokio::sync::mpsc::channel::<String>(64);
        outboxes.push(outbox);
        tokio::spawn(async move { while inbox.recv().await.is_some() {} });
    }
    let before = cpu_ms()?;
    for _ in 0..TIMES {
        for outbox in &outboxes {
            // As much as a frame: its bytes are shared, and counted.
            let _ = outbox.try_send(String::new());
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Ok((cpu_ms()? - before) / f64::from(TIMES))
}

/// Votes of people who have no screen open: what deciding, storing and acknowledging cost.
async fn durable(people: usize) -> Result<(), Failure> {
    const AT_ONCE: usize = 256;
    const EACH: u32 = 60;
    let directory = tempfile::tempdir()?;
    let store = Arc::new(SqliteStore::open(&directory.path().join("votes.sqlite"))?);
    let registry = Registry::new(store.clone(), HostKey::random(), Clock::default());
    let code = filled(&registry, store.as_ref(), QUESTIONS).await?;
    let session = registry.open(&code).await.map_err(refused)?;
    let sent = Arc::new(Sent::default());
    for number in 0..people {
        drop(comes(&session, number, &sent).await?);
    }
    let voters = u32::try_from(people)?.min(2_000);
    let everybody: Vec<(u32, u32)> = (1..=voters)
        .flat_map(|person| (1..=EACH.min(40_000 / voters)).map(move |item| (person, item)))
        .collect();
    let (began, cpu) = (Instant::now(), cpu_ms()?);
    let mut asking = tokio::task::JoinSet::new();
    for part in everybody.chunks(everybody.len().div_ceil(AT_ONCE)) {
        let (session, part) = (session.clone(), part.to_vec());
        asking.spawn(async move {
            for (person, item) in part {
                let actor = Actor::Screen {
                    person: Some(PersonId(person)),
                    roles: Roles::from([Role::Participant]),
                };
                let (item, support) = (ItemId(item), true);
                let vote = Command::Floor(floor::Command::Vote { item, support });
                session
                    .ask(actor, Uuid::now_v7(), vote)
                    .await
                    .map_err(refused)?;
            }
            Ok::<(), String>(())
        });
    }
    while let Some(asked) = asking.join_next().await {
        asked??;
    }
    let votes = u32::try_from(everybody.len())?;
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{people} people: {votes} durable votes, {:.0}/s, {:.1} µs of CPU each",
        f64::from(votes) / seconds,
        (cpu_ms()? - cpu) * 1e3 / f64::from(votes),
    );
    Ok(())
}

/// A session in which so many questions from the room wait, ordered by support.
async fn filled(
    registry: &Registry,
    store: &dyn EventStore,
    questions: u32,
) -> Result<String, Failure> {
    let code = registry.create(plan()).await.map_err(refused)?;
    let written = store.read(&code, 0).await?;
    let rules = FloorRules {
        order: OrderRules {
            alternate: false,
            first_timers: false,
            votes: true,
        },
        ..FloorRules::default()
    };
    let mut events = vec![Event::Floor(floor::Event::FloorSet { rules })];
    for id in 1..=questions {
        events.push(serde_json::from_value(serde_json::json!({
            "type": "item_entered",
            "item": {
                "id": id, "kind": "question", "origin": "room", "asker": null, "state": "approved",
                "name": format!("Person {id}"), "anonymity": "named", "at_ms": id,
                "text": format!("What happens with proposal number {id} next year, and who pays?"),
            },
        }))?);
    }
    let batch = Batch {
        version: u64::try_from(written.len())? + 1,
        at_ms: written.first().map_or(0, |batch| batch.at_ms),
        answered: Vec::new(),
        events,
    };
    store.append(&code, batch).await?;
    Ok(code)
}

async fn measured(people: usize, questions: u32) -> Result<(), Failure> {
    let store = Arc::new(MemoryStore::default());
    let registry = Registry::new(store.clone(), HostKey::random(), Clock::default());
    let code = filled(&registry, store.as_ref(), questions).await?;
    let session = registry.open(&code).await.map_err(refused)?;
    let sent = Arc::new(Sent::default());
    let began = Instant::now();
    let mut crowd = Vec::with_capacity(people);
    for number in 0..people {
        crowd.push(comes(&session, number, &sent).await?);
    }
    let joined_ms = began.elapsed().as_secs_f64() * 1e3;
    let began = Instant::now();
    let asked = people.min(10);
    for (number, seat) in (0..10).zip(&crowd) {
        asks(seat, number).await?;
        let _ = seat.look(|_| ()).await;
    }
    let asked_ms = began.elapsed().as_secs_f64() * 1e3 / asked as f64;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (cpu_before, frames_before) = (cpu_ms()?, sent.frames.load(Ordering::Relaxed));
    let bytes_before = sent.bytes.load(Ordering::Relaxed);
    let voters = crowd.iter();
    // From all over the order, so that most of them move.
    let mut items = (1..=questions).cycle().step_by(7);
    let mut votes: u32 = 0;
    for seat in voters.cycle().take(VOTES) {
        let item = ItemId(items.next().unwrap_or(1));
        let support = true;
        let vote = Command::Floor(floor::Command::Vote { item, support });
        seat.command(Uuid::now_v7(), vote).await.map_err(refused)?;
        votes += 1;
        tokio::time::sleep(BETWEEN).await;
    }
    let cpu = (cpu_ms()? - cpu_before) / f64::from(votes);
    let frames = sent.frames.load(Ordering::Relaxed) - frames_before;
    let bytes = sent.bytes.load(Ordering::Relaxed) - bytes_before;
    println!(
        "{people} people, {questions} questions: came in {joined_ms:.0} ms; a question {asked_ms:.2} ms; \
         a vote {cpu:.2} ms of CPU, {} frames of {} bytes; handing out as many frames {:.2} ms",
        frames / u64::from(votes),
        bytes / frames.max(1),
        delivery_ms(people).await?,
    );
    Ok(())
}

/// Somebody comes in, and their screen reads whatever is sent.
async fn comes(session: &Handle, number: usize, sent: &Arc<Sent>) -> Result<Arc<Seat>, Failure> {
    let entrance = Entrance {
        secret: None,
        person_key: format!("{number:064}"),
        last_version: None,
    };
    let mut seat = session.enter(entrance).await.map_err(refused)?;
    let mut inbox = std::mem::take(&mut seat.inbox);
    let sent = Arc::clone(sent);
    tokio::spawn(async move {
        while let Some(outgoing) = inbox.recv().await {
            if let Outgoing::Frame(frame) = outgoing {
                sent.frames.fetch_add(1, Ordering::Relaxed);
                sent.bytes
                    .fetch_add(frame.payload_bytes() as u64, Ordering::Relaxed);
            }
        }
    });
    Ok(Arc::new(seat))
}

async fn asks(seat: &Seat, number: u32) -> Result<(), Failure> {
    let profile = Profile {
        name: Some(format!("Person {number}")),
        ..Profile::default()
    };
    let question = floor::Command::AskQuestion {
        text: format!("What happens with proposal number {number} next year?"),
        anonymity: Anonymity::Named,
        language: None,
        comment: false,
        answer_private: false,
    };
    for command in [
        Command::People(people::Command::Introduce { profile }),
        Command::Floor(question),
    ] {
        seat.command(Uuid::now_v7(), command)
            .await
            .map_err(refused)?;
    }
    Ok(())
}

fn refused(rejection: onefloor_core::Rejection) -> String {
    format!("refused: {rejection:?}")
}

/// What this process has used of processors, in milliseconds.
fn cpu_ms() -> Result<f64, Failure> {
    used::cpu_ms(std::process::id())
}
