//! What it costs to wake a session, by the events of its log: from the log alone, and from the state beside
//! it with a tail. Each step runs in a process of its own, so that its memory is its own.
//!
//! `cargo run --release -p onefloor-tests --example wake -- 100000 1000000`

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

use std::fs;
use std::path::Path;
use std::process::{Command as Process, id};
use std::sync::Arc;
use std::time::Instant;

use futures_util::future::join_all;
use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::session::{Entrance, Registry};
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{Answered, Batch, EventStore};
use onefloor_core::floor::{self, Anonymity, ItemKind, NewItem};
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::people::{self, Profile};
use onefloor_core::terms::{ItemState, Origin};
use onefloor_core::{Event, Rejection};
use onefloor_tests::used::{resident, resident_max};
use onefloor_tests::{Failure, plan};
use uuid::Uuid;

type Done = Result<(), Failure>;

/// People of the log.
const PEOPLE: u32 = 2_000;
/// Questions of the log.
const QUESTIONS: u32 = 2_000;
/// People who come at once to a session that sleeps.
const COMING: usize = 500;
/// Batches behind the state.
const TAIL: u64 = 1_000;
/// When the log begins, in milliseconds since 1970.
const BEGIN_MS: u64 = 1_734_346_000_000;

#[tokio::main]
async fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let step: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match step[..] {
        ["make", directory, events] => make(Path::new(directory), events.parse()?).await,
        ["wake", directory, code] => wake(Path::new(directory), code, false).await,
        ["keep", directory, code] => wake(Path::new(directory), code, true).await,
        ["come", directory, code] => come(Path::new(directory), code).await,
        ["more", directory, code] => more(Path::new(directory), code).await,
        _ => {
            for events in step {
                all(events)?;
            }
            Ok(())
        }
    }
}

