//! `onefloor check`: what is wrong with a data directory or a backup.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::session::{Looked, look};
use super::{Directory, count, moment};
use crate::auth::{HostKey, KEY_FILE_NAME};
use crate::data_directory::store_in;
use crate::output::{Outcome, say};
use crate::store::StoreError;
use crate::store::sqlite::{self, Reader};

/// Options of `check`.
#[derive(Debug, Clone, Args)]
pub struct CheckOptions {
    /// A backup to check instead of a data directory.
    pub file: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
}

/// What a check found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// What is wrong with the file itself or the key.
    pub(super) file: Vec<String>,
    /// What is wrong with sessions, by code.
    pub(super) sessions: Vec<(String, Vec<String>)>,
    /// Sessions that were looked at.
    pub(super) looked_at: usize,
    /// Events in them.
    pub(super) events: usize,
    /// When the last of them came.
    pub(super) last_at_ms: Option<u64>,
}

impl Findings {
    pub(super) fn is_well(&self) -> bool {
        self.file.is_empty() && self.sessions.is_empty()
    }

    /// What is wrong, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let sessions = self.sessions.iter().map(|(code, wrong)| {
            let wrong = wrong.join(", ");
            format!("session {code}: {wrong}")
        });
        self.file.iter().cloned().chain(sessions).collect()
    }

    /// What there is, in a line.
    pub(super) fn sum(&self) -> String {
        let sessions = count(self.looked_at, "session", "sessions");
        let events = count(self.events, "event", "events");
        let last = self.last_at_ms.map(moment);
        let last = last.map_or_else(String::new, |last| format!(", the last one of {last}"));
        format!("{sessions}, {events}{last}")
    }

    fn add(&mut self, code: &str, looked: Looked) {
        self.looked_at += 1;
        self.events += looked.events;
        self.last_at_ms = self.last_at_ms.max(looked.last_at_ms);
        if !looked.wrong.is_empty() {
            self.sessions.push((code.to_owned(), looked.wrong));
        }
    }
}

/// Looks at everything, and says what is wrong.
///
/// # Errors
/// In words: something is wrong, or it cannot be looked at.
pub fn check(options: &CheckOptions) -> Outcome {
    let (findings, what) = match &options.file {
        Some(file) => (of_backup(file)?, file),
        None => {
            let directory = &options.directory.data_dir;
            (of_directory(directory)?, directory)
        }
    };
    for line in findings.lines() {
        say(&line)?;
    }
    let what = what.display();
    let sum = findings.sum();
    if !findings.is_well() {
        let damaged = count(findings.sessions.len(), "session is", "sessions are");
        return Err(format!("{what} is not well: {damaged} damaged of {sum}").into());
    }
    say(&format!("{what} is well: {sum}"))
}

fn of_directory(directory: &Path) -> Result<Findings, String> {
    let store = store_in(directory)?;
    let mut findings = of_file(&store, |_| Ok(Vec::new()))?;
    let key = match fs::read(directory.join(KEY_FILE_NAME)) {
        Ok(bytes) if HostKey::from_file(&bytes).is_some() => None,
        Ok(_) => Some(format!("{KEY_FILE_NAME} is no key")),
        Err(error) => Some(format!("{KEY_FILE_NAME} cannot be read: {error}")),
    };
    findings.file.extend(key);
    let strays = sqlite::strays(&store).map_err(|error| error.to_string())?;
    findings.file.extend(strays.iter().map(|stray| {
        let stray = stray.display();
        format!("{stray} belongs to no session; the next start of the server takes it away")
    }));
    Ok(findings)
}

/// Looks at everything in a backup.
///
/// # Errors
/// In words: it cannot be read, or is none.
pub(super) fn of_backup(file: &Path) -> Result<Findings, String> {
    let shown = file.display();
    if let Err(error) = fs::File::open(file) {
        return Err(format!("{shown} cannot be read: {error}"));
    }
    of_file(file, |reader| match reader.manifest()? {
        None => Err(StoreError::Unavailable(format!("{shown} is no backup"))),
        Some(manifest) => {
            let mut wrong = Vec::new();
            if !manifest.is_as_written {
                wrong.push("something in it is not what was written".to_owned());
            }
            if HostKey::from_file(&manifest.key).is_none() {
                wrong.push("the key in it is none".to_owned());
            }
            Ok(wrong)
        }
    })
}

fn of_file(
    file: &Path,
    of_kind: impl Fn(&Reader<'_>) -> Result<Vec<String>, StoreError>,
) -> Result<Findings, String> {
    let looked = sqlite::read(file, |reader| {
        let wrong = reader.wrong();
        let mut findings = Findings {
            file: wrong
                .iter()
                .map(|what| format!("the file: {what}"))
                .collect(),
            ..Findings::default()
        };
        match of_kind(reader) {
            Ok(wrong) => findings.file.extend(wrong),
            // Pages that are damaged are damaged for this question too.
            Err(error) if findings.file.is_empty() => return Err(error),
            Err(_) => {}
        }
        match reader.sessions() {
            Ok(codes) => {
                for code in codes {
                    findings.add(&code, look(reader, &code)?);
                }
            }
            Err(error) => findings.file.push(error.to_string()),
        }
        Ok(findings)
    });
    looked.map_err(|error| format!("{} cannot be checked: {error}", file.display()))
}
