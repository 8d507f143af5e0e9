//! Breakout rounds over the wire: the server's own deadlines, seats across a broken line, signals.

use std::time::{Duration, Instant};

use onefloor::calls::{CallOptions, Calls};
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};

fn settings(length_ms: u64) -> Value {
    json!({ "prompt": "Why are you here?", "room_size": 3, "length_ms": length_ms })
}

fn call(settings: &Value) -> Value {
    json!({ "type": "call_round", "settings": settings })
}

/// A moderator and people of these names, with nobody in a round yet.
async fn together(server: &TestServer, names: &[&str]) -> (String, Person, Vec<Person>) {
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut people = Vec::new();
    for name in names {
        people.push(server.joins(&session, name).await);
    }
    let all = names.len();
    moderator
        .sees("presence", |here| here["taking_part"] == all)
        .await;
    (session, moderator, people)
}

async fn has_company(person: &mut Person, people: usize) {
    person
        .sees("room", |room| {
            room["members"].as_array().unwrap().len() == people
        })
        .await;
}

#[tokio::test]
async fn two_talk_one_comes_late_and_the_round_closes_with_no_moderator_there() {
    let server = TestServer::start().await;
    let (session, mut moderator, mut people) = together(&server, &["Ana", "Bao"]).await;
    moderator.does(call(&settings(180_000))).await;
    let [ana, bao] = people.as_mut_slice() else {
        unreachable!("two came")
    };
    has_company(ana, 2).await;
    ana.does(json!({ "type": "say_in_room", "text": "Good morning" }))
        .await;
    bao.sees("room/line/1", |line| line["text"] == "Good morning")
        .await;
    let inside = |key: &String| *key == "room" || key.starts_with("room/");
    moderator.settles().await;
    assert!(!moderator.view.keys().any(inside));
    let mut late = server.joins(&session, "Late").await;
    late.sees("room/line/1", |line| line["text"] == "Good morning")
        .await;
    has_company(ana, 3).await;

    drop(moderator);
    server.app.clock.advance(Duration::from_secs(125));
    ana.sees("round", |round| round["warned_ms"] == 60_000)
        .await;
    server.app.clock.advance(Duration::from_secs(60));
    ana.sees("round", |round| round["closed_by"] == "time")
        .await;
    ana.until(|ana| !ana.view.contains_key("room")).await;
}

#[tokio::test]
async fn a_round_that_ran_out_while_the_server_was_away_is_closed_at_once() {
    let server = TestServer::start().await;
    let (session, mut moderator, _people) = together(&server, &["Ana", "Bao"]).await;
    moderator.does(call(&settings(15_000))).await;
    let (store, key) = (server.store.clone(), server.app.host_key.clone());
    server.stop().await;
    let server = TestServer::start_over(store, key).await;
    server.app.clock.advance(Duration::from_secs(30));
    let mut ana = server.joins(&session, "Ana").await;
    ana.sees("round", |round| round["closed_by"] == "time")
        .await;
}

#[tokio::test]
async fn a_lost_line_keeps_the_seat_for_a_while_and_then_offers_company_to_who_is_left() {
    let server = TestServer::start().await;
    let (session, mut moderator, mut people) =
        together(&server, &["Ana", "Bao", "Chi", "Dia"]).await;
    let pairs = json!({ "prompt": "Who are you?", "room_size": 2, "length_ms": 600_000 });
    moderator.does(call(&pairs)).await;
    let mut ana = people.remove(0);
    has_company(&mut ana, 2).await;
    let room = ana.view["room"]["id"].clone();
    let is_partner = |member: &&Value| member["person"] != ana.welcome["you"];
    let members = ana.view["room"]["members"].as_array().unwrap();
    let partner = members.iter().find(is_partner).unwrap()["person"].clone();
    let at = people.iter().position(|it| it.welcome["you"] == partner);
    let mut partner = people.remove(at.unwrap());
    drop(ana);
    let is_held = |member: &Value| !member["held_until_ms"].is_null();
    partner
        .sees("room", |room| {
            room["members"].as_array().unwrap().iter().any(is_held)
        })
        .await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.sees("room", |seen| seen["id"] == room).await;
    partner
        .sees("room", |room| {
            !room["members"].as_array().unwrap().iter().any(is_held)
        })
        .await;
    drop(ana);
    partner
        .sees("room", |room| {
            room["members"].as_array().unwrap().iter().any(is_held)
        })
        .await;
    server.app.clock.advance(Duration::from_secs(91));
    partner.sees("me", |me| !me["offer"].is_null()).await;
    partner
        .does(json!({ "type": "answer_offer", "accept": true }))
        .await;
    has_company(&mut partner, 3).await;
}

