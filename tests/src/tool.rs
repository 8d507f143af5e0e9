//! Node's tools from a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A directory of the project, from its root.
#[must_use]
pub fn work_directory(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(below)
}

/// Installs what the lock file of a directory names, unless that is so already.
///
/// # Panics
/// It cannot be installed.
pub fn npm_ci(directory: &Path) {
    let lock = fs::read(directory.join("package-lock.json")).expect("a lock file");
    let mark = directory.join("node_modules/.installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return;
    }
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(directory));
    fs::write(&mark, &lock).expect("node_modules is writable");
}

/// Runs a command in sight.
///
/// # Panics
/// It fails, or does not start.
pub fn run(command: &mut Command) {
    let status = command.status();
    let status = status.unwrap_or_else(|error| panic!("{command:?} did not start: {error}"));
    assert!(status.success(), "{command:?} failed: {status}");
}
