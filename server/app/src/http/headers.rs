//! Headers of every answer: what a page may load, use and be part of.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::App;

/// What rooms, displays and speakers need is allowed to our own pages, and the rest to nobody.
const PERMISSIONS: &str = "camera=(self), microphone=(self), autoplay=(self), fullscreen=(self), \
     screen-wake-lock=(self), clipboard-write=(self), accelerometer=(), display-capture=(), \
     geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), midi=(), payment=(), \
     serial=(), usb=(), xr-spatial-tracking=()";

/// Names and values that an answer gets unless it has its own.
pub(super) type Headers = Vec<(HeaderName, HeaderValue)>;

/// The headers of a server.
pub(super) fn of(app: &App) -> Headers {
    let policy = content_security_policy(&app.public_url, app.calls.server());
    let mut headers = vec![
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ]
    .into_iter()
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
    .collect::<Headers>();
    // An origin holds nothing that a header cannot say.
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.push((header::CONTENT_SECURITY_POLICY, policy));
    }
    headers
}

/// Adds them to an answer.
pub(super) async fn add(
    State(headers): State<Arc<Headers>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers.iter() {
        let entry = response.headers_mut().entry(name);
        entry.or_insert_with(|| value.clone());
    }
    response
}

/// Nothing comes from elsewhere but what a room's call needs, and nobody frames us.
fn content_security_policy(public_url: &str, call_server: Option<&str>) -> String {
    let mut connects = String::from("'self'");
    // To older browsers a socket is not 'self'; a call's server is asked over HTTP too.
    for url in std::iter::once(public_url).chain(call_server) {
        for origin in origins(url).into_iter().flatten() {
            connects.push(' ');
            connects.push_str(&origin);
        }
    }
    format!(
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
         connect-src {connects}; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; \
         form-action 'self'"
    )
}

/// Where a URL leads, for sockets and for requests.
fn origins(url: &str) -> Option<[String; 2]> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:[]_".contains(c);
    let is_plain = !host.is_empty() && host.chars().all(is_host);
    let schemes = match scheme {
        "https" | "wss" => ["wss", "https"],
        "http" | "ws" => ["ws", "http"],
        _ => return None,
    };
    is_plain.then(|| schemes.map(|scheme| format!("{scheme}://{host}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_connects_to_its_server_and_to_the_one_of_its_calls() {
        let policy = content_security_policy("https://floor.example", None);
        assert!(
            policy.contains("connect-src 'self' wss://floor.example https://floor.example;"),
            "{policy}"
        );
        let call = Some("wss://live.example:7443/rtc?x=1");
        let policy = content_security_policy("http://127.0.0.1:8080", call);
        assert!(
            policy.contains(
                "connect-src 'self' ws://127.0.0.1:8080 http://127.0.0.1:8080 \
                 wss://live.example:7443 https://live.example:7443;"
            ),
            "{policy}"
        );
    }

    #[test]
    fn an_address_says_nothing_else_in_the_policy() {
        for url in [
            "wss://a.example; script-src *",
            "wss://a.example,b",
            "data:x",
            "wss://",
        ] {
            assert_eq!(origins(url), None, "{url}");
        }
    }
}
