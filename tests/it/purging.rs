//! A session whose days have passed is left as its report, and nothing of its people.

use std::fs;
use std::sync::Arc;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::data_directory::DataDirectory;
use onefloor::journal::Journal;
use onefloor::policy::Policy;
use onefloor::session::Registry;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{Batch, EventStore};
use onefloor_core::report::Report;
use onefloor_core::terms::Role;
use onefloor_core::{Event, privacy};
use onefloor_documents::{self as documents, Format};
use onefloor_tests::{Person, TestServer, plan, work_directory};
use serde_json::{Value, json};

use crate::erasing::{DAY, NAME, holding, plants};
use crate::stop::request;

#[tokio::test]
async fn a_session_is_purged_to_its_report_when_its_days_have_passed() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::default();
    let server = TestServer::start_in(directory.path(), HostKey::random(), clock.clone()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Organiser).await;
    let mut ben = server.joins(&session, "Ben").await;
    let mut zeph = server.joins(&session, NAME).await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    plants(&mut zeph, &mut ben, &mut moderator).await;
    let start = json!({ "type": "start_segment", "segment": 1, "after": null });
    moderator.does(start).await;
    moderator.does(json!({ "type": "end_session" })).await;
    moderator
        .does(json!({ "type": "set_retention", "days": 3 }))
        .await;
    let before = server
        .look(&session, |_, session| Report::of(session))
        .await;
    let before = before.unwrap();
    clock.advance(DAY * 2);
    server.app.registry.purge_due().await;
    let people = server
        .look(&session, |_, session| session.people.len())
        .await;
    assert_eq!(people, 3);
    clock.advance(DAY * 2);
    server.app.registry.purge_due().await;
    // Whoever still looks comes back to what is left.
    assert_eq!(moderator.closed().await, 1012);
    server.app.registry.scrub().await;
    let secret = server.secret(&session, Role::Organiser).await;
    let mut staff = Person::enter(&server.address, &session, Some(&secret), "Mo", None).await;
    assert!(staff.welcome["you"].is_null());
    assert_eq!(staff.view["privacy"]["people"], 3);
    assert!(staff.view["privacy"]["purged_at_ms"].as_u64().is_some());
    let refused = staff
        .is_refused(json!({ "type": "set_retention", "days": 9 }))
        .await;
    assert_eq!(refused, "session_purged");
    let told = staff.is_told(json!({ "type": "my_data" })).await;
    assert_eq!(told["rejection"]["reason"], "person_unknown");
    let report = server
        .look(&session, |_, session| Report::of(session))
        .await;
    let report = report.unwrap();
    assert_eq!(report.counts, before.counts);
    assert_eq!(report.statistics, before.statistics);
    assert_eq!(report.discussion[0].text, before.discussion[0].text);
    for &format in Format::ALL {
        documents::render(&report, format).unwrap();
    }
    let line = format!("GET /api/sessions/{session}/report.json");
    let address = server.address.clone();
    let asked = move || request(&address, &line, &secret, "");
    let answer = tokio::task::spawn_blocking(asked).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    // Their words in the report stay; who they were does not.
    for word in [
        "Quillfeather",
        "Quillworks",
        "quillhobby",
        "quillnote",
        "quillchat",
        "quillletters",
        "quill@post",
        "quillrude",
        "Sold me",
        "ben@post",
        "audits the quill",
        "quillreason",
    ] {
        let kept = ["quillnote", "quillreason"].contains(&word);
        let found = holding(directory.path(), word);
        assert_eq!(!found.is_empty(), kept, "{word} in {found:?}");
    }
    assert_eq!(server.store.read(&session, 0).await.unwrap().len(), 2);
}

#[tokio::test]
async fn sessions_recorded_before_there_was_a_purge_are_purged_like_any_other() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let names = ["hour_v1", "hour_v2", "hour_v3", "hour_v4"];
    for (at, name) in names.iter().enumerate() {
        let path = work_directory(&format!("tests/fixtures/logs/{name}.jsonl"));
        for line in fs::read_to_string(path).unwrap().lines() {
            let batch: Batch = serde_json::from_str(line).unwrap();
            store.append(&format!("AB12C{at}"), batch).await.unwrap();
        }
    }
    let clock = Clock::default();
    let key = HostKey::random();
    let server = TestServer::start_at(Arc::clone(&store), key, clock.clone()).await;
    let mut before = Vec::new();
    for at in 0..names.len() {
        let code = format!("AB12C{at}");
        let report = server.look(&code, |_, session| Report::of(session)).await;
        before.push(report.unwrap());
    }
    clock.advance(DAY * 366);
    server.app.registry.purge_due().await;
    for (at, before) in before.iter().enumerate() {
        let code = format!("AB12C{at}");
        let log = store.read(&code, 0).await.unwrap();
        let events: Vec<Value> = log
            .iter()
            .flat_map(|batch| &batch.events)
            .map(|event| serde_json::to_value(event).unwrap())
            .collect();
        assert_eq!(events.last().unwrap()["type"], "session_purged");
        let of_people = |event: &&Value| event["type"].as_str().unwrap().starts_with("person_");
        assert_eq!(events.iter().filter(of_people).count(), 0);
        let report = server.look(&code, |_, session| Report::of(session)).await;
        let report = report.unwrap();
        assert_eq!(report.counts, before.counts);
        assert_eq!(report.key_takeaways, before.key_takeaways);
        assert!(report.discussion.iter().all(|turn| turn.name.is_none()));
    }
    let hour = serde_json::to_string(&store.read("AB12C3", 0).await.unwrap()).unwrap();
    for word in ["ana at a registry", "Too loud", "\"Hello\"", "Trust first"] {
        assert!(!hour.contains(word), "{word}");
    }
}

#[tokio::test]
async fn sessions_whose_people_were_told_of_no_retention_stay_a_week_after_the_first_start() {
    let directory = tempfile::tempdir().unwrap();
    let opened = || DataDirectory::open(directory.path()).unwrap();
    let told = opened().untold_until_ms;
    assert_eq!(
        opened().untold_until_ms,
        told,
        "a restart begins no other week"
    );

    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let path = work_directory("tests/fixtures/logs/hour_v1.jsonl");
    for line in fs::read_to_string(path).unwrap().lines() {
        let batch: Batch = serde_json::from_str(line).unwrap();
        store.append("AB12C1", batch).await.unwrap();
    }
    let clock = Clock::default();
    let week_ms = u64::try_from((DAY * 7).as_millis()).unwrap();
    assert!(told.abs_diff(clock.now_ms() + week_ms) < 60_000);
    clock.advance(DAY * 366);
    let policy = Policy {
        untold_until_ms: clock.now_ms() + week_ms,
        ..Policy::default()
    };
    let rules = (policy, Journal::default());
    let key = HostKey::random();
    let registry = Registry::keeping(Arc::clone(&store), key, clock.clone(), rules);
    let told_of_it = registry.create(plan()).await.unwrap();
    let is_purged = async |code: &str| {
        let log = store.read(code, 0).await.unwrap();
        log.iter()
            .flat_map(|batch| &batch.events)
            .any(|event| matches!(event, Event::Privacy(privacy::Event::SessionPurged { .. })))
    };
    registry.purge_due().await;
    assert!(
        !is_purged("AB12C1").await,
        "it ended long ago, and nobody heard of a purge"
    );
    clock.advance(DAY * 8);
    registry.purge_due().await;
    assert!(is_purged("AB12C1").await && !is_purged(&told_of_it).await);
    clock.advance(DAY * 366);
    registry.purge_due().await;
    assert!(is_purged(&told_of_it).await);
}
