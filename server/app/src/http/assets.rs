//! The web app out of the binary; a path that is no file is a view of the app.

use crate::protocol::http::HttpRefusal;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use onefloor_web_assets::{Asset, find};

use super::error::refused;

pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    // "/api/" itself is outside of what is nested below it.
    if path.starts_with("api/") {
        return refused(StatusCode::NOT_FOUND, HttpRefusal::NotUnderstood);
    }
    if method != Method::GET && method != Method::HEAD {
        return refused(StatusCode::METHOD_NOT_ALLOWED, HttpRefusal::NotUnderstood);
    }
    // A missing script must not come back as a page, nor what a monitor asks for.
    let asset = if path.starts_with("assets/") || path == "metrics" {
        find(path)
    } else {
        find(path).or_else(|| find("index.html"))
    };
    match asset {
        Some(asset) => respond(asset, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

fn respond(asset: &Asset, asked: &HeaderMap) -> Response {
    let cache = if asset.is_immutable() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let fixed = [
        (header::ETAG, asset.etag),
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_TYPE, asset.mime),
        (header::VARY, "accept-encoding"),
    ];
    let known = asked.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    let accepts = asked.get(header::ACCEPT_ENCODING);
    let accepts = accepts
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let takes = |encoding: &str| {
        let mut offers = accepts.split(',').map(str::trim);
        offers.any(|offer| offer.split(';').next() == Some(encoding) && !offer.ends_with("q=0"))
    };
    let (bytes, encoding) = match (asset.br, asset.gz) {
        (Some(br), _) if takes("br") => (br, Some("br")),
        (_, Some(gz)) if takes("gzip") => (gz, Some("gzip")),
        _ => (asset.raw, None),
    };
    let mut response = (fixed, bytes).into_response();
    if let Some(encoding) = encoding {
        let value = HeaderValue::from_static(encoding);
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, value);
    }
    response
}
