//! How fast HTTP is asked: each route by its cost.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use super::error::too_fast;
use super::visitor::Caller;
use crate::App;
use crate::bounds::{Cost, is_own};

/// Passes a request on, or says when to ask again.
pub(super) async fn within(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let address = app.proxies.caller(peer.ip(), headers);
    let address = (!is_own(address)).then_some(address);
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(MatchedPath::as_str);
    let cost = Cost::of(route);
    // A socket says who it is first: whoever is known comes in where strangers wait.
    if cost == Cost::Socket {
        return next.run(request).await;
    }
    let secret = headers.get(header::AUTHORIZATION);
    let secret = secret.and_then(|value| value.to_str().ok());
    if !app.rates.takes(cost, address, secret, Instant::now()) {
        tracing::debug!(?cost, "refused a request: too fast");
        return too_fast(cost.retry_after().as_secs());
    }
    request.extensions_mut().insert(Caller(address));
    next.run(request).await
}
