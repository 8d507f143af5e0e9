//! What is damaged is said when a server starts, not when somebody comes.

use std::path::Path;

use crate::auth::HostKey;
use crate::store::StoreError;
use crate::store::sqlite::{self, FILE_NAME, words};

/// Goes through all logs of a directory beside the server, on a thread of its own, and names each
/// damaged session in the log with what is missing. A code lets people in, and stands in no log:
/// `onefloor sessions list` has the name of each session there.
pub fn watch_over(directory: &Path, host_key: HostKey) {
    let file = directory.join(FILE_NAME);
    let looking = std::thread::Builder::new()
        .name("check".to_owned())
        .spawn(move || {
            if let Err(error) = look(&file, &host_key) {
                tracing::error!(%error, "the sessions could not be checked");
            }
        });
    if let Err(error) = looking {
        tracing::error!(%error, "the sessions could not be checked");
    }
}

fn look(file: &Path, host_key: &HostKey) -> Result<(), StoreError> {
    let codes = sqlite::read(file, |reader| reader.sessions())?;
    let mut damaged = 0;
    for code in &codes {
        // A look for each: a long one would keep the write-ahead log from being taken in.
        let faults = sqlite::read(file, |reader| reader.scan_sums(code))?;
        if !faults.is_empty() {
            damaged += 1;
            let what = words(&faults);
            let name = host_key.log_name(code);
            tracing::error!(session.id = name, what, "a session is damaged");
        }
    }
    if damaged > 0 {
        tracing::error!(
            damaged,
            of = codes.len(),
            "`onefloor check` says all that is wrong"
        );
    } else {
        tracing::info!(sessions = codes.len(), "all sessions are whole");
    }
    Ok(())
}
