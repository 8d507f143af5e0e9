//! `onefloor restore`: a backup into a new or empty data directory.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::check::of_backup;
use super::{Directory, moment};
use crate::data_directory::fill;
use crate::output::{Failure, Outcome, say};
use crate::store::sqlite;

/// Options of `restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreOptions {
    /// A file that `backup` wrote.
    pub file: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
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
    fill(directory, &manifest.key, |to| {
        sqlite::backup::unpack(file, to)
    })?;
    let (made, by) = (moment(manifest.made_at_ms), &manifest.made_by);
    let sum = findings.sum();
    let directory = directory.display();
    say(&format!(
        "{directory} holds {sum}; backed up {made} by Onefloor {by}"
    ))?;
    // What was damaged when the backup was made does not keep the others away.
    for line in findings.lines() {
        let _ = writeln!(io::stderr(), "onefloor: damaged in the backup too: {line}");
    }
    Ok(())
}
