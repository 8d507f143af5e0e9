//! `onefloor restore`: a backup into a new or empty data directory.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::backup::journal_of;
use super::check::of_backup;
use super::erase::{Taken, erase, waited};
use super::{Directory, count, moment};
use crate::data_directory::fill;
use crate::journal::{self, Erased, Erasure, Journal};
use crate::output::{Failure, Outcome, say};
use crate::store::sqlite::{self, SqliteStore};
use crate::store::{EventStore, StoreError};

/// The time of what was sealed is rounded down by up to this much.
const SEALED_MS: u64 = 60_000;

/// Options of `restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreOptions {
    /// A file that `backup` wrote.
    pub file: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Journals of what was erased since the backup, such as `erasures.jsonl` of the directory that it
    /// replaces: that is erased again before anybody is served. The one beside the backup, and the one
    /// in the directory, count too.
    #[arg(long, value_name = "FILE")]
    pub erasures: Vec<PathBuf>,
}

/// Checks a backup, and puts it in place if everything in it is what was written.
///
/// # Errors
/// In words: the file is damaged, no backup or of a newer version, the directory is not empty, or it
/// cannot be written.
pub fn restore(options: &RestoreOptions) -> Outcome {
    let (file, directory) = (&options.file, &options.directory.data_dir);
    let shown = file.display();
    let findings = of_backup(file)?;
    if !findings.file.is_empty() {
        let what = findings.file.join(", ");
        return Err(Failure::Said(format!(
            "{shown} is damaged, and nothing was restored: {what}"
        )));
    }
    let manifest = sqlite::read(file, |reader| reader.manifest());
    let manifest = manifest.map_err(|error| error.to_string())?;
    let manifest = manifest.ok_or_else(|| format!("{shown} is no backup"))?;
    let journals = options.erasures.iter().cloned();
    let journals = journals.chain([journal_of(file), directory.join(journal::FILE_NAME)]);
    let mut noted = Vec::new();
    for path in journals {
        let shown = path.display();
        let read = journal::read(&path).map_err(|error| format!("{shown} cannot be read: {error}"));
        let new = read?.into_iter().filter(|one| !noted.contains(one));
        let new: Vec<Erasure> = new.collect();
        noted.extend(new);
    }
    if let Some(missing) = options.erasures.iter().find(|path| !path.exists()) {
        return Err(format!("{} is not there", missing.display()).into());
    }
    let mut erased = 0;
    fill(directory, &manifest.key, |to| {
        sqlite::backup::unpack(file, to)?;
        erased = erase_since(to, manifest.made_at_ms, &noted)?;
        let kept = directory.join(journal::FILE_NAME);
        let known = journal::read(&kept).map_err(failed)?;
        let new: Vec<Erasure> = noted
            .iter()
            .filter(|one| !known.contains(one))
            .cloned()
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        Journal::in_directory(directory).note(&new).map_err(failed)
    })?;
    let (made, by) = (moment(manifest.made_at_ms), &manifest.made_by);
    let sum = findings.sum();
    let directory = directory.display();
    say(&format!(
        "{directory} holds {sum}; backed up {made} by Onefloor {by}"
    ))?;
    if erased > 0 {
        let erased = count(erased, "erasure", "erasures");
        say(&format!(
            "{erased} of later than the backup took place in it again"
        ))?;
    }
    // What was damaged when the backup was made does not keep the others away.
    for line in findings.lines() {
        let _ = writeln!(io::stderr(), "onefloor: damaged in the backup too: {line}");
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

/// Erases again what was erased after a backup was made; how much of it was there. What was erased
/// before is not in the backup: its number may be somebody else's there.
fn erase_since(store: &Path, made_at_ms: u64, noted: &[Erasure]) -> Result<usize, StoreError> {
    let is_later = |one: &&Erasure| match one.what {
        Erased::Sealed { .. } => one.at_ms.saturating_add(SEALED_MS) > made_at_ms,
        Erased::Person { .. } | Erased::People | Erased::Session => one.at_ms >= made_at_ms,
    };
    let later: Vec<&Erasure> = noted.iter().filter(is_later).collect();
    if later.is_empty() {
        return Ok(0);
    }
    let store = SqliteStore::open(store)?;
    let erasing = async {
        let mut erased = 0;
        for erasure in later {
            match erase(&store, erasure).await {
                Ok(Taken::Done) => erased += 1,
                Ok(Taken::Nothing) => {}
                // It says so itself, and is refused by whoever opens it.
                Err(StoreError::Damaged(_)) => {}
                Err(error) => return Err(error),
            }
        }
        store.scrub().await?;
        store.close().await?;
        Ok(erased)
    };
    waited(erasing).map_err(failed)?
}
