//! What a change weighs on the wire, in a session with five thousand questions: as much as what it changes.

use onefloor::store::Batch;
use onefloor_core::Event;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};

/// Questions that wait.
const QUESTIONS: u32 = 5_000;
/// Bytes that a vote may cost everybody.
const VOTE_BYTES_MAX: usize = 120;
/// Bytes that a question which is held back may cost each screen of staff.
const HOLD_BYTES_MAX: usize = 2_000;

/// A session with many questions from the room, whose log was written by hand.
async fn session(server: &TestServer, questions: u32) -> String {
    let session = server.session().await;
    let entered = (1..=questions).map(|id| {
        json!({
            "type": "item_entered",
            "item": {
                "id": id, "kind": "question", "origin": "room", "asker": null, "state": "approved",
                "name": format!("Person {id}"), "text": format!("Who pays for cable {id} then?"),
                "anonymity": "named", "at_ms": 1_734_345_000_000_u64 + u64::from(id),
            },
        })
    });
    let events: Vec<Event> = entered
        .map(|event| serde_json::from_value(event).unwrap())
        .collect();
    let written = server.store.read(&session, 0).await.unwrap();
    let batch = Batch {
        version: written.len() as u64 + 1,
        at_ms: written[0].at_ms,
        answered: Vec::new(),
        events,
    };
    server.store.append(&session, batch).await.unwrap();
    session
}

