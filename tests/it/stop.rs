//! The end of a server: what it leaves behind, how long it takes, and who may see its files.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use std::{fs, io};

use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor::store::{EventStore, Stored};
use onefloor_tests::plan;
use serde_json::Value;

use crate::binary::serving;

/// Longest time that a stop may take, whatever clients do.
const STOP_MAX: Duration = Duration::from_secs(10);

fn told(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let told = Command::new("kill").args([signal, &id]).status();
    assert!(told.unwrap().success());
}

/// Waits for the end of a process; whether it went well.
fn ended(child: &mut Child) -> bool {
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
fn greeted(greeting: &[String]) -> (String, String) {
    let (url, secret) = greeting[1].rsplit_once("/#host=").unwrap();
    let address = url.rsplit_once("http://").unwrap().1;
    (address.to_owned(), secret.trim().to_owned())
}

/// A session made over HTTP; its code.
fn created(address: &str, secret: &str) -> String {
    let body = serde_json::to_string(&plan()).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /api/sessions HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         authorization: Bearer {secret}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
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
        command.stdout(std::process::Stdio::piped());
        command.stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = io::BufRead::lines(io::BufReader::new(child.stdout.as_mut().unwrap()));
        let greeting: Vec<_> = lines.take(2).map(Result::unwrap).collect();
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
    assert_eq!(check(), ["host.key", "lock", FILE_NAME, &shm, &wal]);
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
