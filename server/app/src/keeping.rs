//! What whoever runs a server does to its store: back it up, restore it, check it, list and delete
//! sessions, take people out of them. `restore` and whatever takes something away wants a directory that
//! no server uses; all others work beside a running one.

mod backup;
mod check;
mod erase;
mod restore;
mod session;
mod sessions;
mod watch;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

pub use backup::{BackupOptions, backup};
pub use check::{CheckOptions, check};
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

/// Says something to whoever ran the command.
fn say(line: &str) -> Result<(), String> {
    writeln!(io::stdout(), "{line}")
        .map_err(|error| format!("standard output cannot be written: {error}"))
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
