//! Many small sessions at once: in each, one vote after the other.

use std::time::{Duration, Instant};

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};
use tokio::task::spawn_blocking;
use tokio::time::sleep_until;

use super::{Setting, vote};
use crate::fanout::floor_us;
use crate::figure::{Figure, Unit, below};
use crate::screens::{Heard, Screens};
use crate::server::Server;

const SESSIONS: usize = 300;
const PEOPLE: usize = 20;
/// How long they vote.
const FOR: Duration = Duration::from_secs(5);
/// Votes of each session a second.
const PER_SECOND: u32 = 2;
const QUIET: Duration = Duration::from_millis(1_500);
/// Frames of which the floor of one is measured.
const FLOOR_FRAMES: usize = 120_000;
/// What a durable vote may cost besides its frames.
const VOTE_US: f64 = 30.0;
/// For all 300 of them.
const GOAL_BYTES: f64 = 120e6;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let sessions = setting.of(SESSIONS);
    let directory = tempfile::tempdir()?;
    let begun = Begun {
        people: PEOPLE,
        questions: PEOPLE,
        ..Begun::default()
    };
    let made = seed(directory.path(), &vec![begun; sessions]).await?;
    let server = Server::over(directory, &setting)?;
    let hellos = made
        .iter()
        .flat_map(|made| (0..PEOPLE).map(|at| made.hello(at)));
    let screens = Screens::enter(server.address(), hellos.collect()).await?;
    tokio::time::sleep(QUIET).await;
    let before = (server.cpu_ms()?, Heard::count(&screens.heard.frames));
    let began = Instant::now();
    let rounds = PER_SECOND * u32::try_from(FOR.as_secs())?;
    let paced = tokio::time::Instant::now();
    for round in 0..rounds {
        for session in 0..sessions {
            let voter = round as usize % PEOPLE;
            let item = (voter + 1) % PEOPLE + 1;
            screens.gives(
                session * PEOPLE + voter,
                vote(item, (round as usize / PEOPLE).is_multiple_of(2)),
            )?;
            // Spread over the time, as the votes of people are.
            let given = round * u32::try_from(sessions)? + u32::try_from(session)? + 1;
            let all = rounds * u32::try_from(sessions)?;
            if given % 16 == 0 {
                sleep_until(paced + FOR * given / all).await;
            }
        }
    }
    let answers = screens.answered().await?;
    let took = began.elapsed().as_secs_f64();
    tokio::time::sleep(QUIET).await;
    let votes = answers.len() as f64;
    let cpu = server.cpu_ms()? - before.0;
    let frames = Heard::count(&screens.heard.frames) - before.1;
    let held = server.resident()?;
    screens.leave().await?;
    let of_this = setting.clone();
    let people = sessions * PEOPLE;
    let floor_us = spawn_blocking(move || floor_us(&of_this, people, FLOOR_FRAMES / people + 1));
    let floor_us = frames / votes * floor_us.await?? + VOTE_US;
    let slow = answers.iter().map(|answer| answer.took.as_secs_f64() * 1e3);
    let name = |what: &str| format!("{what}, {sessions} sessions of {PEOPLE}");
    Ok(vec![
        Figure::new(name("CPU of a vote"), cpu * 1e3 / votes, Unit::Us)
            .over("epoll's frames + 30 µs", floor_us)
            .times(1.3),
        Figure::new(name("frames of a vote"), frames / votes, Unit::Count),
        Figure::new(name("votes"), votes / took, Unit::PerSecond),
        Figure::new(
            name("answer to a vote, p99"),
            below(slow.collect(), 0.99),
            Unit::Ms,
        ),
        Figure::new(name("memory"), held, Unit::Bytes)
            .at_most(GOAL_BYTES * sessions as f64 / SESSIONS as f64),
    ])
}
