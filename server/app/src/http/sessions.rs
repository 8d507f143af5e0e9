//! A session over HTTP: its face for whoever has the code, its links for the organiser, its report
//! for staff.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;
use onefloor_core::ids::LinkId;
use onefloor_core::people::{Role, Roles, is_staff};
use onefloor_core::report::Report;
use serde::Serialize;
use serde_json::json;

use super::Bearer;
use super::error::{refused, rejected};
use crate::App;
use crate::export::{self, Format};

/// A role link as the organiser sees it.
#[derive(Debug, Serialize)]
pub(super) struct LinkFace {
    id: LinkId,
    pub(super) roles: Roles,
    holder: Option<String>,
    affiliation: Option<String>,
    revoked: bool,
    /// What goes behind `#`; a revoked link has none.
    pub(super) secret: Option<String>,
}

/// Title and number, before somebody joins.
pub(super) async fn face(State(app): State<App>, Path(code): Path<String>) -> Response {
    let session = match app.registry.open(&code).await {
        Ok(session) => session,
        Err(rejection) => return rejected(&rejection),
    };
    let face = session.look(|code, session| {
        let about = session.about.as_deref()?;
        Some(json!({
            "code": code,
            "title": about.title,
            "year": about.year,
            "type": about.kind,
            "number": about.number,
        }))
    });
    match face.await {
        Ok(Some(face)) => Json(face).into_response(),
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(rejection) => rejected(&rejection),
    }
}

/// All links with their secrets.
pub(super) async fn links(
    State(app): State<App>,
    Path(code): Path<String>,
    bearer: Bearer,
) -> Response {
    let roles = match roles_of(&app, &code, &bearer).await {
        Ok(roles) => roles,
        Err(rejection) => return rejected(&rejection),
    };
    if !roles.contains(&Role::Organiser) {
        return refused(StatusCode::FORBIDDEN, "not_allowed");
    }
    match links_of(&app, &code).await {
        Ok(links) => Json(links).into_response(),
        Err(rejection) => rejected(&rejection),
    }
}

/// The report as a document.
pub(super) async fn report(
    State(app): State<App>,
    Path((code, format)): Path<(String, String)>,
    bearer: Bearer,
) -> Response {
    let Some(format) = Format::named(&format) else {
        return refused(StatusCode::NOT_FOUND, "unknown_format");
    };
    let roles = match roles_of(&app, &code, &bearer).await {
        Ok(roles) => roles,
        Err(rejection) => return rejected(&rejection),
    };
    if !is_staff(&roles) {
        return refused(StatusCode::FORBIDDEN, "not_allowed");
    }
    let report = match app.registry.open(&code).await {
        Ok(session) => session.look(|_, session| Report::of(session)).await,
        Err(rejection) => Err(rejection),
    };
    match report {
        Ok(Some(report)) => {
            let name = format!(
                "attachment; filename=\"onefloor-{code}.{}\"",
                format.extension()
            );
            let headers = [
                (header::CONTENT_TYPE, format.mime().to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, export::render(&report, format)).into_response()
        }
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(rejection) => rejected(&rejection),
    }
}

/// The links of a session with their present secrets.
pub(super) async fn links_of(app: &App, code: &str) -> Result<Vec<LinkFace>, Rejection> {
    let host_key = app.host_key.clone();
    let session = app.registry.open(code).await?;
    let links = session.look(move |code, session| {
        let links = session.links.values();
        let face = |link: &onefloor_core::people::Link| LinkFace {
            id: link.id,
            roles: link.roles.clone(),
            holder: link.holder.clone(),
            affiliation: link.affiliation.clone(),
            revoked: link.revoked,
            secret: (!link.revoked).then(|| host_key.link_secret(code, link)),
        };
        links.map(face).collect()
    });
    links.await
}

/// What the bearer's link opens; nothing without one.
pub(super) async fn roles_of(app: &App, code: &str, bearer: &Bearer) -> Result<Roles, Rejection> {
    let session = app.registry.open(code).await?;
    let Some(secret) = bearer.0.clone() else {
        return Ok(Roles::new());
    };
    let host_key = app.host_key.clone();
    let roles = session.look(move |code, session| {
        let link = host_key.link_of(code, session.links.values(), &secret);
        link.map(|link| link.roles.clone())
    });
    roles.await?.ok_or(Rejection::LinkUnknown)
}
