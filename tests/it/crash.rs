//! The process dies, or its disk is full, while people work: what was acknowledged is there once, and
//! nothing else is. The campaign does the same a thousand times (`tests/README.md`).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use onefloor::data_directory::read_log;
use onefloor_tests::{Account, Crowd, Process, Verdict, found, serving};
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_secs(20);
/// Blocks of 512 bytes of the longest file, where room is short: less than a write-ahead log takes.
const BLOCKS: &str = "1500";

fn on(directory: &Path, listen: &str) -> Command {
    serving(Path::new(env!("CARGO_BIN_EXE_onefloor")), directory, listen)
}

async fn until(crowd: &Crowd, holds: impl Fn(&Account) -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds(&crowd.account()) {
        assert!(Instant::now() < deadline, "{:?}", crowd.account());
        sleep(Duration::from_millis(5)).await;
    }
}

/// Everybody hears of what they gave, and the log is held against it.
async fn compared(crowd: Crowd, server: Process, directory: &Path, code: &str) -> Verdict {
    let account = crowd.finishes(PATIENCE).await;
    server.kill().unwrap();
    let verdict = account.against(&found(&read_log(directory, code).unwrap()));
    assert!(verdict.holds(), "{verdict} {:#?}", verdict.named);
    verdict
}

#[tokio::test]
async fn killed_in_the_midst_of_work_it_loses_nothing_and_doubles_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = Process::start(&mut on(directory.path(), "127.0.0.1:0")).unwrap();
    let made = server.session().unwrap();
    let address = server.address.clone();
    let crowd = Crowd::comes(&address, &made, 5, 7);
    for life in 1..=8 {
        let wanted = crowd.account().acknowledged() + 10 * life;
        until(&crowd, |account| account.acknowledged() >= wanted).await;
        server.kill().unwrap();
        server = Process::start(&mut on(directory.path(), &address)).unwrap();
    }
    let verdict = compared(crowd, server, directory.path(), &made.code).await;
    assert!(verdict.acknowledged > 360, "{verdict}");
}

#[cfg(unix)]
#[tokio::test]
async fn killed_while_it_keeps_a_state_it_wakes_with_all_that_was_acknowledged() {
    let directory = tempfile::tempdir().unwrap();
    let states = directory.path().join("sessions.sqlite3-states");
    let mut server = Process::start(&mut on(directory.path(), "127.0.0.1:0")).unwrap();
    let made = server.session().unwrap();
    let address = server.address.clone();
    let crowd = Crowd::comes(&address, &made, 5, 11);
    let mut seen = 0;
    for life in 0..10 {
        // More than a start reads again rather than that a state is kept for it.
        let wanted = crowd.account().acknowledged() + 210;
        until(&crowd, |account| account.acknowledged() >= wanted).await;
        // A server that stops keeps states; it dies a little later each time, and at last ends by itself.
        server.is_told_to_stop().unwrap();
        let patience = Duration::from_millis(life * life * 90);
        if server.ends_within(patience).is_err() {
            server.kill().unwrap();
        }
        seen += usize::from(states.exists());
        server = Process::start(&mut on(directory.path(), &address)).unwrap();
        let is_whole = |path: &Path| path.extension().is_some_and(|it| it == "state");
        let left = std::fs::read_dir(&states).into_iter().flatten();
        assert!(left.flatten().all(|file| is_whole(&file.path())));
    }
    let verdict = compared(crowd, server, directory.path(), &made.code).await;
    assert!(
        verdict.acknowledged > 2_000 && seen > 0,
        "{verdict}, {seen}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn with_no_room_left_it_says_so_and_goes_on_when_there_is_some() {
    let directory = tempfile::tempdir().unwrap();
    // A write past the bound fails, as one on a full disk does, and ends no process.
    let bounded = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"";
    let plain = on(directory.path(), "127.0.0.1:0");
    let mut command = Command::new("sh");
    command
        .args(["-c", bounded, BLOCKS])
        .arg(plain.get_program());
    command.args(plain.get_args()).stderr(Stdio::null());
    let server = Process::start(&mut command).unwrap();
    let made = server.session().unwrap();
    let address = server.address.clone();
    let crowd = Crowd::comes(&address, &made, 5, 7);
    until(&crowd, |account| account.refused_for("not_stored") >= 20).await;
    let (ready, _) = server.asked("GET /readyz", "").unwrap();
    assert_eq!(ready, 503);
    server.kill().unwrap();
    let server = Process::start(&mut on(directory.path(), &address)).unwrap();
    // What was refused is given again, under another id.
    let wanted = crowd.account().acknowledged() + 100;
    until(&crowd, |account| account.acknowledged() >= wanted).await;
    let verdict = compared(crowd, server, directory.path(), &made.code).await;
    assert!(verdict.refused["not_stored"] >= 20, "{verdict}");
}
