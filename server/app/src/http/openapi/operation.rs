//! An operation of the document, put together step by step.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::answers::{given, header, of_all, refused};
use super::examples;
use crate::bounds::BODY_BYTES_MAX;
use crate::http::routes::Route;
use crate::protocol::schemas::Schemas;

/// An operation while it is put together.
pub(super) struct Operation {
    value: Value,
    answers: Map<String, Value>,
    parameters: Vec<Value>,
}

impl Operation {
    pub(super) fn of(route: &Route) -> Self {
        let mut lines = route.says.trim().lines().map(str::trim);
        let summary = lines.next().unwrap_or_default();
        let more = lines.collect::<Vec<_>>().join(" ");
        let mut value = json!({ "summary": summary });
        if !more.is_empty() {
            value["description"] = json!(more);
        }
        Self {
            value,
            answers: of_all(route.method == "post"),
            parameters: Vec::new(),
        }
    }

    pub(super) fn called(mut self, id: &str, tag: &str) -> Self {
        self.value["operationId"] = json!(id);
        self.value["tags"] = json!([tag]);
        self
    }

    pub(super) fn takes<T: JsonSchema>(mut self, schemas: &mut Schemas, example: Value) -> Self {
        let schema = schemas.read::<T>();
        let content = json!({ "application/json": { "schema": schema, "example": example } });
        self.value["requestBody"] = json!({ "required": true, "content": content });
        self
    }

    /// A page, a calendar, a schedule or a list of people, whatever is said of its type: it is told
    /// apart by its content.
    pub(super) fn takes_a_page(mut self) -> Self {
        let schema = json!({ "type": "string", "maxLength": BODY_BYTES_MAX });
        let example = examples::page();
        let content = json!({
            "text/html": { "schema": schema, "example": example },
            "text/plain": { "schema": schema, "example": example },
            "text/calendar": { "schema": schema, "example": examples::calendar() },
            "text/csv": { "schema": schema, "example": examples::people_list() },
            "application/octet-stream": { "schema": { "maxLength": BODY_BYTES_MAX } },
        });
        self.value["requestBody"] = json!({ "required": true, "content": content });
        self
    }

    pub(super) fn gives<T: JsonSchema>(
        self,
        schemas: &mut Schemas,
        status: &str,
        says: &str,
    ) -> Self {
        let schema = schemas.written::<T>();
        self.answers(status, given(says, &[("application/json", schema)]))
    }

    pub(super) fn refuses(self, status: &str, says: &str, reasons: &[&str]) -> Self {
        self.answers(status, refused(says, reasons))
    }

    /// The first that is said of a status holds, but for what all operations say.
    pub(super) fn answers(mut self, status: &str, answer: Value) -> Self {
        let said = self.answers.get(status);
        if said.is_none_or(|said| said["$ref"].is_string()) {
            self.answers.insert(status.to_owned(), answer);
        }
        self
    }

    pub(super) fn with_a_name(mut self, status: &str) -> Self {
        self.answers[status]["headers"]["Content-Disposition"] = header("ContentDisposition");
        self
    }

    pub(super) fn with_boxes(mut self, status: &str) -> Self {
        self.answers[status]["headers"]["X-Without-Font"] = header("WithoutFont");
        self
    }

    pub(super) fn parameter(mut self, name: &str) -> Self {
        let reference = format!("#/components/parameters/{name}");
        self.parameters.push(json!({ "$ref": reference }));
        self
    }

    pub(super) fn by_the_host(mut self) -> Self {
        self.value["security"] = json!([{ "host": [] }]);
        self.unknown("The host secret is missing or another.", &["host_only"])
    }

    /// `whose` is the link that opens it.
    pub(super) fn by_link(mut self, whose: &str) -> Self {
        self.value["security"] = json!([{ "link": [] }]);
        let another = format!("It takes {whose} link.");
        let none = "There is no secret, or it is that of no link of this session.";
        self.unknown(none, &["not_allowed", "link_unknown"])
            .refuses("403", &another, &["not_allowed"])
    }

    fn unknown(self, says: &str, reasons: &[&str]) -> Self {
        let mut answer = refused(says, reasons);
        answer["headers"]["WWW-Authenticate"] = header("WwwAuthenticate");
        self.answers("401", answer)
    }

    /// A retry is safe.
    pub(super) fn once(self) -> Self {
        let reasons = ["idempotency_key_missing", "not_understood"];
        let says = "The key is missing or no UUID, or the body broke off.";
        self.parameter("idempotency_key")
            .refuses("400", says, &reasons)
    }

    /// A retry is safe for whoever sends a key.
    pub(super) fn once_with_a_key(self) -> Self {
        let says = "The key is no UUID, or the body broke off.";
        self.parameter("creation_key").refuses(
            "400",
            says,
            &["idempotency_key_missing", "not_understood"],
        )
    }

    pub(super) fn of_a_session(self) -> Self {
        let damaged = ["session_damaged", "not_done"];
        self.parameter("code")
            .refuses("404", "No session has this code.", &["unknown_code"])
            .refuses("500", "Something of the session is missing.", &damaged)
            .stored()
    }

    pub(super) fn stored(self) -> Self {
        let says = "The store does not answer, or too many bodies are being read.";
        self.refuses("503", says, &["not_stored", "too_fast"])
    }

    pub(super) fn written(mut self) -> Value {
        if !self.parameters.is_empty() {
            self.value["parameters"] = json!(self.parameters);
        }
        self.value["responses"] = Value::Object(self.answers);
        self.value
    }
}
