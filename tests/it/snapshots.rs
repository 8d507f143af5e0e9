//! States beside the logs: a session wakes from one and goes on as from its log, and where one is of no
//! use, from the log.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::SqliteStore;
use onefloor::store::{EventStore, Snapshot};
use onefloor_core::Session;
use onefloor_core::ids::PersonId;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::{Value, json};
use tokio::time::{Duration, timeout};

use crate::erasing::{NAME, PLANTED, files_in, holding, plants};
use crate::stores::folded;

/// The state beside a log, as JSON, and the line in front of it.
pub(crate) async fn state_of(store: &dyn EventStore, session: &str) -> Option<(String, Value)> {
    let (_, bytes) = folded(store, session, true).await.state?;
    let text = String::from_utf8(bytes).unwrap();
    let (build, state) = text.split_once('\n').unwrap();
    Some((build.to_owned(), serde_json::from_str(state).unwrap()))
}

/// Puts another state beside a log, as if it had been kept there.
async fn replaced(store: &dyn EventStore, session: &str, build: &str, state: &Value) {
    let mark = folded(store, session, false).await.mark.unwrap();
    let bytes = format!("{build}\n{state}").into_bytes();
    let kept = store.keep(session, Snapshot { mark, bytes }).await;
    assert_eq!(kept, Ok(true));
}

async fn replayed(store: &dyn EventStore, session: &str) -> Session {
    let log = store.read(session, 0).await.unwrap();
    Session::replay(log.iter().flat_map(|batch| &batch.events))
}

async fn asks(person: &mut Person, text: &str) {
    person
        .does(json!({ "type": "ask_question", "text": text }))
        .await;
}

fn title(session: &Session) -> String {
    session.about.as_deref().unwrap().title.clone()
}

#[tokio::test]
async fn a_session_wakes_from_its_state_and_answers_as_before() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    asks(&mut ana, "Who pays?").await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    asks(&mut ana, "Who loses?").await;
    server.stop().await;
    // The state is what the log says. To see that it is read, it is made to say something else.
    let (build, mut state) = state_of(store.as_ref(), &session).await.unwrap();
    let log = store.read(&session, 0).await.unwrap();
    let at = usize::try_from(state["version"].as_u64().unwrap()).unwrap();
    assert_eq!(at, log.len() - 1);
    let then = Session::replay(log[..at].iter().flat_map(|batch| &batch.events));
    assert_eq!(
        serde_json::from_value::<Session>(state["session"].clone()).unwrap(),
        then
    );
    assert_eq!(title(&then), "A launch");
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let woken = server.look(&session, |_, session| session.clone()).await;
    assert_eq!(woken, replayed(store.as_ref(), &session).await);
    server.stop().await;
    state["session"]["about"]["about"]["title"] = json!("Another title");
    state["version"] = json!(log.len());
    replaced(store.as_ref(), &session, &build, &state).await;
    let server = TestServer::start_over(Arc::clone(&store), key).await;
    let woken = server.look(&session, |_, session| session.clone()).await;
    assert_eq!(title(&woken), "Another title");
    server.stop().await;
}

#[tokio::test]
async fn a_command_that_was_answered_before_the_state_was_kept_is_not_done_twice() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let handle = server.app.registry.open(&session).await.unwrap();
    let id = uuid::Uuid::now_v7();
    let ask = async |handle: &onefloor::session::Handle| {
        let set = onefloor_core::conduct::Command::SetWordList {
            words: vec!["spam".to_owned()],
        };
        let actor = onefloor_core::Actor::Screen {
            person: None,
            roles: [Role::Moderator].into(),
        };
        let command = onefloor_core::Command::Conduct(set);
        handle.ask(actor, id, command).await.unwrap()
    };
    let first = ask(&handle).await;
    let mut ana = server.joins(&session, "Ana").await;
    asks(&mut ana, "Who pays?").await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    server.stop().await;
    let server = TestServer::start_over(Arc::clone(&store), key).await;
    let handle = server.app.registry.open(&session).await.unwrap();
    assert_eq!(ask(&handle).await, first);
    assert_eq!(
        state_of(store.as_ref(), &session).await.unwrap().1["answered"][0][1],
        first
    );
}

