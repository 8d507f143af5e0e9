//! A round for everybody is drawn, and people vote meanwhile: how long nobody is answered.

use std::time::{Duration, Instant};

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};
use serde_json::json;
use tokio::time::sleep;

use super::{Setting, vote};
use crate::figure::{Figure, Unit, median};
use crate::screens::Screens;
use crate::server::Server;

const FULL: usize = 5_000;
const QUESTIONS: usize = 60;
/// From one vote to the next, of another person.
const BETWEEN: Duration = Duration::from_millis(10);
/// Votes before the draw, and after it is asked for.
const VOTES: usize = 100;
const GOAL_MS: f64 = 100.0;
const QUIET: Duration = Duration::from_millis(1_500);

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
    let hellos = (0..people).map(|number| made.hello(number)).collect();
    let screens = Screens::enter(server.address(), hellos).await?;
    let moderator = Screens::enter(server.address(), vec![made.moderator()]).await?;
    sleep(QUIET).await;
    let quiet = votes(&screens, people, 0).await?;
    let began = Instant::now();
    moderator.gives(
        0,
        json!({
            "type": "call_round",
            "settings": {
                "prompt": "What should come next?", "room_size": 4, "length_ms": 300_000,
            },
        }),
    )?;
    let beside = votes(&screens, people, VOTES).await?;
    moderator.answered().await?;
    let took = began.elapsed().as_secs_f64() * 1e3;
    let slowest = beside.into_iter().fold(0.0, f64::max);
    drop(screens);
    Ok(vec![
        Figure::new(
            format!("slowest vote beside a draw of {people}"),
            slowest,
            Unit::Ms,
        )
        .slowest()
        .over("median, quiet", median(quiet))
        .at_most(GOAL_MS),
        Figure::new(
            format!("until all of {people} and the votes are answered"),
            took,
            Unit::Ms,
        ),
    ])
}

/// How long each vote took, in milliseconds.
async fn votes(screens: &Screens, people: usize, first: usize) -> Result<Vec<f64>, Failure> {
    for number in first..first + VOTES {
        let voter = people - 1 - number % people;
        let item = (voter + 1 + number / people) % QUESTIONS.min(people) + 1;
        screens.gives(voter, vote(item, true))?;
        sleep(BETWEEN).await;
    }
    let answers = screens.answered().await?;
    Ok(answers
        .iter()
        .map(|answer| answer.took.as_secs_f64() * 1e3)
        .collect())
}
