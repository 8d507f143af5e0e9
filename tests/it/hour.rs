//! The hour over the wire: the plan, the server's own deadlines, the message to a speaker.

use std::time::Duration;

use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};

const MINUTE_MS: u64 = 60_000;

async fn starts(moderator: &mut Person, segment: u32, after: Option<u32>) {
    let start = json!({ "type": "start_segment", "segment": segment, "after": after });
    moderator.does(start).await;
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[tokio::test]
async fn an_overrun_is_seen_on_every_screen_and_one_tap_brings_the_hour_home() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    starts(&mut moderator, 1, None).await;
    ana.sees("clock", |clock| clock["segment"] == 1).await;
    server
        .app
        .clock
        .advance(minutes(19) + Duration::from_secs(1));
    ana.sees("agenda", |agenda| agenda["over_ms"] == 4 * MINUTE_MS)
        .await;
    let change = json!({ "segment": 3, "from_ms": 24 * MINUTE_MS, "to_ms": 20 * MINUTE_MS });
    assert_eq!(ana.view["agenda"]["replan"]["changes"], json!([change]));
    moderator.does(json!({ "type": "replan" })).await;
    ana.sees("agenda", |agenda| {
        agenda["over_ms"] == 0 && agenda["replan"].is_null()
    })
    .await;
}

#[tokio::test]
async fn the_server_goes_on_by_itself_with_no_moderator_connected() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    starts(&mut moderator, 1, None).await;
    moderator
        .sees("rundown", |rundown| !rundown.is_null())
        .await;
    let mut plan = moderator.view["rundown"]["plans"][0]["plan"].clone();
    plan["auto_advance"] = json!(true);
    moderator
        .does(json!({ "type": "edit_segment", "segment": 1, "plan": plan, "revision": 1 }))
        .await;
    drop(moderator);
    server.app.clock.advance(minutes(15));
    ana.sees("agenda", |agenda| agenda["running"] == 2).await;
    assert_eq!(
        ana.view["agenda"]["segments"][0]["took_ms"]
            .as_u64()
            .map(|ms| ms / MINUTE_MS),
        Some(15)
    );
}

#[tokio::test]
async fn a_message_reaches_its_speaker_alone_and_the_desk_learns_that_it_was_seen() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut speaker = server.joins_as(&session, Role::Speaker).await;
    let mut ana = server.joins(&session, "Ana").await;
    moderator
        .sees("speakers", |list| here(list).is_some())
        .await;
    let to = here(&moderator.view["speakers"]);
    moderator
        .does(json!({ "type": "send_cue", "to": to, "text": "Louder, please", "tone": "flash" }))
        .await;
    speaker
        .sees("cue", |cue| cue["text"] == "Louder, please")
        .await;
    speaker.does(json!({ "type": "see_cue", "cue": 1 })).await;
    moderator
        .sees("cue/1", |cue| cue["seen"][0][0] == to.unwrap())
        .await;
    starts(&mut moderator, 1, None).await;
    ana.sees("clock", |clock| clock["segment"] == 1).await;
    assert!(!ana.view.keys().any(|key| key.starts_with("cue")));
    let seen = ana.asks(json!({ "type": "see_cue", "cue": 1 })).await;
    assert_eq!(seen["rejection"]["reason"], "not_allowed");
}

/// The first speaker whose screen is open.
fn here(list: &Value) -> Option<u64> {
    let mut speakers = list["speakers"].as_array()?.iter();
    speakers.find(|it| it["here"] == true)?["speaker"].as_u64()
}
