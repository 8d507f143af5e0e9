//! A store that has lost something: it is said, and no session is shorter in silence.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use onefloor::data_directory::{DataDirectory, OnDamage};
use onefloor::store::memory::MemoryStore;
use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor::store::{Check, EventStore, Integrity, StoreError};
use onefloor_tests::{Person, TestServer, hello};

use super::{GOLDEN, Running, done, golden, kept, named, refused, tampered};
use crate::binary::onefloor;
use crate::http::ask;

/// What can be lost of a log, what does it, and what is said.
const LOST: [(&str, &str, &str); 6] = [
    (
        "AB0001",
        "DELETE FROM batches WHERE session = 'AB0001' AND version BETWEEN 14 AND 25",
        "versions 14 to 25 are missing",
    ),
    (
        "AB0002",
        "DELETE FROM batches WHERE session = 'AB0002' AND version > 30",
        "versions 31 to",
    ),
    (
        "AB0003",
        "DELETE FROM batches WHERE session = 'AB0003'",
        "versions 1 to",
    ),
    (
        "AB0004",
        "UPDATE batches SET record = replace(record, 'A launch', 'B launch')
         WHERE session = 'AB0004' AND version = 1",
        "the record of version 1 is not what was written",
    ),
    (
        "AB0005",
        "DELETE FROM sessions WHERE session = 'AB0005'",
        "it is missing in the list of sessions",
    ),
    (
        "AB0006",
        "UPDATE batches SET record = x'00ff' WHERE session = 'AB0006' AND version = 7",
        "the record of version 7 is not what was written",
    ),
];

#[tokio::test]
async fn a_session_that_lost_something_is_refused_by_name_and_the_others_are_served() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    let codes: Vec<_> = LOST
        .iter()
        .map(|(code, ..)| *code)
        .chain([GOLDEN])
        .collect();
    kept(&directory, &codes).await;
    done(&["check"], &directory);
    for (_, sql, _) in LOST {
        tampered(&directory, sql);
    }
    let said = refused(&["check"], &directory);
    let list = done(&["sessions", "list"], &directory);
    for (code, _, what) in LOST {
        let line = format!("session {code}: {what}");
        assert!(said.contains(&line), "{line} in {said}");
        let mut lines = list.lines();
        let listed = lines.find(|line| line.starts_with(code)).unwrap();
        assert!(listed.contains("damaged"), "{listed}");
        // Nothing makes a document of a part.
        let refusal = refused(&["report", code], &directory);
        assert!(refusal.contains(what), "{refusal}");
        let refusal = refused(&["sessions", "export", code], &directory);
        assert!(refusal.contains(what), "{refusal}");
    }
    assert!(
        said.contains("6 sessions are damaged of 7 sessions"),
        "{said}"
    );
    let server = Running::on(&directory);
    for (code, ..) in LOST {
        let (status, body) = server.get(&format!("/api/sessions/{code}"));
        assert_eq!(status, 500);
        assert!(body.contains(r#""reason":"session_damaged""#), "{body}");
        let mut screen = Person::connect(&server.address).await;
        screen.send(&hello(code, None, "Ana", None)).await;
        let closed = screen.is_closed().await;
        assert_eq!(closed, (4500, "session_damaged".to_owned()));
    }
    Person::enter(&server.address, GOLDEN, None, "Ana", None).await;
    drop(server);
    // Nor does a damaged one keep a stolen key alive.
    let said = done(&["rotate-key", "--yes"], &directory);
    assert!(said.contains(GOLDEN) && !said.contains("AB0001"), "{said}");
}

/// The log of a server on a directory, until a line of it holds something.
fn logs(directory: &Path, arguments: &[&str], awaited: &str) -> Vec<String> {
    let mut command = onefloor(arguments);
    command.args(["--listen", "127.0.0.1:0", "--data-dir"]);
    command.arg(directory).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let (heard, lines) = mpsc::channel();
    let output = BufReader::new(child.stderr.take().unwrap());
    std::thread::spawn(move || {
        output
            .lines()
            .try_for_each(|line| heard.send(line.unwrap()))
    });
    let mut said = Vec::new();
    let deadline = Instant::now() + Duration::from_secs(10);
    while !said
        .last()
        .is_some_and(|line: &String| line.contains(awaited))
    {
        match lines.recv_timeout(deadline - Instant::now()) {
            Ok(line) => said.push(line),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    child.wait().unwrap();
    let is_there = said.last().is_some_and(|line| line.contains(awaited));
    assert!(is_there, "{said:#?}");
    said
}

#[tokio::test]
async fn a_damaged_store_says_so_when_it_is_opened() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &["AB0001", GOLDEN]).await;
    logs(&directory, &[], "all sessions are whole");
    tampered(&directory, LOST[0].1);
    let lines = logs(&directory, &[], "onefloor check").join("\n");
    assert!(lines.contains("versions 14 to 25 are missing"), "{lines}");
    // A key that is gone takes every link with it.
    fs::remove_file(directory.join("host.key")).unwrap();
    let said = refused(&["check"], &directory);
    assert!(said.contains("host.key cannot be read"), "{said}");
    logs(&directory, &[], "host.key is missing beside the sessions");
}

/// Clears a page in the midst of the first session's log.
fn break_a_page(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let leaf = bytes.chunks(4096).skip(4).position(|page| page[0] == 10);
    bytes[4096 * (4 + leaf.unwrap())..][..4096].fill(0);
    fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn a_store_with_damaged_pages_is_served_only_by_those_who_know() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &["AB0001", GOLDEN]).await;
    let file = directory.join(FILE_NAME);
    break_a_page(&file);
    let refusal = refused(&["serve", "--listen", "127.0.0.1:0"], &directory);
    assert!(refusal.contains("the store is damaged"), "{refusal}");
    assert!(refusal.contains("--serve-damaged"), "{refusal}");
    let said = refused(&["check"], &directory);
    let damaged = said.lines().filter(|line| line.starts_with("session "));
    assert_eq!(damaged.count(), 1, "{said}");
    let (whole, lost) = match said.contains("session AB0001") {
        true => (GOLDEN, "AB0001"),
        false => ("AB0001", GOLDEN),
    };
    assert!(!done(&["report", whole], &directory).is_empty());
    // What is whole comes away from what is not.
    let (backup, to) = (parent.path().join("backup"), parent.path().join("to"));
    let said = refused(&["backup", named(&backup)], &directory);
    assert!(said.contains("was written"), "{said}");
    done(&["restore", named(&backup)], &to);
    let said = refused(&["check"], &to);
    assert!(said.contains(&format!("session {lost}: ")), "{said}");
    assert!(!said.contains(&format!("session {whole}: ")), "{said}");
    let server = Running::on(&to);
    Person::enter(&server.address, whole, None, "Ana", None).await;
    let store = SqliteStore::open(&file).unwrap();
    assert!(matches!(
        store.read(lost, 0).await,
        Err(StoreError::Damaged(_))
    ));
    assert_eq!(store.read(whole, 0).await.unwrap(), golden());
    // What can be written is written.
    let next = golden().len() as u64 + 1;
    let batch = crate::stores::batch(next);
    store.append(whole, batch).await.unwrap();
    store.close().await.unwrap();
    logs(&directory, &["--serve-damaged"], "is served all the same");
}

