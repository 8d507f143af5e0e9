//! Votes of many people, each of which everybody sees: what a delivered frame costs, and how long it takes
//! from the tap to the screens of all others.

use std::time::{Duration, Instant};

use onefloor_tests::Failure;
use tokio::time::sleep_until;

use super::{Setting, vote};
use crate::figure::{Figure, Unit, below};
use crate::screens::{Answer, Arrivals, Heard, Screens};
use crate::seed::{Begun, seed};
use crate::server::Server;

const QUESTIONS: usize = 60;
/// Changes a second that are asked for.
const PER_SECOND: u32 = 16;
/// How long they come.
const FOR: Duration = Duration::from_secs(6);
/// Presence is told by then, and the last frames have come.
const QUIET: Duration = Duration::from_millis(1_500);

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (full, goal_ms) in [(2_000, 60.0), (5_000, 150.0)] {
        let people = setting.of(full);
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
        tokio::time::sleep(QUIET).await;
        let before = (server.cpu_ms()?, Heard::count(&screens.heard.frames));
        let began = Instant::now();
        votes(&screens, people).await?;
        let answers = screens.answered().await?;
        let voted = began.elapsed().as_secs_f64();
        tokio::time::sleep(QUIET).await;
        let frames = Heard::count(&screens.heard.frames) - before.1;
        let cpu = server.cpu_ms()? - before.0;
        let arrivals = screens.leave().await?;
        let late = late(&answers, &arrivals);
        let shown = arrivals.iter().map(|of_one| count_since(of_one, began));
        let shown = shown.max().unwrap_or_default() as f64 / voted;
        let each = format!("CPU of a delivered frame, {people} screens");
        figures.push(Figure::new(each, cpu * 1e3 / frames, Unit::Us));
        figures.push(Figure::new(
            format!("publications, {people} screens"),
            shown,
            Unit::PerSecond,
        ));
        let way = format!("action to screen, p99, {people} people");
        figures.push(Figure::new(way, below(late, 0.99), Unit::Ms).at_most(goal_ms));
    }
    Ok(figures)
}

async fn votes(screens: &Screens, people: usize) -> Result<(), Failure> {
    let began = tokio::time::Instant::now();
    let count = PER_SECOND * u32::try_from(FOR.as_secs())?;
    for number in 0..count {
        let at = number as usize;
        let voter = people - 1 - at % people;
        // Whoever comes round again supports the next one.
        let item = (voter + 1 + at / people) % QUESTIONS.min(people) + 1;
        screens.gives(voter, vote(item, true))?;
        sleep_until(began + Duration::from_secs(1) * (number + 1) / PER_SECOND).await;
    }
    Ok(())
}

fn count_since(arrivals: &Arrivals, began: Instant) -> usize {
    arrivals.iter().filter(|(_, at)| *at >= began).count()
}

/// How late each vote was seen on each screen, in milliseconds.
fn late(answers: &[Answer], arrivals: &[Arrivals]) -> Vec<f64> {
    let mut late = Vec::with_capacity(answers.len() * arrivals.len());
    for of_one in arrivals {
        for answer in answers {
            let at = of_one.partition_point(|(version, _)| *version < answer.version);
            if let Some((_, seen)) = of_one.get(at) {
                late.push(seen.saturating_duration_since(answer.sent).as_secs_f64() * 1e3);
            }
        }
    }
    late
}
