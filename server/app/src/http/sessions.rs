//! A session over HTTP: its face for whoever has the code, its links for the organiser, its report
//! for staff.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onefloor_core::Rejection;
use onefloor_core::report::Report;
use onefloor_core::terms::is_staff;
use onefloor_documents::{self as documents, Format, Rendered};
use tokio::runtime;

use super::error::{refused, rejected, undone};
use super::visitor::{Guest, Organiser, Visitor};
use crate::App;
use crate::protocol::http::{FoundSession, HttpRefusal, RoleLink};
use crate::session::Handle;

/// Scripts of which a document shows letters as boxes, by their four letters (ISO 15924) with commas.
const WITHOUT_FONT: HeaderName = HeaderName::from_static("x-without-font");

/// Title and number, before somebody joins.
pub(super) async fn face(State(app): State<App>, Guest(session): Guest) -> Response {
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
pub(super) async fn links(State(app): State<App>, Organiser(visitor): Organiser) -> Response {
    match links_of(&app, &visitor.session).await {
        Ok(links) => Json(links).into_response(),
        Err(rejection) => rejected(&rejection),
    }
}

/// The report as a document.
pub(super) async fn report(
    State(app): State<App>,
    Path((_, format)): Path<(String, String)>,
    visitor: Visitor,
) -> Response {
    let Some(format) = Format::named(&format) else {
        return refused(StatusCode::NOT_FOUND, HttpRefusal::UnknownFormat);
    };
    if let Err(refusal) = visitor.has(is_staff) {
        return *refusal;
    }
    match written(&app, &visitor.code, format).await {
        Ok((name, rendered)) => {
            let fallback = format!("onefloor-{}.{}", visitor.code, format.extension());
            let headers = [
                (header::CONTENT_TYPE, format.mime().to_owned()),
                (header::CONTENT_DISPOSITION, attachment(&fallback, &name)),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            let mut response = (headers, rendered.bytes).into_response();
            let scripts = HeaderValue::from_str(&rendered.without_font.join(","));
            if let (Ok(scripts), false) = (scripts, rendered.without_font.is_empty()) {
                response.headers_mut().insert(WITHOUT_FONT, scripts);
            }
            response
        }
        Err(refusal) => refusal,
    }
}

/// The report as a file to keep, with its name. The log is read anew for it: the live session is not
/// held up, however long the hour was.
async fn written(app: &App, code: &str, format: Format) -> Result<(String, Rendered), Response> {
    let (registry, whose) = (Arc::clone(&app.registry), code.to_owned());
    let fonts = app.fonts.clone();
    let runtime = runtime::Handle::current();
    let rendering = app.heavy.run(code, move |wanted| {
        let session = runtime.block_on(registry.replayed(&whose))?;
        let report = Report::of(&session).ok_or(Rejection::SessionUnknown)?;
        let name = documents::file_name(&report, format);
        let rendered = documents::render_while(&report, format, &fonts, &|| wanted.is_still());
        Ok::<_, Rejection>(rendered.map(|rendered| (name, rendered)))
    });
    match rendering.await {
        Ok(Ok(Ok(rendered))) => Ok(rendered),
        Ok(Ok(Err(why))) => {
            let session = app.host_key.log_name(code);
            tracing::error!(session.id = session, format = format.extension(), %why, "no report");
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            Err(refused(status, HttpRefusal::NotRendered))
        }
        Ok(Err(rejection)) => Err(rejected(&rejection)),
        Err(why) => Err(undone(&why)),
    }
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

/// The links of a session with their present secrets.
pub(super) async fn links_of(app: &App, session: &Handle) -> Result<Vec<RoleLink>, Rejection> {
    let host_key = app.host_key.clone();
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
