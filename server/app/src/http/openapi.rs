//! The HTTP interface as an OpenAPI document, written from the table of routes and from the types that
//! are read and answered.
//!
//! `operations` says of each route what it takes and gives, `answers` how what is refused looks. A route
//! that is missing there, or one that is gone, fails the drift test.

mod answers;
mod examples;
mod operation;
mod operations;

use serde_json::{Value, json};

use super::routes::Route;
use crate::protocol::schemas::{Dialect, Schemas};

/// The whole document.
///
/// # Panics
/// A route has no operation.
#[must_use]
pub fn document() -> Value {
    let mut schemas = Schemas::of(Dialect::Draft2020);
    let mut document = json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Onefloor",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A server for hybrid sessions.",
            "description": ABOUT,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "externalDocs": {
            "url": "asyncapi.json",
            "description": "What goes over the socket, as AsyncAPI",
        },
        "servers": [{ "url": "/" }],
        // Where nothing else is said, nobody is asked who they are.
        "security": [],
        "tags": [
            { "name": "host", "description": "Whoever runs the server." },
            { "name": "session", "description": "A session, by its code." },
            { "name": "documents", "description": "What describes the server to programs." },
            { "name": "server", "description": "How the server is." },
        ],
        "components": {
            "securitySchemes": {
                "host": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The host secret: behind `#host=` in the address that the server prints when it starts.",
                },
                "link": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The secret of a role link: what stands behind `#` in its address.",
                },
            },
            "parameters": operations::parameters(),
            "headers": answers::headers(),
            "responses": answers::shared(),
        },
    });
    for route in routes().filter(|route| !is_socket(route)) {
        let operation = operations::of(route, &mut schemas);
        let operation =
            operation.unwrap_or_else(|| panic!("{} {} has no operation", route.method, route.path));
        document["paths"][route.path][route.method] = operation;
    }
    link_the_new_session(&mut document);
    schemas.keep("Refusal", answers::refusal);
    schemas.adopt("Report", onefloor_documents::SCHEMA);
    schemas.put_into(&mut document);
    document
}

/// The code of a session that was created leads to all that is asked of a session.
fn link_the_new_session(document: &mut Value) {
    let of_a_session = routes().filter(|route| route.path.contains("{code}"));
    let link = |route: &Route| {
        let id = document["paths"][route.path][route.method]["operationId"].clone();
        let code = json!({ "code": "$response.body#/code" });
        let link = json!({ "operationId": id, "parameters": code });
        (id.as_str().unwrap_or_default().to_owned(), link)
    };
    let links: serde_json::Map<String, Value> = of_a_session.map(link).collect();
    document["paths"]["/api/sessions"]["post"]["responses"]["201"]["links"] = links.into();
}

const ABOUT: &str = "Every refusal is JSON with a `reason` for programs and a `request_id` to quote; it holds no \
    sentence. Calls are counted by address and by secret, and the dearest have the lowest rates: 429 says in \
    `Retry-After` when to come back. A body is read whole before anything else is looked at; \
    every other path answers with the web app.";

/// All routes.
fn routes() -> impl Iterator<Item = &'static Route> {
    super::BELOW_API.iter().chain(super::OPEN)
}

/// What goes over it is the AsyncAPI document's.
fn is_socket(route: &Route) -> bool {
    route.path == crate::protocol::SOCKET_PATH
}

#[cfg(test)]
mod tests {
    use crate::protocol::schemas::compare;

    #[test]
    fn the_protocol_over_http_is_what_the_code_says() {
        compare("src/http/openapi.json", &super::document());
    }
}
