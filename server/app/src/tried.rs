//! Codes and secrets that are tried: what an answer tells, what it costs, and when it is given.
//!
//! A wrong answer is given [`ANSWER_WAIT`] after it was asked for, so that the time does not tell
//! what was looked at; one whose secret is wrong looks the same whether there is such a session or
//! not. Who has to wait hears so after the same time: nobody has looked, unless it is somebody whom
//! the session knows. A session that takes longer to wake than that can be told by its time; that
//! tells no more than the attempt is charged for.

use std::net::IpAddr;
use std::time::Duration;

use onefloor_core::Rejection;
use tokio::time::{Instant, sleep_until};

use crate::App;
use crate::bounds::Attempt;
use crate::session::Handle;

/// How long after the question a wrong answer is given, and the answer that one has to wait. Within
/// it, whoever finds everything reserved by others waits for them.
const ANSWER_WAIT: Duration = Duration::from_millis(300);

/// Who tries what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trial<'a> {
    /// From where; `None` for this machine's own address, which nobody counts.
    pub(crate) address: Option<IpAddr>,
    /// Whether one more may be tried from there now.
    pub(crate) is_in_time: bool,
    /// The code, as typed.
    pub(crate) code: &'a str,
    /// Whether a secret is tried too.
    pub(crate) has_secret: bool,
}

/// Looks at what is tried; `None` if it has to wait.
///
/// `known` resolves to the session for those who pass where others wait. `enter` goes on with it, and
/// refuses with [`Rejection::LinkUnknown`] if the secret is wrong.
pub(crate) async fn tried<T>(
    app: &App,
    trial: Trial<'_>,
    known: impl Future<Output = Option<Handle>>,
    enter: impl AsyncFnOnce(Handle) -> Result<T, Rejection>,
) -> Option<Result<T, Rejection>> {
    let Some(address) = trial.address else {
        return Some(looked_at(app, trial, None, enter).await);
    };
    let until = Instant::now() + ANSWER_WAIT;
    let attempt = tokio::select! {
        biased;
        attempt = app.guesses.attempt(address), if trial.is_in_time => attempt,
        Some(session) = known => return Some(enter(session).await),
        () = sleep_until(until) => return None,
    };
    let answer = looked_at(app, trial, Some(attempt), enter).await;
    if matches!(&answer, Err(rejection) if is_wrong(rejection)) {
        sleep_until(until).await;
    }
    Some(answer)
}

async fn looked_at<T>(
    app: &App,
    trial: Trial<'_>,
    mut attempt: Option<Attempt<'_>>,
    enter: impl AsyncFnOnce(Handle) -> Result<T, Rejection>,
) -> Result<T, Rejection> {
    let Trial {
        code, has_secret, ..
    } = trial;
    let answer = match app.registry.knows(code).await {
        Ok(true) => {
            // The code alone was tried: it is right, however long the session takes to wake.
            if let Some(attempt) = attempt.take_if(|_| !has_secret) {
                attempt.was_right();
            }
            match app.registry.open(code).await {
                Ok(session) => enter(session).await,
                Err(rejection) => Err(rejection),
            }
        }
        Ok(false) if has_secret => Err(Rejection::LinkUnknown),
        Ok(false) => Err(Rejection::SessionUnknown),
        Err(rejection) => Err(rejection),
    };
    match (attempt, &answer) {
        (Some(attempt), Err(Rejection::NotStored)) => attempt.was_not_looked_at(),
        (Some(attempt), Err(rejection)) if is_wrong(rejection) => drop(attempt),
        (Some(attempt), _) => attempt.was_right(),
        (None, _) => {}
    }
    answer
}

fn is_wrong(rejection: &Rejection) -> bool {
    matches!(
        rejection,
        Rejection::SessionUnknown | Rejection::LinkUnknown
    )
}
