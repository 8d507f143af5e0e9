//! Ten thousand people and ten thousand questions in one session, each with a screen, in memory and without
//! sockets: what one of them does is told in little, and what was told is what would be projected.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::outbox::Outgoing;
use onefloor::session::{Entrance, Handle, Registry, Seat};
use onefloor::store::EventStore;
use onefloor::store::memory::MemoryStore;
use onefloor_core::floor::{self, FloorRules, OrderRules};
use onefloor_core::ids::ItemId;
use onefloor_core::view::{Audience, project};
use onefloor_core::{Command, limits};
use onefloor_tests::is_of;
use onefloor_tests::seed::{Begun, Made, make};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::timeout;
use uuid::Uuid;

const PEOPLE: usize = 10_000;
const QUESTIONS: usize = 10_000;
const VOTES: u32 = 40;
/// How long anything may take on a machine that does other things.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the screens have heard together.
#[derive(Default)]
struct Heard {
    wholes: AtomicUsize,
    changes: AtomicUsize,
    bytes: AtomicUsize,
}

type View = BTreeMap<String, Value>;

/// A screen that folds what it hears of the public's part.
struct Folded {
    seat: Seat,
    view: watch::Receiver<View>,
}

async fn enters(session: &Handle, hello: &Value) -> Seat {
    let credential = &hello["credential"];
    let entrance = Entrance {
        secret: credential["secret"].as_str().map(str::to_owned),
        person_key: credential["person_key"].as_str().unwrap().to_owned(),
        last_version: None,
    };
    session.enter(entrance).await.unwrap()
}