#[tokio::test]
async fn a_large_store_is_served_while_it_is_checked_and_what_is_found_is_said() {
    let directory = tempfile::tempdir().unwrap();
    kept(directory.path(), &["AB0001", GOLDEN]).await;
    break_a_page(&directory.path().join(FILE_NAME));
    // As if the look took longer than a start waits for it.
    let data = DataDirectory::open_within(directory.path(), OnDamage::Refuse, None).unwrap();
    let (store, key) = (data.store.clone(), data.host_key.clone());
    let server = TestServer::start_checked(store, key, data.check.clone()).await;
    let found = data.check.within(Duration::from_secs(10));
    assert!(matches!(found, Integrity::Damaged(_)), "{found:?}");
    let ready = ask(&server, "GET /readyz", None, "").await;
    let said = (ready.status, ready.body.as_str());
    assert_eq!(said, (200, "ready, and the store is damaged"));
    let mut statuses = Vec::new();
    for code in ["AB0001", GOLDEN] {
        let face = format!("GET /api/sessions/{code}");
        statuses.push(ask(&server, &face, None, "").await.status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 500]);
    server.stop().await;
    data.close().await.unwrap();
}

#[tokio::test]
async fn a_server_says_that_its_store_is_being_checked() {
    let (store, key) = (MemoryStore::default(), HostKey::random());
    let check = Check::of(Integrity::Unknown);
    let server = TestServer::start_checked(Arc::new(store), key, check).await;
    let ready = ask(&server, "GET /readyz", None, "").await;
    let said = (ready.status, ready.body.as_str());
    assert_eq!(said, (200, "ready, and the store is being checked"));
}

#[tokio::test]
async fn a_server_is_not_ready_when_nothing_can_be_stored() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&directory.path().join(FILE_NAME)).unwrap();
    let store = std::sync::Arc::new(store);
    let server = TestServer::start_over(store.clone(), HostKey::random()).await;
    assert_eq!(ask(&server, "GET /readyz", None, "").await.status, 200);
    store.close().await.unwrap();
    let answer = ask(&server, "GET /readyz", None, "").await;
    let said = (answer.status, answer.body.as_str());
    assert_eq!(said, (503, "not ready: nothing can be stored"));
    assert_eq!(ask(&server, "GET /healthz", None, "").await.status, 200);
}

#[tokio::test]
async fn a_store_of_the_first_layout_is_taken_over_with_all_that_is_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join(FILE_NAME);
    let first = "CREATE TABLE batches (
            session TEXT NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL,
            record TEXT NOT NULL, PRIMARY KEY (session, version)
        ) WITHOUT ROWID;
        PRAGMA user_version = 1;";
    tampered(directory.path(), first);
    let connection = rusqlite::Connection::open(&file).unwrap();
    for code in [GOLDEN, "AB0001"] {
        for batch in golden() {
            let record = serde_json::to_string(&batch).unwrap();
            let (version, at_ms) = (batch.version as i64, batch.at_ms as i64);
            let insert = "INSERT INTO batches VALUES (?1, ?2, ?3, ?4)";
            let row = (code, version, at_ms, record);
            connection.execute(insert, row).unwrap();
        }
    }
    connection.close().unwrap();
    tampered(directory.path(), LOST[0].1);
    // Read as it is, before a server has changed it.
    assert!(!done(&["report", GOLDEN], directory.path()).is_empty());
    let refusal = refused(&["report", "AB0001"], directory.path());
    assert!(refusal.contains(LOST[0].2), "{refusal}");
    let store = SqliteStore::open(&file).unwrap();
    assert_eq!(store.read(GOLDEN, 0).await.unwrap(), golden());
    let lost = store.read("AB0001", 0).await;
    assert!(matches!(lost, Err(StoreError::Damaged(_))), "{lost:?}");
    assert_eq!(store.list().await.unwrap().len(), 2);
    let next = golden().len() as u64 + 1;
    store
        .append(GOLDEN, crate::stores::batch(next))
        .await
        .unwrap();
    store.close().await.unwrap();
}
