//! The socket as an AsyncAPI document, written from the frames, the entries and the close codes.

use onefloor_core::Command;
use onefloor_core::rights::Right;
use onefloor_core::terms::Role;
use serde_json::{Map, Value, json};
use strum::VariantArray;

use super::schemas::{Dialect, Schemas};
use super::{
    ClientFrame, Close, FRAME_BYTES_MAX, PACKED_BYTES_MIN, PING_EVERY_S, PROTOCOL,
    SIGNAL_BYTES_MAX, SILENCE_S_MAX, SOCKET_PATH, ServerFrame,
};

/// The whole document.
///
/// # Panics
/// An answer is named that is no frame.
#[must_use]
pub fn document() -> Value {
    let mut schemas = Schemas::of(Dialect::Draft07);
    let asked = frames(schemas.variants_read::<ClientFrame>());
    let told = frames(schemas.variants_written::<ServerFrame<'static>>());
    let mut messages = Map::new();
    for (side, frames) in [(CLIENT, &asked), (SERVER, &told)] {
        for (name, frame) in frames {
            messages.insert(format!("{side}.{name}"), message(name, frame));
        }
    }
    let all = messages.keys().map(|key| {
        let reference = json!({ "$ref": format!("#/components/messages/{key}") });
        (key.clone(), reference)
    });
    let all: Map<String, Value> = all.collect();
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Onefloor",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The socket of a screen. What goes over HTTP is in the OpenAPI document.",
            "license": { "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        "defaultContentType": "application/json",
        "channels": { "screen": {
            "address": SOCKET_PATH,
            "title": "A screen",
            "description": about(),
            "messages": all,
            "bindings": { "ws": { "method": "GET", "bindingVersion": "0.1.0" } },
            "x-protocol": PROTOCOL,
            "x-close-codes": close_codes(&mut schemas),
            "x-roles": roles(),
        } },
        "operations": operations(&asked, &told),
        "components": { "messages": messages },
    });
    schemas.put_into(&mut document);
    document
}

const CLIENT: &str = "client";
const SERVER: &str = "server";

/// What everybody who speaks it has to know, besides the shapes.
fn about() -> String {
    format!(
        "JSON text frames, each an object with a `type`. The first frame of the client is `hello`, with \
         protocol {PROTOCOL}; it is answered with `welcome` and a `snapshot` of each part of the view, or \
         the socket is closed. A client that says `gzip` in its `hello` gets whatever is {PACKED_BYTES_MIN} \
         bytes long or more as a binary frame, the gzip of that text, in its place among the others; whoever \
         does not gets text alone.\n\n\
         **The view** has three parts that change apart: `main` (the public's, or the staff's), `person` \
         and `room`. Each is a map of keyed entries. `snapshot` replaces a part, `change` puts entries \
         and takes some away. A change is safe to see twice.\n\n\
         **Coming back**: `hello` names in `last_version` the last version of `main` that the screen has. \
         It gets a `change` from there, with what changed at that very version once more, or a \
         `snapshot`. A change whose `after` is past the version that the screen has of that part tells of \
         a gap: the screen connects anew without `last_version`. A screen that reads too slowly gets \
         snapshots in place of changes.\n\n\
         **Commands** carry an id that the client makes, best a UUID of version 7. Each is answered with \
         `done`, once it is durable, or with `refused`. One that was not answered is sent again with \
         the same id after the next `welcome`, and gets its first outcome.\n\n\
         **Signs of life**: the server pings every {PING_EVERY_S} s, and closes a socket that said nothing \
         for {SILENCE_S_MAX} s; `ping` frames also measure how far the clocks are apart.\n\n\
         **Bounds**: a frame has at most {FRAME_BYTES_MAX} bytes, the payload of a signal \
         {SIGNAL_BYTES_MAX}; those of texts and lists are in `welcome` too. A text is counted as it was typed, \
         in code points. Whoever sends faster than one may \
         is refused with `too_fast`. What RFC 6455 does not allow ends the socket with its code: 1002 for a \
         frame, 1007 for a text that is no UTF-8.\n\n\
         Before the upgrade, HTTP can answer 400 (it is none), 403 (the page is of another origin) or 429 \
         (too many sockets from this address), each with the JSON of a refusal. Why a socket is closed \
         is in `x-close-codes`, and which roles may give a command in `x-roles`."
    )
}

/// Frames by their type.
fn frames(variants: Vec<Value>) -> Map<String, Value> {
    let named = variants.into_iter().filter_map(|variant| {
        let name = variant["properties"]["type"]["const"].as_str()?.to_owned();
        Some((name, variant))
    });
    named.collect()
}

fn message(name: &str, frame: &Value) -> Value {
    let mut payload = frame.clone();
    let says = payload
        .as_object_mut()
        .and_then(|it| it.remove("description"));
    json!({ "name": name, "summary": says, "payload": payload })
}

/// The answers to each frame of a client; none to what is left out.
fn answers(asked: &str) -> &'static [&'static str] {
    match asked {
        "hello" => &["welcome", "goodbye"],
        "command" => &["done", "refused"],
        "similar" => &["similar"],
        "places" => &["places"],
        "round_preview" => &["round_preview"],
        "call_setup" => &["call_setup"],
        "ping" => &["pong"],
        _ => &[],
    }
}

/// What the server takes, each with its answers, and what it tells unasked.
fn operations(asked: &Map<String, Value>, told: &Map<String, Value>) -> Value {
    let mut operations = Map::new();
    let channel = json!({ "$ref": "#/channels/screen" });
    let message = |key: String| json!({ "$ref": format!("#/channels/screen/messages/{key}") });
    for name in asked.keys() {
        let mut operation = json!({
            "action": "receive",
            "channel": channel,
            "messages": [message(format!("{CLIENT}.{name}"))],
        });
        let answers = answers(name).iter().map(|answer| {
            assert!(told.contains_key(*answer), "{answer} is no frame");
            message(format!("{SERVER}.{answer}"))
        });
        let answers: Vec<_> = answers.collect();
        if !answers.is_empty() {
            operation["reply"] = json!({ "channel": channel, "messages": answers });
        }
        operations.insert(format!("{CLIENT}.{name}"), operation);
    }
    for name in told.keys() {
        let operation = json!({
            "action": "send",
            "channel": channel,
            "messages": [message(format!("{SERVER}.{name}"))],
        });
        operations.insert(format!("{SERVER}.{name}"), operation);
    }
    Value::Object(operations)
}

/// Each close code with its name and what it says.
fn close_codes(schemas: &mut Schemas) -> Vec<Value> {
    let said = schemas.variants_written::<Close>();
    let code = |close: &Close| {
        let name = close.name();
        let said = said.iter().find(|said| said["const"] == name);
        let says = said.map(|said| &said["description"]);
        json!({ "code": close.code(), "name": name, "description": says })
    };
    Close::VARIANTS.iter().map(code).collect()
}

/// Each command with the roles that may give it.
fn roles() -> Value {
    let command = |(name, right): (&str, Right)| {
        let roles = Role::VARIANTS.iter().filter(|role| right.is_of(**role));
        (name.to_owned(), json!(roles.collect::<Vec<_>>()))
    };
    Value::Object(Command::all().map(command).collect())
}

#[cfg(test)]
mod tests {
    use super::super::schemas::compare;

    #[test]
    fn the_document_of_the_socket_is_what_the_code_says() {
        compare("src/protocol/asyncapi.json", &super::document());
    }
}
