//! The end of a server: what it leaves behind, how long it takes, and who may see its files.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor::store::{EventStore, Stored};
use onefloor_tests::{Person, plan};
use serde_json::Value;

use crate::binary::{greeting, onefloor, serving};

/// Longest time that a stop may take, whatever clients do.
const STOP_MAX: Duration = Duration::from_secs(10);

pub(crate) fn told(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let told = Command::new("kill").args([signal, &id]).status();
    assert!(told.unwrap().success());
}

/// Waits for the end of a process; whether it went well.
pub(crate) fn ended(child: &mut Child) -> bool {
    let deadline = Instant::now() + STOP_MAX;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        assert!(Instant::now() < deadline, "it did not stop in time");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The address in a greeting, and the secret of the host.
pub(crate) fn greeted(greeting: &[String]) -> (String, String) {
    let (url, secret) = greeting[1].rsplit_once("/#host=").unwrap();
    let address = url.rsplit_once("http://").unwrap().1;
    (address.to_owned(), secret.trim().to_owned())
}

/// A request with this secret, its answer as it came.
pub(crate) fn request(address: &str, line: &str, secret: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         authorization: Bearer {secret}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// A session made over HTTP; its code.
pub(crate) fn created(address: &str, secret: &str) -> String {
    let body = serde_json::to_string(&plan()).unwrap();
    let answer = request(address, "POST /api/sessions", secret, &body);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(" 201 "), "{answer}");
    let created: Value = serde_json::from_str(body).unwrap();
    created["code"].as_str().unwrap().to_owned()
}

async fn listed(file: &Path) -> Vec<Stored> {
    SqliteStore::open(file).unwrap().list().await.unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_of_a_stopped_server_alone_is_a_backup() {
    let directory = tempfile::tempdir().unwrap();
    let (mut child, greeting) = serving(directory.path());
    let (address, secret) = greeted(&greeting);
    let mut codes: Vec<_> = (0..5).map(|_| created(&address, &secret)).collect();
    codes.sort();
    let log = directory.path().join(format!("{FILE_NAME}-wal"));
    assert!(fs::metadata(&log).unwrap().len() > 0);
    // Somebody who holds on does not change it.
    let _idle = TcpStream::connect(&address).unwrap();
    told(&child, "-TERM");
    assert!(ended(&mut child));
    let left = fs::metadata(&log).map_or(0, |log| log.len());
    assert_eq!(left, 0);
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join(FILE_NAME);
    fs::copy(directory.path().join(FILE_NAME), &copy).unwrap();
    let kept = listed(&copy).await;
    assert_eq!(
        kept.into_iter().map(|one| one.session).collect::<Vec<_>>(),
        codes
    );
}

#[cfg(unix)]
#[tokio::test]
async fn it_stops_whatever_its_clients_do_and_another_one_goes_on_with_its_sessions() {
    let directory = tempfile::tempdir().unwrap();
    let (mut child, greeting) = serving(directory.path());
    let (address, secret) = greeted(&greeting);
    let code = created(&address, &secret);
    let stalled = |request: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    // Half of a head, half of a body, an answer that nobody reads, a socket that says nothing.
    let half_head = stalled("GET /api/sess");
    let half_body =
        stalled("POST /api/sessions HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{");
    let unread = stalled(&"GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(2_000));
    let socket = Person::connect(&address).await;
    let mut screen = Person::enter(&address, &code, None, "Ana", None).await;
    let asked = Instant::now();
    told(&child, "-TERM");
    // Somebody who listens hears that it comes back.
    assert_eq!(screen.closed().await, 1012);
    loop {
        let (mut next, greeting) = trying(directory.path());
        if let Some(greeting) = greeting {
            assert!(asked.elapsed() < STOP_MAX, "{:?}", asked.elapsed());
            let (address, _) = greeted(&greeting);
            Person::enter(&address, &code, None, "Ana", None).await;
            next.kill().unwrap();
            next.wait().unwrap();
            break;
        }
        assert!(asked.elapsed() < STOP_MAX, "the directory is not free");
        next.wait().unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(ended(&mut child));
    drop((half_head, half_body, unread, socket));
}

/// A server that may not start, since another one has the directory; its greeting if it does.
fn trying(directory: &Path) -> (Child, Option<Vec<String>>) {
    let mut command = onefloor(&["--listen", "127.0.0.1:0", "--data-dir"]);
    command.arg(directory).stdout(Stdio::piped());
    command.stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let greeting = greeting(&mut child, directory);
    let has_started = greeting.len() == 2;
    (child, has_started.then_some(greeting))
}

#[cfg(unix)]
#[test]
fn its_files_are_the_owners_alone_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    let binary = env!("CARGO_BIN_EXE_onefloor");
    let open_to_all = "umask 000; exec \"$0\" --listen 127.0.0.1:0 --data-dir \"$1\"";
    let start = || {
        let mut command = Command::new("sh");
        command.args(["-c", open_to_all, binary, directory.to_str().unwrap()]);
        command.stdout(Stdio::piped());
        command.stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let greeting = greeting(&mut child, &directory);
        (child, greeting)
    };
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let check = || {
        let mut names = Vec::new();
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
        names.sort();
        names
    };
    let (mut child, greeting) = start();
    assert_eq!(mode(&directory), 0o700);
    let (address, secret) = greeted(&greeting);
    created(&address, &secret);
    let (wal, shm) = (format!("{FILE_NAME}-wal"), format!("{FILE_NAME}-shm"));
    let files = ["host.key", "lock", FILE_NAME, &shm, &wal, "untold-until"];
    assert_eq!(check(), files);
    child.kill().unwrap();
    child.wait().unwrap();
    // Files that an earlier version left open to all are shut.
    for name in check() {
        let path = directory.join(name);
        fs::set_permissions(path, PermissionsExt::from_mode(0o644)).unwrap();
    }
    let (mut child, _) = start();
    check();
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_key_that_was_half_written_is_not_taken_for_one() {
    let directory = tempfile::tempdir().unwrap();
    // As after a crash before the name was changed.
    fs::write(directory.path().join("host.new"), "ab").unwrap();
    let (mut child, greeting) = serving(directory.path());
    child.kill().unwrap();
    child.wait().unwrap();
    let key = fs::read(directory.path().join("host.key")).unwrap();
    assert_eq!(key.len(), 32);
    assert!(!directory.path().join("host.new").exists());
    let (mut child, again) = serving(directory.path());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(greeted(&again).1, greeted(&greeting).1);
}

#[cfg(unix)]
#[tokio::test]
async fn it_stops_well_while_a_replicator_holds_on_to_the_write_ahead_log() {
    let directory = tempfile::tempdir().unwrap();
    let (mut child, greeting) = serving(directory.path());
    let (address, secret) = greeted(&greeting);
    let first = created(&address, &secret);
    // As one does: a transaction that stands in the log, so that nobody empties it.
    let file = directory.path().join(FILE_NAME);
    let replicator = rusqlite::Connection::open(&file).unwrap();
    let read = "BEGIN; SELECT COUNT(*) FROM batches;";
    replicator.execute_batch(read).unwrap();
    let second = created(&address, &secret);
    told(&child, "-TERM");
    assert!(ended(&mut child));
    let log = directory.path().join(format!("{FILE_NAME}-wal"));
    assert!(fs::metadata(&log).unwrap().len() > 0);
    let mut kept: Vec<_> = listed(&file).await.into_iter().collect();
    kept.sort_by(|a, b| a.session.cmp(&b.session));
    let mut codes = vec![first, second];
    codes.sort();
    let kept: Vec<_> = kept.into_iter().map(|one| one.session).collect();
    assert_eq!(kept, codes);
    drop(replicator);
}
