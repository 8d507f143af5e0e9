//! Recorded logs replay for ever: what was written once is read by every later version.

use std::fs;
use std::sync::Arc;

use onefloor::auth::HostKey;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{Batch, EventStore};
use onefloor_core::Session;
use onefloor_core::report::Report;
use onefloor_core::terms::{ItemState, Role};
use onefloor_documents::{self as documents, Format};
use onefloor_tests::{Person, TestServer, work_directory};
use serde_json::{Value, json};

/// Reads a recorded hour, and checks that nothing of it is lost in reading.
fn recorded(name: &str) -> Report {
    let path = work_directory(&format!("tests/fixtures/logs/{name}"));
    let recorded = fs::read_to_string(path).unwrap();
    let batches: Vec<Batch> = recorded
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (batch, line) in batches.iter().zip(recorded.lines()) {
        let mut again = serde_json::to_value(batch).unwrap();
        let mut before: Value = serde_json::from_str(line).unwrap();
        // Whose commands were answered stood there by name once, and is a hash of as many now.
        let hashes = again["answered"].take();
        let names = before["answered"].take();
        assert_eq!(
            hashes.as_array().map(Vec::len),
            names.as_array().map(Vec::len)
        );
        assert_eq!(again, before);
    }
    let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
    let report = Report::of(&session).unwrap();
    assert_eq!(report.about.title, "A launch");
    assert_eq!(report.key_takeaways[0].text, "Small groups talk more.");
    assert_eq!(report.discussion[0].outcome, ItemState::AnsweredAloud);
    assert_eq!(report.breakouts[0].people, 2);
    assert_eq!(report.counts.votes, 1);
    report
}

#[test]
fn the_hour_that_was_recorded_first_still_reads_the_same() {
    let report = recorded("hour_v1.jsonl");
    assert_eq!(report.timings.len(), 4);
    assert_eq!(report.timings[1].plan_ms, 16 * 60_000);
    assert!(report.speaking.people.is_empty());
}

#[test]
fn the_hour_that_was_recorded_with_a_live_rundown_still_reads_the_same() {
    let report = recorded("hour_v2.jsonl");
    let titles: Vec<&str> = report.timings.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Keynotes", "Questions", "Closing", "Networking"]);
    assert_eq!(report.timings[1].speakers[0].plan_ms, 4 * 60_000);
    assert_eq!(report.speaking.people.len(), 2);
}

#[test]
fn the_hour_that_was_recorded_with_one_floor_still_reads_the_same() {
    let report = recorded("hour_v3.jsonl");
    let merged = report
        .discussion
        .iter()
        .find(|turn| turn.merged == 1)
        .unwrap();
    assert_eq!(merged.text.as_deref(), Some("Who may become a member?"));
    let written = report.discussion.iter().find(|turn| turn.answer.is_some());
    assert_eq!(written.unwrap().name.as_deref(), Some("Chi"));
    assert_eq!(report.statistics[0].received, 6);
    assert_eq!(report.polls[0].result.options[0].hands, 4);
    let markdown = documents::render(&report, Format::Markdown).unwrap();
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.contains("Temperature check: Go on?"), "{markdown}");
    assert!(
        markdown.contains("| Agree | 1 | 0 | 0 | 4 | 5 |"),
        "{markdown}"
    );
    assert!(markdown.contains("In March."), "{markdown}");
}

#[test]
fn the_hour_that_was_recorded_with_rounds_and_a_report_still_reads_the_same() {
    let report = recorded("hour_v4.jsonl");
    assert_eq!(report.harvest[0].text, "Start small");
    assert_eq!(report.harvest[0].names, ["Ana"]);
    let call = &report.calls_to_action[0];
    assert_eq!(call.who.as_deref(), Some("Members"));
    assert_eq!(call.text, "Meet again in March");
    let support = report.key_takeaways[0].support.as_ref().unwrap();
    assert_eq!(support.whys[0].why, "Too early");
    assert!(!report.session_report.is_empty());
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
    runs_the_rundown(&mut moderator).await;
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
    // Somebody else: each has a budget of commands of their own.
    let mut desk = another(&server, &session, Role::Moderator).await;
    runs_the_floor(&mut desk, &mut ana, &mut bao).await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    let mut stage = server.joins_as(&session, Role::Organiser).await;
    runs_a_round(&mut stage, &mut ana, &mut bao).await;
    let mut writer = another(&server, &session, Role::Rapporteur).await;
    let mut ana = Person::enter(&server.address, &session, None, "Ana", None).await;
    writes_the_report(&mut writer, &mut ana).await;
    moderator.does(json!({ "type": "end_session" })).await;
    let batches = store.read(&session, 0).await.unwrap();
    let versions: Vec<u64> = batches.iter().map(|batch| batch.version).collect();
    assert_eq!(versions, (1..=batches.len() as u64).collect::<Vec<_>>());
    if std::env::var_os("RECORD_LOG").is_some() {
        let lines = batches
            .iter()
            .map(|batch| serde_json::to_string(batch).unwrap() + "\n");
        let path = work_directory("tests/fixtures/logs/hour_v4.jsonl");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, lines.collect::<String>()).unwrap();
    }
}

