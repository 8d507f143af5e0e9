//! The hour over the wire: a turn that is settled as its segment is left, undo on every screen, and
//! conduct that reaches what somebody owns.

use onefloor_core::terms::Role;
use onefloor_tests::TestServer;
use serde_json::{Value, json};

fn on_floor(floor: &Value) -> bool {
    floor["on_floor"].is_number()
}

#[tokio::test]
async fn the_questions_end_while_somebody_speaks_and_undo_gives_them_the_floor_back() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut nele = server.joins_as(&session, Role::Organiser).await;
    let mut display = server.joins_as(&session, Role::Display).await;
    let mut ana = server.joins(&session, "Ana").await;
    moderator
        .does(json!({ "type": "start_segment", "segment": 2, "after": null }))
        .await;
    ana.does(json!({ "type": "raise_hand", "note": "In short" }))
        .await;
    moderator
        .does(json!({ "type": "take_next", "on_floor": null, "item": 1 }))
        .await;
    display.sees("floor", on_floor).await;
    display.sees("voice", |voice| voice["name"] == "Ana").await;
    moderator
        .does(json!({ "type": "start_segment", "segment": 3, "after": 2, "turn": "carry_over" }))
        .await;
    display.sees("floor", |floor| !on_floor(floor)).await;
    ana.sees("mine/1", |mine| mine["why"] == "carried_over")
        .await;
    // Both desks see what may be taken back; the first to press does.
    nele.sees("undo", |undo| undo["segment"] == 3).await;
    let act = nele.view["undo"]["act"].clone();
    nele.does(json!({ "type": "undo", "act": act })).await;
    let undo = json!({ "type": "undo", "act": act });
    assert_eq!(moderator.is_refused(undo).await, "act_changed");
    display.sees("floor", on_floor).await;
    display.sees("clock", |clock| clock["segment"] == 2).await;
    ana.sees("mine/1", |mine| mine["state"] == "on_floor").await;
}

#[tokio::test]
async fn nobody_is_called_to_the_floor_in_a_keynote_by_mistake() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    moderator
        .does(json!({ "type": "start_segment", "segment": 1, "after": null }))
        .await;
    ana.does(json!({ "type": "ask_question", "text": "Who decides?" }))
        .await;
    ana.sees("mine/1", |mine| mine["about_at_ms"].is_number())
        .await;
    let take = json!({ "type": "take_next", "on_floor": null, "item": 1 });
    assert_eq!(moderator.is_refused(take).await, "no_floor_here");
    let open = json!({ "type": "take_next", "on_floor": null, "item": 1, "open_floor": true });
    moderator.does(open).await;
    // It is read aloud: nobody speaks.
    ana.sees("mine/1", |mine| {
        mine["state"] == "on_floor" && mine["turn"] == "read_aloud"
    })
    .await;
    assert!(!ana.view.contains_key("voice"));
}

#[tokio::test]
async fn an_unknown_troll_is_muted_from_the_item_and_learns_it_alone() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut troll = server.joins(&session, "Troll").await;
    troll
        .does(json!({ "type": "ask_question", "text": "Who pays you?", "anonymity": "hidden_from_all" }))
        .await;
    troll
        .does(json!({ "type": "ask_question", "text": "Who decides?" }))
        .await;
    moderator
        .does(json!({ "type": "silence_asker", "item": 1, "silence": "muted" }))
        .await;
    moderator
        .sees("item/1", |item| {
            item["state"] == "held" && item["staff"]["asker"].is_null()
        })
        .await;
    moderator
        .sees("item/2", |item| {
            item["state"] == "approved" && item["staff"]["asker"]["muted"] == false
        })
        .await;
    troll.sees("me", |me| me["muted"] == true).await;
    let again = json!({ "type": "ask_question", "text": "And now?" });
    assert_eq!(troll.is_refused(again).await, "muted");
}
