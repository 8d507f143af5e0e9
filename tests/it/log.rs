//! Recorded logs replay for ever: what was written once is read by every later version.

use std::fs;
use std::sync::Arc;

use onefloor::auth::HostKey;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{Batch, EventStore};
use onefloor_core::Session;
use onefloor_core::floor::ItemState;
use onefloor_core::people::Role;
use onefloor_core::report::Report;
use onefloor_tests::{TestServer, work_directory};
use serde_json::json;

#[test]
fn the_recorded_hour_still_reads_the_same() {
    let path = work_directory("tests/fixtures/logs/hour_v1.jsonl");
    let recorded = fs::read_to_string(path).unwrap();
    let batches: Vec<Batch> = recorded
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
    let report = Report::of(&session).unwrap();
    assert_eq!(report.about.title, "A launch");
    assert_eq!(report.key_takeaways[0].text, "Small groups talk more.");
    assert_eq!(report.discussion[0].outcome, ItemState::AnsweredAloud);
    assert_eq!(report.breakouts[0].people, 2);
    assert_eq!(report.counts.votes, 1);
    // Written again, it is the same text: nothing was lost in reading.
    let again: Vec<String> = batches
        .iter()
        .map(|batch| serde_json::to_string(batch).unwrap())
        .collect();
    assert_eq!(again.join("\n"), recorded.trim_end());
}

/// Plays an hour and, with `RECORD_LOG=1`, keeps its log; a kept log is never changed.
#[tokio::test]
async fn an_hour_as_it_is_recorded() {
    let store = Arc::new(MemoryStore::default());
    let server = TestServer::start_over(store.clone(), HostKey::random()).await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut rapporteur = server.joins_as(&session, Role::Rapporteur).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    moderator
        .does(json!({ "type": "start_segment", "segment": 2, "after": null }))
        .await;
    ana.does(
        json!({ "type": "ask_question", "text": "Who pays?", "anonymity": "hidden_from_all" }),
    )
    .await;
    bao.does(json!({ "type": "vote", "item": 1, "support": true }))
        .await;
    moderator
        .does(json!({ "type": "take_next", "on_floor": null, "item": null }))
        .await;
    rapporteur
        .does(json!({
            "type": "add_entry", "kind": "takeaway", "text": "Small groups talk more.", "item": 1,
        }))
        .await;
    moderator
        .does(json!({ "type": "move_item", "item": 1, "from": "on_floor", "to": "answered_aloud" }))
        .await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    moderator
        .does(json!({
            "type": "open_round", "prompt": "Why here?", "room_size": 2, "length_ms": 60_000,
        }))
        .await;
    ana.does(json!({ "type": "say_in_room", "text": "Hello" }))
        .await;
    moderator.does(json!({ "type": "end_session" })).await;
    let batches = store.read(&session, 0).await.unwrap();
    let versions: Vec<u64> = batches.iter().map(|batch| batch.version).collect();
    assert_eq!(versions, (1..=batches.len() as u64).collect::<Vec<_>>());
    if std::env::var_os("RECORD_LOG").is_some() {
        let lines = batches
            .iter()
            .map(|batch| serde_json::to_string(batch).unwrap() + "\n");
        let path = work_directory("tests/fixtures/logs/hour_v1.jsonl");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, lines.collect::<String>()).unwrap();
    }
}
