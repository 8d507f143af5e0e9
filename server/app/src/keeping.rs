//! What whoever runs a server does to its store: back it up, restore it, check it, list and delete
//! sessions, take people out of them, have the host's link. `restore` and whatever takes something away
//! wants a directory that no server uses; all others work beside a running one.

mod backup;
mod check;
mod erase;
mod host_link;
mod restore;
mod session;
mod sessions;
mod watch;

use std::fs;
use std::path::PathBuf;

use clap::Args;
use onefloor_core::Session;

use crate::auth::{HostKey, KEY_FILE_NAME};
use crate::data_directory::{DataDirectory, OnDamage, read_log};
use crate::output::Failure;
use crate::session::normalised;

pub use backup::{BackupOptions, backup};
pub use check::{CheckOptions, check};
pub use host_link::{HostLinkOptions, host_link};
pub use restore::{RestoreOptions, restore};
pub use sessions::{SessionsTask, sessions};
pub use watch::watch_over;

/// Which data directory.
#[derive(Debug, Clone, Args)]
pub struct Directory {
    /// Directory of the store, as for `serve`.
    #[arg(
        long,
        env = "ONEFLOOR_DATA_DIR",
        default_value = "onefloor-data",
        value_name = "DIR"
    )]
    pub data_dir: PathBuf,
}

impl Directory {
    /// A session out of it, with its code as it is kept; nothing is written, and a server may use the
    /// directory meanwhile. A session that does not exist has no events.
    ///
    /// # Errors
    /// In words: there are no sessions, it is damaged, or cannot be read, or the code is none.
    pub(crate) fn session(&self, typed: &str) -> Result<(String, Session), String> {
        let code = normalised(typed).ok_or_else(|| self.unknown(typed))?;
        let batches = read_log(&self.data_dir, &code)?;
        let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
        Ok((code, session))
    }

    /// What is said of a session that does not exist.
    pub(crate) fn unknown(&self, typed: &str) -> String {
        let directory = self.data_dir.display();
        format!("there is no session {typed} in {directory}")
    }

    /// Takes the directory for a command that needs it alone, for as long as that takes: no server may
    /// use it meanwhile.
    ///
    /// # Errors
    /// In words: somebody uses it, it cannot be opened, or what the command says.
    pub(crate) fn alone<T>(
        &self,
        on_damage: OnDamage,
        work: impl AsyncFnOnce(&DataDirectory) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let data = DataDirectory::open_as(&self.data_dir, on_damage)?;
            let done = work(&data).await;
            data.close().await?;
            done
        })
    }

    /// The key in it; none is made.
    ///
    /// # Errors
    /// In words: there is none, or it cannot be read.
    pub(crate) fn key(&self) -> Result<HostKey, String> {
        let bytes = fs::read(self.data_dir.join(KEY_FILE_NAME));
        let key = bytes.ok().and_then(|bytes| HostKey::from_file(&bytes));
        key.ok_or_else(|| {
            let directory = self.data_dir.display();
            format!(
                "there is no {KEY_FILE_NAME} in {directory} that can be read; the data directory of a \
                 server goes with --data-dir"
            )
        })
    }
}

/// A number and what is counted.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A moment as people read it, in UTC.
fn moment(at_ms: u64) -> String {
    let at = i64::try_from(at_ms).ok();
    let at = at.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    at.map_or_else(
        || "?".to_owned(),
        |at| at.strftime("%Y-%m-%d %H:%M:%SZ").to_string(),
    )
}
