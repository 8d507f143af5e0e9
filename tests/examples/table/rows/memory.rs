//! What a connection, a person, an item and a session hold in memory. A session that is woken holds its
//! people and items; that its screens are there comes on top.

use std::time::Duration;

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, Made, seed};
use tokio::time::{Instant, sleep};

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::screens::Screens;
use crate::server::Server;

const PEOPLE: usize = 5_000;
const ITEMS: usize = 5_000;
const SESSIONS: usize = 300;
/// Screens of which the memory is measured.
const SCREENS: usize = 1_000;
/// Sessions are woken by then.
const PATIENCE: Duration = Duration::from_secs(60);
const STEADY: Duration = Duration::from_millis(700);

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let (people, items, sessions) = (setting.of(PEOPLE), setting.of(ITEMS), setting.of(SESSIONS));
    let screens = setting.of(SCREENS).min(people);
    let empty = Begun::default();
    let with_people = Begun { people, ..empty };
    let with_items = Begun {
        people,
        questions: items,
        ..empty
    };
    let (_, _, nothing) = woken(&[], &setting).await?;
    let (server, made, of_people) = woken(&[with_people], &setting).await?;
    let connection = connection(&server, &made[0], screens, of_people).await?;
    drop(server);
    let (server, made, of_items) = woken(&[with_items], &setting).await?;
    let in_large = self::connection(&server, &made[0], screens, of_items).await?;
    drop(server);
    let (_, _, of_sessions) = woken(&vec![empty; sessions], &setting).await?;
    let bytes = |what: String, all: f64, each: usize| {
        Figure::new(what, all.max(0.0) / each as f64, Unit::Bytes)
    };
    Ok(vec![
        bytes(
            format!("memory of a connection, {people} people"),
            connection,
            screens,
        )
        .at_most(12_000.0),
        bytes(
            format!("memory of a connection, {items} questions"),
            in_large,
            screens,
        )
        .at_most(12_000.0),
        bytes("memory of a person".into(), of_people - nothing, people),
        bytes("memory of an item".into(), of_items - of_people, items),
        bytes(
            "memory of an empty session".into(),
            of_sessions - nothing,
            sessions,
        ),
    ])
}

/// A server with these sessions awake, and what it holds.
async fn woken(begun: &[Begun], setting: &Setting) -> Result<(Server, Vec<Made>, f64), Failure> {
    let directory = tempfile::tempdir()?;
    let made = seed(directory.path(), begun).await?;
    let server = Server::over(directory, setting)?;
    let held = steady(&server).await?;
    Ok((server, made, held))
}

/// What a server holds once that does not change any more.
async fn steady(server: &Server) -> Result<f64, Failure> {
    let deadline = Instant::now() + PATIENCE;
    let mut before = server.resident()?;
    loop {
        sleep(STEADY).await;
        let now = server.resident()?;
        if now <= before || Instant::now() > deadline {
            return Ok(now);
        }
        before = now;
    }
}

/// What all these screens hold together.
async fn connection(
    server: &Server,
    made: &Made,
    screens: usize,
    before: f64,
) -> Result<f64, Failure> {
    let hellos = (0..screens).map(|number| made.hello(number)).collect();
    let inside = Screens::enter(server.address(), hellos).await?;
    let held = steady(server).await? - before;
    drop(inside);
    Ok(held)
}
