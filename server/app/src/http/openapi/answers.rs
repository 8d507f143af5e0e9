//! Answers: what is given, and how what is refused looks.

use onefloor_core::Rejection;
use serde_json::{Map, Value, json};
use strum::VariantNames;

use crate::bounds::BODY_BYTES_MAX;
use crate::protocol::http::HttpRefusal;
use crate::protocol::schemas::{Schemas, text};

/// Any reason that a rule can have.
pub(super) const RULES: &str = "*";

/// What every operation can be answered, and those that take a body besides.
pub(super) fn of_all(takes_a_body: bool) -> Map<String, Value> {
    let mut all = Map::new();
    let mut add = |status: &str, name: &str| {
        let reference = format!("#/components/responses/{name}");
        all.insert(status.to_owned(), json!({ "$ref": reference }));
    };
    add("429", "TooFast");
    if takes_a_body {
        add("400", "BodyBroken");
        add("408", "BodyTooSlow");
        add("413", "BodyTooLong");
        add("503", "Busy");
    }
    all
}

/// The answers that operations share.
pub(super) fn shared() -> Value {
    let body = format!("The body is longer than {BODY_BYTES_MAX} bytes.");
    let mut too_fast = refused(
        "Too many at once: of this address, of this secret, or of what takes long.",
        &["too_fast"],
    );
    too_fast["headers"]["Retry-After"] = header("RetryAfter");
    json!({
        "TooFast": too_fast,
        "BodyBroken": refused("The body broke off.", &["not_understood"]),
        "BodyTooSlow": refused("The body took too long.", &["too_slow"]),
        "BodyTooLong": refused(&body, &["too_long"]),
        "Busy": refused("Too many bodies are being read.", &["too_fast"]),
    })
}

/// A refusal for one of these reasons; with [`RULES`] among them, for any.
pub(super) fn refused(says: &str, reasons: &[&str]) -> Value {
    for reason in reasons.iter().filter(|it| **it != RULES) {
        assert!(names().any(|name| name == *reason), "{reason} is no reason");
    }
    let mut schema = json!({ "$ref": "#/components/schemas/Refusal" });
    if !reasons.contains(&RULES) {
        schema["properties"] = json!({ "reason": { "enum": reasons } });
    }
    json!({ "description": says, "content": { "application/json": { "schema": schema } } })
}

/// An answer with a body.
pub(super) fn given(says: &str, content: &[(&str, Value)]) -> Value {
    let content = content.iter().map(|(kind, schema)| {
        // Of a file that is no JSON a schema says nothing.
        let content = match schema {
            Value::Null => json!({}),
            schema => json!({ "schema": schema }),
        };
        ((*kind).to_owned(), content)
    });
    let content: Map<String, Value> = content.collect();
    json!({ "description": says, "content": content })
}

/// One of the document's headers.
pub(super) fn header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

/// Headers that answers share.
pub(super) fn headers() -> Value {
    json!({
        "RetryAfter": {
            "description": "Seconds after which to ask again.",
            "required": true,
            "schema": { "type": "integer", "minimum": 1 },
        },
        "WithoutFont": {
            "description": "Scripts by their four letters (ISO 15924), with commas, of which the PDF shows letters as boxes, since no font has them. `Zyyy` are signs that belong to no script.",
            "schema": { "type": "string", "examples": ["Tibt"] }
        },
        "ContentDisposition": {
            "description": "A name for the file: RFC 6266.",
            "required": true,
            "schema": text(),
        },
        "WwwAuthenticate": {
            "description": "How to say who one is: RFC 6750.",
            "required": true,
            "schema": { "const": "Bearer" },
        },
    })
}

fn names() -> impl Iterator<Item = &'static str> {
    let all = HttpRefusal::VARIANTS.iter().chain(Rejection::VARIANTS);
    all.copied()
}

/// The shape of every refusal: its reason with what belongs to it, and the name of the call.
pub(super) fn refusal(schemas: &mut Schemas) -> Value {
    json!({
        "description": "Why something was refused: a reason with what belongs to it.",
        "type": "object",
        "properties": {
            "reason": text(),
            "path": {
                "type": "string",
                "description": "Where in the body, as `agenda[0].title`; empty where the whole is meant.",
            },
            "request_id": {
                "type": "string",
                "description": "What this call is named in the server's log, for whoever asks for help.",
            },
        },
        "required": ["reason", "request_id"],
        "anyOf": [schemas.written::<HttpRefusal>(), schemas.written::<Rejection>()],
    })
}
