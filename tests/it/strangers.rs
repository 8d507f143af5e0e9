//! Floods, guesses and venues: how fast strangers come in, and that those who are known do.

use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer, hello};
use serde_json::{Value, json};

use crate::http::ask_with;

const VENUE: &str = "198.51.100.7";
const FLOODER: &str = "192.0.2.66";
const LATER: u16 = 4430;
const UNKNOWN: u16 = 4404;

/// Somebody at an address says who they are; the close code if they are not let in.
async fn comes(server: &TestServer, from: &str, hello: &Value) -> Result<Person, u16> {
    let mut person = Person::connect_from(&server.address, Some(from)).await;
    person.send(hello).await;
    match person.let_in().await {
        Ok(()) => Ok(person),
        Err(code) => Err(code),
    }
}

#[tokio::test]
async fn whoever_guesses_codes_is_slowed_and_a_venue_and_those_who_are_known_are_not() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let secret = server.secret(&code, Role::Moderator).await;
    // Whoever came in once is known.
    let ana = comes(&server, FLOODER, &hello(&code, None, "Ana", None)).await;
    drop(ana.expect("nobody has guessed yet"));

    let mut codes = Vec::new();
    for _ in 0..302 {
        let guess = hello("ZZZZZZ", None, "Guesser", None);
        codes.push(comes(&server, FLOODER, &guess).await.err());
    }
    assert_eq!(
        codes.iter().filter(|code| **code == Some(UNKNOWN)).count(),
        300
    );
    assert_eq!(codes.last(), Some(&Some(LATER)));
    // A right code is told no sooner than a wrong one, and HTTP tells it neither.
    let stranger = hello(&code, None, "Stranger", None);
    assert_eq!(comes(&server, FLOODER, &stranger).await.err(), Some(LATER));
    let face = format!("GET /api/sessions/{code}");
    let named = format!("x-forwarded-for: {FLOODER}\r\n");
    let refused = ask_with(&server, &face, &named, "").await;
    assert_eq!(refused.status, 429);
    assert!(refused.head.contains("retry-after: "), "{}", refused.head);

    // Behind the same address, the one who is known comes back, and so does the moderator's link.
    let ana = comes(&server, FLOODER, &hello(&code, None, "Ana", None)).await;
    assert!(ana.is_ok());
    let moderator = hello(&code, Some(&secret), "Olu", None);
    assert!(comes(&server, FLOODER, &moderator).await.is_ok());
    // Five hundred at a venue have an address of their own, and all come in.
    let mut venue = Vec::new();
    for number in 0..500 {
        let one = hello(&code, None, &format!("Guest{number}"), None);
        venue.push(
            comes(&server, VENUE, &one)
                .await
                .expect("the venue comes in"),
        );
    }
}

#[tokio::test]
async fn a_right_code_is_told_by_no_other_answer() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let named = format!("x-forwarded-for: {FLOODER}\r\n");
    // Whatever a route makes of them, these are guesses.
    let lines = [
        format!("POST /api/sessions/{code}"),
        format!("POST /api/sessions/{code}/page"),
        format!("GET /api/sessions/{code}/report.none"),
    ];
    for at in 0..300 {
        // The dearer ones have a rate of their own, and come last.
        let line = &lines[usize::from(at >= 260) + usize::from(at >= 280)];
        let answer = ask_with(&server, line, &named, "").await;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let face = format!("GET /api/sessions/{code}");
    assert_eq!(ask_with(&server, &face, &named, "").await.status, 429);
}

#[tokio::test]
async fn a_person_has_a_dozen_screens_and_the_oldest_goes() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let mut screens = Vec::new();
    for _ in 0..13 {
        screens.push(Person::enter(&server.address, &code, None, "Ana", None).await);
    }
    assert_eq!(screens[0].closed().await, 4409);
    for screen in &mut screens[1..] {
        screen.settles().await;
    }
}

#[tokio::test]
async fn the_screens_of_one_person_share_a_budget() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let mut bao = server.joins(&code, "Bao").await;
    let mut screens = Vec::new();
    for _ in 0..6 {
        screens.push(Person::enter(&server.address, &code, None, "Ana", None).await);
    }
    let mut refused = 0;
    for at in 0..120 {
        let answer = screens[at % 6]
            .asks(json!({ "type": "take_part_in_networking", "takes_part": true }))
            .await;
        refused += usize::from(answer["rejection"]["reason"] == "too_fast");
    }
    // Sixty in a row and ten a second, and not sixty a screen.
    assert!(refused > 20, "{refused}");
    bao.does(json!({ "type": "take_part_in_networking", "takes_part": true }))
        .await;
}

#[tokio::test]
async fn whoever_sends_nothing_but_garbage_is_put_out() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let mut ana = server.joins(&code, "Ana").await;
    for _ in 0..60 {
        ana.send(&json!({ "type": "nonsense" })).await;
    }
    assert_eq!(ana.closed().await, 4400);
    assert!(ana.refusals.len() >= 20, "{}", ana.refusals.len());
}

#[tokio::test]
async fn what_is_dear_over_http_has_a_rate_of_its_own() {
    let server = TestServer::start().await;
    let named = format!("x-forwarded-for: {FLOODER}\r\n");
    let mut statuses = Vec::new();
    for _ in 0..21 {
        statuses.push(
            ask_with(&server, "POST /api/sessions", &named, "{}")
                .await
                .status,
        );
    }
    assert_eq!(statuses.last(), Some(&429));
    assert!(!statuses[..20].contains(&429), "{statuses:?}");
    // Another address, and what costs little, are not touched.
    let elsewhere = format!("x-forwarded-for: {VENUE}\r\n");
    let other = ask_with(&server, "POST /api/sessions", &elsewhere, "{}").await;
    assert_ne!(other.status, 429);
    assert_eq!(
        ask_with(&server, "GET /healthz", &named, "").await.status,
        200
    );
}
