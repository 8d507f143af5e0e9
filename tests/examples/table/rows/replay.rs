//! A very long log is replayed: somebody comes to a session that sleeps.

use std::time::Instant;

use onefloor::data_directory::read_log;
use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};
use serde::de::IgnoredAny;

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::screens::Screens;
use crate::server::Server;

const EVENTS: usize = 1_000_000;
const PEOPLE: usize = 5_000;
const QUESTIONS: usize = 250;
const GOAL_MS: f64 = 1_000.0;
const GOAL_BYTES: f64 = 150e6;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let (events, people) = (setting.of(EVENTS), setting.of(PEOPLE));
    let directory = tempfile::tempdir()?;
    let begun = Begun {
        people,
        questions: QUESTIONS,
        votes: (events - people - QUESTIONS).min(people * QUESTIONS),
        sleeps: true,
    };
    let made = seed(directory.path(), &[begun]).await?.remove(0);
    let floor = parsed_ms(directory.path(), &made.code)?;
    let server = Server::over(directory, &setting)?;
    let before = server.resident()?;
    let began = Instant::now();
    let one = Screens::enter(server.address(), vec![made.hello(0)]).await?;
    let took = began.elapsed().as_secs_f64() * 1e3;
    let most = server.resident_max()? - before;
    drop(one);
    Ok(vec![
        Figure::new(format!("replay of {events} events"), took, Unit::Ms)
            .over("parsing its JSON", floor)
            .at_most(GOAL_MS * events as f64 / EVENTS as f64),
        Figure::new(
            format!("memory of that, {events} events"),
            most,
            Unit::Bytes,
        )
        .at_most(GOAL_BYTES * events as f64 / EVENTS as f64),
    ])
}

/// Looking at each byte of the log as JSON, and keeping nothing.
fn parsed_ms(directory: &std::path::Path, code: &str) -> Result<f64, Failure> {
    let text = serde_json::to_string(&read_log(directory, code)?)?;
    let began = Instant::now();
    serde_json::from_str::<IgnoredAny>(&text)?;
    Ok(began.elapsed().as_secs_f64() * 1e3)
}
