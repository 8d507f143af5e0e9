//! How fast HTTP is asked: each route by its cost, and codes and secrets as guesses.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use super::error::too_fast;
use crate::App;
use crate::bounds::{Cost, is_own};

/// Seconds after which a code may be tried again, where too many were wrong.
const GUESS_RETRY_S: u64 = 60;

/// Passes a request on, or says when to ask again.
pub(super) async fn within(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let address = app.proxies.caller(peer.ip(), headers);
    let address = (!is_own(address)).then_some(address);
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(MatchedPath::as_str);
    let cost = Cost::of(route);
    let names_a_code = route.is_some_and(|route| route.contains("{code}"));
    // A socket says who it is first: whoever is known comes in where strangers wait.
    if cost == Cost::Socket {
        return next.run(request).await;
    }
    let secret = headers.get(header::AUTHORIZATION);
    let secret = secret.and_then(|value| value.to_str().ok());
    let now = Instant::now();
    if !app.rates.takes(cost, address, secret, now) {
        tracing::debug!(?cost, "refused a request: too fast");
        return too_fast(cost.retry_after().as_secs());
    }
    let Some(address) = address.filter(|_| names_a_code) else {
        return next.run(request).await;
    };
    let attempt = app.guesses.attempt(address, now);
    if attempt.is_none() && secret.is_none() {
        return too_fast(GUESS_RETRY_S);
    }
    let answer = next.run(request).await;
    match attempt {
        Some(attempt) if tells_a_session(answer.status()) => attempt.was_right(Instant::now()),
        // Whoever has a secret that is right is known; whether the code is, a guess does not learn.
        None if !tells_a_session(answer.status()) => return too_fast(GUESS_RETRY_S),
        Some(_) | None => {}
    }
    answer
}

/// Whether only somebody with a right code, and a right secret where one is asked for, is answered so.
fn tells_a_session(status: StatusCode) -> bool {
    status.is_success()
        || matches!(
            status,
            StatusCode::CONFLICT
                | StatusCode::UNPROCESSABLE_ENTITY
                | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::SERVICE_UNAVAILABLE
        )
}
