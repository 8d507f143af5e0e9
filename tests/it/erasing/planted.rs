//! Words that somebody plants wherever one can say something, and the search for them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use onefloor_documents::Format;
use onefloor_tests::{Person, plan};
use serde_json::{Value, json};

use crate::binary::{greeting, onefloor};
use crate::stop::{greeted, request};

/// In every word that is planted.
pub(crate) const PLANTED: &str = "quill";
/// Who plants them.
pub(crate) const NAME: &str = "Zephyrine Quillfeather";
pub(crate) const DAY: Duration = Duration::from_secs(24 * 3_600);

/// A server in a process of its own that says all that it has to say to a file.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: String,
    secret: String,
}

impl Process {
    pub(crate) fn on(directory: &Path, log: &Path) -> Self {
        let log = File::options().create(true).append(true).open(log).unwrap();
        let mut command = onefloor(&["--listen", "127.0.0.1:0", "--operator"]);
        command.arg("A test, at test@example.org");
        command.args(["--retention-days", "30"]);
        command.arg("--data-dir").arg(directory);
        command.env("RUST_LOG", "trace");
        command.stdout(Stdio::piped()).stderr(Stdio::from(log));
        let mut child = command.spawn().unwrap();
        let greeting = greeting(&mut child, directory);
        let (address, secret) = greeted(&greeting);
        Self {
            child,
            address,
            secret,
        }
    }

    /// Asks for something over HTTP; the body of the answer.
    pub(crate) fn asks(&self, line: &str, secret: &str, body: &str) -> String {
        let answer = request(&self.address, line, secret, body);
        assert!(answer.starts_with("HTTP/1.1 2"), "{line}: {answer}");
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    /// The documents of a session that can be searched, each with its name. The others are packed; they are
    /// made of what these are made of.
    pub(crate) fn documents(&self, code: &str, secret: &str) -> Vec<(&'static str, String)> {
        let packed = [Format::Docx, Format::Pdf, Format::Zip];
        let readable = Format::ALL.iter().filter(|it| !packed.contains(it));
        let asked = readable.map(|format| {
            let extension = format.extension();
            let line = format!("GET /api/sessions/{code}/report.{extension}");
            (extension, self.asks(&line, secret, ""))
        });
        asked.collect()
    }

    /// A session; its code, and a secret for each role.
    pub(crate) fn session(&self) -> (String, impl Fn(&str) -> String + use<>) {
        let plan = serde_json::to_string(&plan()).unwrap();
        let made = self.asks("POST /api/sessions", &self.secret, &plan);
        let made: Value = serde_json::from_str(&made).unwrap();
        let code = made["code"].as_str().unwrap().to_owned();
        let secret_of = move |role: &str| {
            let mut links = made["links"].as_array().unwrap().iter();
            let holds = |link: &&Value| link["roles"].as_array().unwrap().contains(&role.into());
            let link = links.find(holds).unwrap();
            link["secret"].as_str().unwrap().to_owned()
        };
        (code, secret_of)
    }

    pub(crate) fn stops(mut self) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn holds(bytes: &[u8], word: &str) -> bool {
    let is_it = |window: &[u8]| window.eq_ignore_ascii_case(word.as_bytes());
    bytes.windows(word.len()).any(is_it)
}

/// Every file in a directory, and in those in it.
pub(crate) fn files_in(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    let entries = entries.map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| match path.is_dir() {
        true => files_in(&path),
        false => vec![path],
    });
    files.collect()
}

/// Files of a directory in which a word stands.
pub(crate) fn holding(directory: &Path, word: &str) -> Vec<PathBuf> {
    let files = files_in(directory).into_iter();
    files
        .filter(|file| holds(&fs::read(file).unwrap(), word))
        .collect()
}

/// Frames that somebody has heard with a word in them.
pub(crate) fn heard(person: &Person, word: &str) -> usize {
    let frames = person.heard.iter();
    frames.filter(|frame| holds(frame.as_bytes(), word)).count()
}

/// Somebody says something wherever one can say something; `ben` sits with them.
pub(crate) async fn plants(zeph: &mut Person, ben: &mut Person, moderator: &mut Person) {
    let profile = json!({
        "name": NAME, "affiliation": "Quillworks", "languages": ["cy"], "about": "quillhobby",
        "stakeholder_group": "civil_society", "region": "african",
    });
    let introduced = zeph
        .asks(json!({ "type": "introduce", "profile": profile }))
        .await;
    assert_eq!(introduced["type"], "done", "{introduced}");
    let ask = |text: &str, anonymity: &str| json!({ "type": "ask_question", "text": text, "anonymity": anonymity });
    zeph.does(ask("Who audits the quillmasters?", "named"))
        .await;
    zeph.does(ask("Who bribed the quillmasters?", "hidden_from_all"))
        .await;
    zeph.does(json!({ "type": "raise_hand", "note": "quillnote" }))
        .await;
    let wording = json!({ "type": "reword_item", "item": 1, "text": "Who watches quillmasters?",
        "revision": 0 });
    moderator.does(wording).await;
    let answer = json!({ "type": "answer_in_text", "item": 1, "from": "approved",
        "text": "Everybody." });
    moderator.does(answer).await;
    let settings = json!({ "prompt": "Why here?", "room_size": 3, "length_ms": 600_000 });
    moderator
        .does(json!({ "type": "call_round", "settings": settings }))
        .await;
    for person in [&mut *zeph, &mut *ben] {
        person.sees("room", |room| !room["members"].is_null()).await;
    }
    let (them, other) = (zeph.welcome["you"].clone(), ben.welcome["you"].clone());
    for command in [
        json!({ "type": "say_in_room", "text": "quillchat" }),
        json!({ "type": "edit_notes", "revision": 0, "at": 0, "insert": "quillletters" }),
        json!({ "type": "set_contact", "text": "quill@post.example" }),
        json!({ "type": "offer_contact", "person": other, "offered": true }),
        json!({ "type": "report_person", "person": other, "reason": "quillrude" }),
    ] {
        zeph.does(command).await;
    }
    for command in [
        json!({ "type": "set_contact", "text": "ben@post.example" }),
        json!({ "type": "offer_contact", "person": them, "offered": true }),
        json!({ "type": "report_person", "person": them, "reason": "Sold me a quill" }),
    ] {
        ben.does(command).await;
    }
    let entry = json!({ "type": "add_entry", "kind": "takeaway", "text": "Small steps.",
        "item": null });
    moderator.does(entry).await;
    moderator
        .does(json!({ "type": "put_to_consensus", "entries": [1], "live": false }))
        .await;
    zeph.does(
        json!({ "type": "answer_consensus", "entry": 1, "stance": "object",
        "why": "quillreason" }),
    )
    .await;
    moderator.does(json!({ "type": "assemble_draft" })).await;
}
