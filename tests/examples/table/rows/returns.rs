//! The server is killed while it shows everybody votes, another one starts, and all come back.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use onefloor::data_directory::read_log;
use onefloor_core::{Event, floor};
use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};
use tokio::time::sleep;

use super::{Setting, vote};
use crate::figure::{Figure, Unit};
use crate::screens::{Screens, shaking_hands};
use crate::server::Server;

const FULL: usize = 5_000;
const GOAL_MS: f64 = 5_000.0;
const QUESTIONS: usize = 60;
/// Votes on their way when the server is killed, some of them acknowledged.
const VOTES: usize = 64;
/// Half of them are acknowledged by then.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN: Duration = Duration::from_millis(10);

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let people = setting.of(FULL);
    let directory = tempfile::tempdir()?;
    let begun = Begun {
        people,
        questions: QUESTIONS,
        ..Begun::default()
    };
    let made = seed(directory.path(), &[begun]).await?.remove(0);
    let server = Server::over(directory, &setting)?;
    let hellos = || {
        (0..people)
            .map(|number| made.hello(number))
            .collect::<Vec<_>>()
    };
    let screens = Screens::enter(server.address(), hellos()).await?;
    let given = vote_once_each(&screens, people).await?;
    let killed = server.killed()?;
    let (acknowledged, arrivals) = (screens.acknowledged(), screens.leave().await?);
    let seen = arrivals.iter().filter_map(|of_one| of_one.last());
    let newest = seen.map(|(version, _)| *version).max();
    let hellos = hellos()
        .into_iter()
        .zip(&arrivals)
        .map(|(mut hello, of_one)| {
            hello["last_version"] = of_one.last().map(|(version, _)| *version).into();
            hello
        });
    let began = Instant::now();
    let server = killed.starts_again()?;
    let open = began.elapsed().as_secs_f64() * 1e3;
    let screens = Screens::enter(server.address(), hellos.collect()).await?;
    let took = began.elapsed().as_secs_f64() * 1e3;
    drop(screens);
    let floor = shaking_hands(server.address(), people).await?;
    let directory = server.directory().to_owned();
    let log = read_log(&directory, &made.code)?;
    let versions: BTreeSet<u64> = log.iter().map(|batch| batch.version).collect();
    let durable = log.iter().flat_map(|batch| &batch.events);
    let is_vote = |event: &&Event| matches!(event, Event::Floor(floor::Event::VoteCast { .. }));
    let durable = durable.filter(is_vote).count();
    // Each was a vote of its own: fewer in the log than acknowledged are lost, and so is a version that
    // somebody was shown.
    let lost = acknowledged.len().saturating_sub(durable)
        + acknowledged
            .iter()
            .filter(|answer| !versions.contains(&answer.version))
            .count()
        + newest
            .iter()
            .filter(|version| !versions.contains(version))
            .count();
    if given == 0 || durable > given {
        return Err(format!("{durable} votes in the log of {given}").into());
    }
    Ok(vec![
        Figure::new(format!("{people} come back after SIGKILL"), took, Unit::Ms)
            .over("handshakes alone", floor)
            .at_most(GOAL_MS * people as f64 / FULL as f64),
        Figure::new("until the port is open", open, Unit::Ms),
        Figure::new(
            "acknowledged before the kill",
            acknowledged.len() as f64,
            Unit::Count,
        ),
        Figure::new("lost of them", lost as f64, Unit::Count).at_most(0.0),
    ])
}

/// So many vote, each once; the server dies over the last of them.
async fn vote_once_each(screens: &Screens, people: usize) -> Result<usize, Failure> {
    let votes = VOTES.min(people);
    for number in 0..votes {
        let voter = people - 1 - number;
        screens.gives(voter, vote((voter + 1) % QUESTIONS + 1, true))?;
        sleep(BETWEEN).await;
    }
    let deadline = Instant::now() + PATIENCE;
    while screens.unanswered() > votes / 2 && Instant::now() < deadline {
        sleep(BETWEEN).await;
    }
    Ok(votes)
}
