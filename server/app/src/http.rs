//! The HTTP interface: a handful of JSON routes, the socket, and the web app for everything else.

mod assets;
mod bearer;
mod body;
mod device;
mod documents;
mod error;
mod headers;
mod host;
mod intake;
mod json;
#[cfg(feature = "wire")]
pub mod openapi;
mod rates;
mod revision;
mod routes;
mod sessions;
pub mod upload;
mod visitor;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router, middleware};
use hyper::upgrade::OnUpgrade;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::bounds::{BODY_BYTES_MAX, Permit, is_own};
use crate::protocol::http::HttpRefusal;
use crate::socket::{self, Line, TakesOver};
use crate::store::{Check, Integrity};
use crate::{App, instruments};
use routes::routes;

/// All routes.
pub fn router(app: App) -> Router {
    Router::new()
        .nest("/api", api())
        .merge(open())
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
    below_api()
        .fallback(async || error::refused(StatusCode::NOT_FOUND, HttpRefusal::NotUnderstood))
        .method_not_allowed_fallback(async || {
            error::refused(StatusCode::METHOD_NOT_ALLOWED, HttpRefusal::NotUnderstood)
        })
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            no_store,
        ))
}

routes! { below_api, BELOW_API, below "/api" {
    /// Reads a session page.
    /// The body is its text or its HTML. Nothing is kept. An agenda is proposed where the page has none.
    post "/read-page" => host::read_page;
    /// Reads the file of a session that was exported.
    /// Its plan is checked as for a creation; nothing is kept.
    post "/read-file" => host::read_file;
    /// Creates a session.
    /// The answer has its code, and the secrets of its links.
    post "/sessions" => host::create;
    /// Finds a session by its code.
    /// Title and number, for whoever has the code and has not joined yet.
    get "/sessions/{code}" => sessions::face;
    /// Takes over what a person handed to one device more.
    /// It works once, and for five minutes: the answer can be read with the link that leads here.
    post "/sessions/{code}/device" => device::take;
    /// Lists the role links with their secrets.
    get "/sessions/{code}/links" => sessions::links;
    /// Exports the plan of the session as a file.
    get "/sessions/{code}/plan.json" => revision::file;
    /// Reads the session's page again.
    /// It is held against the session, which stays as it is.
    post "/sessions/{code}/page" => revision::read_page;
    /// Gives what the session is about, with its revision.
    get "/sessions/{code}/about" => revision::about;
    /// Changes what the session is about.
    /// Nothing is changed but what is named. The same key is answered with the first outcome.
    post "/sessions/{code}/about" => revision::revise;
    /// Writes the report in a format.
    get "/sessions/{code}/report.{format}" => sessions::report;
    /// Brings people to the floor, all or none.
    /// For other systems, by an integration link. The same key is answered with the first outcome.
    post "/sessions/{code}/floor" => intake::bring;
    /// Gives the JSON Schema of the report as JSON.
    get "/schema/report.json" => documents::report_schema;
    /// Gives this document: HTTP, as OpenAPI.
    get "/openapi.json" => documents::openapi;
    /// Gives the document of the socket, as AsyncAPI.
    get "/asyncapi.json" => documents::asyncapi;
} }

routes! { open, OPEN, below "" {
    /// Says that the server answers.
    get "/healthz" => async || "ok";
    /// Says whether the server takes and stores what comes.
    get "/readyz" => ready;
    /// Asks crawlers to stay away.
    /// Sessions are for those who have a code.
    get "/robots.txt" => assets::robots;
    /// Opens the socket of a screen.
    /// What goes over it is in the AsyncAPI document.
    get "/ws" => upgrade;
} }

async fn ready(State(app): State<App>) -> Response {
    let why = if *app.stopping.borrow() {
        "not ready: it stops"
    } else if !app.registry.is_ready().await {
        "not ready: nothing can be stored"
    } else {
        // Sessions that are whole are served meanwhile, and all the same.
        return match app.check.as_ref().map(Check::so_far) {
            Some(Integrity::Unknown) => "ready, and the store is being checked".into_response(),
            Some(Integrity::Damaged(_)) => "ready, and the store is damaged".into_response(),
            Some(Integrity::Whole) | None => "ready".into_response(),
        };
    };
    (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
}

/// Seconds after which a socket may be tried again, where an address has too many.
const SOCKETS_RETRY_S: u64 = 10;

async fn upgrade(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(connection): Extension<Arc<Permit>>,
    Extension(TakesOver(taken_over)): Extension<TakesOver>,
    mut request: Request,
) -> Response {
    let on_upgrade = request.extensions_mut().remove::<OnUpgrade>();
    let answer = create_response_with_body(&request, Body::empty);
    let (Ok(answer), Some(on_upgrade)) = (answer, on_upgrade) else {
        return error::refused(StatusCode::BAD_REQUEST, HttpRefusal::NotUnderstood);
    };
    let headers = request.headers();
    if !is_own_origin(headers, &app.public_url) {
        tracing::info!("refused a socket from another origin");
        return error::refused(StatusCode::FORBIDDEN, HttpRefusal::WrongOrigin);
    }
    let address = app.proxies.caller(peer.ip(), headers);
    let caller = (!is_own(address)).then_some(address);
    // The connection is counted by its peer; behind a proxy, the socket by whom it names.
    let named = (address != peer.ip()).then(|| app.sockets.takes(address));
    if matches!(named, Some(None)) {
        tracing::warn!("refused a socket: too many are open from one address");
        return error::too_fast(SOCKETS_RETRY_S);
    }
    let call = instruments::Call::current();
    tokio::spawn(async move {
        // Where the answer did not arrive, there is no socket.
        if let Some((stream, read)) = on_upgrade.await.ok().and_then(taken_over) {
            let line = Line::over(stream, read, app.bounds.stall_wait);
            // In a box: what carries it would hold it several times over, for as long as it stays.
            let run = Box::pin(socket::run(line, app, caller));
            instruments::carried(call, run).await;
        }
        drop((connection, named));
    });
    answer
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
