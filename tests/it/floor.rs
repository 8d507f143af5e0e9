//! The floor over the wire: other systems, hints while typing, staff beside each other, a troll.

use std::time::Duration;

use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::ask_with;

async fn integration(server: &TestServer, session: &str) -> String {
    let mut organiser = server.joins_as(session, Role::Organiser).await;
    organiser
        .does(json!({ "type": "add_integration", "name": "Webinar chat" }))
        .await;
    server.secret(session, Role::Integration).await
}

async fn brings(
    server: &TestServer,
    session: &str,
    token: &str,
    key: Uuid,
    entries: Value,
) -> (u16, Value) {
    let headers = format!(
        "authorization: Bearer {token}\r\nidempotency-key: {key}\r\ncontent-type: application/json\r\n"
    );
    let body = json!({ "entries": entries }).to_string();
    let request = format!("POST /api/sessions/{session}/floor");
    let answer = ask_with(server, &request, &headers, &body).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn another_system_brings_people_once_however_often_it_tries() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let token = integration(&server, &session).await;
    let key = Uuid::now_v7();
    let entries = json!([{ "name": "Chi", "text": "Who pays?", "origin": "online" }]);
    let first = brings(&server, &session, &token, key, entries.clone()).await;
    let again = brings(&server, &session, &token, key, entries).await;
    assert_eq!(first.0, 201, "{}", first.1);
    assert_eq!(first, again);
    let items = server.look(&session, |_, it| it.floor.items.len()).await;
    assert_eq!(items, 1);
}

#[tokio::test]
async fn another_system_needs_its_token_and_a_key_and_is_held_to_a_rate() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let token = integration(&server, &session).await;
    let moderator = server.secret(&session, Role::Moderator).await;
    let entry = || json!([{ "name": "Chi", "origin": "hub", "heads": 23 }]);
    let wrong = brings(&server, &session, &moderator, Uuid::now_v7(), entry()).await;
    assert_eq!(wrong.0, 403);
    let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    let request = format!("POST /api/sessions/{session}/floor");
    let keyless = ask_with(&server, &request, &headers, "{\"entries\":[]}").await;
    assert_eq!(keyless.json()["reason"], "idempotency_key_missing");
    let long = json!([{ "name": "x".repeat(10_000), "origin": "online" }]);
    let refused = brings(&server, &session, &token, Uuid::now_v7(), long).await;
    assert_eq!(
        (refused.0, &refused.1["reason"]),
        (422, &json!("text_too_long"))
    );
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(
            brings(&server, &session, &token, Uuid::now_v7(), entry())
                .await
                .0,
        );
    }
    assert!(statuses.starts_with(&[201; 10]), "{statuses:?}");
    assert!(statuses.contains(&429), "{statuses:?}");
    // The token opens no screen.
    let mut screen = Person::connect(&server.address).await;
    screen
        .send(&onefloor_tests::hello(
            &session,
            Some(&token),
            "Robot",
            None,
        ))
        .await;
    assert_eq!(screen.closed().await, 4400);
}

#[tokio::test]
async fn a_text_that_is_being_typed_is_compared_with_what_waits() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    let text = "Who will pay for the coalition in the second year?";
    ana.does(json!({ "type": "ask_question", "text": text }))
        .await;
    bao.send(&json!({ "type": "similar", "n": 7, "text": "who pays for the coalition in the second year" }))
        .await;
    bao.until(|bao| bao.hints.contains_key(&7)).await;
    assert_eq!(bao.hints[&7], json!([1]));
    bao.send(&json!({ "type": "similar", "n": 8, "text": "x".repeat(10_000) }))
        .await;
    bao.until(|bao| bao.hints.contains_key(&8)).await;
    assert_eq!(bao.hints[&8], json!([]));
}

#[tokio::test]
async fn staff_see_who_works_on_what_and_the_public_does_not() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut onsite = server.joins_as(&session, Role::Moderator).await;
    let mut online = server.joins_as(&session, Role::Rapporteur).await;
    ana.does(json!({ "type": "ask_question", "text": "Who pays?" }))
        .await;
    onsite.send(&json!({ "type": "handle", "item": 1 })).await;
    let taken = |handled: &Value| handled["items"][0]["item"] == 1;
    online.sees("floor/handled", taken).await;
    assert_eq!(
        online.view["floor/handled"]["items"][0]["by"]["name"],
        "Olu Onsite"
    );
    ana.settles().await;
    assert!(!ana.view.contains_key("floor/handled"));
    drop(onsite);
    let nobody = |handled: &Value| handled["items"] == json!([]);
    online.sees("floor/handled", nobody).await;
}

#[tokio::test]
async fn a_troll_is_muted_comes_again_muted_and_is_put_out_for_good() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut troll = server.joins(&session, "Troll").await;
    troll
        .does(json!({ "type": "ask_question", "text": "Boo" }))
        .await;
    let person = troll.welcome["you"].clone();
    moderator
        .does(json!({ "type": "set_muted", "person": person, "muted": true }))
        .await;
    drop(troll);
    let mut again = server.joins(&session, "Troll").await;
    let boo = json!({ "type": "ask_question", "text": "Boo again" });
    assert_eq!(again.is_refused(boo).await, "muted");
    again.sees("me", |me| me["muted"] == true).await;
    moderator
        .does(json!({ "type": "set_banned", "person": person, "banned": true }))
        .await;
    assert_eq!(again.closed().await, 4402);
    let mut third = Person::connect(&server.address).await;
    third
        .send(&onefloor_tests::hello(&session, None, "Troll", None))
        .await;
    assert_eq!(third.closed().await, 4402);
}

#[tokio::test]
async fn the_server_puts_a_no_show_on_hold_with_no_moderator_connected() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.does(json!({ "type": "raise_hand" })).await;
    moderator
        .does(json!({ "type": "move_item", "item": 1, "from": "approved", "to": "next" }))
        .await;
    drop(moderator);
    ana.sees("mine/1", |mine| !mine["answer_by_ms"].is_null())
        .await;
    server.app.clock.advance(Duration::from_secs(21));
    ana.sees("mine/1", |mine| mine["because"] == "no_show")
        .await;
    ana.does(json!({ "type": "rejoin", "item": 1 })).await;
    ana.sees("mine/1", |mine| mine["why"] == "returned").await;
}
