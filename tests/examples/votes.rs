//! What a vote costs a session, by how many people are in it: CPU from the command to the frames that
//! wait for every screen. No sockets, so that it is the session alone that is measured.
//!
//! `cargo run --release -p onefloor-tests --example votes -- 20 2000 5000`

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::outbox::Outgoing;
use onefloor::session::{Entrance, Handle, Registry, Seat};
use onefloor::store::memory::MemoryStore;
use onefloor_core::floor::Anonymity;
use onefloor_core::ids::ItemId;
use onefloor_core::people::Profile;
use onefloor_core::{Command, floor, people};
use onefloor_tests::plan;
use uuid::Uuid;

/// Questions that wait.
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
async fn main() -> Result<(), Box<dyn Error>> {
    let crowds: Vec<usize> = std::env::args()
        .skip(1)
        .map(|typed| typed.parse())
        .collect::<Result<_, _>>()?;
    for people in crowds {
        measured(people).await?;
    }
    Ok(())
}

async fn measured(people: usize) -> Result<(), Box<dyn Error>> {
    let store = Arc::new(MemoryStore::default());
    let registry = Registry::new(store, HostKey::random(), Clock::default());
    let code = registry.create(plan()).await.map_err(refused)?;
    let session = registry.open(&code).await.map_err(refused)?;
    let sent = Arc::new(Sent::default());
    let began = Instant::now();
    let mut crowd = Vec::with_capacity(people);
    for number in 0..people {
        crowd.push(comes(&session, number, &sent).await?);
    }
    let joined_ms = began.elapsed().as_secs_f64() * 1e3;
    for (number, seat) in (0..QUESTIONS).zip(&crowd) {
        asks(seat, number).await?;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (cpu_before, frames_before) = (cpu_ms()?, sent.frames.load(Ordering::Relaxed));
    let bytes_before = sent.bytes.load(Ordering::Relaxed);
    // Whoever asked votes for nothing of their own.
    let voters = crowd.iter().rev();
    let questions = QUESTIONS.min(u32::try_from(people)?);
    let mut items = (1..=questions).cycle();
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
        "{people} people: came in {joined_ms:.0} ms; a vote {cpu:.2} ms of CPU, {} frames of {} bytes",
        frames / u64::from(votes),
        bytes / frames.max(1),
    );
    Ok(())
}

/// Somebody comes in, and their screen reads whatever is sent.
async fn comes(
    session: &Handle,
    number: usize,
    sent: &Arc<Sent>,
) -> Result<Arc<Seat>, Box<dyn Error>> {
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

async fn asks(seat: &Seat, number: u32) -> Result<(), Box<dyn Error>> {
    let profile = Profile {
        name: Some(format!("Person {number}")),
        ..Profile::default()
    };
    let question = floor::Command::AskQuestion {
        text: format!("What happens with proposal number {number} next year?"),
        anonymity: Anonymity::Named,
        language: None,
        comment: false,
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

/// What this process has used of processors, in milliseconds; by the kernel's ticks of 10.
fn cpu_ms() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || -> Result<f64, Box<dyn Error>> { Ok(fields.next().unwrap_or("0").parse()?) };
    Ok((ticks()? + ticks()?) * 10.0)
}
