//! What goes over a socket: from the hello to the first view of each kind of screen, refusals, and
//! how a socket ends.

use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer, hello};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::{Names, compare_lines};

/// Notes what a screen got since it was asked last.
fn noted(lines: &mut Vec<String>, names: &Names, what: &str, frames: &[Value]) {
    for frame in frames {
        let line = json!({ "after": what, "frame": names.named(frame) });
        lines.push(line.to_string());
    }
}

fn heard(person: &Person) -> Vec<Value> {
    let frames = person.heard.iter();
    frames
        .map(|frame| serde_json::from_str(frame).unwrap())
        .collect()
}

#[tokio::test]
async fn the_first_view_of_each_screen_is_as_it_was_recorded() {
    let mut lines = Vec::new();
    for role in [
        None,
        Some(Role::Organiser),
        Some(Role::Moderator),
        Some(Role::FloorRunner),
        Some(Role::Speaker),
        Some(Role::Rapporteur),
        Some(Role::Display),
    ] {
        // Each is the first who comes, so that nothing else happens meanwhile.
        let server = TestServer::start().await;
        let session = server.session().await;
        let mut names = Names::of(&server);
        names.code(&server, &session).await;
        let secret = match role {
            Some(role) => Some(server.secret(&session, role).await),
            None => None,
        };
        let person = Person::enter(&server.address, &session, secret.as_deref(), "Ana", None).await;
        let what = role.map_or("hello".to_owned(), |role| format!("hello of {role:?}"));
        noted(&mut lines, &names, &what, &heard(&person));
    }
    compare_lines("wire_first.jsonl", &lines);
}

#[tokio::test]
async fn answers_over_the_socket_are_as_they_were_recorded() {
    let mut lines = Vec::new();
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut names = Names::of(&server);
    names.code(&server, &session).await;
    let mut ana = Person::enter(&server.address, &session, None, "Ana", None).await;
    for command in [
        json!({ "type": "make_coffee" }),
        json!({ "type": "ask_question", "text": 7 }),
        json!({ "type": "join", "key_hash": "x", "link": 1 }),
        json!({ "type": "end_session" }),
        json!({ "type": "raise_hand" }),
        json!({ "type": "introduce", "profile": { "name": "n".repeat(81) } }),
        json!({ "type": "introduce", "profile": { "name": "Ana" } }),
        json!({ "type": "vote", "item": 9, "support": true }),
    ] {
        let what = command.to_string();
        let answer = ana.asks(command).await;
        noted(&mut lines, &names, &what, &[answer]);
    }
    ana.send_raw(Message::text("{")).await;
    ana.send(&hello(&session, None, "Ana", None)).await;
    ana.send(&json!({ "type": "signal", "to": 9, "payload": {} }))
        .await;
    ana.until(|ana| ana.refusals.len() == 3).await;
    noted(
        &mut lines,
        &names,
        "what is no command",
        &ana.refusals.clone(),
    );
    let told = ana.is_told(json!({ "type": "call_setup" })).await;
    noted(&mut lines, &names, "call_setup", &[told]);
    let settings = json!({ "prompt": "Why?", "room_size": 3, "length_ms": 60_000 });
    let preview = json!({ "type": "round_preview", "settings": settings });
    let told = ana.is_told(preview).await;
    noted(&mut lines, &names, "round_preview", &[told]);
    ana.send(&json!({ "type": "similar", "n": 7, "text": "Who pays?" }))
        .await;
    ana.until(|ana| ana.hints.contains_key(&7)).await;
    let told = ana.is_told(json!({ "type": "places", "from": 0 })).await;
    noted(&mut lines, &names, "places", &[told]);
    let is_answer = |frame: &Value| frame["type"] == "similar";
    let similar: Vec<Value> = heard(&ana).into_iter().filter(is_answer).collect();
    noted(&mut lines, &names, "similar", &similar);
    compare_lines("wire_answers.jsonl", &lines);
}

#[tokio::test]
async fn a_socket_ends_with_the_code_that_was_recorded() {
    let mut lines = Vec::new();
    let server = TestServer::start().await;
    let session = server.session().await;
    let nobody = "0".repeat(32);
    let mut old = hello(&session, None, "Ana", None);
    old["protocol"] = json!(0);
    let mut keyless = hello(&session, None, "Ana", None);
    keyless["credential"]["person_key"] = json!("short");
    for (what, first) in [
        ("an unknown code", hello("ZZZZZZ", None, "Ana", None)),
        ("no code", hello("no code", None, "Ana", None)),
        (
            "a wrong secret",
            hello(&session, Some(&nobody), "Ana", None),
        ),
        ("an old protocol", old),
        ("a short key", keyless),
        ("a ping", json!({ "type": "ping", "t": 1 })),
        ("a word", json!("hello")),
    ] {
        let mut person = Person::connect(&server.address).await;
        person.send(&first).await;
        let (code, reason) = person.is_closed().await;
        lines.push(json!({ "first": what, "code": code, "reason": reason }).to_string());
    }
    let mut binary = Person::enter(&server.address, &session, None, "Ana", None).await;
    binary.send_raw(Message::binary(vec![1, 2, 3])).await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut organiser = server.joins_as(&session, Role::Organiser).await;
    let link = moderator.welcome["link"].clone();
    organiser
        .does(json!({ "type": "rotate_link", "link": link }))
        .await;
    let mut banned = Person::enter(&server.address, &session, None, "Bao", None).await;
    let person = banned.welcome["you"].clone();
    organiser
        .does(json!({ "type": "set_banned", "person": person, "banned": true }))
        .await;
    let mut stopped = Person::enter(&server.address, &session, None, "Chi", None).await;
    for (what, person) in [
        ("a binary frame", &mut binary),
        ("a rotated link", &mut moderator),
        ("a ban", &mut banned),
    ] {
        let (code, reason) = person.is_closed().await;
        lines.push(json!({ "after": what, "code": code, "reason": reason }).to_string());
    }
    drop(organiser);
    server.stop().await;
    let (code, reason) = stopped.is_closed().await;
    lines.push(json!({ "after": "a restart", "code": code, "reason": reason }).to_string());
    compare_lines("wire_ends.jsonl", &lines);
}
