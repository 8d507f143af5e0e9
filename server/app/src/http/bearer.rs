//! Who asks: what the secret of an `Authorization: Bearer` header opens.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use onefloor_core::Rejection;
use onefloor_core::ids::LinkId;
use onefloor_core::terms::Roles;

use super::error::{refused, rejected};
use crate::App;
use crate::protocol::http::HttpRefusal;

/// The secret of the header; `None` where there is none.
#[derive(Debug)]
pub(super) struct Bearer(Option<String>);

impl FromRequestParts<App> for Bearer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        let value = parts.headers.get(header::AUTHORIZATION);
        let value = value.and_then(|value| value.to_str().ok());
        let secret = value.and_then(|value| value.strip_prefix("Bearer "));
        Ok(Self(secret.map(str::to_owned)))
    }
}

/// A link in the hand of whoever asks.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) id: LinkId,
    pub(super) roles: Roles,
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

    /// The secret is that of a link of this session which suffices: 401 without one or with one of no
    /// link, 403 where it takes another link.
    pub(super) async fn holds(
        &self,
        app: &App,
        code: &str,
        suffices: impl Fn(&Roles) -> bool,
    ) -> Result<Held, Response> {
        let session = app.registry.open(code).await;
        let session = session.map_err(|rejection| rejected(&rejection))?;
        let Some(secret) = self.0.clone() else {
            return Err(refused(StatusCode::UNAUTHORIZED, HttpRefusal::NotAllowed));
        };
        let host_key = app.host_key.clone();
        let held = session.look(move |code, session| {
            let link = host_key.link_of(code, session.links.values(), &secret)?;
            let roles = link.roles.clone();
            Some(Held { id: link.id, roles })
        });
        let held = held.await.map_err(|rejection| rejected(&rejection))?;
        match held.ok_or(Rejection::LinkUnknown) {
            Ok(held) if suffices(&held.roles) => Ok(held),
            Ok(_) => Err(rejected(&Rejection::NotAllowed)),
            Err(rejection) => Err(rejected(&rejection)),
        }
    }
}
