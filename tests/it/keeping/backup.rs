//! Round trips: what was acknowledged is in a backup, and a backup that is not whole is refused.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use onefloor::store::EventStore;
use onefloor::store::sqlite::{FILE_NAME, SqliteStore};
use onefloor_core::terms::Role;
use onefloor_tests::Person;
use serde_json::{Value, json};

use super::{GOLDEN, Running, done, golden, kept, named, refused};
use crate::stop::created;

/// Enough that a backup falls into the midst of them, and fewer than a person may say in a row.
const COMMANDS: usize = 25;

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_beside_a_running_server_has_everything_that_was_acknowledged() {
    let parent = tempfile::tempdir().unwrap();
    let (from, to) = (parent.path().join("from"), parent.path().join("to"));
    kept(&from, &[GOLDEN]).await;
    let report = done(&["report", GOLDEN, "--format", "json"], &from);
    let server = Running::on(&from);
    let code = created(&server.address, &server.secret);
    let organiser = organiser(&from, &code).await;
    // Three people type without end.
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let mut typing = Vec::new();
    for person in 0..3 {
        let (address, code) = (server.address.clone(), code.clone());
        let (secret, acknowledged) = (organiser.clone(), Arc::clone(&acknowledged));
        typing.push(tokio::spawn(async move {
            let name = format!("Person {person}");
            let mut screen = Person::enter(&address, &code, Some(&secret), &name, None).await;
            let mut texts = Vec::new();
            for at in 0..COMMANDS {
                let text = format!("Note {person} {at}");
                let note =
                    json!({ "type": "add_entry", "kind": "note", "text": text, "item": null });
                screen.does(note).await;
                let order = acknowledged.fetch_add(1, Ordering::SeqCst);
                texts.push((order, text));
            }
            texts
        }));
    }
    until(|| acknowledged.load(Ordering::SeqCst) > 5).await;
    let file = parent.path().join("backup");
    let before = acknowledged.load(Ordering::SeqCst);
    let said = {
        let (file, from) = (file.clone(), from.clone());
        let backing_up = move || done(&["backup", named(&file)], &from);
        tokio::task::spawn_blocking(backing_up).await.unwrap()
    };
    assert!(said.contains("2 sessions"), "{said}");
    let mut texts = Vec::new();
    for typed in typing {
        texts.extend(typed.await.unwrap());
    }
    assert_eq!(texts.len(), 3 * COMMANDS);
    // Well: the copy, the store beside its server, and what comes of the copy.
    done(&["check", named(&file)], &from);
    done(&["check"], &from);
    drop(server);
    let said = done(&["restore", named(&file)], &to);
    assert!(said.contains("2 sessions"), "{said}");
    done(&["check"], &to);
    assert_eq!(done(&["report", GOLDEN, "--format", "json"], &to), report);
    let store = SqliteStore::open(&to.join(FILE_NAME)).unwrap();
    assert_eq!(store.read(GOLDEN, 0).await.unwrap(), golden());
    store.close().await.unwrap();
    // Served with the same key; every command that had its answer before is there.
    let server = Running::on(&to);
    let again = Person::enter(&server.address, &code, Some(&organiser), "Ana", None).await;
    let view = again
        .view
        .values()
        .map(Value::to_string)
        .collect::<String>();
    for (order, text) in texts {
        if order < before {
            assert!(view.contains(&format!("\"{text}\"")), "{text} in {view}");
        }
    }
}

