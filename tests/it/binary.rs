//! The binary itself: options, the data directory, signals, `read-page`.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor::store::{Batch, EventStore};
use onefloor_tests::work_directory;
use serde_json::Value;

pub(crate) fn onefloor(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onefloor"));
    command.args(arguments).env_remove("ONEFLOOR_LISTEN");
    // Recorded hours are of years ago, and their time would have come.
    command.env("ONEFLOOR_RETENTION_DAYS", "0");
    command
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a server says where it starts, and the link of its host, which it tells no pipe.
pub(crate) fn greeting(child: &mut Child, data_dir: &Path) -> Vec<String> {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let mut greeting: Vec<String> = lines.take(2).map(Result::unwrap).collect();
    let Some(where_to) = greeting.first() else {
        return greeting;
    };
    assert!(!greeting.concat().contains("#host="), "{greeting:?}");
    let url = where_to.split_whitespace().last().unwrap();
    let mut command = onefloor(&["host-link", "--public-url", url, "--data-dir"]);
    let printed = command.arg(data_dir).output().unwrap();
    assert!(printed.status.success(), "{}", said(&printed));
    greeting[1] = String::from_utf8(printed.stdout).unwrap();
    greeting
}

/// Starts a server on a free port and waits for its greeting; the greeting's lines.
pub(crate) fn serving(data_dir: &Path) -> (Child, Vec<String>) {
    let mut command = onefloor(&["--listen", "127.0.0.1:0", "--data-dir"]);
    command
        .arg(data_dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let greeting = greeting(&mut child, data_dir);
    (child, greeting)
}

#[cfg(unix)]
#[test]
fn it_greets_with_its_address_and_stops_when_it_is_told_to() {
    for signal in ["-TERM", "-INT"] {
        let directory = tempfile::tempdir().unwrap();
        let (mut child, greeting) = serving(directory.path());
        assert!(greeting[0].contains("http://127.0.0.1:"), "{greeting:?}");
        assert!(greeting[1].contains("/#host="), "{greeting:?}");
        let told = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        assert!(child.wait().unwrap().success());
    }
}

/// A terminal, by the program that makes one of a pipe.
#[cfg(target_os = "linux")]
#[test]
fn the_hosts_link_is_said_in_a_terminal_and_on_demand_and_to_no_journal() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let none = onefloor(&["host-link", "--data-dir"]).arg(&data).output();
    assert_eq!(none.as_ref().unwrap().status.code(), Some(1));
    assert!(said(&none.unwrap()).contains("there is no host.key"));
    assert!(!data.exists(), "a key was made");
    let (mut child, greeting) = serving(&data);
    child.kill().unwrap();
    child.wait().unwrap();
    // By the same options and their environment, as in a container.
    let mut asked = onefloor(&["host-link"]);
    asked.env("ONEFLOOR_DATA_DIR", &data);
    asked.env("ONEFLOOR_LISTEN", "192.0.2.7:80");
    let link = String::from_utf8(asked.output().unwrap().stdout).unwrap();
    assert!(link.starts_with("http://192.0.2.7:80/#host="), "{link}");
    let (_, secret) = greeting[1].rsplit_once("/#host=").unwrap();
    assert!(link.ends_with(secret), "{link}");
    let mut terminal = Command::new("script");
    let serve = format!(
        "{} --listen 127.0.0.1:0 --data-dir {}",
        env!("CARGO_BIN_EXE_onefloor"),
        data.display()
    );
    terminal.args(["--quiet", "--command", &serve, "/dev/null"]);
    terminal.stdin(Stdio::null()).stdout(Stdio::piped());
    let Ok(mut child) = terminal.spawn() else {
        // Not every system has that program.
        return;
    };
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let with_link = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("#host=")));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(with_link.unwrap().unwrap().contains(secret.trim()));
}

#[test]
fn two_servers_do_not_share_a_data_directory() {
    let directory = tempfile::tempdir().unwrap();
    let (mut first, _) = serving(directory.path());
    let second = onefloor(&["--listen", "127.0.0.1:0", "--data-dir"])
        .arg(directory.path())
        .output()
        .unwrap();
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(!second.status.success());
    assert!(
        said(&second).contains("another Onefloor uses it"),
        "{}",
        said(&second)
    );
}

#[test]
fn what_cannot_be_used_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let below = file.join("data");
    let refused = onefloor(&["--listen", "127.0.0.1:0", "--data-dir"])
        .arg(&below)
        .output()
        .unwrap();
    assert!(
        said(&refused).contains("data directory"),
        "{}",
        said(&refused)
    );
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = onefloor(&["--listen", &address, "--data-dir"])
        .arg(directory.path().join("data"))
        .output()
        .unwrap();
    assert!(said(&refused).contains("--listen"), "{}", said(&refused));
}

#[test]
fn every_page_is_read_and_the_rest_is_handed_back() {
    let pages = work_directory("tests/fixtures/pages");
    for entry in fs::read_dir(pages).unwrap() {
        let path = entry.unwrap().path();
        let output = onefloor(&["read-page"]).arg(&path).output().unwrap();
        if path.ends_with("not_a_session_page.txt") {
            assert!(
                said(&output).contains("no session was found"),
                "{}",
                said(&output)
            );
            continue;
        }
        assert!(
            output.status.success(),
            "{}: {}",
            path.display(),
            said(&output)
        );
        let page: Value = serde_json::from_slice(&output.stdout).unwrap();
        for field in [
            "title",
            "year",
            "type",
            "number",
            "organizers",
            "speakers",
            "onsite_moderators",
            "online_moderators",
            "rapporteurs",
            "sdg_targets",
            "sdg_goals",
            "format",
            "duration_minutes",
            "description",
            "agenda",
            "starts_at",
            "ends_at",
            "room",
            "key_takeaways",
            "calls_to_action",
            "session_report",
            "unread",
        ] {
            assert!(page.get(field).is_some(), "{field} in {}", path.display());
        }
    }
}

