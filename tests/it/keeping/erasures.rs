//! People and sessions taken out by whoever runs the server, and taken out again of a backup that is
//! older.

use std::fs;
use std::path::{Path, PathBuf};

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::journal;
use onefloor_core::terms::Role;
use onefloor_tests::TestServer;
use serde_json::Value;

use super::{Running, done, named, refused};
use crate::erasing::{NAME, PLANTED, holding, plants};

/// A directory that a server has left, with so many sessions in which somebody planted words.
async fn planted(directory: &Path, sessions: usize) -> Vec<String> {
    drop(Running::on(directory));
    let key = HostKey::in_directory(directory).unwrap();
    let server = TestServer::start_in(directory, key, Clock::default()).await;
    let mut codes = Vec::new();
    for _ in 0..sessions {
        let session = server.session().await;
        let mut organiser = server.joins_as(&session, Role::Organiser).await;
        let mut ben = server.joins(&session, "Ben").await;
        let mut zeph = server.joins(&session, NAME).await;
        organiser
            .sees("presence", |here| here["taking_part"] == 2)
            .await;
        plants(&mut zeph, &mut ben, &mut organiser).await;
        codes.push(session);
    }
    server.store.close().await.unwrap();
    server.stop().await;
    codes
}

fn nowhere() -> Vec<PathBuf> {
    Vec::new()
}

/// What a session's report says.
fn report(code: &str, directory: &Path) -> Value {
    let report = done(&["report", code, "--format", "json"], directory);
    serde_json::from_str(&report).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_runs_a_server_takes_out_a_person_or_all_of_them() {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path();
    let codes = planted(directory, 2).await;
    let [one, other] = codes.as_slice() else {
        unreachable!("two were made")
    };
    let erase = ["sessions", "erase", one, NAME];
    let refusal = refused(&erase, directory);
    assert!(refusal.contains("--yes does it"), "{refusal}");
    let refusal = refused(&["sessions", "erase", one, "Nobody", "--yes"], directory);
    assert!(refusal.contains("nobody"), "{refusal}");
    let server = Running::on(directory);
    let refusal = refused(&[&erase[..], &["--yes"]].concat(), directory);
    assert!(refusal.contains("another Onefloor uses it"), "{refusal}");
    drop(server);
    done(&[&erase[..], &["--yes"]].concat(), directory);
    let again = refused(&[&erase[..], &["--yes"]].concat(), directory);
    assert!(again.contains("nobody"), "{again}");
    done(&["check"], directory);
    let words = report(one, directory).to_string();
    // What they said sealed is nobody's: nothing tells that it is theirs.
    assert!(!words.contains("Quillfeather") && !words.contains("audits"));
    done(&["sessions", "purge", other, "--yes"], directory);
    let kept = report(other, directory);
    assert_eq!(kept["counts"]["questions"], 2);
    let list = done(&["sessions", "list"], directory);
    assert!(list.contains(" purged "), "{list}");
    for word in ["Quillfeather", "Quillworks", "quillchat", "quill@post"] {
        assert_eq!(holding(directory, word), nowhere(), "{word}");
    }
    done(&["check"], directory);
    done(&["sessions", "delete", one, "--yes"], directory);
    let noted = journal::read(&directory.join(journal::FILE_NAME)).unwrap();
    let kinds = noted
        .iter()
        .map(|one| serde_json::to_value(one).unwrap()["erased"].clone());
    let kinds: Vec<Value> = kinds.collect();
    assert_eq!(kinds, ["person", "people", "session"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_erased_after_a_backup_is_erased_in_it_when_it_is_restored() {
    let parent = tempfile::tempdir().unwrap();
    let from = parent.path().join("from");
    let codes = planted(&from, 3).await;
    let [one, two, three] = codes.as_slice() else {
        unreachable!("three were made")
    };
    let before = parent.path().join("before");
    done(&["backup", named(&before)], &from);
    done(&["sessions", "erase", one, NAME, "--yes"], &from);
    done(&["sessions", "purge", two, "--yes"], &from);
    done(&["sessions", "delete", three, "--yes"], &from);
    let after = parent.path().join("after");
    done(&["backup", named(&after)], &from);
    let noted = fs::read(from.join(journal::FILE_NAME)).unwrap();
    let beside = parent.path().join("after.erasures.jsonl");
    assert_eq!(fs::read(&beside).unwrap(), noted);
    // Without the journal nobody knows.
    let to = parent.path().join("forgetful");
    done(&["restore", named(&before)], &to);
    assert!(!holding(&to, "Quillfeather").is_empty());
    let missing = ["restore", named(&before), "--erasures", "nowhere"];
    let refusal = refused(&missing, &parent.path().join("none"));
    assert!(refusal.contains("nowhere is not there"), "{refusal}");
    // With it, from the old directory or from beside a newer backup; or lying there.
    let old = from.join(journal::FILE_NAME);
    let lies_there = parent.path().join("lies");
    fs::create_dir(&lies_there).unwrap();
    fs::write(lies_there.join(journal::FILE_NAME), &noted).unwrap();
    for (to, journal_at) in [
        (parent.path().join("to"), Some(&old)),
        (parent.path().join("too"), Some(&beside)),
        (lies_there, None),
    ] {
        let mut restore = vec!["restore", named(&before)];
        restore.extend(
            journal_at
                .iter()
                .flat_map(|path| ["--erasures", named(path)]),
        );
        let said = done(&restore, &to);
        assert!(said.contains("3 erasures"), "{said}");
        assert_eq!(fs::read(to.join(journal::FILE_NAME)).unwrap(), noted);
        for word in ["Quillfeather", "Quillworks", "quillchat", "quill@post"] {
            assert_eq!(holding(&to, word), nowhere(), "{word}");
        }
        done(&["check"], &to);
        assert_eq!(report(one, &to), report(one, &from));
        let kept = report(two, &to);
        assert_eq!(kept["counts"], report(two, &from)["counts"]);
        let gone = refused(&["report", three], &to);
        assert!(gone.contains("there is no session"), "{gone}");
        let file = fs::read(to.join(onefloor::store::sqlite::FILE_NAME)).unwrap();
        assert!(!file.windows(6).any(|window| window == three.as_bytes()));
    }
    // A backup from after it is not touched: a number may be somebody else's there.
    let to = parent.path().join("later");
    let said = done(&["restore", named(&after)], &to);
    assert!(!said.contains("erasure"), "{said}");
    assert!(!holding(&to, PLANTED).is_empty());
}