async fn until(holds: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(Instant::now() < deadline, "it did not come to hold");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The secret of the organiser's link.
async fn organiser(directory: &Path, code: &str) -> String {
    let store = SqliteStore::open(&directory.join(FILE_NAME)).unwrap();
    let log = store.read(code, 0).await.unwrap();
    let session = onefloor_core::Session::replay(log.iter().flat_map(|batch| &batch.events));
    let mut links = session.links.values();
    let link = links.find(|link| link.roles.contains(&Role::Organiser));
    let key = HostKey::in_directory(directory).unwrap();
    key.link_secret(code, link.unwrap())
}

#[tokio::test]
async fn a_backup_is_its_owners_alone_and_writes_over_nothing_unless_it_is_told_to() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    let file = parent.path().join("backup");
    let backup = ["backup", named(&file)];
    let none = refused(&backup, &directory);
    assert!(none.contains("there are no sessions in"), "{none}");
    kept(&directory, &[GOLDEN]).await;
    done(&backup, &directory);
    let first = fs::read(&file).unwrap();
    let again = refused(&backup, &directory);
    assert!(again.contains("exists already; --force"), "{again}");
    assert!(fs::read(&file).unwrap() == first);
    done(&["backup", named(&file), "--force"], &directory);
    // When it was made stands in it.
    assert!(fs::read(&file).unwrap() != first);
    let nowhere = parent.path().join("nowhere/backup");
    let refusal = refused(&["backup", named(&nowhere)], &directory);
    assert!(refusal.contains("was not written"), "{refusal}");
    fs::remove_file(directory.join("host.key")).unwrap();
    let refusal = refused(&["backup", named(&file), "--force"], &directory);
    assert!(refusal.contains("there is no host.key"), "{refusal}");
    done(&["check", named(&file)], &directory);
    // Nothing half-done is left beside it.
    let mut names: Vec<_> = fs::read_dir(parent.path()).unwrap().collect();
    names.retain(|entry| entry.as_ref().unwrap().path() != directory);
    assert_eq!(names.len(), 1, "{names:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_backup_that_is_not_what_was_written_is_refused_and_nothing_is_put_in_place() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &[GOLDEN, "AB12CD"]).await;
    let file = parent.path().join("backup");
    done(&["backup", named(&file)], &directory);
    let whole = fs::read(&file).unwrap();
    // The first ones may be what a page held before.
    let titles = whole.windows(8).enumerate();
    let titles = titles.filter(|(_, bytes)| bytes == b"A launch");
    let titles: Vec<usize> = titles.map(|(at, _)| at).collect();
    let changed = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        bytes
    };
    let sql = |statement: &str| {
        let path = parent.path().join("other");
        fs::write(&path, &whole).unwrap();
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(statement).unwrap();
        connection.close().unwrap();
        fs::read(path).unwrap()
    };
    let pages = whole.len() / 4096;
    let cases: [(&str, Vec<u8>, &str); 10] = [
        (
            "a letter",
            changed(&|it| titles.iter().for_each(|at| it[*at] = b'B')),
            "not what was written",
        ),
        (
            "a page",
            // One that holds something: the middle one may be room for the next probe, and zero already.
            changed(&|it| it[titles[0] / 4096 * 4096..][..4096].fill(0)),
            "damaged",
        ),
        (
            "a cut",
            changed(&|it| it.truncate(4096 * (pages / 2) + 100)),
            "damaged",
        ),
        ("nothing", Vec::new(), "is no backup"),
        (
            "a text",
            b"This is no backup at all.".repeat(400),
            "cannot be checked",
        ),
        (
            "a store",
            fs::read(directory.join(FILE_NAME)).unwrap(),
            "is no backup",
        ),
        (
            "a newer layout",
            sql("PRAGMA user_version = 99"),
            "a newer Onefloor",
        ),
        (
            "a newer format",
            sql("UPDATE backup SET format = 99"),
            "a newer Onefloor",
        ),
        (
            "another key",
            sql("UPDATE backup SET host_key = zeroblob(32)"),
            "not what was written",
        ),
        (
            "a lost end",
            sql("DELETE FROM batches WHERE version > 9"),
            "not what was written",
        ),
    ];
    let damaged = parent.path().join("damaged");
    let to = parent.path().join("to");
    for (case, bytes, expected) in cases {
        fs::write(&damaged, bytes).unwrap();
        let refusal = refused(&["restore", named(&damaged)], &to);
        assert!(refusal.contains(expected), "{case}: {refusal}");
        assert!(!to.exists(), "{case}");
        let refusal = refused(&["check", named(&damaged)], &to);
        assert!(refusal.contains(expected), "{case}: {refusal}");
    }
    let missing = refused(&["restore", "no such file"], &to);
    assert!(missing.contains("no such file cannot be read"), "{missing}");
    done(&["restore", named(&file)], &to);
    done(&["check"], &to);
}

#[tokio::test]
async fn a_restore_goes_into_nothing_and_is_whole_or_not_taken_for_one() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &[GOLDEN]).await;
    let file = parent.path().join("backup");
    done(&["backup", named(&file)], &directory);
    let restore = ["restore", named(&file)];
    let before = fs::read(directory.join(FILE_NAME)).unwrap();
    let refusal = refused(&restore, &directory);
    assert!(refusal.contains("it is not empty"), "{refusal}");
    assert!(fs::read(directory.join(FILE_NAME)).unwrap() == before);
    // A directory that is there, as a file system of its own is.
    let to = parent.path().join("to");
    fs::create_dir_all(to.join("lost+found")).unwrap();
    done(&restore, &to);
    // As a crash in the midst of it leaves one.
    fs::rename(to.join(FILE_NAME), to.join("restoring.sqlite3")).unwrap();
    let refusal = refused(&["serve", "--listen", "127.0.0.1:0"], &to);
    assert!(
        refusal.contains("a restore into it was not finished"),
        "{refusal}"
    );
    done(&restore, &to);
    done(&["check"], &to);
    let server = Running::on(&to);
    let (status, face) = server.get(&format!("/api/sessions/{GOLDEN}"));
    assert_eq!(status, 200, "{face}");
    let refusal = refused(&restore, &to);
    assert!(refusal.contains("another Onefloor uses it"), "{refusal}");
}

#[tokio::test]
async fn a_backup_of_a_damaged_store_says_so_and_brings_the_others_back() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &[GOLDEN, "AB12CD"]).await;
    super::tampered(
        &directory,
        "DELETE FROM batches WHERE session = 'AB12CD' AND version BETWEEN 14 AND 25",
    );
    let file = parent.path().join("backup");
    let said = refused(&["backup", named(&file)], &directory);
    let what = "session AB12CD: versions 14 to 25 are missing";
    assert!(
        said.contains(what) && said.contains("was written"),
        "{said}"
    );
    let to = parent.path().join("to");
    done(&["restore", named(&file)], &to);
    let said = refused(&["check"], &to);
    assert!(said.contains(what), "{said}");
    assert!(!done(&["report", GOLDEN], &to).is_empty());
}
