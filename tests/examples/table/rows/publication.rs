//! What a vote costs a session, by how many people are in it: CPU from the command to the frames that wait
//! for every screen. No sockets, so that it is the session alone that is measured.

use std::process::id;
use std::sync::Arc;
use std::time::Duration;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::session::{Entrance, Handle, Registry, Seat};
use onefloor::store::EventStore;
use onefloor::store::memory::MemoryStore;
use onefloor_core::ids::ItemId;
use onefloor_core::{Command, floor};
use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, make};
use onefloor_tests::used::cpu_ms;
use serde_json::Value;
use tokio::time::sleep;
use uuid::Uuid;

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::floors;

/// Questions that wait.
const QUESTIONS: usize = 60;
/// Votes that are measured.
const VOTES: usize = 40;
/// Longer than the pause between two publications, so that each vote has one of its own.
const BETWEEN: Duration = Duration::from_millis(60);
/// Presence is told by then.
const QUIET: Duration = Duration::from_millis(1_500);
/// What a publication may cost besides its delivery, in milliseconds.
const GOAL_MS: f64 = 0.3;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for people in setting.sizes(&[20, 2_000, 5_000]) {
        let people = setting.of(people).max(20);
        let what = format!("one publication, {QUESTIONS} questions, {people} people");
        let floor = floors::handing_over(people, VOTES, BETWEEN).await?;
        let figure = Figure::new(what, publication_ms(people).await?, Unit::Ms);
        figures.push(
            figure
                .over("handing it over", floor)
                .at_most(GOAL_MS + floor),
        );
    }
    Ok(figures)
}

async fn publication_ms(people: usize) -> Result<f64, Failure> {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let begun = Begun {
        people,
        questions: QUESTIONS,
        ..Begun::default()
    };
    let made = make(&store, &key, begun).await?;
    let registry = Registry::new(store, key, Clock::default());
    let session = registry
        .open(&made.code)
        .await
        .map_err(|why| format!("{why:?}"))?;
    let mut crowd = Vec::with_capacity(people);
    for number in 0..people {
        crowd.push(comes(&session, &made.hello(number)).await?);
    }
    sleep(QUIET).await;
    let before = cpu_ms(id())?;
    // Nobody votes for what they asked: person 1 asked the first question.
    for vote in 0..VOTES {
        let voter = (people - 1 - vote % people.min(20)) % people;
        let item = (voter + 1) % QUESTIONS;
        let item = ItemId(u32::try_from(item + 1)?);
        let support = (vote / people.min(20)).is_multiple_of(2);
        let command = Command::Floor(floor::Command::Vote { item, support });
        let given = crowd[voter].command(Uuid::now_v7(), command).await;
        given.map_err(|why| format!("{why:?}"))?;
        sleep(BETWEEN).await;
    }
    Ok((cpu_ms(id())? - before) / VOTES as f64)
}

/// Somebody comes in, and their screen reads whatever is sent.
async fn comes(session: &Handle, hello: &Value) -> Result<Seat, Failure> {
    let key = hello["credential"]["person_key"]
        .as_str()
        .unwrap_or_default();
    let entrance = Entrance {
        secret: None,
        person_key: key.to_owned(),
        last_version: None,
    };
    let mut seat = session
        .enter(entrance)
        .await
        .map_err(|why| format!("{why:?}"))?;
    let mut inbox = std::mem::take(&mut seat.inbox);
    tokio::spawn(async move { while inbox.recv().await.is_some() {} });
    Ok(seat)
}
