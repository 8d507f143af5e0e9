//! The stories that only a browser shows, against the real binary.

use std::process::Command;

use onefloor_tests::{npm_ci, run, work_directory};

#[test]
fn the_hour_runs_in_real_browsers() {
    let stories = work_directory("tests/browser");
    npm_ci(&stories);
    run(Command::new("npm")
        .args(["run", "--silent", "test"])
        .env("ONEFLOOR_BIN", env!("CARGO_BIN_EXE_onefloor"))
        .current_dir(stories));
}
