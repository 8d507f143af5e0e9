//! Many people come at once to a session that sleeps and has a long log.

use std::time::Instant;

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::screens::Screens;
use crate::server::Server;

const EVENTS: usize = 100_000;
const PEOPLE: usize = 2_000;
const COME: usize = 500;
const QUESTIONS: usize = 60;
const GOAL_MS: f64 = 1_000.0;
const GOAL_BYTES: f64 = 200e6;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let (events, people) = (setting.of(EVENTS), setting.of(PEOPLE));
    let come = setting.of(COME).min(people);
    let directory = tempfile::tempdir()?;
    let questions = QUESTIONS.min(events / 4);
    let begun = Begun {
        people,
        questions,
        votes: (events - people - questions).min(people * questions),
        sleeps: true,
    };
    // The floor is one person, who comes to another session of the same size.
    let mut made = seed(directory.path(), &[begun, begun]).await?;
    let (alone, together) = (made.remove(0), made.remove(0));
    let server = Server::over(directory, &setting)?;
    let began = Instant::now();
    let one = Screens::enter(server.address(), vec![alone.hello(0)]).await?;
    let floor = began.elapsed().as_secs_f64() * 1e3;
    let before = server.resident()?;
    let began = Instant::now();
    let hellos = (0..come).map(|number| together.hello(number)).collect();
    let all = Screens::enter(server.address(), hellos).await?;
    let took = began.elapsed().as_secs_f64() * 1e3;
    let most = server.resident_max()? - before;
    drop((one, all));
    Ok(vec![
        Figure::new(
            format!("{come} come to a sleeping session, {events} events"),
            took,
            Unit::Ms,
        )
        .over("one comes", floor)
        .at_most(GOAL_MS),
        Figure::new(
            format!("memory of that, {events} events"),
            most,
            Unit::Bytes,
        )
        .at_most(GOAL_BYTES),
    ])
}
