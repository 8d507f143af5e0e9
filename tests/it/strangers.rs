//! Floods, guesses and venues: how fast strangers come in, and that those who are known do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer, hello};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::http::ask_with;

const VENUE: &str = "198.51.100.7";
const FLOODER: &str = "192.0.2.66";
const LATER: u16 = 4430;
const LINK_UNKNOWN: u16 = 4401;
const UNKNOWN: u16 = 4404;
/// When a wrong answer is given, and the answer that one has to wait.
const ANSWER_WAIT: Duration = Duration::from_millis(300);

/// Somebody at an address says who they are; the close code if they are not let in.
async fn comes(server: &TestServer, from: &str, hello: &Value) -> Result<Person, u16> {
    let mut person = Person::connect_from(&server.address, Some(from)).await;
    person.send(hello).await;
    match person.let_in().await {
        Ok(()) => Ok(person),
        Err(code) => Err(code),
    }
}

/// Many at once say the same; who came in, and the close codes of all others.
async fn all_come(
    server: &Arc<TestServer>,
    from: &'static str,
    hellos: impl IntoIterator<Item = Value>,
) -> (Vec<Person>, Vec<u16>) {
    let mut coming = JoinSet::new();
    for hello in hellos {
        let server = Arc::clone(server);
        coming.spawn(async move { comes(&server, from, &hello).await });
    }
    let (mut people, mut codes) = (Vec::new(), Vec::new());
    for came in coming.join_all().await {
        match came {
            Ok(person) => people.push(person),
            Err(code) => codes.push(code),
        }
    }
    codes.sort_unstable();
    (people, codes)
}

/// Guesses of a code, at once; the close codes.
async fn all_guess(server: &Arc<TestServer>, from: &'static str, number: usize) -> Vec<u16> {
    let guess = hello("ZZZZZZ", None, "Guesser", None);
    let guesses = std::iter::repeat_n(guess, number);
    all_come(server, from, guesses).await.1
}

#[tokio::test]
async fn whoever_guesses_codes_is_slowed_and_those_who_are_known_are_not() {
    let server = Arc::new(TestServer::start().await);
    let code = server.session().await;
    let secret = server.secret(&code, Role::Moderator).await;
    // Whoever came in once is known.
    let ana = comes(&server, FLOODER, &hello(&code, None, "Ana", None)).await;
    drop(ana.expect("nobody has guessed yet"));

    let codes = all_guess(&server, FLOODER, 302).await;
    assert_eq!(codes, [vec![UNKNOWN; 300], vec![LATER; 2]].concat());
    // A right code is told no sooner than a wrong one, and HTTP tells it neither.
    let named = format!("x-forwarded-for: {FLOODER}\r\n");
    for code in [&code, "ZZZZZZ"] {
        let stranger = hello(code, None, "Stranger", None);
        let began = Instant::now();
        assert_eq!(comes(&server, FLOODER, &stranger).await.err(), Some(LATER));
        assert!(began.elapsed() >= ANSWER_WAIT, "{:?}", began.elapsed());
        let began = Instant::now();
        let face = format!("GET /api/sessions/{code}");
        let refused = ask_with(&server, &face, &named, "").await;
        assert!(began.elapsed() >= ANSWER_WAIT, "{:?}", began.elapsed());
        assert_eq!(refused.status, 429);
        let head = &refused.head;
        assert!(head.contains("retry-after: 60\r\n"), "{head}");
    }

    // Behind the same address, the one who is known comes back, and so does the moderator's link.
    let ana = comes(&server, FLOODER, &hello(&code, None, "Ana", None)).await;
    assert!(ana.is_ok());
    let moderator = hello(&code, Some(&secret), "Olu", None);
    assert!(comes(&server, FLOODER, &moderator).await.is_ok());
    let report = format!("GET /api/sessions/{code}/report.md");
    let bearer = format!("{named}authorization: Bearer {secret}\r\n");
    assert_eq!(ask_with(&server, &report, &bearer, "").await.status, 200);
}

#[tokio::test]
async fn a_venue_that_comes_at_once_with_a_right_code_uses_nothing_up() {
    let server = Arc::new(TestServer::start().await);
    let code = server.session().await;
    // The session sleeps still, and they are more than may be wrong.
    let venue = (0..500).map(|number| hello(&code, None, &format!("Guest{number}"), None));
    let (people, codes) = all_come(&server, VENUE, venue).await;
    assert_eq!((people.len(), codes), (500, vec![]));
    let codes = all_guess(&server, VENUE, 301).await;
    assert_eq!(codes, [vec![UNKNOWN; 300], vec![LATER]].concat());
}

#[tokio::test]
async fn a_wrong_secret_does_not_tell_whether_there_is_such_a_session() {
    let server = Arc::new(TestServer::start().await);
    let code = server.session().await;
    let wrong = "0".repeat(32);
    let named = format!("x-forwarded-for: {FLOODER}\r\nauthorization: Bearer {wrong}\r\n");
    let routes = [
        "GET /links",
        "GET /plan.json",
        "GET /about",
        "POST /about",
        "POST /page",
        "POST /floor",
        "GET /report.md",
        "GET /report.none",
    ];
    let asked = async |code: &str, route: &str| {
        let request = route.replace(" /", &format!(" /api/sessions/{code}/"));
        let began = Instant::now();
        let answer = ask_with(&server, &request, &named, "").await;
        assert!(began.elapsed() >= ANSWER_WAIT, "{request}");
        let mut body = answer.json();
        // The name of the request is of the moment alone, and so is how long it is.
        let of_the_moment = ["date", "x-request-id", "content-length"];
        body.as_object_mut().unwrap().remove("request_id");
        let head = answer.head.lines().filter(|line| {
            let name = line.split(':').next().unwrap_or_default();
            !of_the_moment.contains(&name)
        });
        let head: Vec<String> = head.map(str::to_owned).collect();
        (answer.status, head, body)
    };
    let (asked, right) = (&asked, code.as_str());
    let asking = routes.map(|route| async move {
        let (known, unknown) = tokio::join!(asked(right, route), asked("ZZZZZZ", route));
        assert_eq!(known, unknown, "{route}");
        assert_eq!(
            (known.0, known.2),
            (401, json!({ "reason": "link_unknown" })),
            "{route}"
        );
    });
    join_all(asking).await;
    let hellos = [&code, "ZZZZZZ"].map(|code| hello(code, Some(&wrong), "Olu", None));
    assert_eq!(
        all_come(&server, FLOODER, hellos).await.1,
        [LINK_UNKNOWN; 2]
    );
    // Each of them was a guess.
    let left = 300 - 2 * routes.len() - 2;
    let codes = all_guess(&server, FLOODER, left + 1).await;
    assert_eq!(codes, [vec![UNKNOWN; left], vec![LATER]].concat());
}

#[tokio::test]
async fn what_does_not_look_at_a_code_tells_nothing_of_it() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let named = format!("x-forwarded-for: {FLOODER}\r\n");
    for route in ["POST ", "DELETE /about", "GET /none", "GET /links/1"] {
        let mut answers = Vec::new();
        for code in [&code, "ZZZZZZ"] {
            let (method, rest) = route.split_once(' ').unwrap();
            let request = format!("{method} /api/sessions/{code}{rest}");
            let answer = ask_with(&server, &request, &named, "").await;
            answers.push((answer.status, answer.json()["reason"].clone()));
        }
        assert_eq!(answers[0], answers[1], "{route}");
        assert!((400..500).contains(&answers[0].0), "{route}");
    }
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
