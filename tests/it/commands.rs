//! Commands over the wire: answered once, whoever asks again.

use onefloor_core::terms::Role;
use onefloor_tests::TestServer;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_question_reaches_every_screen_in_one_order() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    ana.does(json!({ "type": "ask_question", "text": "How is it paid?" }))
        .await;
    moderator
        .does(json!({ "type": "add_proxy", "name": "Ines", "origin": "room" }))
        .await;
    for screen in [&mut moderator, &mut ana, &mut bao] {
        screen
            .sees("floor/order", |order| {
                let items = order["places"].as_array().unwrap();
                items
                    .iter()
                    .map(|place| place["item"].as_u64().unwrap())
                    .eq([1, 2])
            })
            .await;
    }
    assert_eq!(bao.view["item/1"]["text"], "How is it paid?");
    assert!(bao.view["item/1"].get("staff").is_none());
    assert!(moderator.view["item/1"]["staff"].is_object());
    ana.sees("mine/1", |mine| mine["place"] == 1).await;
    assert!(!bao.view.contains_key("mine/1"));
}

#[tokio::test]
async fn a_retry_is_answered_with_the_first_outcome() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let ask = json!({ "type": "ask_question", "text": "Once only" });
    let id = Uuid::now_v7();
    let first = ana.asks_as(id, ask.clone()).await;
    let again = ana.asks_as(id, ask.clone()).await;
    assert_eq!(first, again);
    // From another tab of the same person, too, and after the server has started anew.
    let mut tab = server.joins(&session, "Ana").await;
    assert_eq!(tab.asks_as(id, ask.clone()).await, first);
    let (store, key) = (server.store.clone(), server.app.host_key.clone());
    server.stop().await;
    let server = TestServer::start_over(store, key).await;
    let mut ana = server.joins(&session, "Ana").await;
    assert_eq!(ana.asks_as(id, ask).await, first);
    assert_eq!(
        server
            .look(&session, |_, session| session.floor.items.len())
            .await,
        1
    );
}

#[tokio::test]
async fn two_moderators_on_one_item_do_not_fight() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut one = server.joins_as(&session, Role::Moderator).await;
    let mut other = server.joins_as(&session, Role::Organiser).await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.does(json!({ "type": "ask_question", "text": "How is it paid?" }))
        .await;
    let to = |to: &str| json!({ "type": "move_item", "item": 1, "from": "approved", "to": to });
    one.does(to("held")).await;
    assert_eq!(other.is_refused(to("dismissed")).await, "item_changed");
}

#[tokio::test]
async fn a_role_does_what_its_link_carries_and_no_more() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut runner = server.joins_as(&session, Role::FloorRunner).await;
    let begin = json!({ "type": "start_segment", "segment": 1, "after": null });
    assert_eq!(ana.is_refused(begin.clone()).await, "not_allowed");
    assert_eq!(runner.is_refused(begin).await, "not_allowed");
    runner
        .does(json!({ "type": "add_proxy", "name": "Ines", "origin": "room" }))
        .await;
}

#[tokio::test]
async fn who_sends_too_fast_is_told_so_and_nobody_else_is_disturbed() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut hasty = server.joins(&session, "Hasty").await;
    let mut calm = server.joins(&session, "Calm").await;
    let vote = json!({ "type": "vote", "item": 99, "support": true });
    let mut reasons = Vec::new();
    for _ in 0..40 {
        reasons.push(hasty.is_refused(vote.clone()).await);
    }
    assert!(reasons.contains(&"too_fast".to_owned()), "{reasons:?}");
    calm.does(json!({ "type": "raise_hand" })).await;
}
