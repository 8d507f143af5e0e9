//! Simulated people in a running session: they come by socket, and act.

use std::time::Duration;

use onefloor_people::{Crowd, Hour};
use onefloor_tests::{Gathering, TestServer};
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn simulated_people_come_say_who_they_are_and_take_part() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let hour = Hour {
        doors_ms: 2_000,
        length_ms: 60_000,
    };
    let crowd = Crowd::new(208, 10, &hour);
    let gathering = Gathering::begins(&server.address, &code, crowd, 10);
    let deadline = Instant::now() + PATIENCE;
    let tally = loop {
        let tally = gathering.tally();
        let done = |name: &str| tally.done.get(name).copied().unwrap_or_default();
        if done("introduce") >= 5 && done("ask_question") >= 2 && done("vote") >= 1 {
            break tally;
        }
        assert!(Instant::now() < deadline, "{tally:#?}");
        sleep(Duration::from_millis(5)).await;
    };
    // Nobody is refused anything, and no line broke by itself.
    assert!(
        tally.refused.is_empty() && tally.broken.is_empty(),
        "{tally:#?}"
    );
    let (named, asked) = server
        .look(&code, |_, session| {
            let people = session.people.values();
            let named = people.filter(|person| person.profile.name.is_some());
            (named.count() as u64, session.floor.items.len() as u64)
        })
        .await;
    assert!(named >= tally.done["introduce"] && asked >= tally.done["ask_question"]);
}
