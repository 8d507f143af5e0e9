//! A new key for a data directory: said first, agreed to, and whole.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::binary::{onefloor, said, serving};
use crate::stop::{created, greeted, request};

fn rotate(directory: &Path, more: &[&str]) -> Output {
    let mut command = onefloor(&["rotate-key", "--data-dir"]);
    command.arg(directory).args(more).output().unwrap()
}

/// The status of an answer.
fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_new_key_is_explained_agreed_to_and_ends_every_secret() {
    let directory = tempfile::tempdir().unwrap();
    let key_file = directory.path().join("host.key");
    let (mut child, greeting) = serving(directory.path());
    let (address, old_host) = greeted(&greeting);
    let code = created(&address, &old_host);
    let refused = rotate(directory.path(), &["--yes"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("another Onefloor uses it"));
    child.kill().unwrap();
    child.wait().unwrap();
    let old_key = fs::read(&key_file).unwrap();

    let asked = rotate(directory.path(), &[]);
    assert!(!asked.status.success());
    let explained = String::from_utf8(asked.stdout.clone()).unwrap();
    for named in ["1 sessions", "role links", "tokens", "browsers"] {
        assert!(explained.contains(named), "{explained}");
    }
    assert!(said(&asked).contains("--yes"));
    assert_eq!(fs::read(&key_file).unwrap(), old_key);

    let url = "https://floor.example.org";
    let done = rotate(directory.path(), &["--yes", "--public-url", url]);
    assert!(done.status.success(), "{}", said(&done));
    let new_key = fs::read(&key_file).unwrap();
    assert_eq!(new_key.len(), 32);
    assert_ne!(new_key, old_key);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&key_file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let kept_elsewhere = fs::read_dir(directory.path()).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        fs::read(path).unwrap().windows(32).any(|at| at == old_key)
    });
    assert!(!kept_elsewhere, "the old key is in the directory still");

    let printed = String::from_utf8(done.stdout).unwrap();
    let link = format!("{url}/s/{code}#");
    let organiser = printed.lines().find_map(|line| line.strip_prefix(&link));
    let organiser = organiser.unwrap().split(' ').next().unwrap();
    let (mut child, greeting) = serving(directory.path());
    let (address, host) = greeted(&greeting);
    assert!(printed.contains(&format!("{url}/#host={host}")));
    let links = format!("GET /api/sessions/{code}/links");
    let answer = request(&address, &links, organiser, "");
    assert_eq!(status(&answer), 200, "{answer}");
    let body: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(body[0]["secret"], organiser);
    let answer = request(&address, "POST /api/read-page", &old_host, "page");
    assert_eq!(status(&answer), 401, "{answer}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_directory_without_a_key_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let refused = rotate(directory.path(), &["--yes"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("--data-dir"), "{}", said(&refused));
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}
