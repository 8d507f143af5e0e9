//! How long a session stands still while a round of many people is drawn, and how long the round takes
//! to reach everybody. No sockets, so that it is the session alone that is measured.
//!
//! `cargo run --release -p onefloor-tests --example draws -- 1000 5000 10000`

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::outbox::Outgoing;
use onefloor::session::{Entrance, Handle, Registry, Seat};
use onefloor::store::memory::MemoryStore;
use onefloor_core::igf::{Region, StakeholderGroup};
use onefloor_core::networking::RoundSettings;
use onefloor_core::people::Profile;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{Command, networking, people};
use onefloor_tests::plan;
use uuid::Uuid;

/// Rounds that are drawn, each on top of those before it.
const ROUNDS: usize = 3;
/// People of one room.
const SIZE: u32 = 4;
const LANGUAGES: [&str; 4] = ["en", "fr", "es", "ar"];

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
    let key = HostKey::random();
    let registry = Registry::new(store, key.clone(), Clock::default());
    let code = registry.create(plan()).await.map_err(refused)?;
    let session = registry.open(&code).await.map_err(refused)?;
    let shown = Arc::new(AtomicUsize::new(0));
    let mut crowd = Vec::with_capacity(people);
    for number in 0..people {
        let seat = comes(&session, None, number, &shown).await?;
        introduces(&seat, number).await?;
        crowd.push(seat);
    }
    let links = session.look(|_, session| session.links.values().cloned().collect::<Vec<_>>());
    let moderates = Roles::from([Role::Moderator]);
    let mut links = links.await.map_err(refused)?.into_iter();
    let link = links.find(|link| link.roles.is_superset(&moderates));
    let secret = key.link_secret(&code, &link.ok_or("nobody moderates")?);
    let moderator = comes(&session, Some(secret), people, &shown).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    for number in 1..=ROUNDS {
        let settings = RoundSettings::new("What would you bring?", SIZE, 900_000);
        let call = Command::Networking(networking::Command::CallRound { settings });
        shown.store(0, Ordering::Relaxed);
        let began = Instant::now();
        moderator
            .command(Uuid::now_v7(), call)
            .await
            .map_err(refused)?;
        let (mut stall, mut drawn) = (Duration::ZERO, None);
        while shown.load(Ordering::Relaxed) < people || began.elapsed() < Duration::from_secs(1) {
            let asked = Instant::now();
            let is_open =
                |_: &str, session: &onefloor_core::Session| session.networking.open().is_some();
            let open = session.look(is_open).await.map_err(refused)?;
            stall = stall.max(asked.elapsed());
            drawn = drawn.or(open.then(|| began.elapsed()));
            tokio::time::sleep(Duration::from_millis(1)).await;
            if began.elapsed() > Duration::from_secs(30) {
                return Err("nobody was drawn in half a minute".into());
            }
        }
        println!(
            "{people} people, round {number}: drawn after {:.0} ms, nobody waited longer than {:.0} ms",
            drawn.unwrap_or_default().as_secs_f64() * 1e3,
            stall.as_secs_f64() * 1e3,
        );
        let close = Command::Networking(networking::Command::CloseRound);
        moderator
            .command(Uuid::now_v7(), close)
            .await
            .map_err(refused)?;
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    drop(crowd);
    Ok(())
}

/// Somebody comes in, and their screen reads whatever is sent; `shown` counts those who see a room.
async fn comes(
    session: &Handle,
    secret: Option<String>,
    number: usize,
    shown: &Arc<AtomicUsize>,
) -> Result<Arc<Seat>, Box<dyn Error>> {
    let entrance = Entrance {
        secret,
        person_key: format!("{number:064}"),
        last_version: None,
    };
    let mut seat = session.enter(entrance).await.map_err(refused)?;
    let mut inbox = std::mem::take(&mut seat.inbox);
    let shown = Arc::clone(shown);
    tokio::spawn(async move {
        while let Some(outgoing) = inbox.recv().await {
            if let Outgoing::Frame(frame) = outgoing
                && frame.text().contains(r#""shared_languages""#)
            {
                shown.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    Ok(Arc::new(seat))
}

async fn introduces(seat: &Seat, number: usize) -> Result<(), Box<dyn Error>> {
    let groups = [
        StakeholderGroup::Government,
        StakeholderGroup::CivilSociety,
        StakeholderGroup::TechnicalCommunity,
        StakeholderGroup::PrivateSector,
    ];
    let regions = [
        Region::African,
        Region::AsiaPacific,
        Region::EasternEuropean,
    ];
    let mut languages = vec![LANGUAGES[number % 7 % 4].to_owned()];
    // Most of those whose own language is another one speak English too.
    if languages[0] != LANGUAGES[0] && !number.is_multiple_of(5) {
        languages.push(LANGUAGES[0].to_owned());
    }
    let profile = Profile {
        name: Some(format!("Person {number}")),
        affiliation: Some(format!("House {}", number % 1_700)),
        stakeholder_group: Some(groups[number % 4]),
        region: Some(regions[number % 3]),
        languages,
        ..Profile::default()
    };
    let introduce = Command::People(people::Command::Introduce { profile });
    let sent = seat.command(Uuid::now_v7(), introduce).await;
    Ok(sent.map_err(refused)?)
}

fn refused(rejection: onefloor_core::Rejection) -> String {
    format!("refused: {rejection:?}")
}
