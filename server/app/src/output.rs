//! What commands print, and how they end: each says its outcome once, and ends without a word when
//! nobody reads what it says, as in `onefloor sessions list | head`.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// The exit code of a command whose output nobody reads any more: what a shell shows for one that was
/// ended by SIGPIPE.
const UNREAD: u8 = 141;

/// Why a command did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It was refused, or something is wrong; in words.
    Said(String),
    /// Whoever read its output has closed it. What the command does before it prints is done.
    Unread,
}

impl From<String> for Failure {
    fn from(words: String) -> Self {
        Self::Said(words)
    }
}

/// How a command ends.
pub type Outcome = Result<(), Failure>;

/// Prints a line.
///
/// # Errors
/// Standard output cannot be written, or nobody reads it.
pub fn say(line: &str) -> Outcome {
    print(format!("{line}\n").as_bytes())
}

/// Prints bytes as they are, at once.
///
/// # Errors
/// As for [`say`].
pub fn print(bytes: &[u8]) -> Outcome {
    let mut stdout = io::stdout();
    let printed = stdout.write_all(bytes).and_then(|()| stdout.flush());
    printed.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::Unread,
        _ => Failure::Said(format!("standard output cannot be written: {error}")),
    })
}

/// Says on standard error what to know of a command that is done all the same.
pub fn warn(words: &str) {
    let _ = writeln!(io::stderr(), "onefloor: {words}");
}

/// Says on standard error why a command failed, and gives its exit code.
#[must_use]
pub fn exit_code(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Said(words)) => {
            let _ = writeln!(io::stderr(), "onefloor: {words}");
            ExitCode::FAILURE
        }
        Err(Failure::Unread) => ExitCode::from(UNREAD),
    }
}
