//! Anonymity that cannot leak: every byte sent and stored is searched for a planted name.

use onefloor_core::report::Report;
use onefloor_core::terms::Role;
use onefloor_documents::{self as documents, Format};
use onefloor_tests::{Person, TestServer};
use serde_json::json;

const HIDDEN: &str = "Zephyrine Quillfeather";

#[tokio::test]
async fn a_name_hidden_from_all_is_in_no_frame_of_others_no_export_and_no_floor_event() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut display = server.joins_as(&session, Role::Display).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut hidden = server.joins(&session, HIDDEN).await;
    let profile = json!({ "name": HIDDEN, "affiliation": "Quillfeather Ltd" });
    hidden
        .does(json!({ "type": "introduce", "profile": profile }))
        .await;
    hidden
        .does(
            json!({ "type": "ask_question", "text": "Who pays?", "anonymity": "hidden_from_all" }),
        )
        .await;
    ana.does(json!({ "type": "vote", "item": 1, "support": true }))
        .await;
    let take = json!({ "type": "take_next", "on_floor": null, "item": null });
    moderator.does(take).await;
    let on_floor = |floor: &serde_json::Value| floor["on_floor"] == 1;
    ana.sees("floor", on_floor).await;
    display.sees("floor", on_floor).await;
    moderator.sees("floor", on_floor).await;
    moderator
        .does(json!({ "type": "move_item", "item": 1, "from": "on_floor", "to": "answered_aloud" }))
        .await;
    let off_floor = |floor: &serde_json::Value| floor["on_floor"].is_null();
    display.sees("floor", off_floor).await;
    for person in [&mut ana, &mut display, &mut moderator] {
        person.settles().await;
    }
    for (who, person) in [
        ("ana", &ana),
        ("display", &display),
        ("moderator", &moderator),
    ] {
        for frame in &person.heard {
            assert!(!frame.contains("Quillfeather"), "{who}: {frame}");
        }
    }
    let report = server
        .look(&session, |_, session| Report::of(session))
        .await;
    let report = report.unwrap();
    for &format in Format::ALL {
        if matches!(format, Format::Docx | Format::Pdf | Format::Zip) {
            // Packed; they are made of what the readable ones are made of.
            continue;
        }
        let document = documents::render(&report, format).unwrap();
        let document = String::from_utf8(document).unwrap();
        assert!(!document.contains("Quillfeather"), "{format:?}");
    }
    // The log knows that somebody of that name is here, and nothing of the floor says it again.
    let batches = server.store.read(&session, 0).await.unwrap();
    let introduced = r#""type":"person_introduced""#;
    for event in batches.iter().flat_map(|batch| &batch.events) {
        let event = serde_json::to_string(event).unwrap();
        assert!(
            !event.contains("Quillfeather") || event.contains(introduced),
            "{event}"
        );
    }
}

#[tokio::test]
async fn a_name_hidden_from_the_public_reaches_staff_alone() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut hidden = server.joins(&session, HIDDEN).await;
    let ask = json!({
        "type": "ask_question", "text": "Who pays?", "anonymity": "hidden_from_public",
    });
    hidden.does(ask).await;
    moderator
        .sees("item/1", |item| item["name"] == HIDDEN)
        .await;
    ana.sees("item/1", |item| item["name"].is_null()).await;
    ana.settles().await;
    for frame in &ana.heard {
        assert!(!frame.contains("Quillfeather"), "{frame}");
    }
}

#[tokio::test]
async fn an_answer_is_joined_with_nobody_by_the_log_and_is_its_persons_own_after_a_restart() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    let mut bao = server.joins(&session, "Bao").await;
    let poll = json!({ "type": "open_poll", "kind": "agree", "question": "Agreed?",
        "options": [], "live": false });
    moderator.does(poll).await;
    ana.does(json!({ "type": "ask_question", "text": "Who loses?",
        "anonymity": "hidden_from_all" }))
        .await;
    let answer = |option: u8| json!({ "type": "answer_poll", "poll": 1, "options": [option] });
    ana.does(answer(0)).await;
    bao.does(answer(1)).await;
    let entry = json!({ "type": "add_entry", "kind": "takeaway", "item": null, "room": null,
        "text": "Small steps." });
    moderator.does(entry).await;
    moderator
        .does(json!({ "type": "put_to_consensus", "entries": [1], "live": false }))
        .await;
    let why = "It costs more than it says.";
    ana.does(json!({ "type": "answer_consensus", "entry": 1, "stance": "object", "why": why }))
        .await;

    let key = server.app.host_key.clone();
    let store = server.store.clone();
    server.stop().await;
    let batches = store.read(&session, 0).await.unwrap();
    // Nothing that stands in one record with what is sealed says whose it is, or when to the second.
    let beside = batches
        .iter()
        .filter(|batch| batch.events.iter().any(onefloor_core::Event::is_sealed));
    for batch in beside {
        let record = serde_json::to_string(batch).unwrap();
        assert!(!record.contains("person"), "{record}");
        assert_eq!(batch.at_ms % 60_000, 0);
    }
    let events = batches.iter().flat_map(|batch| &batch.events);
    let sealed: Vec<serde_json::Value> = events
        .map(|event| serde_json::to_value(event).unwrap())
        .filter(|event| event.to_string().contains("sealed"))
        .collect();
    assert_eq!(sealed.len(), 4);
    assert!(sealed[0]["item"]["asker"].is_null());
    let sealed = &sealed[1..];
    for event in sealed {
        let fields: Vec<&String> = event.as_object().unwrap().keys().collect();
        assert!(
            !fields.iter().any(|field| field.contains("person")),
            "{event}"
        );
    }
    // Not even two answers of one person are joined.
    let by = |at: usize| sealed[at]["by"].as_str().unwrap();
    assert!(by(0) != by(1) && by(0) != by(2));

    // Whoever has the key changes the answer that they gave, and is counted once.
    let server = TestServer::start_over(store, key).await;
    let mut ana = Person::enter(&server.address, &session, None, "Ana", None).await;
    ana.sees("mine/1", |own| own["text"] == "Who loses?").await;
    ana.sees("answer/1", |own| own["options"] == json!([0]))
        .await;
    ana.sees("stance/1", |own| own["why"] == why).await;
    ana.does(answer(1)).await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    moderator
        .sees("tally/1", |poll| {
            poll["answered"] == 2 && poll["result"]["options"][1]["online"] == 2
        })
        .await;
}
