//! A thread of its own for work that takes long. It gives way to those that serve: on a machine with few
//! processors, a draw of a whole forum would else take every second moment from everybody who votes.

use std::thread;

use tokio::sync::oneshot;

/// How much more it gives way than the rest of the server, as `nice` counts: where both want a processor, it
/// has a quarter of it.
#[cfg(target_os = "linux")]
const NICER_BY: i32 = 5;
/// The system knows no more.
#[cfg(target_os = "linux")]
const NICENESS_MAX: i32 = 19;

/// Why nothing came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// The system has no thread to give.
    NoThread,
    /// The work panicked.
    Panicked,
}

/// Works on a thread of its own.
pub(super) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Lost> {
    let (done, outcome) = oneshot::channel();
    let begun = thread::Builder::new().name("heavy".into()).spawn(move || {
        give_way();
        // Whoever asked may have left.
        let _ = done.send(work());
    });
    match begun {
        Ok(_) => outcome.await.map_err(|_| Lost::Panicked),
        Err(why) => {
            tracing::warn!(%why, "no thread for heavy work");
            Err(Lost::NoThread)
        }
    }
}

/// Linux counts this for each thread; elsewhere it would be the whole process that gives way.
#[cfg(target_os = "linux")]
fn give_way() {
    use rustix::process::{getpriority_process, setpriority_process};

    let nicer = getpriority_process(None).map(|before| (before + NICER_BY).min(NICENESS_MAX));
    if let Err(why) = nicer.and_then(|niceness| setpriority_process(None, niceness)) {
        tracing::debug!(%why, "heavy work does not give way");
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_panics_is_said_and_the_next_one_works() {
        let failed = run(|| assert_eq!(1, 2, "on purpose")).await;
        assert_eq!(failed, Err(Lost::Panicked));
        assert_eq!(run(|| 3).await, Ok(3));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn it_gives_way_and_nobody_else_does() {
        let niceness = || rustix::process::getpriority_process(None).unwrap_or_default();
        let before = niceness();
        let meanwhile = (before + NICER_BY).min(NICENESS_MAX);
        assert_eq!(run(niceness).await.ok(), Some(meanwhile));
        assert_eq!(niceness(), before);
    }
}