#[test]
fn a_page_may_come_from_standard_input_and_a_missing_one_is_named() {
    let mut child = onefloor(&["read-page", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let html = "<!doctype html><p>IGF 2024 Launch / Award Event #128 A launch</p>";
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), html.as_bytes()).unwrap();
    drop(child.stdin.take());
    let mut json = String::new();
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_to_string(&mut json)
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert!(json.contains("\"number\": 128"), "{json}");
    let missing = onefloor(&["read-page", "no such file"]).output().unwrap();
    assert!(!missing.status.success());
    assert!(said(&missing).contains("no such file"));
}

/// A data directory with the recorded hour, as a server leaves it.
async fn kept_hour(directory: &Path) {
    let store = SqliteStore::open(&directory.join(FILE_NAME)).unwrap();
    let log = work_directory("tests/fixtures/logs/hour_v3.jsonl");
    for line in fs::read_to_string(log).unwrap().lines() {
        let batch: Batch = serde_json::from_str(line).unwrap();
        store.append("AB12CD", batch).await.unwrap();
    }
    drop(store);
    // The last to leave takes the write-ahead log away.
    let log = directory.join(format!("{FILE_NAME}-wal"));
    let deadline = Instant::now() + Duration::from_secs(10);
    while log.exists() {
        assert!(Instant::now() < deadline, "the store was not closed");
        tokio::task::yield_now().await;
    }
}

fn report(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = onefloor(&["report", "--data-dir"]);
    command.arg(directory).args(arguments).output().unwrap()
}

#[tokio::test]
async fn a_report_is_written_without_a_server_and_the_store_stays_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    kept_hour(directory.path()).await;
    let store = directory.path().join(FILE_NAME);
    let before = fs::read(&store).unwrap();
    let printed = report(directory.path(), &["ab12cd"]);
    assert!(printed.status.success(), "{}", said(&printed));
    let markdown = String::from_utf8(printed.stdout).unwrap();
    assert!(markdown.contains("Small groups talk more."), "{markdown}");
    for (format, begins) in [
        ("html", "<!doctype html>"),
        ("docx", "PK"),
        ("pdf", "%PDF-1.7"),
        ("json", "{"),
        ("zip", "PK"),
    ] {
        let file = directory.path().join(format!("report.{format}"));
        let out = file.to_str().unwrap();
        let written = report(
            directory.path(),
            &["AB12CD", "--format", format, "--out", out],
        );
        assert!(written.status.success(), "{}", said(&written));
        assert!(written.stdout.is_empty());
        assert!(
            fs::read(file).unwrap().starts_with(begins.as_bytes()),
            "{format}"
        );
    }
    assert!(fs::read(&store).unwrap() == before);
    for beside in ["-wal", "-shm"] {
        assert!(
            !directory
                .path()
                .join(format!("{FILE_NAME}{beside}"))
                .exists()
        );
    }
}

#[tokio::test]
async fn further_fonts_come_from_a_directory_and_what_is_none_is_named() {
    let directory = tempfile::tempdir().unwrap();
    kept_hour(directory.path()).await;
    let fonts = tempfile::tempdir().unwrap();
    let given = fonts.path().to_str().unwrap();
    let asked = ["AB12CD", "--format", "pdf", "--fonts", given];
    fs::write(fonts.path().join("readme.txt"), "not read").unwrap();
    let font = work_directory("server/documents/fonts/cut/thai.ttf");
    fs::copy(font, fonts.path().join("thai.TTF")).unwrap();
    let written = report(directory.path(), &asked);
    assert!(written.status.success(), "{}", said(&written));
    assert!(written.stdout.starts_with(b"%PDF-1.7"));
    fs::write(fonts.path().join("broken.otf"), "no font").unwrap();
    let refused = report(directory.path(), &asked);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("broken.otf is no font"),
        "{}",
        said(&refused)
    );
}

#[tokio::test]
async fn a_report_that_cannot_be_written_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let empty = directory.path().join("empty");
    let none = report(&empty, &["AB12CD"]);
    assert!(
        said(&none).contains("there are no sessions in"),
        "{}",
        said(&none)
    );
    assert!(!empty.exists());
    kept_hour(directory.path()).await;
    for code in ["ZZZZZZ", "no code"] {
        let unknown = report(directory.path(), &[code]);
        assert!(!unknown.status.success());
        let expected = format!("there is no session {code} in");
        assert!(said(&unknown).contains(&expected), "{}", said(&unknown));
    }
    let below = directory.path().join(FILE_NAME).join("report.md");
    let refused = report(
        directory.path(),
        &["AB12CD", "--out", below.to_str().unwrap()],
    );
    assert!(
        said(&refused).contains("cannot be written"),
        "{}",
        said(&refused)
    );
    let other = report(directory.path(), &["AB12CD", "--format", "exe"]);
    assert!(
        said(&other).contains("the formats are md, html"),
        "{}",
        said(&other)
    );
}
