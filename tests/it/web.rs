//! The web app's own unit tests.

use std::process::Command;

use onefloor_tests::{npm_ci, run, work_directory};

#[test]
fn the_web_units_pass() {
    let web = work_directory("web");
    npm_ci(&web);
    run(Command::new("npm")
        .args(["run", "--silent", "test"])
        .current_dir(web));
}
