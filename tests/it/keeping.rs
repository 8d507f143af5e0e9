//! What whoever runs a server does to its store, through the binary: backup, restore, check, sessions.

mod backup;
mod damage;
mod erasures;
mod sessions;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Output};

use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor::store::{Answered, Batch, EventStore};
use onefloor_core::Event;
use onefloor_core::ids::PersonId;
use onefloor_tests::work_directory;
use serde_json::Value;
use uuid::Uuid;

use crate::binary::{onefloor, said, serving};
use crate::stop::greeted;

/// Code of the golden hour.
pub(crate) const GOLDEN: &str = "G01DEN";

/// A server that is killed with the test.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    pub(crate) address: String,
    pub(crate) secret: String,
}

impl Running {
    pub(crate) fn on(directory: &Path) -> Self {
        let (child, greeting) = serving(directory);
        let (address, secret) = greeted(&greeting);
        Self {
            child,
            address,
            secret,
        }
    }

    /// The status and the body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (address, secret) = (&self.address, &self.secret);
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             authorization: Bearer {secret}\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command with a data directory, and whatever else.
fn run(arguments: &[&str], directory: &Path) -> Output {
    let mut command = onefloor(arguments);
    command.arg("--data-dir").arg(directory).output().unwrap()
}

/// The same for a command that must go well; what it printed.
fn done(arguments: &[&str], directory: &Path) -> String {
    let output = run(arguments, directory);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The same for one that must be refused; everything that it said.
fn refused(arguments: &[&str], directory: &Path) -> String {
    let output = run(arguments, directory);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output)
}

fn named(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The log of the golden hour, in which each event happens, until its people are taken out of it.
pub(crate) fn golden() -> Vec<Batch> {
    let log = fs::read_to_string(work_directory("server/core/tests/golden/hour.log.jsonl"));
    let log = log.unwrap();
    let steps = log.lines().map(|line| {
        let step: Value = serde_json::from_str(line).unwrap();
        let events = step["events"].as_array().into_iter().flatten();
        let events: Vec<Event> = events
            .map(|event| serde_json::from_value(event.clone()).unwrap())
            .collect();
        (step["at_ms"].as_u64().unwrap(), events)
    });
    let steps = steps.filter(|(_, events)| !events.is_empty());
    let is_kept = |event: &Event| !matches!(event, Event::Privacy(_));
    let steps = steps.take_while(|(_, events)| events.iter().all(is_kept));
    let batch = |((at_ms, events), version): ((u64, Vec<Event>), u64)| Batch {
        version,
        at_ms,
        answered: vec![Answered::of(
            PersonId(1),
            Uuid::from_u128(u128::from(version)),
        )],
        events,
    };
    steps.zip(1..).map(batch).collect()
}

/// A data directory that a server has left, with the golden hour, its copy under another code, and
/// a key.
async fn kept(directory: &Path, codes: &[&str]) {
    drop(Running::on(directory));
    let store = SqliteStore::open(&directory.join(FILE_NAME)).unwrap();
    for code in codes {
        for batch in golden() {
            store.append(code, batch).await.unwrap();
        }
    }
    store.close().await.unwrap();
}

/// Changes something in a store behind its back.
fn tampered(directory: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(directory.join(FILE_NAME)).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
}

/// A command that whoever reads its output leaves at once, as `head` does.
#[tokio::test]
async fn commands_end_without_a_word_when_nobody_reads_them() {
    let directory = tempfile::tempdir().unwrap();
    kept(directory.path(), &[GOLDEN]).await;
    let backup = directory.path().join("backup");
    let page = work_directory("tests/fixtures/pages/2024_launch_award_128.txt");
    let commands = [
        vec!["sessions", "list"],
        vec!["sessions", "list", "--json"],
        vec!["sessions", "export", GOLDEN],
        vec!["report", GOLDEN],
        vec!["report", GOLDEN, "--format", "pdf"],
        vec!["check"],
        vec!["host-link"],
        vec!["backup", named(&backup)],
        vec!["rotate-key"],
    ];
    let mut all = Vec::new();
    for arguments in &commands {
        let mut command = onefloor(arguments);
        command.arg("--data-dir").arg(directory.path());
        all.push(command);
    }
    let mut read_page = onefloor(&["read-page"]);
    read_page.arg(&page);
    all.push(read_page);
    for mut command in all {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        command.stdout(writer);
        let output = command.output().unwrap();
        let said = (output.status.code(), said(&output));
        assert_eq!(said, (Some(141), String::new()), "{command:?}");
    }
    // What was done before it was said is done, and what would have been said first is not.
    done(&["check", named(&backup)], directory.path());
}
