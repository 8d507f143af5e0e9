//! A session over HTTP: its face for whoever has the code, its links for the organiser, its report
//! for staff.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;
use onefloor_core::report::Report;
use onefloor_core::rights::Right;
use onefloor_core::terms::{Roles, is_staff};
use onefloor_documents::{self as documents, Format};

use super::Bearer;
use super::error::{refused, rejected, undone};
use crate::App;
use crate::protocol::http::{FoundSession, HttpRefusal, RoleLink};
use crate::session::normalised;

/// Title and number, before somebody joins.
pub(super) async fn face(State(app): State<App>, Path(code): Path<String>) -> Response {
    let session = match app.registry.open(&code).await {
        Ok(session) => session,
        Err(rejection) => return rejected(&rejection),
    };
    let policy = app.registry.policy().clone();
    let face = session.look(move |code, session| {
        let about = session.about.as_deref()?;
        Some(FoundSession {
            code: code.to_owned(),
            title: about.title.clone(),
            year: about.year,
            kind: about.kind.clone(),
            number: about.number,
            operator: policy.operator.as_deref().map(str::to_owned),
            retention_days: {
                let own = session.privacy.retention_days;
                own.unwrap_or(policy.retention_days)
            },
            purged_at_ms: session.privacy.purged.as_ref().map(|purge| purge.at_ms),
        })
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
    if !Right::Organisers.is_in(&roles) {
        return refused(StatusCode::FORBIDDEN, HttpRefusal::NotAllowed);
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
        return refused(StatusCode::NOT_FOUND, HttpRefusal::UnknownFormat);
    };
    let roles = match roles_of(&app, &code, &bearer).await {
        Ok(roles) => roles,
        Err(rejection) => return rejected(&rejection),
    };
    if !is_staff(&roles) {
        return refused(StatusCode::FORBIDDEN, HttpRefusal::NotAllowed);
    }
    let report = match app.registry.open(&code).await {
        Ok(session) => session.look(|_, session| Report::of(session)).await,
        Err(rejection) => Err(rejection),
    };
    match report {
        Ok(Some(report)) => file(&app, &code, report, format).await,
        Ok(None) => rejected(&Rejection::SessionUnknown),
        Err(rejection) => rejected(&rejection),
    }
}

/// The report as a file to keep.
async fn file(app: &App, typed: &str, report: Report, format: Format) -> Response {
    // By the code as it is kept, however it was typed.
    let code = normalised(typed).unwrap_or_default();
    let rendering = app.heavy.run(&code, move |wanted| {
        let name = documents::file_name(&report, format);
        let bytes = documents::render_while(&report, format, &|| wanted.is_still());
        bytes.map(|bytes| (name, bytes))
    });
    let (name, bytes) = match rendering.await {
        Ok(Ok(rendered)) => rendered,
        Ok(Err(why)) => {
            let session = app.host_key.log_name(&code);
            tracing::error!(session.id = session, format = format.extension(), %why, "no report");
            return refused(StatusCode::INTERNAL_SERVER_ERROR, HttpRefusal::NotRendered);
        }
        Err(why) => return undone(&why),
    };
    let fallback = format!("onefloor-{code}.{}", format.extension());
    let headers = [
        (header::CONTENT_TYPE, format.mime().to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&fallback, &name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// RFC 6266: the name in its own letters, and one in ASCII for whoever cannot read that.
fn attachment(fallback: &str, name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{encoded}")
}

/// What the report as JSON looks like.
pub(super) async fn report_schema() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/schema+json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, documents::SCHEMA).into_response()
}

/// The links of a session with their present secrets.
pub(super) async fn links_of(app: &App, code: &str) -> Result<Vec<RoleLink>, Rejection> {
    let host_key = app.host_key.clone();
    let session = app.registry.open(code).await?;
    let links = session.look(move |code, session| {
        let links = session.links.values();
        let face = |link: &onefloor_core::links::Link| RoleLink {
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

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_file_keeps_its_name_in_any_letters() {
        let header = attachment("onefloor-AB12CD.pdf", "IGF ‘سؤال’.pdf");
        assert!(header.is_ascii(), "{header}");
        assert!(header.starts_with(
            "attachment; filename=\"onefloor-AB12CD.pdf\"; filename*=UTF-8''IGF%20%E2"
        ));
    }
}
