//! What was erased, beside the store: a backup from before it knows nothing of it, and whoever restores
//! one erases it again.
//!
//! A line a fact, with codes, numbers and times, and no name. It only grows, by less than a hundred
//! bytes each.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onefloor_core::ids::PersonId;
use onefloor_core::seal::Pseudonym;
use onefloor_core::{Event, privacy};
use serde::{Deserialize, Serialize};

use crate::private;

/// The file in a data directory.
pub const FILE_NAME: &str = "erasures.jsonl";

/// One erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Code of the session.
    pub code: String,
    /// When, in milliseconds since 1970; of what was sealed, the minute.
    pub at_ms: u64,
    /// What.
    #[serde(flatten)]
    pub what: Erased,
}

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "erased", rename_all = "snake_case")]
pub enum Erased {
    /// A person, by their number.
    Person {
        /// Who.
        person: PersonId,
    },
    /// What somebody said sealed.
    Sealed {
        /// Under which pseudonym.
        by: Pseudonym,
    },
    /// Everybody of a session, of which the report is left.
    People,
    /// A session.
    Session,
}

impl Erased {
    /// What an event erases.
    #[must_use]
    pub fn by(event: &Event) -> Option<Self> {
        let Event::Privacy(event) = event else {
            return None;
        };
        match event {
            privacy::Event::PersonErased { person, .. } => Some(Self::Person { person: *person }),
            privacy::Event::SealedErased { by } => Some(Self::Sealed { by: *by }),
            privacy::Event::SessionPurged { .. } => Some(Self::People),
            privacy::Event::SessionDeleted { .. } => Some(Self::Session),
            privacy::Event::RetentionSet { .. } => None,
        }
    }
}

/// Where erasures are noted; nowhere, for a store that is not kept either.
#[derive(Debug, Clone, Default)]
pub struct Journal(Option<Arc<Path>>);

impl Journal {
    /// The journal of a data directory.
    #[must_use]
    pub fn in_directory(directory: &Path) -> Self {
        Self(Some(Arc::from(directory.join(FILE_NAME))))
    }

    /// Notes erasures; they are durable when this returns.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn note(&self, erasures: &[Erasure]) -> io::Result<()> {
        let Some(path) = &self.0 else {
            return Ok(());
        };
        let is_new = !path.exists();
        let mut lines = String::new();
        for erasure in erasures {
            lines.push_str(&serde_json::to_string(erasure)?);
            lines.push('\n');
        }
        // Shut to others, as everything beside it.
        drop(private::file(path)?);
        let mut file = fs::OpenOptions::new().append(true).open(path)?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        if is_new {
            let directory = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
            private::sync_directory(&directory)?;
        }
        Ok(())
    }
}

/// Reads a journal; none for a file that is not there. The last line may be cut off by a crash, and
/// then the erasure that it began to name was not said to be done.
///
/// # Errors
/// It cannot be read, or a line before the last is none.
pub fn read(path: &Path) -> io::Result<Vec<Erasure>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let lines = whole.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).map_err(io::Error::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_read_and_half_a_line_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let journal = Journal::in_directory(directory.path());
        let erasure = |code: &str, what| Erasure {
            code: code.to_owned(),
            at_ms: 7,
            what,
        };
        let person = PersonId(3);
        let noted = [
            erasure("AB12CD", Erased::Person { person }),
            erasure("AB12CD", Erased::People),
            erasure("ZZZZZZ", Erased::Session),
        ];
        journal.note(&noted[..1]).unwrap();
        journal.note(&noted[1..]).unwrap();
        let path = directory.path().join(FILE_NAME);
        let text = fs::read_to_string(&path).unwrap();
        let first = r#"{"code":"AB12CD","at_ms":7,"erased":"person","person":3}"#;
        assert_eq!(text.lines().next(), Some(first));
        assert_eq!(read(&path).unwrap(), noted);
        fs::write(&path, format!("{text}{{\"code\":\"AB")).unwrap();
        assert_eq!(read(&path).unwrap(), noted);
        fs::write(&path, format!("nonsense\n{text}")).unwrap();
        assert!(read(&path).is_err());
        assert_eq!(read(&directory.path().join("none")).unwrap(), []);
    }
}