fn all(events: &str) -> Done {
    let directory = tempfile::tempdir()?;
    let directory = directory.path().display().to_string();
    let run = |step: &str, last: &str| -> Result<String, Failure> {
        let output = Process::new(std::env::current_exe()?)
            .args([step, &directory, last])
            .output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    let code = run("make", events)?;
    println!("{events} events");
    println!("  woken by the log: {}", run("wake", &code)?);
    println!("  {COMING} come, by the log: {}", run("come", &code)?);
    println!("  woken, and a state kept: {}", run("keep", &code)?);
    run("more", &code)?;
    println!("  woken by the state and {TAIL}: {}", run("wake", &code)?);
    println!("  {COMING} come, by the state: {}", run("come", &code)?);
    Ok(())
}

fn opened(directory: &Path) -> Result<Arc<SqliteStore>, Failure> {
    Ok(Arc::new(SqliteStore::open(
        &directory.join("store.sqlite3"),
    )?))
}

fn registry(store: Arc<SqliteStore>) -> Registry {
    Registry::new(store, HostKey::random(), Clock::default())
}

async fn make(directory: &Path, events: u64) -> Done {
    let store = opened(directory)?;
    let code = registry(store.clone())
        .create(plan())
        .await
        .map_err(refused)?;
    let mut batches = store.read(&code, 0).await?;
    let happened = people_come().chain(questions_come()).chain(votes());
    for (version, event) in (2..=events).zip(happened) {
        batches.push(batch(version, event));
    }
    store.rewrite(&code, 1, batches).await?;
    store.close().await?;
    println!("{code}");
    Ok(())
}

fn batch(version: u64, event: Event) -> Batch {
    let id = Uuid::from_u128(u128::from(version));
    Batch {
        version,
        at_ms: BEGIN_MS + version,
        answered: vec![Answered::of(PersonId(1), id)],
        events: vec![event],
    }
}

fn people_come() -> impl Iterator<Item = Event> {
    (1..=PEOPLE).map(|number| {
        let name = Some(format!("Somebody with number {number}"));
        Event::People(people::Event::PersonJoined {
            person: PersonId(number),
            key_hash: format!("{number:064x}"),
            link: None,
            profile: Profile {
                name,
                ..Profile::default()
            },
            at_ms: BEGIN_MS,
        })
    })
}

fn questions_come() -> impl Iterator<Item = Event> {
    (1..=QUESTIONS).map(|number| {
        let text =
            format!("What happens with proposal number {number} next year, and who pays for it?");
        let item = NewItem {
            answer_private: false,
            id: ItemId(number),
            kind: ItemKind::Question,
            origin: Origin::Online,
            asker: Some(PersonId(number)),
            entered_by: None,
            name: Some(format!("Somebody with number {number}")),
            affiliation: None,
            place: None,
            text: Some(text),
            language: Some("en".to_owned()),
            anonymity: Anonymity::Named,
            state: ItemState::Approved,
            at_ms: BEGIN_MS + u64::from(number),
            stakeholder_group: None,
            region: None,
            heads: None,
            sealed: None,
            similar: Vec::new(),
            because: None,
        };
        Event::Floor(floor::Event::ItemEntered { item })
    })
}

/// Most of a long hour: people support questions, one after the other, and think again.
fn votes() -> impl Iterator<Item = Event> {
    (0_u32..).map(|number| {
        let (item, person) = (
            ItemId(1 + number % 200),
            PersonId(1 + number / 200 % PEOPLE),
        );
        let is_first = (number / (200 * PEOPLE)).is_multiple_of(2);
        Event::Floor(match is_first {
            true => floor::Event::VoteCast { item, person },
            false => floor::Event::VoteRetracted { item, person },
        })
    })
}

async fn more(directory: &Path, code: &str) -> Done {
    let store = opened(directory)?;
    let stored = store.list().await?;
    let version = stored.first().map_or(0, |one| one.version);
    for (version, event) in (version + 1..=version + TAIL).zip(votes()) {
        store.append(code, batch(version, event)).await?;
    }
    Ok(store.close().await?)
}

async fn wake(directory: &Path, code: &str, keeps: bool) -> Done {
    let registry = registry(opened(directory)?);
    let (began, before) = (Instant::now(), mb(resident(id())?));
    registry.open(code).await.map_err(refused)?;
    let (woken, began) = (began.elapsed(), Instant::now());
    let most = mb(resident_max(id())?) - before;
    print!("{:.0} ms, {most:.0} MB", woken.as_secs_f64() * 1e3);
    if keeps {
        let is_kept = registry.keep(code).await.map_err(refused)?;
        let states = fs::read_dir(directory.join("store.sqlite3-states"))?;
        let bytes = states.map(|state| Ok(state?.metadata()?.len()));
        let bytes: u64 = bytes.sum::<std::io::Result<u64>>()?;
        let kept_ms = began.elapsed().as_secs_f64() * 1e3;
        print!("; kept ({is_kept}) in {kept_ms:.0} ms, {bytes} bytes");
    }
    println!();
    Ok(())
}

async fn come(directory: &Path, code: &str) -> Done {
    let registry = Arc::new(registry(opened(directory)?));
    let (began, before) = (Instant::now(), mb(resident(id())?));
    let coming = (0..COMING).map(|number| {
        let (registry, code) = (Arc::clone(&registry), code.to_owned());
        tokio::spawn(async move {
            let session = registry.open(&code).await?;
            let entrance = Entrance {
                secret: None,
                person_key: format!("{number:064}"),
                last_version: None,
            };
            session.enter(entrance).await
        })
    });
    let mut seats = Vec::new();
    for came in join_all(coming).await {
        seats.push(came?.map_err(refused)?);
    }
    let came_ms = began.elapsed().as_secs_f64() * 1e3;
    let most = mb(resident_max(id())?) - before;
    println!("{came_ms:.0} ms, {most:.0} MB");
    Ok(())
}

fn refused(rejection: Rejection) -> String {
    format!("refused: {rejection:?}")
}

/// Megabytes of so many bytes.
fn mb(bytes: f64) -> f64 {
    bytes / 1024.0 / 1024.0
}
