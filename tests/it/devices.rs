//! One person on two devices: what the first one hands over works once, for five minutes, and makes
//! nobody more.

use std::time::Duration;

use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};

use crate::http::ask;

const FIVE_MINUTES: Duration = Duration::from_secs(300);

/// What a first device covers; the server cannot read it, and these tests need not.
fn offer(digit: char) -> (String, Value) {
    let token = digit.to_string().repeat(32);
    let offer = json!({ "type": "hand_over", "n": 1, "token": token, "covered": "c0ffee" });
    (token, offer)
}

async fn takes(server: &TestServer, session: &str, token: &str) -> (u16, Value) {
    let request = format!("POST /api/sessions/{session}/device");
    let body = json!({ "token": token }).to_string();
    let answer = ask(server, &request, None, &body).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn a_link_to_one_device_more_works_once() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let (token, offer) = offer('a');
    let told = ana.is_told(offer).await;
    assert!(told["until_ms"].as_u64() > Some(0), "{told}");
    let elsewhere = server.session().await;
    let gone = (410, json!("handover_gone"));
    let refused = |(status, body): (u16, Value)| (status, body["reason"].clone());
    assert_eq!(refused(takes(&server, &elsewhere, &token).await), gone);
    assert_eq!(
        refused(takes(&server, &session, &"b".repeat(32)).await),
        gone
    );
    assert_eq!(
        takes(&server, &session, &token).await,
        (200, json!({ "covered": "c0ffee" }))
    );
    assert_eq!(refused(takes(&server, &session, &token).await), gone);
}

#[tokio::test]
async fn it_works_for_five_minutes_and_the_last_one_made_holds() {
    let server = TestServer::start().await;
    let turns = |by| server.app.clock.advance(by);
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let (first, offered) = offer('a');
    ana.is_told(offered).await;
    let (second, offered) = offer('b');
    ana.is_told(offered).await;
    assert_eq!(takes(&server, &session, &first).await.0, 410);
    turns(FIVE_MINUTES - Duration::from_secs(10));
    assert_eq!(takes(&server, &session, &second).await.0, 200);
    let (third, offered) = offer('c');
    ana.is_told(offered).await;
    turns(FIVE_MINUTES);
    assert_eq!(takes(&server, &session, &third).await.0, 410);
}

#[tokio::test]
async fn what_is_no_offer_is_refused() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    let long = "c".repeat(600);
    for (token, covered) in [("short", "c0ffee"), (&*"a".repeat(32), &*long)] {
        let offer = json!({ "type": "hand_over", "n": 1, "token": token, "covered": covered });
        let told = ana.is_told(offer).await;
        assert_eq!(told["rejection"]["reason"], "not_understood", "{told}");
    }
}

/// Both devices have the key: the server cannot tell them apart, and neither can anybody's count.
#[tokio::test]
async fn two_devices_are_one_person_with_one_vote_and_one_hand() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut bao = server.joins(&session, "Bao").await;
    bao.does(json!({ "type": "ask_question", "text": "Who pays?" }))
        .await;
    let mut phone = server.joins(&session, "Ana").await;
    let mut laptop = Person::enter(&server.address, &session, None, "Ana", None).await;
    assert_eq!(phone.welcome["you"], laptop.welcome["you"]);
    let support = json!({ "type": "vote", "item": 1, "support": true });
    phone.does(support.clone()).await;
    laptop.does(support).await;
    bao.sees("votes/1", |votes| *votes == 1).await;
    phone.does(json!({ "type": "raise_hand" })).await;
    laptop.sees("me", |me| me["hand"] == 2).await;
    let second = laptop.is_refused(json!({ "type": "raise_hand" })).await;
    assert_eq!(second, "hand_already_raised");
    bao.sees("presence", |presence| presence["online"] == 2)
        .await;
    // What one device takes back, the other one has not any more.
    laptop
        .does(json!({ "type": "vote", "item": 1, "support": false }))
        .await;
    phone.sees("me", |me| me["supports"] == json!([])).await;
}
