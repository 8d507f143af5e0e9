//! What goes over the wire for one change in a large session.

use std::time::Duration;

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};
use serde_json::json;
use tokio::time::sleep;

use super::{Setting, vote};
use crate::figure::{Figure, Unit};
use crate::screens::{Heard, Screens};
use crate::server::Server;

const QUESTIONS: usize = 5_000;
const PEOPLE: usize = 1_200;
/// Changes of which the mean counts.
const CHANGES: usize = 10;
/// Screens of each sort.
const SCREENS: usize = 10;
/// Longer than the pause between two publications.
const BETWEEN: Duration = Duration::from_millis(120);
const QUIET: Duration = Duration::from_millis(1_500);

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let questions = setting.of(QUESTIONS);
    let directory = tempfile::tempdir()?;
    let begun = Begun {
        people: PEOPLE,
        questions,
        ..Begun::default()
    };
    let made = seed(directory.path(), &[begun]).await?.remove(0);
    let server = Server::over(directory, &setting)?;
    // One is told to act, and the others look on: what the one gets is its own, too.
    let moderator = Screens::enter(server.address(), vec![made.moderator()]).await?;
    let staff = vec![made.moderator(); SCREENS];
    let staff = Screens::enter(server.address(), staff).await?;
    let voter = PEOPLE - 1;
    let acting = Screens::enter(server.address(), vec![made.hello(voter)]).await?;
    let watching = (0..SCREENS).map(|number| made.hello(number)).collect();
    let people = Screens::enter(server.address(), watching).await?;
    sleep(QUIET).await;
    let held = each(&staff.heard, || async {
        for item in 1..=CHANGES {
            moderator.gives(
                0,
                json!({
                    "type": "move_item", "item": item, "from": "approved", "to": "held",
                }),
            )?;
            sleep(BETWEEN).await;
        }
        moderator.answered().await.map(|_| ())
    });
    let held = held.await?;
    let voted = each(&people.heard, || async {
        for item in 1..=CHANGES {
            acting.gives(0, vote(questions / 2 + item, true))?;
            sleep(BETWEEN).await;
        }
        acting.answered().await.map(|_| ())
    });
    let voted = voted.await?;
    Ok(vec![
        Figure::new(
            format!("a hold to each of staff, {questions} questions"),
            held,
            Unit::Bytes,
        )
        .at_most(2_000.0),
        Figure::new(
            format!("a vote to each participant, {questions} questions"),
            voted,
            Unit::Bytes,
        )
        .at_most(120.0),
    ])
}

/// Bytes of a change to each screen, while all of them are made.
async fn each<F: Future<Output = Result<(), Failure>>>(
    heard: &Heard,
    make: impl FnOnce() -> F,
) -> Result<f64, Failure> {
    let before = Heard::count(&heard.bytes);
    make().await?;
    sleep(QUIET).await;
    let bytes = Heard::count(&heard.bytes) - before;
    Ok(bytes / (CHANGES * SCREENS) as f64)
}