#[tokio::test]
async fn what_another_build_wrote_or_is_no_state_is_not_used_and_goes() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    asks(&mut ana, "Who pays?").await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    server.stop().await;
    let (build, state) = state_of(store.as_ref(), &session).await.unwrap();
    let expected = replayed(store.as_ref(), &session).await;
    let mut earlier = state.clone();
    earlier["version"] = json!(1);
    let mut short = state.clone();
    short["session"].as_object_mut().unwrap().remove("floor");
    let mut renamed = state.clone();
    renamed["session"]["about"]["about"]["title"] = json!("Another title");
    for (build, state) in [
        ("0".repeat(64), &renamed),
        (build.clone(), &earlier),
        (build.clone(), &short),
        (build.clone(), &json!("nonsense")),
    ] {
        replaced(store.as_ref(), &session, &build, state).await;
        let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
        let woken = server.look(&session, |_, session| session.clone()).await;
        assert_eq!(woken, expected);
        assert_eq!(state_of(store.as_ref(), &session).await, None);
        server.stop().await;
    }
}

#[tokio::test]
async fn a_torn_or_stale_file_beside_the_store_is_not_used() {
    let directory = tempfile::tempdir().unwrap();
    let key = HostKey::random();
    let start =
        async || TestServer::start_in(directory.path(), key.clone(), Clock::default()).await;
    let file = |session: &str| state_file(directory.path(), session);
    let server = start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    asks(&mut ana, "Who pays?").await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    let stale = fs::read(file(&session)).unwrap();
    ana.does(json!({ "type": "erase_me" })).await;
    ana.closed().await;
    // It went with what was erased; what a backup of somebody's brings back is of another log.
    let is_gone = async {
        while file(&session).exists() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), is_gone).await.unwrap();
    server.look(&session, |_, _| ()).await;
    let expected = server.look(&session, |_, session| session.clone()).await;
    let log = server.store.read(&session, 0).await.unwrap();
    server.stop().await;
    for bytes in [stale[..stale.len() / 2].to_vec(), stale] {
        fs::write(file(&session), bytes).unwrap();
        let server = start().await;
        let woken = server.look(&session, |_, session| session.clone()).await;
        assert_eq!(woken, expected);
        assert_eq!(server.store.read(&session, 0).await.unwrap(), log);
        assert!(!file(&session).exists());
        server.stop().await;
    }
}

fn state_file(directory: &Path, session: &str) -> PathBuf {
    let states = directory.join("sessions.sqlite3-states");
    states.join(format!("{session}.state"))
}

#[tokio::test]
async fn after_a_restart_a_screen_is_told_what_it_missed() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut ben = server.joins(&session, "Ben").await;
    for text in ["First", "Second"] {
        asks(&mut ana, text).await;
    }
    // What is kept later knows what came before it, too.
    for person in [&mut ana, &mut ben] {
        person.sees("item/2", |item| item["text"] == "Second").await;
    }
    let (early, seen_early) = (ben.version, ben.view.clone());
    drop(ben);
    asks(&mut ana, "Third").await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    asks(&mut ana, "Fourth").await;
    ana.sees("item/4", |item| item["text"] == "Fourth").await;
    let (late, seen_late) = (ana.version, ana.view.clone());
    drop(ana);
    let dismiss = |item: u32| json!({ "type": "move_item", "item": item, "from": "approved", "to": "dismissed" });
    for item in [1, 3] {
        moderator.does(dismiss(item)).await;
        moderator
            .sees(&format!("item/{item}"), |item| item["state"] == "dismissed")
            .await;
    }
    let (of_staff, seen_by_staff) = (moderator.version, moderator.view.clone());
    drop(moderator);
    server.stop().await;
    let server = TestServer::start_over(Arc::clone(&store), key).await;
    let secret = server.secret(&session, Role::Moderator).await;
    let secret = Some(secret.as_str());
    for (name, secret, version, seen) in [
        ("Ana", None, late, seen_late),
        ("Ben", None, early, seen_early),
        ("Moderator", secret, of_staff, seen_by_staff),
    ] {
        let back = Person::enter(&server.address, &session, secret, name, Some(version)).await;
        assert_eq!(back.began_with, "change", "{name}");
        let fresh = Person::enter(&server.address, &session, secret, name, None).await;
        assert_eq!(fresh.began_with, "snapshot");
        assert!(back.heard[1].len() < fresh.heard[1].len(), "{name}");
        let told: Value = serde_json::from_str(&back.heard[1]).unwrap();
        assert_eq!(merged(seen, &told), main_of(&fresh.heard[1]), "{name}");
    }
    // Nobody is told in parts of what this build has not told before.
    let first = Person::enter(&server.address, &session, None, "Ana", Some(1)).await;
    assert_eq!(first.began_with, "snapshot");
}

