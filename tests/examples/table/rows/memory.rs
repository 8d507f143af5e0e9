//! What a connection, a person, an item and a session hold in memory. A session that is woken holds its
//! people and items; what everybody is shown comes on top with the first screen, and then each screen's own.

use std::ops::Range;
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
    let screens = setting.of(SCREENS).min(people - 1);
    let empty = Begun::default();
    let with_people = Begun { people, ..empty };
    let with_items = Begun {
        people,
        questions: items,
        ..empty
    };
    let nothing = woken(&[], &setting).await?.held;
    let awake = woken(&[with_people], &setting).await?;
    let (of_people, connection) = (awake.held, connection(&awake, screens).await?);
    drop(awake);
    let awake = woken(&[with_items], &setting).await?;
    let (of_items, in_large) = (awake.held, self::connection(&awake, screens).await?);
    drop(awake);
    let of_sessions = woken(&vec![empty; sessions], &setting).await?.held;
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

/// A server whose sessions are awake, and what it holds.
struct Awake {
    server: Server,
    made: Vec<Made>,
    held: f64,
    /// A session sleeps until somebody comes.
    _moderators: Screens,
}

async fn woken(begun: &[Begun], setting: &Setting) -> Result<Awake, Failure> {
    let directory = tempfile::tempdir()?;
    let made = seed(directory.path(), begun).await?;
    let server = Server::over(directory, setting)?;
    let hellos = made.iter().map(Made::moderator).collect();
    let moderators = Screens::enter(server.address(), hellos).await?;
    Ok(Awake {
        held: steady(&server).await?,
        server,
        made,
        _moderators: moderators,
    })
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

/// What all these screens hold together, besides what one alone has the session hold.
async fn connection(awake: &Awake, screens: usize) -> Result<f64, Failure> {
    let (server, made) = (&awake.server, &awake.made[0]);
    let enter = |numbers: Range<usize>| {
        let hellos = numbers.map(|number| made.hello(number)).collect();
        Screens::enter(server.address(), hellos)
    };
    let first = enter(0..1).await?;
    let before = steady(server).await?;
    let others = enter(1..screens + 1).await?;
    let held = steady(server).await? - before;
    drop((first, others));
    Ok(held)
}
