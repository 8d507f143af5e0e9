//! A panic in the log: that there was one and where, and nothing of what it worked on. Tried in a
//! process of its own, since a panic hook and a log are of a whole process.

use std::process::Command;

use onefloor::telemetry::{self, LogFormat};

const CHILD: &str = "ONEFLOOR_TEST_PANICS";
const TEXT: &str = "Who guards the guardians?";

#[test]
fn a_panic_is_logged_without_what_it_worked_on() {
    if std::env::var_os(CHILD).is_some() {
        return child();
    }
    let name = "instruments::panics::a_panic_is_logged_without_what_it_worked_on";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(CHILD, "1")
        .env("RUST_LOG", "trace")
        .output()
        .unwrap();
    assert!(output.status.success());
    let written = String::from_utf8_lossy(&output.stderr);
    assert!(!written.contains("guardians"), "{written}");
    assert_eq!(written.matches("a defect").count(), 3, "{written}");
    assert!(written.contains("a word of the source"), "{written}");
    assert!(written.contains("panics.rs:"), "{written}");
    assert!(!written.contains("of another crate"), "{written}");
    assert!(written.contains("of this crate"), "{written}");
}

fn child() {
    telemetry::start(LogFormat::Json);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let text = TEXT.to_owned();
    let cut = text.clone();
    let panics = [
        std::thread::spawn(move || panic!("{text}")).join().is_err(),
        // What a panicking slice says repeats the string.
        runtime
            .block_on(runtime.spawn(async move { cut[..cut.len() + 1].len() }))
            .is_err(),
        std::thread::spawn(|| panic!("a word of the source"))
            .join()
            .is_err(),
    ];
    assert_eq!(panics, [true; 3]);
    tracing::trace!(target: "hyper::proto", "of another crate: {TEXT}");
    tracing::error!(target: "tungstenite", "of another crate: {TEXT}");
    tracing::trace!(target: "onefloor::socket", "of this crate");
}
