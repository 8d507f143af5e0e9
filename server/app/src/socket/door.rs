//! Who comes in: whom the session knows at once, a stranger as fast as strangers may.

use std::net::IpAddr;

use onefloor_core::Rejection;
use tokio::time::Instant;

use crate::App;
use crate::bounds::Cost;
use crate::protocol::Close;
use crate::session::{Entrance, Handle, Seat};
use crate::tried::{Trial, tried};

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
    let in_time = |address| {
        app.rates
            .takes(Cost::Socket, Some(address), None, Instant::now())
    };
    let trial = Trial {
        address,
        is_in_time: address.is_none_or(in_time),
        code,
        has_secret: entrance.secret.is_some(),
    };
    let known = async {
        let session = app.registry.open(code).await.ok()?;
        is_known(app, &session, &entrance).await.then_some(session)
    };
    let enter = async |session: Handle| match session.enter(entrance.clone()).await {
        Err(rejection @ (Rejection::LinkUnknown | Rejection::NotStored)) => Err(rejection),
        // Whatever else keeps them out, what they tried was right.
        seat => Ok(seat),
    };
    match tried(app, trial, known, enter).await {
        Some(Ok(Ok(seat))) => Ok(seat),
        Some(Ok(Err(rejection)) | Err(rejection)) => Err(Close::from_rejection(&rejection)),
        None => {
            tracing::debug!("a stranger has to wait");
            Err(Close::Later)
        }
    }
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
