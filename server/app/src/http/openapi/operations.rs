//! What each route takes and gives.

use onefloor_core::about::SessionPlan;
use onefloor_core::about::file::SessionFile;
use onefloor_documents::Format;
use onefloor_intake::SESSIONS_MAX;
use serde_json::{Value, json};

use super::answers::{RULES, given};
use super::examples;
use super::operation::Operation;
use crate::http::intake::Brought;
use crate::http::routes::Route;
use crate::protocol::http::{
    Changed, Created, Facts, FoundSession, HandedOver, PageAgain, ReadPage, Revise, RoleLink,
    TakeOver,
};
use crate::protocol::schemas::{Schemas, text};
use crate::session::CODE_PATTERN;

/// Why what was sent is not read.
const PAGE: [&str; 16] = [
    "not_text",
    "empty_page",
    "not_a_session_page",
    "no_session_in",
    "word_file",
    "pdf_file",
    "spreadsheet_file",
    "slides_file",
    "open_document_file",
    "media_file",
    "packed_file",
    "session_file",
    "unknown_data",
    "source_broken",
    "source_too_large",
    "no_such_session",
];

/// The operation of a route; `None` where nothing is said of it.
pub(super) fn of(route: &Route, schemas: &mut Schemas) -> Option<Value> {
    let json = "application/json";
    let it = Operation::of(route);
    Some(
        match (route.method, route.path) {
            ("post", "/api/read-page") => it
                .called("readPage", "host")
                .takes_a_page()
                .gives::<ReadPage>(schemas, "200", "What it says, session by session.")
                .refuses("422", "It is not read, or holds no session.", &PAGE)
                .refuses("500", "The work failed.", &["not_done"])
                .by_the_host(),
            ("post", "/api/read-file") => {
                let reasons = [
                    "file_not_json",
                    "file_not_ours",
                    "file_version",
                    "file_field",
                    RULES,
                ];
                it.called("readFile", "host")
                    .takes::<SessionFile>(schemas, examples::file())
                    .gives::<SessionPlan>(schemas, "200", "The plan in the file.")
                    .refuses(
                        "422",
                        "It is no such file, or a value is past its bound.",
                        &reasons,
                    )
                    .refuses("500", "The work failed.", &["not_done"])
                    .by_the_host()
            }
            ("post", "/api/sessions") => it
                .called("createSession", "host")
                .takes::<SessionPlan>(schemas, examples::plan())
                .gives::<Created>(schemas, "201", "The session is there.")
                .once_with_a_key()
                .refuses(
                    "422",
                    "A field is missing, unknown or past its bound.",
                    &[RULES],
                )
                .stored()
                .by_the_host(),
            ("get", "/api/sessions/{code}") => it
                .called("findSession", "session")
                .gives::<FoundSession>(schemas, "200", "What the session is called.")
                .of_a_session(),
            ("post", "/api/sessions/{code}/device") => it
                .called("takeOverDevice", "session")
                .takes::<TakeOver>(schemas, examples::token())
                .gives::<HandedOver>(schemas, "200", "What was handed over, covered.")
                .refuses(
                    "410",
                    "It was taken already, waited too long, or never was.",
                    &["handover_gone"],
                )
                .refuses("422", "A field is missing or unknown.", &[RULES])
                .of_a_session(),
            ("get", "/api/sessions/{code}/links") => it
                .called("listLinks", "session")
                .gives::<Vec<RoleLink>>(schemas, "200", "All role links.")
                .by_link("an organiser's")
                .of_a_session(),
            ("get", "/api/sessions/{code}/plan.json") => it
                .called("exportPlan", "session")
                .gives::<SessionFile>(schemas, "200", "The plan, as a file to keep.")
                .with_a_name("200")
                .with_boxes("200")
                .by_link("an organiser's")
                .of_a_session(),
            ("post", "/api/sessions/{code}/page") => it
                .called("readPageAgain", "session")
                .parameter("session")
                .takes_a_page()
                .gives::<PageAgain>(schemas, "200", "What differs.")
                .refuses(
                    "422",
                    "It is not read, holds no such session, or a value is past its bound.",
                    &[RULES],
                )
                .by_link("an organiser's")
                .of_a_session(),
            ("get", "/api/sessions/{code}/about") => it
                .called("showAbout", "session")
                .gives::<Facts>(schemas, "200", "What it is about.")
                .by_link("an organiser's")
                .of_a_session(),
            ("post", "/api/sessions/{code}/about") => it
                .called("reviseAbout", "session")
                .takes::<Revise>(schemas, examples::change())
                .gives::<Changed>(schemas, "200", "It is changed, and durable.")
                .refuses(
                    "409",
                    "Somebody else has changed it since.",
                    &["about_changed"],
                )
                .refuses(
                    "422",
                    "A field is missing, unknown or past its bound.",
                    &[RULES],
                )
                .once()
                .by_link("an organiser's")
                .of_a_session(),
            ("get", "/api/sessions/{code}/report.{format}") => it
                .called("writeReport", "session")
                .parameter("format")
                .answers("200", given("The report.", &reports()))
                .with_a_name("200")
                .refuses(
                    "404",
                    "No session has this code, or the report no such format.",
                    &["unknown_code", "unknown_format"],
                )
                .refuses(
                    "500",
                    "The report could not be written, or something of the session is missing.",
                    &["not_rendered", "not_done", "session_damaged"],
                )
                .by_link("an organiser's or another staff")
                .of_a_session(),
            ("post", "/api/sessions/{code}/floor") => it
                .called("bringToFloor", "session")
                .takes::<Brought>(schemas, examples::people())
                .gives::<Changed>(schemas, "201", "They are on the floor, and it is durable.")
                .refuses(
                    "422",
                    "A field is missing, unknown or past its bound, or a rule is against it.",
                    &[RULES],
                )
                .once()
                .by_link("an integration's")
                .of_a_session(),
            ("get", "/api/schema/report.json") => it.called("reportSchema", "documents").answers(
                "200",
                given("The schema.", &[("application/schema+json", object())]),
            ),
            ("get", "/api/openapi.json") => it
                .called("openapi", "documents")
                .answers("200", given("The document.", &[(json, object())])),
            ("get", "/api/asyncapi.json") => it
                .called("asyncapi", "documents")
                .answers("200", given("The document.", &[(json, object())])),
            ("get", "/healthz") => it.called("isAlive", "server").answers(
                "200",
                given("It does.", &[(PLAIN, json!({ "const": "ok" }))]),
            ),
            ("get", "/readyz") => it
                .called("isReady", "server")
                .answers(
                    "200",
                    given("It does.", &[(PLAIN, json!({ "const": "ready" }))]),
                )
                .answers(
                    "503",
                    given("It stops, or nothing can be stored.", &[(PLAIN, text())]),
                ),
            ("get", "/robots.txt") => it.called("robots", "server").answers(
                "200",
                given("Nothing is to be indexed.", &[(PLAIN, text())]),
            ),
            _ => return None,
        }
        .written(),
    )
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn object() -> Value {
    json!({ "type": "object" })
}

/// Media types of reports.
fn reports() -> Vec<(&'static str, Value)> {
    let schema = |format: &Format| match format {
        Format::Json => json!({ "$ref": "#/components/schemas/Report" }),
        _ => Value::Null,
    };
    let all = Format::ALL.iter();
    all.map(|format| (format.mime(), schema(format))).collect()
}

/// What stands in paths and headers.
pub(super) fn parameters() -> Value {
    let formats: Vec<_> = Format::ALL.iter().map(|it| it.extension()).collect();
    json!({
        "code": {
            "name": "code",
            "in": "path",
            "required": true,
            "description": "Code of the session, as somebody types it: in any case, and in two halves.",
            "schema": { "type": "string", "pattern": CODE_PATTERN },
        },
        "format": {
            "name": "format",
            "in": "path",
            "required": true,
            "description": "The format by its extension.",
            "schema": { "enum": formats },
        },
        "session": {
            "name": "session",
            "in": "query",
            "required": false,
            "description": "Which session of a source that has several, from 0; the one that goes by the same title, or else starts with it, if nothing is said.",
            "schema": { "type": "integer", "minimum": 0, "maximum": SESSIONS_MAX - 1 },
        },
        "creation_key": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "Made by the caller; a retry carries the same, and is answered with the session that the first one made.",
            "schema": { "type": "string", "format": "uuid" },
        },
        "idempotency_key": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "Made by the caller; a retry carries the same, and is answered as the first.",
            "schema": { "type": "string", "format": "uuid" },
        },
    })
}
