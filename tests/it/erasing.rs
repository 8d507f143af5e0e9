//! What is erased is nowhere: every byte on the disk, on the wire and in the log is searched for words
//! that somebody planted.

mod planted;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::journal;
use onefloor::store::memory::MemoryStore;
use onefloor::store::{Batch, EventStore};
use onefloor_core::privacy;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer};
use serde_json::json;
use tokio::time::timeout;

pub(crate) use self::planted::{DAY, NAME, PLANTED, Process, files_in, holding, plants};
use self::planted::{heard, holds};
use crate::binary::{onefloor, said};

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_erases_themselves_is_on_no_disk_no_wire_and_in_no_log() {
    let parent = tempfile::tempdir().unwrap();
    let (data, logs) = (parent.path().join("data"), parent.path().join("logs"));
    fs::create_dir(&logs).unwrap();
    let server = Process::on(&data, &logs.join("log"));
    let (code, secret_of) = server.session();
    let enter = async |role: Option<&str>, name: &str| {
        let secret = role.map(&secret_of);
        Person::enter(&server.address, &code, secret.as_deref(), name, None).await
    };
    let mut moderator = enter(Some("organiser"), "Mo").await;
    assert_eq!(moderator.welcome["operator"], "A test, at test@example.org");
    assert_eq!(moderator.welcome["retention_days"], 30);
    let mut display = enter(Some("display"), "").await;
    let mut ben = enter(None, "Ben").await;
    ben.does(json!({ "type": "introduce", "profile": { "name": "Ben" } }))
        .await;
    let mut zeph = enter(None, NAME).await;
    moderator.sees("presence", |here| here["online"] == 2).await;
    plants(&mut zeph, &mut ben, &mut moderator).await;
    // They see all of it first.
    let told = zeph.is_told(json!({ "type": "my_data" })).await;
    let data_of = &told["data"];
    let whole = data_of.to_string();
    for word in [
        "Quillfeather",
        "Quillworks",
        "quillhobby",
        "audits the quillmasters",
        "bribed the quill",
        "quillnote",
        "quillchat",
        "quillletters",
        "quill@post",
        "quillrude",
        "quillreason",
    ] {
        assert!(whole.contains(word), "{word} in {whole}");
    }
    assert_eq!(data_of["told_about"], 1);
    assert!(!whole.contains("Sold me"), "{whole}");
    assert!(!holding(&data, PLANTED).is_empty());
    zeph.does(json!({ "type": "erase_me" })).await;
    assert_eq!(zeph.is_closed().await, (4406, "erased".to_owned()));
    moderator
        .sees("item/1", |item| item["erased"] == true)
        .await;
    for person in [&mut moderator, &mut ben] {
        person.settles().await;
        person.heard.clear();
    }
    display.sees("item/1", |item| item["erased"] == true).await;
    display.heard.clear();
    // Whoever looks from now on finds nothing of them; and neither does whoever was there.
    let mut late = enter(None, "Late").await;
    let mut again = enter(Some("organiser"), "Mo").await;
    for person in [&mut late, &mut again, &mut ben] {
        person.settles().await;
    }
    let secret = secret_of("organiser");
    let documents = server.documents(&code, &secret);
    let sealed = |text: &str| {
        text.replace("Who bribed the quillmasters?", "")
            .replace("quillreason", "")
    };
    for (who, person) in [
        ("late", &late),
        ("again", &again),
        ("ben", &ben),
        ("display", &display),
    ] {
        // What they said sealed goes by itself a little later, and is nobody's meanwhile.
        let frames = person.heard.iter().map(|frame| sealed(frame));
        let frames: Vec<_> = frames
            .filter(|frame| holds(frame.as_bytes(), PLANTED))
            .collect();
        assert_eq!(frames, [""; 0], "{who}");
    }
    for (name, document) in documents {
        let tells = holds(sealed(&document).as_bytes(), PLANTED);
        assert!(!tells, "{name}: {document}");
    }
    assert_eq!(ben.view["me"]["contacts"], json!([]));
    let notes = again
        .view
        .keys()
        .filter(|key| key.starts_with("draft/"))
        .count();
    assert_eq!(notes, 0, "the draft says what was asked");
    drop((moderator, display, ben, late, again));
    // While the server runs, the files are scrubbed by themselves.
    let named = [
        "Quillfeather",
        "Quillworks",
        "audits",
        "quillchat",
        "quill@post",
    ];
    let is_anywhere = || named.iter().any(|word| !holding(&data, word).is_empty());
    let scrubbed = async {
        while is_anywhere() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(60), scrubbed).await.unwrap();
    server.stops();
    assert_eq!(holding(&data, PLANTED), [""; 0].map(PathBuf::from));
    assert_eq!(holding(&logs, PLANTED), [""; 0].map(PathBuf::from));
    // After a restart, in what is exported, and in a backup.
    let run = |arguments: &[&str]| {
        let output = onefloor(arguments)
            .arg("--data-dir")
            .arg(&data)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
        output.stdout
    };
    let backup = parent.path().join("backup");
    let exported = run(&["sessions", "export", &code]);
    let report = run(&["report", &code, "--format", "json"]);
    run(&["backup", backup.to_str().unwrap()]);
    for bytes in [exported, report, fs::read(&backup).unwrap()] {
        assert!(!holds(&bytes, PLANTED));
    }
    run(&["check"]);
    let server = Process::on(&data, &logs.join("log"));
    let secret = Some(secret.as_str());
    let mut moderator = Person::enter(&server.address, &code, secret, "Mo", None).await;
    moderator.settles().await;
    assert_eq!(heard(&moderator, PLANTED), 0);
    assert_eq!(moderator.view["item/2"]["state"], "withdrawn");
    moderator.sees("presence", |here| here["staff"] == 1).await;
    let mut zeph = Person::enter(&server.address, &code, None, NAME, None).await;
    zeph.settles().await;
    assert!(zeph.view["me"]["profile"]["name"].is_null());
}

