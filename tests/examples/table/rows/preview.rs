//! Votes while a moderator looks at what six rounds for everybody would come to.

use std::time::{Duration, Instant};

use onefloor_tests::seed::{Begun, seed};
use onefloor_tests::{Failure, Screen};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::{Setting, vote};
use crate::figure::{Figure, Unit, median};
use crate::screens::Screens;
use crate::server::Server;

const PEOPLE: usize = 120;
const ROUNDS: usize = 6;
/// Previews, each of another setting.
const PREVIEWS: usize = 3;
const BETWEEN: Duration = Duration::from_millis(25);
const PATIENCE: Duration = Duration::from_secs(60);
const GOAL_MS: f64 = 20.0;
const QUIET: Duration = Duration::from_millis(1_200);

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let directory = tempfile::tempdir()?;
    let begun = Begun {
        people: PEOPLE,
        questions: PEOPLE,
        ..Begun::default()
    };
    let made = seed(directory.path(), &[begun]).await?.remove(0);
    let server = Server::over(directory, &setting)?;
    let hellos = (0..PEOPLE).map(|number| made.hello(number)).collect();
    let screens = Screens::enter(server.address(), hellos).await?;
    let mut moderator = Screen::enters(server.address(), &made.moderator()).await?;
    sleep(QUIET).await;
    let mut voters = 0;
    let quiet = votes_while(&screens, &mut voters, sleep(Duration::from_secs(1))).await?;
    let mut beside = Vec::new();
    let began = Instant::now();
    for n in 0..PREVIEWS {
        let previewed = previewed(&mut moderator, n);
        beside.extend(votes_while(&screens, &mut voters, previewed).await?);
    }
    let each = began.elapsed().as_secs_f64() * 1e3 / PREVIEWS as f64;
    let slowest = beside.iter().copied().fold(0.0, f64::max);
    let what = format!("slowest vote beside previews, {PEOPLE} people in {ROUNDS} rounds");
    Ok(vec![
        Figure::new(what, slowest, Unit::Ms)
            .slowest()
            .over("median, quiet", median(quiet))
            .at_most(GOAL_MS),
        Figure::new("such a preview", each, Unit::Ms),
    ])
}

async fn previewed(moderator: &mut Screen, n: usize) -> Result<(), Failure> {
    moderator
        .says(&json!({
            "type": "round_preview", "n": n,
            "settings": {
                "prompt": "What should come next?", "room_size": 4 + n,
                "length_ms": 300_000, "rounds": ROUNDS,
            },
        }))
        .await?;
    let answer = async {
        loop {
            let frame: Value = serde_json::from_str(&moderator.hears().await?)?;
            if frame["type"] == "round_preview" && frame["n"] == n {
                // Of fewer people it would say less.
                let is_of_all = frame["preview"]["people"] == PEOPLE;
                return if is_of_all {
                    Ok(())
                } else {
                    Err(format!("no such preview: {frame}").into())
                };
            }
        }
    };
    timeout(PATIENCE, answer).await?
}

/// How long each vote took, in milliseconds, while something goes on.
async fn votes_while<T>(
    screens: &Screens,
    voters: &mut usize,
    goes_on: impl Future<Output = T>,
) -> Result<Vec<f64>, Failure> {
    let voting = async {
        loop {
            let voter = *voters % PEOPLE;
            let item = (voter + 1 + *voters / PEOPLE) % PEOPLE + 1;
            *voters += 1;
            if let Err(failure) = screens.gives(voter, vote(item, true)) {
                return failure;
            }
            sleep(BETWEEN).await;
        }
    };
    tokio::select! {
        failure = voting => return Err(failure),
        _ = goes_on => {}
    }
    let answers = screens.answered().await?;
    Ok(answers
        .iter()
        .map(|answer| answer.took.as_secs_f64() * 1e3)
        .collect())
}
