//! Bad input over the wire: each a clear refusal, and nobody else disturbed.

use onefloor::protocol::FRAME_BYTES_MAX;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer, hello};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use uuid::Uuid;

use crate::http::ask;

#[tokio::test]
async fn who_is_not_let_in_learns_why_by_the_close_code() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let nobody = "0".repeat(32);
    let mut old = hello(&session, None, "Ana", None);
    old["protocol"] = json!(0);
    let mut keyless = hello(&session, None, "Ana", None);
    keyless["credential"]["person_key"] = json!("short");
    let cases = [
        (hello("ZZZZZZ", None, "Ana", None), 4404),
        (hello("no code", None, "Ana", None), 4404),
        (hello(&session, Some(&nobody), "Ana", None), 4401),
        (old, 4426),
        (keyless, 4400),
        (json!({ "type": "ping", "t": 1 }), 4400),
        (json!("hello"), 4400),
    ];
    for (first, code) in cases {
        let mut person = Person::connect(&server.address).await;
        person.send(&first).await;
        assert_eq!(person.closed().await, code, "{first}");
    }
}

#[tokio::test]
async fn a_socket_that_says_nothing_is_closed() {
    let server = TestServer::start().await;
    let mut silent = Person::connect(&server.address).await;
    assert_eq!(silent.closed().await, 4408);
}

#[tokio::test]
async fn a_frame_that_nobody_understands_is_refused_and_the_screen_stays() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let unknown = [
        json!({ "type": "make_coffee" }),
        json!({ "type": "ask_question", "text": 7 }),
        json!({ "type": "ask_question", "text": "x", "extra": true }),
        json!({ "type": "meet_deadlines" }),
        json!({ "type": "join", "key_hash": "x", "link": 1 }),
    ];
    for command in unknown {
        assert_eq!(ana.is_refused(command).await, "not_understood");
    }
    ana.send_raw(Message::text("{")).await;
    ana.send(&hello(&session, None, "Ana", None)).await;
    ana.until(|ana| ana.refusals.len() == 2).await;
    ana.does(json!({ "type": "raise_hand" })).await;
}

#[tokio::test]
async fn texts_past_their_bounds_come_back_with_the_bound() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let long = "a".repeat(601);
    let answer = ana
        .asks(json!({ "type": "ask_question", "text": long }))
        .await;
    let expected = json!({
        "reason": "text_too_long", "field": "question", "chars": 601, "chars_max": 600,
    });
    assert_eq!(answer["rejection"], expected);
    let profile = json!({ "name": "n".repeat(81) });
    let name = json!({ "type": "introduce", "profile": profile });
    assert_eq!(ana.is_refused(name).await, "text_too_long");
    let empty = json!({ "type": "ask_question", "text": " \u{200b} " });
    assert_eq!(ana.is_refused(empty).await, "text_missing");
}

#[tokio::test]
async fn binary_and_oversized_frames_end_the_socket_with_a_reason() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut binary = server.joins(&session, "Ana").await;
    binary.send_raw(Message::binary(vec![1, 2, 3])).await;
    assert_eq!(binary.closed().await, 4400);
    let mut long = server.joins(&session, "Bao").await;
    let text = "a".repeat(FRAME_BYTES_MAX);
    let id = Uuid::now_v7();
    let command = json!({ "type": "ask_question", "text": text });
    long.send(&json!({ "type": "command", "id": id, "command": command }))
        .await;
    assert_eq!(long.closed().await, 4413);
}

#[tokio::test]
async fn a_text_that_is_no_utf8_ends_its_own_socket_only() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    let garbled = Frame::message(vec![0xff, 0xfe], OpCode::Data(Data::Text), true);
    ana.send_raw(Message::Frame(garbled)).await;
    // 1007 of RFC 6455, or the end of the connection without a word.
    assert!([0, 1007].contains(&ana.closed().await));
    bao.does(json!({ "type": "raise_hand" })).await;
}

#[tokio::test]
async fn a_page_from_elsewhere_gets_no_socket() {
    let server = TestServer::start().await;
    let from = |origin: &str| {
        let url = format!("ws://{}/ws", server.address);
        let mut request = url.into_client_request().unwrap();
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        request
    };
    assert!(connect_async(from("https://evil.example")).await.is_err());
    assert!(connect_async(from("null")).await.is_err());
    let own = format!("http://{}", server.address);
    assert!(connect_async(from(&own)).await.is_ok());
}

#[tokio::test]
async fn a_rotated_link_puts_its_holders_out_and_nobody_else() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut organiser = server.joins_as(&session, Role::Organiser).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let old = server.secret(&session, Role::Moderator).await;
    let link = moderator.welcome["link"].clone();
    organiser
        .does(json!({ "type": "rotate_link", "link": link }))
        .await;
    assert_eq!(moderator.closed().await, 4401);
    let mut again = Person::connect(&server.address).await;
    again.send(&hello(&session, Some(&old), "Olu", None)).await;
    assert_eq!(again.closed().await, 4401);
    server.joins_as(&session, Role::Moderator).await;
    ana.does(json!({ "type": "raise_hand" })).await;
}

#[tokio::test]
async fn an_organiser_rotates_their_own_link_and_gets_the_new_one_and_nobody_else_does() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let old = server.secret(&session, Role::Organiser).await;
    let enter = async |name: &str, secret: &str| {
        Person::enter(&server.address, &session, Some(secret), name, None).await
    };
    let (mut ana, mut ana_again) = (enter("Ana", &old).await, enter("Ana", &old).await);
    let mut thief = enter("Thief", &old).await;
    assert_eq!(ana.welcome["secret"], Value::Null);
    let rotate = json!({ "type": "rotate_link", "link": ana.welcome["link"] });
    let id = Uuid::now_v7();
    let done = ana.asks_as(id, rotate.clone()).await;
    assert_eq!(done["type"], "done", "{done}");
    assert_eq!(thief.closed().await, 4401);
    for screen in [&mut ana, &mut ana_again] {
        assert_eq!(screen.closed().await, 4410);
        // At once, and not when it is a server's turn.
        let goodbye = screen.heard.last().unwrap();
        assert!(goodbye.contains("\"return_ms\":0"), "{goodbye}");
    }
    // With what they had, each to themselves: the browser of who did it is told the new one.
    let mut ana = enter("Ana", &old).await;
    let new = server.secret(&session, Role::Organiser).await;
    assert_ne!(old, new);
    assert_eq!(ana.welcome["secret"], new.as_str());
    let mut thief = Person::connect(&server.address).await;
    thief
        .send(&hello(&session, Some(&old), "Thief", None))
        .await;
    assert_eq!(thief.closed().await, 4401);
    // The answer may have been lost on the way; the retry rotates nothing again.
    assert_eq!(ana.asks_as(id, rotate).await["version"], done["version"]);
    let links = format!("GET /api/sessions/{session}/links");
    for (secret, status) in [(&new, 200), (&old, 401)] {
        let answer = ask(&server, &links, Some(secret), "").await;
        assert_eq!(answer.status, status);
    }
    let ana = enter("Ana", &new).await;
    assert_eq!(ana.welcome["secret"], Value::Null);
}
