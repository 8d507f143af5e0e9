//! Sessions listed, exported and deleted.

use std::fs;
use std::path::Path;

use onefloor::auth::HostKey;
use onefloor::journal;
use onefloor::store::sqlite::FILE_NAME;
use onefloor_core::about::file::SessionFile;
use serde_json::Value;

use crate::erasing::files_in;

use super::{GOLDEN, Running, done, golden, kept, named, refused};

#[tokio::test]
async fn sessions_are_listed_and_exported_beside_a_running_server() {
    let directory = tempfile::tempdir().unwrap();
    kept(directory.path(), &[GOLDEN]).await;
    let server = Running::on(directory.path());
    crate::stop::created(&server.address, &server.secret);
    let list = done(&["sessions", "list", "--json"], directory.path());
    let list: Value = serde_json::from_str(&list).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 2);
    let hour = list.iter().find(|one| one["code"] == GOLDEN).unwrap();
    let made = list.iter().find(|one| one["code"] != GOLDEN).unwrap();
    assert_eq!(hour["title"], "A launch of sorts");
    assert_eq!(made["state"], "planned");
    let key = HostKey::in_directory(directory.path()).unwrap();
    assert_eq!(hour["name_in_logs"], key.log_name(GOLDEN));
    assert_eq!(hour["created_at_ms"], golden()[0].at_ms);
    assert_eq!(hour["last_event_at_ms"], golden().last().unwrap().at_ms);
    let events: usize = golden().iter().map(|batch| batch.events.len()).sum();
    assert_eq!(hour["events"], events);
    for field in ["people", "bytes"] {
        assert!(hour[field].as_u64().unwrap() > 0, "{field}");
    }
    let lines = done(&["sessions", "list"], directory.path());
    assert_eq!(lines.lines().count(), 2, "{lines}");
    let out = directory.path().join("plan.json");
    let exporting = ["sessions", "export", "g01-den"];
    let printed = done(&exporting, directory.path());
    done(
        &[&exporting[..], &["--out", named(&out)]].concat(),
        directory.path(),
    );
    assert_eq!(fs::read_to_string(out).unwrap(), printed);
    let file: SessionFile = serde_json::from_str(&printed).unwrap();
    assert_eq!(file.into_plan().about.title, "A launch of sorts");
    let unknown = refused(&["sessions", "export", "ZZZZZZ"], directory.path());
    assert!(unknown.contains("there is no session ZZZZZZ"), "{unknown}");
}

/// In which files of a directory these bytes stand. The journal of what was erased names codes, since
/// older backups hold them.
fn holding(directory: &Path, bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for file in files_in(directory) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if name == journal::FILE_NAME {
            continue;
        }
        let held = fs::read(&file).unwrap();
        if held.windows(bytes.len()).any(|window| window == bytes) {
            names.push(name.to_owned());
        }
    }
    names
}

#[tokio::test]
async fn nothing_is_left_of_a_deleted_session_and_the_others_stay() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("data");
    kept(&directory, &[GOLDEN, "AB12CD", "ZZ12CD"]).await;
    let delete = ["sessions", "delete", "ab12-cd", "--yes"];
    let server = Running::on(&directory);
    let refusal = refused(&delete, &directory);
    assert!(refusal.contains("another Onefloor uses it"), "{refusal}");
    drop(server);
    // Whoever stands in the write-ahead log would keep the bytes.
    let replicator = rusqlite::Connection::open(directory.join(FILE_NAME)).unwrap();
    let append = "CREATE TABLE its_own (it); BEGIN; SELECT COUNT(*) FROM its_own;";
    replicator.execute_batch(append).unwrap();
    let refusal = refused(&delete, &directory);
    assert!(refusal.contains("nothing was deleted"), "{refusal}");
    drop(replicator);
    done(&["check"], &directory);
    let refusal = refused(&delete[..3], &directory);
    assert!(refusal.contains("--yes does it"), "{refusal}");
    let unknown = refused(&["sessions", "delete", "YYYYYY", "--yes"], &directory);
    assert!(unknown.contains("there is no session YYYYYY"), "{unknown}");
    // Its code stands beside each of its records.
    assert!(!holding(&directory, b"AB12CD").is_empty());
    done(&delete, &directory);
    assert_eq!(holding(&directory, b"AB12CD"), [""; 0]);
    done(&["check"], &directory);
    let list = done(&["sessions", "list"], &directory);
    assert_eq!(list.lines().count(), 2, "{list}");
    // The last one takes every word with it.
    for code in [GOLDEN, "ZZ12CD"] {
        assert!(!holding(&directory, b"A launch").is_empty());
        done(&["sessions", "delete", code, "--yes"], &directory);
    }
    assert_eq!(holding(&directory, b"A launch"), [""; 0]);
}
