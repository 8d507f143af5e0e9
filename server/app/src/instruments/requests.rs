//! The request log: method, the pattern of the path, status, time and the id that the answer carries.
//! Never the path itself, since it holds the codes of sessions.
//!
//! At `info` is what was refused, since somebody may quote its id and it must be found without having
//! asked for more; failures of ours are warnings. Everything else is at `debug`: five hundred phones that
//! load a page are thousands of lines that say nothing that the metrics do not. So is what was too
//! fast, or a flood would fill the log.

use std::time::Instant;

use axum::extract::{self, MatchedPath};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::call::Call;
use super::metrics::{Request, Route, metrics};

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// What no route is for: files of the web app, its views, and what is not there.
const WEB: &str = "web";

/// Answers a request under a name of its own, and notes it.
pub(crate) async fn noted(request: extract::Request, next: Next) -> Response {
    let call = Call::next_request();
    let method = method_name(request.method());
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or_else(|| WEB.to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = %call, method, %route);
    let began = Instant::now();
    let mut response = call.run(next.run(request)).instrument(span.clone()).await;
    if let Ok(id) = HeaderValue::try_from(call.to_string()) {
        response.headers_mut().insert(ID, id);
    }
    let took = began.elapsed();
    let status = response.status();
    count(method, &route, status, took.as_secs_f64());
    let _inside = span.enter();
    let (status, ms) = (status.as_u16(), took.as_millis());
    match status {
        500.. => tracing::warn!(status, ms, "answered"),
        429 => tracing::debug!(status, ms, "answered"),
        400.. => tracing::info!(status, ms, "answered"),
        _ => tracing::debug!(status, ms, "answered"),
    }
    response
}

fn count(method: &'static str, route: &str, status: StatusCode, seconds: f64) {
    let route = route.to_owned();
    let times = Route {
        route: route.clone(),
    };
    let times = metrics().request_time.get_or_create_owned(&times);
    times.observe(seconds);
    let status = class(status);
    let labels = Request {
        method,
        route,
        status,
    };
    metrics().requests.get_or_create(&labels).inc();
}

/// A client may make up methods, and labels are of a closed set.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