/// The entries of a whole view.
fn main_of(frame: &str) -> BTreeMap<String, Value> {
    let frame: Value = serde_json::from_str(frame).unwrap();
    assert_eq!(
        (&frame["type"], &frame["part"]),
        (&json!("snapshot"), &json!("main"))
    );
    still(frame["entries"].as_object().unwrap().clone())
}

/// What does not change by itself while a test looks: who is here, and what time it is.
fn still(view: impl IntoIterator<Item = (String, Value)>) -> BTreeMap<String, Value> {
    let moves = ["presence", "agenda", "speakers"];
    let own = [
        "me",
        "mine/",
        "room",
        "cue",
        "thresholds",
        "answer/",
        "stance/",
    ];
    let view = view.into_iter();
    view.filter(|(key, _)| !moves.contains(&key.as_str()))
        .filter(|(key, _)| key == "rooms" || !own.iter().any(|own| key.starts_with(own)))
        .collect()
}

/// A view with a change folded in.
fn merged(seen: BTreeMap<String, Value>, change: &Value) -> BTreeMap<String, Value> {
    assert_eq!(
        (&change["type"], &change["part"]),
        (&json!("change"), &json!("main"))
    );
    let mut view = still(seen);
    for key in change["del"].as_array().unwrap() {
        view.remove(key.as_str().unwrap());
    }
    view.extend(still(change["put"].as_object().unwrap().clone()));
    view
}

#[tokio::test]
async fn a_state_holds_what_the_log_holds_and_joins_nobody_with_what_they_sealed() {
    let directory = tempfile::tempdir().unwrap();
    let server = TestServer::start_in(directory.path(), HostKey::random(), Clock::default()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Organiser).await;
    let mut ben = server.joins(&session, "Ben").await;
    let mut zeph = server.joins(&session, NAME).await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    plants(&mut zeph, &mut ben, &mut moderator).await;
    let poll = json!({ "type": "open_poll", "kind": "agree", "question": "Agreed?",
        "options": [], "live": false });
    moderator.does(poll).await;
    zeph.does(json!({ "type": "answer_poll", "poll": 1, "options": [1] }))
        .await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    let file = state_file(directory.path(), &session);
    assert!(holding(directory.path(), PLANTED).contains(&file));
    // It was made of the log alone, where nobody is here: no seal was near it.
    let (_, state) = state_of(server.store.as_ref(), &session).await.unwrap();
    let replayed = replayed(server.store.as_ref(), &session).await;
    assert_eq!(state["session"], serde_json::to_value(&replayed).unwrap());
    let bytes = fs::read(&file).unwrap();
    let log = server.store.read(&session, 0).await.unwrap();
    let log = serde_json::to_string(&log).unwrap();
    let is_held = |word: &str| {
        let mut windows = bytes.windows(word.len());
        windows.any(|window| window == word.as_bytes())
    };
    // The key of a browser, which makes the seal, is in neither.
    let key = NAME.chars().filter(char::is_ascii_alphanumeric);
    let key: String = key.chain(std::iter::repeat('x')).take(32).collect();
    assert!(!is_held(&key) && !log.contains(&key));
    // What was said sealed stands under pseudonyms, each once, and beside no person.
    let zeph_id = PersonId(u32::try_from(zeph.welcome["you"].as_u64().unwrap()).unwrap());
    let person = &state["session"]["people"]["by_id"][zeph_id.to_string()];
    let item = &state["session"]["floor"]["items"]["2"]["entered"];
    let by = item["sealed"].as_str().unwrap();
    assert!(item["asker"].is_null() && item["text"].as_str().unwrap().contains("bribed"));
    assert!(!person["items"].as_array().unwrap().contains(&json!(2)));
    assert!(!person.to_string().contains(by));
    let answers = &state["session"]["polls"]["by_id"]["1"]["answers"];
    let stances = &state["session"]["consensus"]["checks"][0]["answers"]["1"];
    for sealed in [answers, stances] {
        let voters: Vec<_> = sealed.as_object().unwrap().keys().collect();
        assert_eq!(voters.len(), 1);
        assert!(voters[0].len() == 32 && voters[0] != by, "{voters:?}");
    }
}

