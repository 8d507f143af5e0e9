//! Simulated people live through the middle of an hour at ten times the speed: they come in waves, ask,
//! vote, raise hands, lose the line and come back.

use std::time::Duration;

use onefloor_people::{Crowd, Hour, SPEED_MAX};
use onefloor_tests::seed::{Begun, seed};
use onefloor_tests::{Failure, Gathering};
use tokio::time::sleep;

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::server::Server;

const PEOPLE: usize = 500;
/// How long they are watched.
const FOR: Duration = Duration::from_secs(20);
/// So that it begins soon, and most of them are there before it is over.
const HOUR: Hour = Hour {
    doors_ms: 40_000,
    length_ms: 600_000,
};
const SEED: u64 = 20;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let people = setting.of(PEOPLE);
    let directory = tempfile::tempdir()?;
    let made = seed(directory.path(), &[Begun::default()]).await?.remove(0);
    let server = Server::over(directory, &setting)?;
    let before = server.cpu_ms()?;
    let crowd = Crowd::new(SEED, people, &HOUR);
    let gathering = Gathering::begins(server.address(), &made.code, crowd, SPEED_MAX);
    sleep(FOR).await;
    let cpu = server.cpu_ms()? - before;
    let tally = gathering.ends(Duration::ZERO).await;
    let sum = |counts: &mut dyn Iterator<Item = &u64>| counts.sum::<u64>() as f64;
    let acts = sum(&mut tally.acts.values());
    for ((what, why), count) in &tally.refused {
        eprintln!("refused: {what}, {why}: {count}");
    }
    for (why, count) in &tally.broken {
        eprintln!("a line broke: {why}: {count}");
    }
    let name = |what: &str| format!("{what}, {people} simulated people at {SPEED_MAX}×");
    Ok(vec![
        Figure::new(name("CPU of an act"), cpu * 1e3 / acts, Unit::Us),
        Figure::new(name("acts"), acts / FOR.as_secs_f64(), Unit::PerSecond),
        Figure::new(
            name("refusals"),
            sum(&mut tally.refused.values()),
            Unit::Count,
        ),
        Figure::new(
            name("broken lines"),
            sum(&mut tally.broken.values()),
            Unit::Count,
        )
        .at_most(0.0),
    ])
}
