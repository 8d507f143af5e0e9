//! Breakout rounds: the server's own deadlines.

use std::time::Duration;

use onefloor_core::people::Role;
use onefloor_tests::TestServer;
use serde_json::json;

fn open(length_ms: u64) -> serde_json::Value {
    json!({ "type": "open_round", "prompt": "Why are you here?", "room_size": 3, "length_ms": length_ms })
}

#[tokio::test]
async fn two_talk_one_comes_late_and_the_round_closes_by_itself() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    moderator.does(open(180_000)).await;
    ana.sees("room", |room| {
        room["members"].as_array().unwrap().len() == 2
    })
    .await;
    ana.does(json!({ "type": "say_in_room", "text": "Good morning" }))
        .await;
    bao.sees("room/line/1", |line| line["text"] == "Good morning")
        .await;
    assert!(!moderator.view.keys().any(|key| key.starts_with("room")));
    let mut late = server.joins(&session, "Late").await;
    late.sees("room/line/1", |line| line["text"] == "Good morning")
        .await;
    ana.sees("room", |room| {
        room["members"].as_array().unwrap().len() == 3
    })
    .await;

    server.app.clock.advance(Duration::from_secs(120));
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
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let _ana = server.joins(&session, "Ana").await;
    let _bao = server.joins(&session, "Bao").await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    moderator.does(open(15_000)).await;
    let (store, key) = (server.store.clone(), server.app.host_key.clone());
    server.stop().await;
    let server = TestServer::start_over(store, key).await;
    server.app.clock.advance(Duration::from_secs(20));
    let mut ana = server.joins(&session, "Ana").await;
    ana.sees("round", |round| round["closed_by"] == "time")
        .await;
}