/// Everything that can happen in capture, form, draft and consensus.
/// Somebody else with the same link.
async fn another(server: &TestServer, session: &str, role: Role) -> Person {
    let secret = server.secret(session, role).await;
    Person::enter(
        &server.address,
        session,
        Some(&secret),
        &format!("Another {role:?}"),
        None,
    )
    .await
}

async fn writes_the_report(rapporteur: &mut Person, ana: &mut Person) {
    let fact = json!({ "type": "to_whom", "text": "the registries" });
    for command in [
        json!({ "type": "add_entry", "kind": "call_to_action", "text": "Meet again", "item": null, "who": "Members", "room": 1 }),
        json!({ "type": "edit_entry", "entry": 2, "revision": 1, "at": 10, "delete": 0, "insert": " in March" }),
        json!({ "type": "describe_entry", "entry": 2, "fact": fact }),
        json!({ "type": "place_entry", "entry": 2, "after": null, "before": null }),
        json!({ "type": "set_chatham", "segment": 3, "on": true }),
        json!({ "type": "add_entry", "kind": "consensus", "text": "The model is worth defending", "item": null }),
        json!({ "type": "set_time_zone", "time_zone": "Asia/Riyadh" }),
        json!({ "type": "assemble_draft" }),
        json!({ "type": "set_draft_line", "line": 1, "state": "dropped", "revision": 1 }),
        json!({ "type": "write_draft_to_report" }),
        json!({ "type": "put_to_consensus", "entries": [1, 2], "live": false }),
    ] {
        rapporteur.does(command).await;
    }
    ana.does(
        json!({ "type": "answer_consensus", "entry": 1, "stance": "object", "why": "Too early" }),
    )
    .await;
    for command in [
        json!({ "type": "close_consensus" }),
        json!({ "type": "sign_block", "block": "takeaways", "signed": true, "revision": 1 }),
    ] {
        let answer = rapporteur.asks(command).await;
        assert_eq!(answer["type"], "done", "{answer}");
    }
}

/// Everything that can happen in a breakout round of two.
async fn runs_a_round(moderator: &mut Person, ana: &mut Person, bao: &mut Person) {
    let settings = json!({
        "prompt": "Why here?", "room_size": 2, "length_ms": 120_000, "rounds": 2,
        "ready_check": true, "tables": "apart",
    });
    moderator
        .does(json!({ "type": "call_round", "settings": settings }))
        .await;
    for person in [&mut *ana, &mut *bao] {
        person
            .does(json!({ "type": "ready_for_round", "ready": true }))
            .await;
    }
    ana.sees("room", |room| room["id"] == 1).await;
    for command in [
        json!({ "type": "say_in_room", "text": "Hello" }),
        json!({ "type": "edit_notes", "revision": 0, "at": 0, "insert": "Trust first" }),
        json!({ "type": "set_room_takeaway", "text": "Start small", "revision": 0 }),
        json!({ "type": "agree_to_be_named", "agrees": true }),
        json!({ "type": "set_contact", "text": "ana at a registry" }),
        json!({ "type": "offer_contact", "person": bao.welcome["you"], "offered": true }),
        json!({ "type": "call_moderator", "calling": true }),
        json!({ "type": "report_person", "person": bao.welcome["you"], "reason": "Too loud" }),
        json!({ "type": "block", "person": bao.welcome["you"], "blocked": true }),
        json!({ "type": "block", "person": bao.welcome["you"], "blocked": false }),
    ] {
        ana.does(command).await;
    }
    for command in [
        json!({ "type": "message_rooms", "text": "Two minutes" }),
        json!({ "type": "visit_room", "room": 1 }),
        json!({ "type": "visit_room", "room": null }),
        json!({ "type": "extend_round", "minutes": 1 }),
        json!({ "type": "set_report_handled", "report": 1, "handled": true }),
        json!({ "type": "set_discussion", "prompt": "What did you learn?" }),
        json!({ "type": "close_room", "room": 1 }),
        json!({ "type": "close_round" }),
        json!({ "type": "next_round" }),
        json!({ "type": "call_off_round" }),
    ] {
        moderator.does(command).await;
    }
}