/// The frames of the main part that somebody heard since.
async fn heard_since(person: &mut Person, since: usize) -> Vec<String> {
    person.settles().await;
    let frames = person.heard[since..].iter();
    let main = frames.filter(|frame| frame.contains(r#""part":"main""#));
    main.cloned().collect()
}

fn bytes(frames: &[String]) -> usize {
    frames.iter().map(String::len).sum()
}

async fn orders_by_votes(moderator: &mut Person) {
    let mut rules = moderator.view["floor"]["rules"].clone();
    rules["order"] = json!({ "alternate": false, "first_timers": false, "votes": true });
    moderator
        .does(json!({ "type": "set_floor", "rules": rules }))
        .await;
}

fn first_places(person: &Person) -> Vec<u64> {
    let places = person.view["floor/order"]["places"].as_array().unwrap();
    let items = places.iter().map(|place| place["item"].as_u64().unwrap());
    items.take(3).collect()
}

#[tokio::test]
async fn a_vote_weighs_as_much_as_its_number_and_its_move() {
    let server = TestServer::start().await;
    let session = session(&server, QUESTIONS).await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    let mut chi = server.joins(&session, "Chi").await;
    orders_by_votes(&mut moderator).await;
    ana.sees("presence", |here| here["online"] == 3).await;
    let vote = |item: u32| json!({ "type": "vote", "item": item, "support": true });
    for item in [7, 8] {
        bao.does(vote(item)).await;
    }
    chi.does(vote(7)).await;
    ana.sees("votes/8", |votes| *votes == 1).await;
    ana.settles().await;
    // It stands where it stood.
    let since = ana.heard.len();
    moderator.does(vote(7)).await;
    let frames = heard_since(&mut ana, since).await;
    assert_eq!(ana.view["votes/7"], 3);
    assert!(bytes(&frames) <= VOTE_BYTES_MAX, "{frames:?}");
    // It goes past another one.
    let since = ana.heard.len();
    chi.does(vote(9)).await;
    chi.does(vote(8)).await;
    moderator.does(vote(9)).await;
    let _ = heard_since(&mut ana, since).await;
    assert_eq!(first_places(&ana), [7, 8, 9]);
    let since = ana.heard.len();
    bao.does(vote(9)).await;
    let frames = heard_since(&mut ana, since).await;
    assert_eq!(first_places(&ana), [7, 9, 8]);
    assert!(bytes(&frames) <= VOTE_BYTES_MAX, "{frames:?}");
    // From the very end to the front, past thousands: staff has all places, everybody the first hundred.
    let since = [ana.heard.len(), moderator.heard.len()];
    for person in [&mut bao, &mut chi, &mut moderator] {
        person.does(vote(QUESTIONS - 1)).await;
    }
    let frames = heard_since(&mut ana, since[0]).await;
    assert_eq!(first_places(&ana)[2], u64::from(QUESTIONS - 1));
    assert!(bytes(&frames) <= 4 * VOTE_BYTES_MAX, "{frames:?}");
    let frames = heard_since(&mut moderator, since[1]).await;
    assert!(bytes(&frames) <= 4 * VOTE_BYTES_MAX, "{frames:?}");
    // What was folded is what somebody gets who comes now.
    let fresh = server.joins(&session, "Dee").await;
    assert_eq!(ana.view["floor/order"], fresh.view["floor/order"]);
    // Further back than everybody sees, a screen asks.
    let front = ana.view["floor/order"]["places"].as_array().unwrap().len();
    assert_eq!(front, 100);
    let all = moderator.view["floor/order"]["places"].as_array().unwrap();
    for from in [front, 4_950, 9_000] {
        let told = ana.is_told(json!({ "type": "places", "from": from })).await;
        let further = all.iter().skip(from).take(100);
        let further: Vec<&Value> = further.collect();
        assert_eq!(told["places"], json!(further), "{from}");
    }
    let fresh = server.joins_as(&session, Role::FloorRunner).await;
    assert_eq!(moderator.view["floor/order"], fresh.view["floor/order"]);
}

#[tokio::test]
async fn a_hold_weighs_as_much_as_the_question_that_is_held() {
    let server = TestServer::start().await;
    let session = session(&server, QUESTIONS).await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut runner = server.joins_as(&session, Role::FloorRunner).await;
    runner.sees("presence", |here| here["staff"] == 2).await;
    runner.settles().await;
    let since = runner.heard.len();
    let hold = json!({
        "type": "move_item", "item": 1, "from": "approved", "to": "held", "reason": "",
    });
    moderator.does(hold).await;
    // How the floor is shared is counted a little later.
    runner
        .sees("floor/share", |share| {
            share["statistics"][0]["open"] == QUESTIONS
        })
        .await;
    let frames = heard_since(&mut runner, since).await;
    assert_eq!(runner.view["item/1"]["state"], "held");
    let places = runner.view["floor/order"]["places"].as_array().unwrap();
    assert_eq!(places.len(), QUESTIONS as usize - 1);
    assert_eq!(places[0]["item"], 2);
    assert!(
        bytes(&frames) <= HOLD_BYTES_MAX,
        "{}: {frames:?}",
        bytes(&frames)
    );
}

#[tokio::test]
async fn whoever_comes_costs_the_others_a_number_at_most_once_a_second() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.sees("presence", |here| here["online"] == 1).await;
    ana.settles().await;
    let since = ana.heard.len();
    let began = std::time::Instant::now();
    let mut others = Vec::new();
    for number in 0..200 {
        let name = format!("Guest {}", letters(number));
        others.push(Person::enter(&server.address, &session, None, &name, None).await);
    }
    ana.sees("presence", |here| here["online"] == 201).await;
    let seconds = began.elapsed().as_secs_f64();
    let frames = heard_since(&mut ana, since).await;
    let told: Vec<Value> = frames
        .iter()
        .map(|frame| serde_json::from_str(frame).unwrap())
        .collect();
    let keys = told
        .iter()
        .flat_map(|frame| frame["put"].as_object().unwrap().keys());
    assert!(keys.clone().all(|key| key == "presence"), "{frames:?}");
    assert!(
        told.len() as f64 <= seconds + 2.0,
        "{} in {seconds} s",
        told.len()
    );
    assert!(frames.iter().all(|frame| frame.len() <= 200), "{frames:?}");
}

/// A number in letters: the keys of people are made of those in their names.
fn letters(number: usize) -> String {
    let letter = |digit: u8| char::from(b'a' + digit - b'0');
    number.to_string().bytes().map(letter).collect()
}
