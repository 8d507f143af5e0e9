//! Who comes in: whom the session knows at once, a stranger as fast as strangers may.

use std::net::IpAddr;

use onefloor_core::Rejection;
use tokio::time::Instant;

use crate::App;
use crate::bounds::Cost;
use crate::protocol::Close;
use crate::session::{Entrance, Handle, Seat};

/// When a stranger who has to wait comes again at the earliest, in milliseconds.
const LATER_MS: u64 = 5_000;
/// Over how long those who wait are spread.
const SPREAD_MS: u64 = 15_000;

/// For how many milliseconds a stranger waits; each for another time.
pub(super) fn later_ms() -> u64 {
    LATER_MS + rand::random::<u64>() % SPREAD_MS
}

/// Lets somebody in, or says why not. What comes from this machine itself has no address.
pub(super) async fn enter(
    app: &App,
    address: Option<IpAddr>,
    code: &str,
    entrance: Entrance,
) -> Result<Seat, Close> {
    let Some(address) = address else {
        let session = app.registry.open(code).await.map_err(closed)?;
        return session.enter(entrance).await.map_err(closed);
    };
    let now = Instant::now();
    let is_in_time = app.rates.takes(Cost::Socket, Some(address), None, now);
    let attempt = app.guesses.attempt(address, now);
    let waits = !is_in_time || attempt.is_none();
    let session = match app.registry.open(code).await {
        Ok(session) => session,
        // Whether there is such a session, one who has to wait does not learn.
        Err(_) if waits => return Err(Close::Later),
        Err(rejection) => return Err(closed(rejection)),
    };
    if waits && !is_known(app, &session, &entrance).await {
        tracing::debug!("a stranger has to wait");
        return Err(Close::Later);
    }
    let seat = session.enter(entrance).await;
    if let Some(attempt) = attempt
        && !matches!(seat, Err(Rejection::LinkUnknown))
    {
        attempt.was_right(Instant::now());
    }
    seat.map_err(closed)
}

fn closed(rejection: Rejection) -> Close {
    Close::from_rejection(&rejection)
}

/// Whether the session knows who comes: by the key of their browser, or by the secret of a link.
async fn is_known(app: &App, session: &Handle, entrance: &Entrance) -> bool {
    let host_key = app.host_key.clone();
    let Entrance {
        secret, person_key, ..
    } = entrance.clone();
    let known = session.look(move |code, session| {
        let hash = host_key.person_hash(code, &person_key);
        let is_person = hash.is_some_and(|hash| session.people.with_key(&hash).is_some());
        let links = session.links.values();
        let has_link =
            || secret.is_some_and(|secret| host_key.link_of(code, links, &secret).is_some());
        is_person || has_link()
    });
    known.await.unwrap_or(false)
}