#[tokio::test]
async fn signals_reach_the_people_of_one_room_and_nobody_else() {
    let server = TestServer::start().await;
    let (_, mut moderator, mut people) = together(&server, &["Ana", "Bao", "Chi", "Dia"]).await;
    let pairs = json!({ "prompt": "Who are you?", "room_size": 2, "length_ms": 600_000 });
    moderator.does(call(&pairs)).await;
    let mut ana = people.remove(0);
    has_company(&mut ana, 2).await;
    let room = ana.view["room"].clone();
    let sits_there = |person: &Person| {
        let mut members = room["members"].as_array().unwrap().iter();
        members.any(|member| member["person"] == person.welcome["you"])
    };
    let (mut with, mut without): (Vec<Person>, Vec<Person>) =
        people.into_iter().partition(sits_there);
    let (partner, stranger) = (&mut with[0], &mut without[0]);
    let to = |person: &Person, payload: Value| json!({ "type": "signal", "to": person.welcome["you"], "payload": payload });
    ana.send(&to(partner, json!({ "sdp": "v=0" }))).await;
    partner.until(|it| it.signals.len() == 1).await;
    assert_eq!(partner.signals[0]["from"], ana.welcome["you"]);
    assert_eq!(partner.signals[0]["payload"]["sdp"], "v=0");

    ana.send(&to(stranger, json!({ "sdp": "v=0" }))).await;
    ana.until(|it| it.refusals.len() == 1).await;
    assert_eq!(ana.refusals[0]["rejection"]["reason"], "not_in_room");
    ana.send(&to(partner, json!("x".repeat(40_000)))).await;
    ana.until(|it| it.refusals.len() == 2).await;
    assert_eq!(ana.refusals[1]["rejection"]["reason"], "text_too_long");
    // Whoever is not in a room has nobody to send to, and gets no servers.
    moderator.send(&to(partner, json!(1))).await;
    moderator.until(|it| it.refusals.len() == 1).await;
    let setup = moderator.is_told(json!({ "type": "call_setup" })).await;
    assert_eq!(setup["rejection"]["reason"], "not_in_room");
    moderator
        .does(json!({ "type": "visit_room", "room": room["id"] }))
        .await;
    moderator.send(&to(partner, json!(2))).await;
    partner.until(|it| it.signals.len() == 2).await;
    stranger
        .does(json!({ "type": "say_in_room", "text": "Still here" }))
        .await;
    assert!(stranger.signals.is_empty());
}

#[tokio::test]
async fn a_person_in_a_room_gets_a_password_for_the_relay_that_expires() {
    let options = CallOptions {
        turn: vec!["turn:127.0.0.1:3478".to_owned()],
        turn_secret: Some("north".to_owned()),
        turn_ttl: 600,
        ..CallOptions::default()
    };
    let server = TestServer::start_with(Calls::new(options).unwrap()).await;
    let (_, mut moderator, mut people) = together(&server, &["Ana", "Bao"]).await;
    let ana = &mut people[0];
    let outside = ana.is_told(json!({ "type": "call_setup" })).await;
    assert_eq!(outside["setup"], Value::Null);
    moderator.does(call(&settings(60_000))).await;
    has_company(ana, 2).await;
    let told = ana.is_told(json!({ "type": "call_setup" })).await;
    let setup = &told["setup"];
    assert_eq!(setup["provider"], "mesh");
    assert_eq!(setup["ice_servers"][0]["urls"][0], "turn:127.0.0.1:3478");
    let username = setup["ice_servers"][0]["username"].as_str().unwrap();
    assert!(!username.contains("Ana"), "{username}");
    assert!(setup["expires_at_ms"].as_u64().unwrap() > server.app.clock.now_ms() + 590_000);
}

#[tokio::test]
async fn a_moderator_sees_what_a_round_would_come_to_and_nobody_else_does() {
    let server = TestServer::start().await;
    let (_, mut moderator, mut people) = together(&server, &["Ana", "Bao"]).await;
    let question = json!({ "type": "round_preview", "settings": settings(60_000) });
    let told = moderator.is_told(question.clone()).await;
    assert_eq!(told["preview"]["people"], 2);
    assert_eq!(told["preview"]["rooms"], json!([{ "size": 2, "count": 1 }]));
    let told = people[0].is_told(question).await;
    assert_eq!(told["rejection"]["reason"], "not_allowed");
    for (wrong, field) in [
        (
            json!({ "prompt": "", "room_size": 3, "length_ms": 60_000 }),
            "prompt",
        ),
        (
            json!({ "prompt": "a", "room_size": 1, "length_ms": 60_000 }),
            "room_size",
        ),
        (
            json!({ "prompt": "a", "room_size": 3, "length_ms": 1 }),
            "round_length",
        ),
        (
            json!({ "prompt": "a", "room_size": 3, "length_ms": 60_000, "rounds": 99 }),
            "rounds",
        ),
        (
            json!({ "prompt": "a", "room_size": 3, "length_ms": 60_000, "pause_ms": 1 }),
            "pause",
        ),
    ] {
        let told = moderator
            .is_told(json!({ "type": "round_preview", "settings": wrong }))
            .await;
        assert_eq!(told["rejection"]["field"], field, "{told}");
    }
}

