//! What a target begins with: the commands, frames, files and pages that the tests have.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::work_directory;

/// Steps of the hour between two of its moments, as the target counts them.
const STEPS_OF_A_MOMENT: usize = 40;

/// The seeds of a target, by its name.
///
/// # Panics
/// The fixtures cannot be read.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "frames" => {
            let hello = json!({
                "type": "hello",
                "protocol": onefloor::protocol::PROTOCOL,
                "credential": {
                    "session": "AB1-2CD", "secret": null, "person_key": "k".repeat(32),
                },
                "last_version": 7,
            });
            let id = "0193e5a0-7c1e-7000-8000-000000000001";
            let frame = |(_, command)| json!({ "type": "command", "id": id, "command": command });
            let frames = given().into_iter().map(frame).chain([hello]);
            frames.map(|frame| frame.to_string().into_bytes()).collect()
        }
        "commands" => {
            let commands = given().into_iter().map(|(at, command)| {
                let moment = u8::try_from(at / STEPS_OF_A_MOMENT).unwrap_or(u8::MAX);
                let who = u8::try_from(at % 12).unwrap_or_default();
                [&[moment, who], command.to_string().as_bytes()].concat()
            });
            commands.collect()
        }
        "session_files" => {
            let files = steps().into_iter().filter_map(|step| {
                let mut file = step.get("create")?.clone();
                file["format"] = json!("onefloor-session");
                file["version"] = json!(1);
                Some(file.to_string().into_bytes())
            });
            files.collect()
        }
        "pages" => {
            let mut pages = Vec::new();
            texts(&work_directory("tests/fixtures/pages"), &mut pages);
            pages
        }
        // Each format has a folder of its own; the notes beside the fixtures say what is in them.
        format => {
            let folder = work_directory(&format!("tests/fixtures/programmes/{format}"));
            let entries = fs::read_dir(folder).expect("the fixtures are there");
            let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            paths.retain(|path| path.extension().is_some_and(|it| it != "note"));
            paths.sort();
            let read = |path| fs::read(path).expect("a fixture can be read");
            paths.iter().map(read).collect()
        }
    }
}

/// The steps of the golden hour.
fn steps() -> Vec<Value> {
    let hour = fs::read_to_string(work_directory("server/core/tests/golden/hour.jsonl"));
    let hour = hour.expect("the golden hour is there");
    let steps = hour.lines().filter(|line| line.starts_with('{'));
    steps
        .map(|line| serde_json::from_str(line).expect("steps are JSON"))
        .collect()
}

/// Its commands, each with the number of its step.
fn given() -> Vec<(usize, Value)> {
    let steps = steps().into_iter().enumerate();
    steps
        .filter_map(|(at, step)| Some((at, step.get("does")?.clone())))
        .collect()
}

/// Every text and every page below a directory, in the order of their names.
fn texts(directory: &Path, found: &mut Vec<Vec<u8>>) {
    let entries = fs::read_dir(directory).expect("the fixtures are there");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, found);
        } else if path
            .extension()
            .is_some_and(|it| it == "txt" || it == "html")
        {
            found.push(fs::read(&path).expect("a fixture can be read"));
        }
    }
}
