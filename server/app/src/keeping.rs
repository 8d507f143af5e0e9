//! What whoever runs a server does to its store: back it up, restore it, check it, list and delete
//! sessions, have the host's link. All but `restore` and `sessions delete` work beside a running server.

mod backup;
mod check;
mod host_link;
mod restore;
mod session;
mod sessions;
mod watch;

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::auth::{HostKey, KEY_FILE_NAME};

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
    /// The key in it; none is made.
    ///
    /// # Errors
    /// In words: there is none, or it cannot be read.
    fn key(&self) -> Result<HostKey, String> {
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