/// Minutes pass, and what is due by then is done.
async fn pass(server: &TestServer, session: &str, by: Duration) {
    server.app.clock.advance(by);
    server.look(session, |_, _| ()).await;
    server.look(session, |_, _| ()).await;
}

#[tokio::test]
async fn what_was_said_sealed_goes_minutes_later_in_records_of_its_own() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ana = server.joins(&session, "Ana").await;
    for text in ["Who pays?", "Who loses?"] {
        ana.does(json!({ "type": "ask_question", "text": text, "anonymity": "hidden_from_all" }))
            .await;
    }
    ana.does(json!({ "type": "erase_me" })).await;
    ana.closed().await;
    moderator
        .sees("item/1", |item| item["state"] == "approved")
        .await;
    pass(&server, &session, Duration::from_secs(59)).await;
    let version = server.store.read(&session, 0).await.unwrap().len();
    // Whoever stays in between is in between in the log too.
    moderator
        .does(json!({ "type": "set_display", "mode": "join" }))
        .await;
    pass(&server, &session, Duration::from_secs(300)).await;
    moderator
        .sees("item/2", |item| item["erased"] == true)
        .await;
    assert_eq!(moderator.view["item/1"]["state"], "withdrawn");
    let batches = server.store.read(&session, 0).await.unwrap();
    let is_sealed = |batch: &&Batch| batch.events.iter().any(onefloor_core::Event::is_sealed);
    let last = batches.iter().rfind(is_sealed).unwrap();
    assert!(last.version > version as u64 + 1);
    let record = serde_json::to_string(last).unwrap();
    assert!(
        !record.contains("person") && last.at_ms % 60_000 == 0,
        "{record}"
    );
    let whole = serde_json::to_string(&batches).unwrap();
    assert!(!whole.contains("Who pays?") && !whole.contains("Who loses?"));
}

#[tokio::test]
async fn whoever_erases_themselves_while_the_log_rests_is_out_of_it_when_it_has_rested() {
    let directory = tempfile::tempdir().unwrap();
    let key = HostKey::random();
    let server = TestServer::start_in(directory.path(), key, Clock::default()).await;
    let session = server.session().await;
    let word = |at: usize| format!("quillword{at}");
    let mut people = Vec::new();
    for at in 0..5 {
        let mut person = server.joins(&session, &format!("Person {at}")).await;
        let text = format!("Who said {}?", word(at));
        person
            .does(json!({ "type": "ask_question", "text": text, "anonymity": "named" }))
            .await;
        people.push(person);
    }
    // A rewrite takes its time, and the next one waits a multiple of that: these come meanwhile.
    for person in &mut people {
        person.does(json!({ "type": "erase_me" })).await;
    }
    let is_left = async || {
        let log = server.store.read(&session, 0).await.unwrap();
        let log = serde_json::to_string(&log).unwrap();
        (0..5).any(|at| log.contains(&word(at)))
    };
    let gone = async {
        while is_left().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(90), gone).await.unwrap();
}

