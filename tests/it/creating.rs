//! `onefloor create`: sessions out of a file, on a server that runs.

use std::fs;
use std::path::Path;
use std::process::Output;

use onefloor_tests::work_directory;
use serde_json::Value;

use crate::binary::{onefloor, said, serving};

/// Two sessions with their times, and one without a title.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Knots\r\nDTSTART:20250512T090000Z\r\nDTEND:20250512T100000Z\r\n\
    DESCRIPTION:Speakers: Ana Ruiz\\, Dock\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nSUMMARY:Tides\r\nDTSTART:20250512T110000Z\r\nDTEND:20250512T120000Z\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

struct Desk {
    directory: tempfile::TempDir,
    child: std::process::Child,
    address: String,
}

impl Desk {
    fn open() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (child, greeting) = serving(&directory.path().join("data"));
        let address = greeting[0]
            .rsplit_once("http://")
            .unwrap()
            .1
            .trim()
            .to_owned();
        Self {
            directory,
            child,
            address,
        }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.directory.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn create(&self, arguments: &[&str]) -> Output {
        let data = self.directory.path().join("data");
        let mut command = onefloor(&["create", "--listen", &self.address, "--data-dir"]);
        command.arg(data).args(arguments).output().unwrap()
    }

    fn codes(&self) -> Vec<String> {
        let data = self.directory.path().join("data");
        let mut command = onefloor(&["sessions", "list", "--json", "--data-dir"]);
        let listed = command.arg(data).output().unwrap();
        let sessions: Vec<Value> = serde_json::from_slice(&listed.stdout).unwrap();
        let code = |session: &Value| session["code"].as_str().unwrap().to_owned();
        sessions.iter().map(code).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_organiser_creates_a_days_sessions_and_their_link_sheets() {
    let desk = Desk::open();
    let file = desk.file("day.ics", CALENDAR);
    let undecided = desk.create(&[&file]);
    assert_eq!(undecided.status.code(), Some(1));
    assert!(
        said(&undecided).contains("2 sessions"),
        "{}",
        said(&undecided)
    );
    assert!(desk.codes().is_empty());
    let sheets = desk.directory.path().join("sheets");
    let made = desk.create(&[&file, "--all", "--out", sheets.to_str().unwrap()]);
    assert!(made.status.success(), "{}", said(&made));
    let (text, codes) = (printed(&made), desk.codes());
    assert_eq!(codes.len(), 2);
    for title in ["Knots", "Tides", "Ana Ruiz, Dock, Speaker"] {
        assert!(text.contains(title), "{title} in {text}");
    }
    for code in &codes {
        assert!(
            text.contains(&format!("http://{}/s/{code}#", desk.address)),
            "{text}"
        );
    }
    let mut names: Vec<_> = fs::read_dir(&sheets)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    assert_eq!(names.len(), 2);
    let sheet = fs::read_to_string(&names[0]).unwrap();
    assert!(sheet.contains("<h1 dir=\"auto\">Knots</h1>") && sheet.contains("Ana Ruiz"));
    let labels = sheet.matches("<svg role=\"img\" aria-label=\"QR code for the link of ");
    assert_eq!(labels.count(), sheet.matches("<li>").count());
    only_for_the_owner(&names[0]);
    // Somebody presses it twice, or a run broke off: the same sessions, and no more of them.
    let repeated = desk.create(&[&file, "--all"]);
    assert_eq!(printed(&repeated), text);
    assert_eq!(desk.codes().len(), 2);
    let one = desk.create(&[&file, "--session", "2", "--again"]);
    assert!(printed(&one).contains("Tides"), "{}", said(&one));
    assert_eq!(desk.codes().len(), 3);
}

#[cfg(unix)]
fn only_for_the_owner(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{}", path.display());
}

#[cfg(not(unix))]
fn only_for_the_owner(_: &Path) {}

#[test]
fn what_cannot_be_created_is_refused_in_a_sentence_and_makes_nothing() {
    let desk = Desk::open();
    let text = desk.file("notes.txt", "Buy milk and bread");
    let page = desk.file(
        "page.txt",
        "IGF 2025 WS #7 Knots\nSpeakers\nAna Ruiz, Dock\n",
    );
    let other = desk.directory.path().join("other");
    let other = other.to_str().unwrap();
    let cases: [(&[&str], &str); 5] = [
        (&[&text], "no session was found"),
        (&["no such file"], "no such file"),
        (&[&page, "--session", "3"], "none is number 3"),
        (&[&page, "--listen", "127.0.0.1:1"], "no server answers"),
        (&[&page, "--data-dir", other], "host.key"),
    ];
    for (arguments, words) in cases {
        let data = desk.directory.path().join("data");
        let mut command = onefloor(&["create"]);
        if !arguments.contains(&"--listen") {
            command.args(["--listen", &desk.address]);
        }
        if !arguments.contains(&"--data-dir") {
            command.arg("--data-dir").arg(data);
        }
        let refused = command.args(arguments).output().unwrap();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        let sentence = said(&refused);
        assert!(sentence.contains(words), "{sentence}");
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
    }
    assert!(desk.codes().is_empty());
}

#[test]
fn every_format_has_its_sessions_listed_and_printed_one_by_one() {
    for entry in fs::read_dir(work_directory("tests/fixtures/programmes")).unwrap() {
        let folder = entry.unwrap().path();
        // Documents stand there unpacked.
        if folder.ends_with("documents") {
            continue;
        }
        let files = fs::read_dir(&folder).unwrap();
        let files = files.map(|file| file.unwrap().path());
        // One file of each format: what each holds is `onefloor-intake`'s own test.
        let file = files
            .filter(|file| file.extension().is_none_or(|end| end != "note"))
            .min();
        let Some(file) = file else { continue };
        let listed = onefloor(&["read-page", "--list"])
            .arg(&file)
            .output()
            .unwrap();
        let list = printed(&listed);
        assert!(
            listed.status.success() && !list.is_empty(),
            "{}",
            file.display()
        );
        let last = list.lines().count().to_string();
        let one = onefloor(&["read-page", "--session", &last])
            .arg(&file)
            .output()
            .unwrap();
        let page: Value = serde_json::from_slice(&one.stdout).unwrap();
        let title = page["title"].as_str().unwrap_or("-");
        assert!(
            list.lines().last().unwrap().ends_with(title),
            "{}",
            file.display()
        );
    }
}