#[tokio::test]
async fn what_is_erased_purged_or_deleted_is_in_no_state() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::default();
    let server = TestServer::start_in(directory.path(), HostKey::random(), clock.clone()).await;
    let session = server.session().await;
    let file = state_file(directory.path(), &session);
    let mut moderator = server.joins_as(&session, Role::Organiser).await;
    let mut ben = server.joins(&session, "Ben").await;
    let mut zeph = server.joins(&session, NAME).await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    plants(&mut zeph, &mut ben, &mut moderator).await;
    assert!(server.app.registry.keep(&session).await.unwrap());
    assert!(holding(directory.path(), "Quillfeather").contains(&file));
    // Somebody copies states while they are erased: whatever was read before comes too late.
    let registry = Arc::clone(&server.app.registry);
    let code = session.clone();
    let keeping = tokio::spawn(async move {
        for _ in 0..20 {
            let _ = registry.keep(&code).await;
        }
    });
    zeph.does(json!({ "type": "erase_me" })).await;
    zeph.closed().await;
    moderator
        .sees("item/1", |item| item["erased"] == true)
        .await;
    keeping.await.unwrap();
    server.look(&session, |_, _| ()).await;
    server.app.registry.scrub().await;
    // What they said sealed goes by itself, minutes later.
    for _ in 0..3 {
        clock.advance(Duration::from_secs(300));
        server.look(&session, |_, _| ()).await;
        server.look(&session, |_, _| ()).await;
    }
    server.app.registry.scrub().await;
    assert_eq!(
        holding(directory.path(), PLANTED),
        [""; 0].map(PathBuf::from)
    );
    assert!(server.app.registry.keep(&session).await.unwrap());
    assert_eq!(
        holding(directory.path(), PLANTED),
        [""; 0].map(PathBuf::from)
    );
    let (_, state) = state_of(server.store.as_ref(), &session).await.unwrap();
    let replayed = replayed(server.store.as_ref(), &session).await;
    assert_eq!(state["session"], serde_json::to_value(&replayed).unwrap());
    assert_eq!(state["settled"], replayed.privacy.erasures);
    assert!(holding(directory.path(), "Ben").contains(&file));
    let delete = json!({ "type": "delete_session", "confirm": session });
    moderator.does(delete).await;
    moderator.closed().await;
    let is_gone = async {
        while server.app.registry.open(&session).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), is_gone).await.unwrap();
    server.app.registry.scrub().await;
    assert!(!files_in(directory.path()).contains(&file));
    server.stop().await;
    // Of nobody's states, nothing is left either way.
    drop(SqliteStore::open(&directory.path().join("sessions.sqlite3")).unwrap());
}

#[tokio::test]
async fn a_state_is_kept_by_itself_after_many_events_and_a_rest() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let clock = Clock::default();
    let server = TestServer::start_at(Arc::clone(&store), HostKey::random(), clock.clone()).await;
    let session = server.session().await;
    let handle = server.app.registry.open(&session).await.unwrap();
    let many = async |count: u32| {
        for number in 0..count {
            let words = vec![format!("word {number}")];
            let set = onefloor_core::conduct::Command::SetWordList { words };
            let actor = onefloor_core::Actor::Screen {
                person: None,
                roles: [Role::Moderator].into(),
            };
            let command = onefloor_core::Command::Conduct(set);
            handle
                .ask(actor, uuid::Uuid::now_v7(), command)
                .await
                .unwrap();
        }
    };
    let kept_at = async |least: u64| {
        let is_kept = async {
            loop {
                let state = folded(store.as_ref(), &session, true).await.state;
                if let Some((version, _)) = state.filter(|(version, _)| *version >= least) {
                    return version;
                }
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(10), is_kept).await.unwrap()
    };
    many(100).await;
    clock.advance(Duration::from_secs(11));
    server.look(&session, |_, _| ()).await;
    assert_eq!(folded(store.as_ref(), &session, true).await.state, None);
    many(150).await;
    let first = kept_at(0).await;
    assert!((150..=251).contains(&first), "{first}");
    // It rests, however much comes.
    many(250).await;
    assert_eq!(kept_at(0).await, first);
    clock.advance(Duration::from_secs(11));
    server.look(&session, |_, _| ()).await;
    let second = kept_at(first + 200).await;
    // Nobody is here: it falls asleep, and the next one wakes it from there.
    many(250).await;
    clock.advance(Duration::from_secs(601));
    server.look(&session, |_, _| ()).await;
    let last = store.list().await.unwrap()[0].version;
    assert!(last > second);
    assert_eq!(kept_at(last).await, last);
}
