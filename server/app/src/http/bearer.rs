//! Who asks: what the secret of an `Authorization: Bearer` header opens.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;

use super::error::refused;
use crate::App;
use crate::protocol::http::HttpRefusal;

/// The secret of the header; `None` where there is none.
#[derive(Debug)]
pub(super) struct Bearer(pub(super) Option<String>);

impl FromRequestParts<App> for Bearer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let value = parts.headers.get(header::AUTHORIZATION);
        let value = value.and_then(|value| value.to_str().ok());
        let secret = value.and_then(|value| value.strip_prefix("Bearer "));
        Ok(Self(secret.map(str::to_owned)))
    }
}

/// The secret is not the host's.
pub(super) fn host_only() -> Response {
    refused(StatusCode::UNAUTHORIZED, HttpRefusal::HostOnly)
}

impl Bearer {
    /// The secret is the host's.
    pub(super) fn is_host(&self, app: &App) -> bool {
        let secret = self.0.as_deref();
        secret.is_some_and(|secret| app.host_key.is_host(secret))
    }
}