#[tokio::test]
async fn a_long_preview_holds_up_neither_the_session_nor_the_moderator_who_wants_it() {
    let server = TestServer::start().await;
    let (_, mut moderator, mut people) = of_many_tongues(&server, 110).await;
    let long = long();
    let preview = |n: u64| json!({ "type": "round_preview", "n": n, "settings": long });
    // The first one is not wanted any more when the second comes.
    moderator.send(&preview(1)).await;
    moderator.send(&preview(2)).await;
    let voted = Instant::now();
    moderator.does(json!({ "type": "raise_hand" })).await;
    people[0].does(json!({ "type": "raise_hand" })).await;
    let voted = voted.elapsed();
    assert!(
        moderator.told.is_empty(),
        "the preview was that quick: it proves nothing"
    );
    moderator
        .until(|moderator| moderator.told.contains_key(&2))
        .await;
    assert_eq!(moderator.told[&2]["preview"]["people"], 110);
    assert_eq!(moderator.told[&2]["preview"]["rounds"], 4);
    assert!(!moderator.told.contains_key(&1));
    assert!(voted < Duration::from_secs(2), "{voted:?}");
}

/// A series of rounds for which a draw tries for long.
fn long() -> Value {
    let mut long = settings(60_000);
    long["rounds"] = json!(8);
    long["room_size"] = json!(4);
    long
}

/// A moderator and a crowd of many tongues, which is hard to match.
async fn of_many_tongues(server: &TestServer, people: usize) -> (String, Person, Vec<Person>) {
    let names: Vec<String> = (0..people)
        .map(|number| format!("Person {number}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (session, moderator, mut people) = together(server, &names).await;
    let languages = ["en", "fr", "es", "ar", "zh"];
    let groups = [
        "government",
        "civil_society",
        "technical_community",
        "private_sector",
    ];
    for (number, person) in people.iter_mut().enumerate() {
        let profile = json!({
            "name": format!("Person {number}"), "stakeholder_group": groups[number % 4],
            "affiliation": format!("House {}", number % 7),
            "languages": [languages[number % 5], languages[number * 3 % 4]],
        });
        person
            .does(json!({ "type": "introduce", "profile": profile }))
            .await;
    }
    (session, moderator, people)
}

#[tokio::test]
async fn while_a_round_is_drawn_everybody_is_answered_and_sees_that_it_is() {
    let server = TestServer::start().await;
    let (_, mut moderator, mut people) = of_many_tongues(&server, 110).await;
    // Answered when it is durable that the draw was begun, and not when it is over.
    moderator.does(call(&long())).await;
    moderator
        .sees("round", |round| !round["drawing_since_ms"].is_null())
        .await;
    let asked = Instant::now();
    people[0].does(json!({ "type": "raise_hand" })).await;
    let again = json!({ "type": "call_round", "settings": settings(60_000) });
    let refused = moderator.is_refused(again).await;
    assert_eq!(refused, "round_open");
    let waited = asked.elapsed();
    let is_drawn = |round: &Value| !round["drawn_at_ms"].is_null();
    assert!(
        !is_drawn(&moderator.view["round"]),
        "the draw was that quick: it proves nothing"
    );
    moderator.sees("round", is_drawn).await;
    assert_eq!(moderator.view["round"]["people"], 110);
    assert_eq!(moderator.view["round"]["drawing_since_ms"], Value::Null);
    people[0].until(|one| one.view.contains_key("room")).await;
    assert!(waited < Duration::from_secs(2), "{waited:?}");
}

#[tokio::test]
async fn a_server_that_stops_in_the_midst_of_a_draw_draws_when_it_is_back() {
    let server = TestServer::start().await;
    let (session, mut moderator, people) = of_many_tongues(&server, 70).await;
    moderator.does(call(&long())).await;
    let (store, key) = (server.store.clone(), server.app.host_key.clone());
    server.stop().await;
    drop((moderator, people));
    let logged = store.read(&session, 0).await.unwrap();
    let has = |kind: &str| {
        let mut events = logged.iter().flat_map(|batch| &batch.events);
        events.any(|event| serde_json::to_value(event).unwrap()["type"] == kind)
    };
    assert!(
        has("draw_begun") && !has("round_drawn"),
        "the draw was that quick: it proves nothing"
    );
    let server = TestServer::start_over(store, key).await;
    let mut back = Vec::new();
    for number in 0..70 {
        back.push(server.joins(&session, &format!("Person {number}")).await);
    }
    let one = &mut back[0];
    assert!(!one.view["round"]["drawing_since_ms"].is_null());
    // Nobody is drawn before those who were here had the time to come back.
    server.app.clock.advance(Duration::from_secs(11));
    one.sees("round", |round| !round["drawn_at_ms"].is_null())
        .await;
    assert_eq!(one.view["round"]["people"], 70);
    one.until(|one| one.view.contains_key("room")).await;
}
