//! A session as a file: what goes out comes in again, and what does not come in is refused by the
//! field that is wrong.

use onefloor::http::upload::{self, Refusal};
use onefloor::protocol::http::HttpRefusal;
use onefloor::store::EventStore;
use onefloor::store::memory::MemoryStore;
use onefloor_core::about::file::SessionFile;
use onefloor_core::terms::Role;
use onefloor_core::{Rejection, Session};
use onefloor_tests::TestServer;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::http::ask;
use crate::keeping::{GOLDEN, golden};

/// The files of the golden hour, as they go out after each batch of it.
fn files() -> Vec<Value> {
    let mut session = Session::default();
    let mut files = Vec::new();
    for batch in golden() {
        for event in &batch.events {
            session.evolve(event);
        }
        let file = SessionFile::of(&session.about, &session.agenda, &session.links);
        files.extend(file.map(|file| serde_json::to_value(file).unwrap()));
    }
    files.dedup();
    files
}

fn read(file: &Value) -> Result<onefloor_core::about::SessionPlan, Refusal> {
    upload::form(file.to_string().as_bytes())
}

#[tokio::test]
async fn the_file_of_a_played_session_makes_another_one_with_the_same_file() {
    let store = Arc::new(MemoryStore::default());
    for batch in golden() {
        store.append(GOLDEN, batch).await.unwrap();
    }
    let server = TestServer::start_over(store, onefloor::auth::HostKey::random()).await;
    let host = server.app.host_key.host_secret();
    let exported = async |code: &str| {
        let organiser = server.secret(code, Role::Organiser).await;
        let path = format!("GET /api/sessions/{code}/plan.json");
        let file = ask(&server, &path, Some(&organiser), "").await;
        assert_eq!(file.status, 200, "{}", file.body);
        file.body
    };
    let file = exported(GOLDEN).await;
    let made = ask(&server, "POST /api/sessions", Some(&host), &file).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let code = made.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(exported(&code).await, file);
}

#[test]
fn every_file_that_goes_out_in_the_hour_comes_in_again() {
    let files = files();
    assert!(files.len() > 5, "{}", files.len());
    for file in files {
        let read = read(&file);
        assert!(read.is_ok(), "{read:?} of {file:#}");
    }
}

/// Every value of a file, by its path as a refusal writes it and as JSON is looked into.
fn places(value: &Value, path: &str, pointer: &str, found: &mut Vec<(String, String)>) {
    found.push((path.to_owned(), pointer.to_owned()));
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{name}");
                places(field, &path, &format!("{pointer}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                let path = format!("{path}[{at}]");
                places(entry, &path, &format!("{pointer}/{at}"), found);
            }
        }
        _ => {}
    }
}

/// Whether a refusal tells somebody where to look.
fn names(refusal: &Refusal, path: &str) -> bool {
    let Some(named) = refusal.path() else {
        return false;
    };
    if path.starts_with(named) || named.starts_with(path) {
        return true;
    }
    match refusal {
        // One name is another one's: it is the other one that nobody bears any more.
        Refusal::Bound(refused) => {
            matches!(refused.rejection, Rejection::SpeakerUnknown { .. })
                && named.starts_with("agenda[")
        }
        // What the whole lacks, or has too much, is named in the detail.
        Refusal::File(HttpRefusal::FileField { detail, .. }) => {
            named == "." && path.split(['.', '[']).any(|part| detail.contains(part))
        }
        Refusal::File(_) => false,
    }
}

#[test]
fn what_does_not_come_in_is_refused_by_the_field_that_is_wrong() {
    let files = files();
    let file = files.last().unwrap();
    let mut all = Vec::new();
    places(file, "", "", &mut all);
    let odd = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{202e}odd"),
        json!("x".repeat(30_000)),
        json!([]),
        json!([0]),
        json!({ "x": 1 }),
    ];
    let mut refused = 0;
    for (path, pointer) in all.iter().skip(1) {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut without = file.clone();
        if let Some(fields) = without.pointer_mut(parent).unwrap().as_object_mut() {
            fields.remove(name);
            if let Err(refusal) = read(&without) {
                assert!(names(&refusal, path), "without {path}: {refusal:?}");
            }
        }
        let mut besides = file.clone();
        if let Some(fields) = besides.pointer_mut(pointer).unwrap().as_object_mut() {
            fields.insert("besides".to_owned(), json!(1));
            if let Err(refusal) = read(&besides) {
                assert_eq!(refusal.path(), Some(&*format!("{path}.besides")));
            }
        }
        for value in &odd {
            let mut changed = file.clone();
            *changed.pointer_mut(pointer).unwrap() = value.clone();
            if let Err(refusal) = read(&changed) {
                refused += 1;
                assert!(names(&refusal, path), "{path} {value:.40}: {refusal:?}");
            }
        }
    }
    assert!(refused > 1_000, "{refused}");
}
