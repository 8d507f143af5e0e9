//! `onefloor backup`: all sessions and the key in one file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Directory;
use super::check::of_backup;
use crate::auth::{HostKey, KEY_FILE_NAME};
use crate::clock::Clock;
use crate::data_directory::store_in;
use crate::journal;
use crate::output::{Failure, Outcome, say};
use crate::private;
use crate::store::sqlite;

/// Options of `backup`.
#[derive(Debug, Clone, Args)]
pub struct BackupOptions {
    /// The file to write; readable by its owner alone.
    pub file: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// Writes a backup, and reads it back before it gets its name.
///
/// # Errors
/// In words: there is nothing to copy, or it cannot be read or written. Damage that was in the store
/// before is an error too, and the file is there all the same, with everything that is whole.
pub fn backup(options: &BackupOptions) -> Outcome {
    let (file, directory) = (&options.file, &options.directory.data_dir);
    let shown = file.display();
    let store = store_in(directory)?;
    let key = fs::read(directory.join(KEY_FILE_NAME)).ok();
    let key = key.filter(|key| HostKey::from_file(key).is_some());
    let key = key.ok_or_else(|| {
        let directory = directory.display();
        format!("there is no {KEY_FILE_NAME} in {directory}, and a backup without it opens no link")
    })?;
    if !options.force && file.exists() {
        return Err(format!("{shown} exists already; --force writes over it").into());
    }
    let beside = beside(file);
    let written = written(&store, &key, &beside)
        .and_then(|wrong| in_place(&beside, file, options.force).map(|()| wrong));
    if written.is_err() {
        // What is half of a backup is none.
        let _ = fs::remove_file(&beside);
    }
    let (wrong, sum) = written.map_err(|why| format!("{shown} was not written: {why}"))?;
    let noted = journal_beside(directory, file);
    noted.map_err(|error| format!("the journal of what was erased was not copied: {error}"))?;
    say(&format!("{shown} holds {sum}"))?;
    if wrong.is_empty() {
        return Ok(());
    }
    for line in wrong {
        let _ = writeln!(io::stderr(), "onefloor: {line}");
    }
    Err(Failure::Said(format!(
        "{shown} was written, and holds the damage that was in the store before"
    )))
}

/// Where the journal of what was erased stands beside a backup: an older one is restored with it.
pub(super) fn journal_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(journal::FILE_NAME);
    PathBuf::from(name)
}

fn journal_beside(directory: &Path, file: &Path) -> io::Result<()> {
    match fs::read(directory.join(journal::FILE_NAME)) {
        Ok(noted) => private::write_whole(&journal_of(file), &noted),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

type Wrong = (Vec<String>, String);

/// Writes the copy, and checks that everything in it is what was written; what was damaged before.
fn written(store: &Path, key: &[u8], beside: &Path) -> Result<Wrong, String> {
    let made_at_ms = Clock::default().now_ms();
    sqlite::backup::write(store, key, made_at_ms, beside).map_err(|error| error.to_string())?;
    let findings = of_backup(beside)?;
    if !findings.file.is_empty() {
        return Err(findings.lines().join(", "));
    }
    Ok((findings.lines(), findings.sum()))
}

fn in_place(beside: &Path, file: &Path, force: bool) -> Result<(), String> {
    let placed = if force {
        fs::rename(beside, file)
    } else {
        // Unlike a rename, a link is never made over a file that came meanwhile.
        fs::hard_link(beside, file).and_then(|()| fs::remove_file(beside))
    };
    let directory = file.parent().unwrap_or(Path::new(""));
    placed
        .and_then(|()| private::sync_directory(directory))
        .map_err(|error| error.to_string())
}

/// Where a backup is written before it gets its name: of this process alone.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    PathBuf::from(name)
}
