//! The HTTP interface: a handful of JSON routes, the socket, and the web app for everything else.

mod assets;
mod body;
mod error;
mod headers;
mod host;
mod intake;
mod rates;
mod revision;
mod sessions;
pub mod upload;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::bounds::{BODY_BYTES_MAX, Permit, is_own};
use crate::protocol::FRAME_BYTES_MAX;
use crate::protocol::http::HttpRefusal;
use crate::{App, instruments, socket};

/// All routes.
pub fn router(app: App) -> Router {
    Router::new()
        .nest("/api", api())
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .route("/robots.txt", get(assets::robots))
        .route("/ws", get(upgrade))
        .fallback(assets::serve)
        .layer(middleware::from_fn_with_state(
            body::Bodies::new(app.bounds),
            body::whole,
        ))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn_with_state(
            Arc::new(headers::of(&app)),
            headers::add,
        ))
        .layer(middleware::from_fn_with_state(app.clone(), rates::within))
        .layer(middleware::from_fn(instruments::requests::noted))
        .with_state(app)
}

/// What is asked for and answered as JSON; the answers may hold secrets.
fn api() -> Router<App> {
    let no_store = HeaderValue::from_static("no-store");
    Router::new()
        .route("/read-page", post(host::read_page))
        .route("/read-file", post(host::read_file))
        .route("/sessions", post(host::create))
        .route("/sessions/{code}", get(sessions::face))
        .route("/sessions/{code}/links", get(sessions::links))
        .route("/sessions/{code}/plan.json", get(revision::file))
        .route("/sessions/{code}/page", post(revision::read_page))
        .route(
            "/sessions/{code}/about",
            get(revision::about).post(revision::revise),
        )
        .route("/sessions/{code}/report.{format}", get(sessions::report))
        .route("/sessions/{code}/floor", post(intake::bring))
        .route("/schema/report.json", get(sessions::report_schema))
        .fallback(async || error::refused(StatusCode::NOT_FOUND, HttpRefusal::NotUnderstood))
        .method_not_allowed_fallback(async || {
            error::refused(StatusCode::METHOD_NOT_ALLOWED, HttpRefusal::NotUnderstood)
        })
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            no_store,
        ))
}

async fn ready(State(app): State<App>) -> Response {
    let why = if *app.stopping.borrow() {
        "not ready: it stops"
    } else if !app.registry.is_ready().await {
        "not ready: nothing can be stored"
    } else {
        return "ready".into_response();
    };
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

async fn upgrade(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(connection): Extension<Arc<Permit>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !is_own_origin(&headers, &app.public_url) {
        tracing::info!("refused a socket from another origin");
        return error::refused(StatusCode::FORBIDDEN, HttpRefusal::WrongOrigin);
    }
    let address = app.proxies.caller(peer.ip(), &headers);
    let caller = (!is_own(address)).then_some(address);
    // The connection is counted by its peer; behind a proxy, the socket by whom it names.
    let named = (address != peer.ip()).then(|| app.sockets.takes(address));
    if matches!(named, Some(None)) {
        tracing::warn!("refused a socket: too many are open from one address");
        return error::refused(StatusCode::TOO_MANY_REQUESTS, HttpRefusal::TooFast);
    }
    upgrade
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX)
        .on_upgrade({
            let call = instruments::Call::current();
            async move |socket| {
                instruments::carried(call, socket::run(socket, app, caller)).await;
                drop((connection, named));
            }
        })
}

/// A browser says where its page came from: from here, by the public address or the one it used.
/// Programs that are no browsers say nothing, and hold their secrets themselves.
fn is_own_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let by_host = host.is_some_and(|host| {
        origin.strip_prefix("http://") == Some(host)
            || origin.strip_prefix("https://") == Some(host)
    });
    by_host || origin == public_url
}

/// The secret of an `Authorization: Bearer` header; `None` where there is none.
#[derive(Debug)]
struct Bearer(Option<String>);

impl FromRequestParts<App> for Bearer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let value = parts.headers.get(header::AUTHORIZATION);
        let value = value.and_then(|value| value.to_str().ok());
        let secret = value.and_then(|value| value.strip_prefix("Bearer "));
        Ok(Self(secret.map(str::to_owned)))
    }
}