/// Somebody whose screen counts what it hears.
async fn comes(session: &Handle, made: &Made, number: usize, heard: &Arc<Heard>) -> Seat {
    let mut seat = enters(session, &made.hello(number)).await;
    let mut inbox = std::mem::take(&mut seat.inbox);
    let heard = Arc::clone(heard);
    tokio::spawn(async move {
        while let Some(outgoing) = inbox.recv().await {
            let Outgoing::Frame(frame) = outgoing else {
                break;
            };
            if !is_of(frame.text(), "main") {
                continue;
            }
            let is_change = frame.text().starts_with(r#"{"type":"change""#);
            let kind = if is_change {
                &heard.changes
            } else {
                &heard.wholes
            };
            kind.fetch_add(1, Ordering::Relaxed);
            if is_change {
                heard
                    .bytes
                    .fetch_add(frame.payload_bytes(), Ordering::Relaxed);
            }
        }
    });
    seat
}

impl Folded {
    async fn comes(session: &Handle, made: &Made, number: usize) -> Self {
        let mut seat = enters(session, &made.hello(number)).await;
        let mut inbox = std::mem::take(&mut seat.inbox);
        let (told, view) = watch::channel(View::new());
        tokio::spawn(async move {
            while let Some(Outgoing::Frame(frame)) = inbox.recv().await {
                if is_of(frame.text(), "main") {
                    let frame = serde_json::from_str(frame.text()).unwrap();
                    told.send_modify(|view| fold(view, &frame));
                }
            }
        });
        Self { seat, view }
    }

    /// Waits until what it shows holds.
    async fn shows(&mut self, holds: impl Fn(&View) -> bool) -> bool {
        timeout(PATIENCE, self.view.wait_for(holds)).await.is_ok()
    }
}

fn fold(view: &mut View, frame: &Value) {
    if frame["type"] == "snapshot" {
        let entries = frame["entries"].as_object().unwrap().clone();
        *view = entries.into_iter().collect();
        return;
    }
    // What is empty is left out.
    view.extend(frame["put"].as_object().cloned().unwrap_or_default());
    for key in frame["del"].as_array().into_iter().flatten() {
        view.remove(key.as_str().unwrap());
    }
    for (key, steps) in frame["moves"].as_object().into_iter().flatten() {
        let order = &mut view.get_mut(key).unwrap()["places"];
        steps
            .as_array()
            .unwrap()
            .iter()
            .for_each(|step| walk(order, step));
    }
}

/// One step of an order, as the AsyncAPI document says it.
fn walk(order: &mut Value, step: &Value) {
    let order = order.as_array_mut().unwrap();
    let was = order.iter().position(|place| place["item"] == step[0]);
    let was = was.map(|at| order.remove(at));
    let Some(after) = step.get(1) else { return };
    let mut place = was.unwrap_or_else(|| json!({ "item": step[0] }));
    if let Some(why) = step.get(2) {
        place["why"] = why.clone();
    }
    let at = order.iter().position(|place| place["item"] == *after);
    order.insert(at.map_or(0, |at| at + 1), place);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_people_and_ten_thousand_questions_are_one_session() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let begun = Begun {
        people: PEOPLE,
        questions: QUESTIONS,
        ..Begun::default()
    };
    let made = make(&store, &key, begun).await.unwrap();
    let registry = Registry::new(Arc::clone(&store), key, Clock::default());
    let session = registry.open(&made.code).await.unwrap();
    let order = OrderRules {
        alternate: false,
        first_timers: false,
        votes: true,
    };
    let rules = FloorRules {
        order,
        ..FloorRules::default()
    };
    let moderator = enters(&session, &made.moderator()).await;
    let set = Command::Floor(floor::Command::SetFloor { rules });
    moderator.command(Uuid::now_v7(), set).await.unwrap();

    let heard = Arc::new(Heard::default());
    let mut watching = Folded::comes(&session, &made, 0).await;
    let mut seats = Vec::with_capacity(PEOPLE);
    for number in 1..PEOPLE {
        seats.push(comes(&session, &made, number, &heard).await);
    }
    // Who is here is counted a little later.
    let all_here = |view: &View| view["presence"]["online"] == json!(PEOPLE);
    let is_in = |view: &View| view.contains_key("presence") && all_here(view);
    assert!(watching.shows(is_in).await);

    let wholes = heard.wholes.load(Ordering::Relaxed);
    let before = [&heard.changes, &heard.bytes].map(|count| count.load(Ordering::Relaxed));
    // From far back to where everybody sees it.
    let item = |vote: u32| ItemId(QUESTIONS as u32 - 13 * vote);
    for (vote, seat) in (0..VOTES).zip(seats.iter().step_by(97)) {
        let (item, support) = (item(vote), true);
        let voted = Command::Floor(floor::Command::Vote { item, support });
        seat.command(Uuid::now_v7(), voted).await.unwrap();
        let voters = session.look(move |_, session| session.floor.voters(item).len());
        assert_eq!(voters.await, Ok(1));
    }
    let full = seats[0].look(|seen| {
        let public = project(seen.session, seen.presence, Audience::Public, 0);
        serde_json::to_value(public).unwrap()
    });
    let full = full.await.unwrap();
    let of_floor = |key: &str| {
        ["floor", "votes/", "item/"]
            .iter()
            .any(|it| key.starts_with(it))
    };
    let differs = |view: &View| {
        let full = full.as_object().unwrap();
        let keys = full.keys().chain(view.keys()).filter(|key| of_floor(key));
        let differ = keys.filter(|key| full.get(*key) != view.get(*key));
        differ.cloned().collect::<Vec<String>>()
    };
    watching.shows(|view| differs(view).is_empty()).await;
    assert_eq!(differs(&watching.view.borrow()), [""; 0]);
    let place = &full["floor/order"]["places"][0]["item"];
    // Of those with one vote each, the earliest.
    assert_eq!(*place, json!(item(VOTES - 1)));

    // A vote is told everybody in little, and nobody gets the whole for it.
    let after = [&heard.changes, &heard.bytes].map(|count| count.load(Ordering::Relaxed));
    let [changes, bytes] = [0, 1].map(|at| after[at] - before[at]);
    assert!(changes >= PEOPLE - 1, "votes are told");
    // However many votes one publication tells.
    let publications = changes.div_ceil(PEOPLE);
    let each = bytes / PEOPLE;
    let most = 300 * publications + 60 * VOTES as usize;
    assert!(each <= most, "{each} bytes in {publications} changes");
    assert_eq!(heard.wholes.load(Ordering::Relaxed), wholes);
    drop((watching.seat, moderator));
    const { assert!(limits::PEOPLE_MAX >= PEOPLE && limits::ITEMS_MAX >= QUESTIONS) };
}
