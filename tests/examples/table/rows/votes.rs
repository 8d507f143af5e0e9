//! Votes that are decided, durable and acknowledged, with nobody to show them to: everybody who votes waits
//! for the answer before the next one.

use std::collections::BTreeSet;
use std::process::id;
use std::sync::Arc;
use std::time::Instant;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::session::Registry;
use onefloor::store::EventStore;
use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::terms::Role;
use onefloor_core::{Actor, Command, floor};
use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, make};
use onefloor_tests::used::cpu_ms;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::floors;

const QUESTIONS: usize = 60;
/// Votes in all.
const VOTES: usize = 16_000;
/// Bytes of a vote in the log, with the hash of its command.
const VOTE_BYTES: usize = 120;
/// As many commands as an actor takes at once.
const AT_ONCE_MAX: usize = 1_024;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for people in setting.sizes(&[256, 2_000]) {
        let people = setting.of(people);
        let directory = tempfile::tempdir()?;
        let at_once = people.min(AT_ONCE_MAX);
        let questions = QUESTIONS.min(people);
        let batch_us = floors::durable_us(directory.path(), VOTE_BYTES * at_once)?;
        let store = SqliteStore::open(&directory.path().join(FILE_NAME))?;
        let store: Arc<dyn EventStore> = Arc::new(store);
        let key = HostKey::random();
        let begun = Begun {
            people,
            questions,
            ..Begun::default()
        };
        let made = make(&store, &key, begun).await?;
        let registry = Registry::new(Arc::clone(&store), key, Clock::default());
        let session = registry
            .open(&made.code)
            .await
            .map_err(|why| format!("{why:?}"))?;
        let each = (VOTES / people).max(1);
        let (began, before) = (Instant::now(), cpu_ms(id())?);
        let mut voting = JoinSet::new();
        for number in 0..people {
            let session = session.clone();
            voting.spawn(async move {
                let person = PersonId(u32::try_from(number + 1)?);
                let roles = BTreeSet::from([Role::Participant]);
                let actor = Actor::Screen {
                    person: Some(person),
                    roles,
                };
                for vote in 0..each {
                    // Never what they asked themselves; taken back when all have their support.
                    let item = (number + 1 + vote % (questions - 1)) % questions;
                    let item = ItemId(u32::try_from(item + 1)?);
                    let support = (vote / (questions - 1)).is_multiple_of(2);
                    let command = Command::Floor(floor::Command::Vote { item, support });
                    let done = session.ask(actor.clone(), Uuid::now_v7(), command).await;
                    done.map_err(|why| format!("{why:?}"))?;
                }
                Ok::<_, Failure>(())
            });
        }
        while let Some(voted) = voting.join_next().await {
            voted??;
        }
        let votes = (each * people) as f64;
        let (took, cpu) = (began.elapsed().as_secs_f64(), cpu_ms(id())? - before);
        let floor = at_once as f64 * 1e6 / batch_us;
        let rate = Figure::new(
            format!("durable votes, {people} at once"),
            votes / took,
            Unit::PerSecond,
        );
        figures.push(rate.over("one fdatasync for all", floor).at_least(20_000.0));
        let each = Figure::new(
            format!("CPU of a durable vote, {people} at once"),
            cpu * 1e3 / votes,
            Unit::Us,
        );
        figures.push(each.at_most(30.0));
        store.close().await?;
    }
    Ok(figures)
}