/// Everything that can happen in a queue, and a poll.
async fn runs_the_floor(moderator: &mut Person, ana: &mut Person, bao: &mut Person) {
    ana.does(json!({ "type": "ask_question", "text": "Who may join?", "language": "en" }))
        .await;
    bao.does(json!({ "type": "ask_question", "text": "Joining: who may?", "comment": true }))
        .await;
    bao.does(json!({ "type": "raise_hand", "note": "As a registry" }))
        .await;
    let chat = json!([
        { "name": "Chi", "text": "When do we meet?", "origin": "online" },
        { "name": "Hub Nairobi", "origin": "hub", "heads": 23 },
    ]);
    for command in [
        json!({ "type": "add_proxies", "entries": chat }),
        json!({ "type": "merge_items", "into": 2, "items": [3] }),
        json!({ "type": "reword_item", "item": 2, "text": "Who may become a member?", "revision": 0 }),
        json!({ "type": "place_item", "item": 6, "after": null, "before": 2, "reason": "time zone" }),
        json!({ "type": "answer_in_text", "item": 5, "from": "approved", "text": "In March." }),
        json!({ "type": "set_segment_order", "segment": 3, "order": { "alternate": true, "first_timers": true, "votes": false } }),
        json!({ "type": "move_item", "item": 4, "from": "approved", "to": "next" }),
        json!({ "type": "set_word_list", "words": ["scam"] }),
        json!({ "type": "set_muted", "person": ana.welcome["you"], "muted": true }),
        json!({ "type": "set_muted", "person": ana.welcome["you"], "muted": false }),
        json!({ "type": "set_banned", "person": 9, "banned": false }),
        json!({ "type": "last_call", "after_ms": 60_000 }),
        json!({ "type": "open_poll", "kind": "agree", "question": "Go on?", "live": false }),
        json!({ "type": "count_hands", "poll": 1, "counts": [4, 1, 0] }),
    ] {
        // Nobody has the number 9, and nothing of that is in the log.
        let unknown = command["person"] == 9;
        let answer = moderator.asks(command).await;
        assert_eq!(answer["type"] == "refused", unknown, "{answer}");
    }
    bao.does(json!({ "type": "confirm_ready", "item": 4 }))
        .await;
    bao.does(json!({ "type": "let_pass", "item": 4 })).await;
    bao.does(json!({ "type": "answer_poll", "poll": 1, "options": [0] }))
        .await;
    moderator
        .does(json!({ "type": "close_poll", "poll": 1 }))
        .await;
    moderator
        .does(json!({ "type": "give_last_word", "item": 4 }))
        .await;
}

/// Every change of a rundown, and everything that can be said to a speaker.
async fn runs_the_rundown(moderator: &mut Person) {
    moderator
        .sees("agenda", |agenda| agenda["running"] == 2)
        .await;
    let mut plan = moderator.view["rundown"]["plans"][1]["plan"].clone();
    let ends_at_ms = moderator.view["agenda"]["planned_end_ms"].as_u64().unwrap();
    plan["speakers"] = json!([{ "name": "Sana Speaker", "minutes": 4 }]);
    plan["notes"] = json!("The second microphone is off");
    let extra = json!({
        "kind": "award", "title": "An award", "minutes": 3, "minutes_min": 2, "minutes_max": 4,
    });
    let speaker = json!({ "type": "speaker", "speaker": 4 });
    for command in [
        json!({ "type": "edit_segment", "segment": 2, "plan": plan, "revision": 1 }),
        json!({ "type": "insert_segment", "plan": extra, "before": 3 }),
        json!({ "type": "move_segment", "segment": 4, "before": 3 }),
        json!({ "type": "skip_segment", "segment": 4, "skipped": true }),
        json!({ "type": "replan" }),
        json!({ "type": "set_end", "ends_at_ms": ends_at_ms + 60_000 }),
        json!({ "type": "remove_segment", "segment": 5 }),
        json!({ "type": "give_voice", "voice": speaker, "seen": null }),
        json!({ "type": "extend_voice", "seen": speaker, "minutes": 1 }),
        json!({ "type": "send_cue", "to": 4, "text": "Closer to the microphone", "tone": "steady" }),
        json!({ "type": "clear_cue", "cue": 1 }),
        json!({ "type": "send_cue", "to": null, "tone": "wrap_up" }),
        json!({ "type": "describe_speaker", "speaker": 4, "origin": "online", "stakeholder_group": "technical_community" }),
        json!({ "type": "add_speaker", "name": "Wen Walks-in", "origin": "room" }),
        json!({ "type": "set_thresholds", "thresholds": [{ "left_ms": 90_000, "text": null, "tone": "steady" }] }),
        json!({ "type": "set_display", "mode": "join" }),
        json!({ "type": "yield_voice", "seen": speaker }),
        json!({ "type": "end_session" }),
        json!({ "type": "reopen_session" }),
    ] {
        moderator.does(command).await;
    }
}