#[tokio::test]
async fn a_server_that_stops_erases_at_once_what_was_said_sealed() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = server.joins(&session, "Ana").await;
    ana.does(
        json!({ "type": "ask_question", "text": "Who pays?", "anonymity": "hidden_from_all" }),
    )
    .await;
    ana.does(json!({ "type": "erase_me" })).await;
    server.app.registry.settle().await;
    let batches = server.store.read(&session, 0).await.unwrap();
    assert!(
        !serde_json::to_string(&batches)
            .unwrap()
            .contains("Who pays?")
    );
}

#[tokio::test]
async fn a_log_that_a_crash_left_as_it_was_is_written_anew_by_whoever_wakes_it() {
    let store: Arc<dyn EventStore> = Arc::new(MemoryStore::default());
    let key = HostKey::random();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let session = server.session().await;
    let mut ana = server.joins(&session, NAME).await;
    let person = serde_json::from_value(ana.welcome["you"].clone()).unwrap();
    ana.does(json!({ "type": "ask_question", "text": "Who audits quills?" }))
        .await;
    server.stop().await;
    let batches = store.read(&session, 0).await.unwrap();
    let last = batches.last().unwrap();
    let (version, at_ms) = (last.version + 1, last.at_ms);
    let erased = privacy::Event::PersonErased { person, at_ms };
    let batch = Batch {
        version,
        at_ms,
        answered: Vec::new(),
        events: vec![erased.into()],
    };
    store.append(&session, batch).await.unwrap();
    let server = TestServer::start_over(Arc::clone(&store), key.clone()).await;
    let mut ben = server.joins(&session, "Ben").await;
    ben.settles().await;
    let batches = store.read(&session, 0).await.unwrap();
    assert!(!holds(
        serde_json::to_string(&batches).unwrap().as_bytes(),
        PLANTED
    ));
    server.stop().await;
    // The same for a session whose deletion was decided and not done.
    let last = store.read(&session, 0).await.unwrap().pop().unwrap();
    let (version, at_ms) = (last.version + 1, last.at_ms);
    let batch = Batch {
        version,
        at_ms,
        answered: Vec::new(),
        events: vec![privacy::Event::SessionDeleted { at_ms }.into()],
    };
    store.append(&session, batch).await.unwrap();
    let server = TestServer::start_over(Arc::clone(&store), key).await;
    assert!(server.app.registry.open(&session).await.is_err());
    assert_eq!(store.read(&session, 0).await, Ok(vec![]));
}

#[tokio::test]
async fn a_deleted_session_tells_everybody_and_is_nowhere() {
    let directory = tempfile::tempdir().unwrap();
    let clock = Clock::default();
    let server = TestServer::start_in(directory.path(), HostKey::random(), clock).await;
    let (session, other) = (server.session().await, server.session().await);
    let mut organiser = server.joins_as(&session, Role::Organiser).await;
    let mut moderator = server.joins_as(&session, Role::Moderator).await;
    let mut ben = server.joins(&session, "Ben").await;
    let mut zeph = server.joins(&session, NAME).await;
    moderator
        .sees("presence", |here| here["taking_part"] == 2)
        .await;
    plants(&mut zeph, &mut ben, &mut organiser).await;
    let delete = |confirm: &str| json!({ "type": "delete_session", "confirm": confirm });
    assert_eq!(moderator.is_refused(delete(&session)).await, "not_allowed");
    assert_eq!(
        organiser.is_refused(delete(&other)).await,
        "confirmation_wrong"
    );
    let typed = format!("{}-{}", &session[..3], &session[3..]).to_lowercase();
    organiser.does(delete(&typed)).await;
    for person in [&mut organiser, &mut moderator, &mut ben, &mut zeph] {
        assert_eq!(person.is_closed().await, (4411, "deleted".to_owned()));
    }
    // Its actor does that behind the last word to everybody.
    let is_gone = async {
        while server.app.registry.open(&session).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), is_gone).await.unwrap();
    server.app.registry.scrub().await;
    assert_eq!(
        holding(directory.path(), PLANTED),
        [""; 0].map(PathBuf::from)
    );
    let journal = directory.path().join(journal::FILE_NAME);
    assert_eq!(holding(directory.path(), &session), [journal]);
    // The others are as they were.
    server.joins(&other, "Ben").await;
}
