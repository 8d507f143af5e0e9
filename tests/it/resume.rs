//! Coming back: what was missed, or the whole.

use onefloor::outbox::Outgoing;
use onefloor::session::Entrance;
use onefloor_core::ids::SegmentId;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::{Actor, Command, agenda, floor};
use onefloor_tests::{Person, TestServer};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_screen_that_returns_gets_what_it_missed() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.does(json!({ "type": "ask_question", "text": "First" }))
        .await;
    ana.does(json!({ "type": "ask_question", "text": "Second" }))
        .await;
    ana.sees("item/2", |item| item["text"] == "Second").await;
    let (seen, before) = (ana.version, ana.view.clone());
    drop(ana);
    moderator
        .does(json!({ "type": "move_item", "item": 1, "from": "approved", "to": "dismissed" }))
        .await;
    moderator
        .sees("item/1", |item| item["state"] == "dismissed")
        .await;
    let ana = Person::enter(&server.address, &session, None, "Ana", Some(seen)).await;
    assert_eq!(ana.began_with, "change");
    // What changed, over what was there, is what a newcomer gets.
    let mut merged = before;
    merged.remove("item/1");
    merged.extend(ana.view.clone());
    let fresh = Person::enter(&server.address, &session, None, "Ana", None).await;
    assert_eq!(fresh.began_with, "snapshot");
    let keys = |view: &std::collections::BTreeMap<String, serde_json::Value>| {
        view.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(&merged), keys(&fresh.view));
    assert_eq!(merged["floor/order"], fresh.view["floor/order"]);
}

#[tokio::test]
async fn a_version_from_before_the_restart_gets_the_whole() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.does(json!({ "type": "raise_hand" })).await;
    ana.sees("mine/1", |mine| mine["kind"] == "hand").await;
    let seen = ana.version;
    let (store, key) = (server.store.clone(), server.app.host_key.clone());
    server.stop().await;
    assert_eq!(ana.closed().await, 1012);
    let server = TestServer::start_over(store, key).await;
    let ana = Person::enter(&server.address, &session, None, "Ana", Some(seen)).await;
    assert_eq!(ana.began_with, "snapshot");
    assert_eq!(ana.view["mine/1"]["kind"], "hand");
}

#[tokio::test]
async fn a_slow_reader_is_brought_up_and_holds_nobody_back() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let handle = server.app.registry.open(&session).await.unwrap();
    let mut slow = handle
        .enter(Entrance {
            secret: None,
            person_key: "s".repeat(32),
            last_version: None,
        })
        .await
        .unwrap();
    slow.command(
        Uuid::now_v7(),
        Command::Floor(floor::Command::RaiseHand {
            note: String::new(),
        }),
    )
    .await
    .unwrap();
    // More changes than frames may wait for it, each seen by the others at once.
    let actor = Actor::Screen {
        person: None,
        roles: Roles::from([Role::Moderator]),
    };
    let mut running = None;
    for round in 0..90_u32 {
        let segment = SegmentId(1 + round % 2);
        let start = Command::Agenda(agenda::Command::StartSegment {
            segment,
            after: running.replace(segment),
            turn: None,
        });
        handle
            .ask(actor.clone(), uuid::Uuid::now_v7(), start)
            .await
            .unwrap();
        moderator
            .sees("agenda", |agenda| agenda["running"] == segment.0)
            .await;
    }
    // Now it reads: the whole comes, and the answer that it was owed.
    let mut last = String::new();
    let mut answered = false;
    while let Ok(Some(Outgoing::Frame(frame))) =
        tokio::time::timeout(std::time::Duration::from_secs(2), slow.inbox.recv()).await
    {
        answered |= frame.text().contains("\"refused\"");
        if frame.text().contains("\"snapshot\",\"part\":\"main\"") {
            last = frame.text().to_owned();
        }
    }
    let running = format!("\"running\":{}", moderator.view["agenda"]["running"]);
    assert!(last.contains(&running), "{last}");
    assert!(answered);
}
