//! Who asks for something of a session over HTTP: with its code, and with the secret of a link where
//! they have one. Both are looked at here and nowhere else, as what they are: guesses.

use std::net::IpAddr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use onefloor_core::Rejection;
use onefloor_core::ids::LinkId;
use onefloor_core::rights::Right;
use onefloor_core::terms::Roles;

use super::bearer::Bearer;
use super::error::{refused, rejected, too_fast};
use crate::App;
use crate::auth::HostKey;
use crate::protocol::http::HttpRefusal;
use crate::session::{Handle, normalised};
use crate::tried::{Trial, tried};

/// Seconds after which a code may be tried again, where too many were wrong.
const RETRY_AFTER_S: u64 = 60;

/// The address from which a request comes; `None` for this machine's own, which nobody counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller(pub(super) Option<IpAddr>);

/// Somebody with a right code, and with no secret or a right one.
#[derive(Debug)]
pub(super) struct Visitor {
    /// The session.
    pub(super) session: Handle,
    /// Its code as it is kept, however it was typed.
    pub(super) code: String,
    /// The link whose secret they have.
    pub(super) link: Option<(LinkId, Roles)>,
}

impl Visitor {
    /// What their link opens; nothing without one.
    pub(super) fn roles(&self) -> Roles {
        self.link
            .clone()
            .map(|(_, roles)| roles)
            .unwrap_or_default()
    }

    /// Their link, if it suffices: 401 without one, 403 where it takes another.
    pub(super) fn has(
        &self,
        suffices: impl Fn(&Roles) -> bool,
    ) -> Result<&(LinkId, Roles), Box<Response>> {
        let why = HttpRefusal::NotAllowed;
        match &self.link {
            Some(link) if suffices(&link.1) => Ok(link),
            Some(_) => Err(Box::new(refused(StatusCode::FORBIDDEN, why))),
            None => Err(Box::new(refused(StatusCode::UNAUTHORIZED, why))),
        }
    }

    /// Somebody who tries the code in the path, and this secret.
    async fn of(parts: &mut Parts, app: &App, secret: Option<String>) -> Result<Self, Response> {
        // Each route of a session names its code.
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| rejected(&Rejection::SessionUnknown))?;
        let named = params.iter().find(|(name, _)| *name == "code");
        let typed = named.map(|(_, typed)| typed.to_owned()).unwrap_or_default();
        let caller = parts.extensions.get::<Caller>().copied();
        let trial = Trial {
            address: caller.and_then(|Caller(address)| address),
            // That was looked at before.
            is_in_time: true,
            code: &typed,
            has_secret: secret.is_some(),
        };
        let link_of = async |session: &Handle| {
            let secret = secret.clone().ok_or(Rejection::LinkUnknown)?;
            link_of(session, app.host_key.clone(), secret).await
        };
        let known = async {
            // Without a secret nobody is known.
            secret.as_ref()?;
            let session = app.registry.open(&typed).await.ok()?;
            link_of(&session).await.ok().map(|_| session)
        };
        let enter = async |session: Handle| {
            let link = match secret {
                Some(_) => Some(link_of(&session).await?),
                None => None,
            };
            let code = normalised(&typed).unwrap_or_default();
            Ok(Self {
                session,
                code,
                link,
            })
        };
        match tried(app, trial, known, enter).await {
            Some(visitor) => visitor.map_err(|rejection| rejected(&rejection)),
            None => Err(too_fast(RETRY_AFTER_S)),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let Ok(Bearer(secret)) = Bearer::from_request_parts(parts, app).await;
        Self::of(parts, app, secret).await
    }
}

/// Somebody with a right code, whatever else they have.
#[derive(Debug)]
pub(super) struct Guest(pub(super) Handle);

impl FromRequestParts<App> for Guest {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let visitor = Visitor::of(parts, app, None).await?;
        Ok(Self(visitor.session))
    }
}

async fn link_of(
    session: &Handle,
    host_key: HostKey,
    secret: String,
) -> Result<(LinkId, Roles), Rejection> {
    let link = session.look(move |code, session| {
        let link = host_key.link_of(code, session.links.values(), &secret)?;
        Some((link.id, link.roles.clone()))
    });
    link.await?.ok_or(Rejection::LinkUnknown)
}

/// A visitor with the organiser's right.
#[derive(Debug)]
pub(super) struct Organiser(pub(super) Visitor);

impl FromRequestParts<App> for Organiser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        match visitor.has(|roles| Right::Organisers.is_in(roles)) {
            Ok(_) => Ok(Self(visitor)),
            Err(refusal) => Err(*refusal),
        }
    }
}
