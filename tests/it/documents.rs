//! The documents that describe the server: served, and true of everything that was recorded.

use onefloor_tests::{TestServer, misfits, work_directory};
use serde_json::Value;

use crate::http::{ask, ask_with};

fn recorded(file: &str) -> Vec<Value> {
    let path = work_directory("tests/fixtures/golden").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

async fn served(path: &str) -> Value {
    let server = TestServer::start().await;
    let answer = ask(&server, &format!("GET {path}"), None, "").await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.head.contains("content-type: application/json"),
        "{}",
        answer.head
    );
    assert!(
        answer.head.contains("cache-control: no-cache"),
        "{}",
        answer.head
    );
    answer.json()
}

/// The path of the document that a request goes to.
fn path_of<'a>(document: &'a Value, asked: &str) -> Option<&'a str> {
    let paths = document["paths"].as_object()?.keys();
    let mut paths = paths.filter(|path| fits(path, asked));
    // What has fewer places to fill in is meant.
    let first = paths.next()?;
    Some(paths.fold(first, |best, path| {
        match path.matches('{').count() < best.matches('{').count() {
            true => path,
            false => best,
        }
    }))
}

fn fits(path: &str, asked: &str) -> bool {
    let (pattern, asked) = (path.split('/'), asked.split('/'));
    pattern.clone().count() == asked.clone().count()
        && pattern.zip(asked).all(|(pattern, asked)| {
            let fixed = pattern.split('{').next().unwrap_or_default();
            match fixed.len() == pattern.len() {
                true => pattern == asked,
                false => asked.starts_with(fixed),
            }
        })
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(name) => document.pointer(name.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

#[tokio::test]
async fn every_recorded_answer_is_as_the_document_of_http_says() {
    let document = served("/api/openapi.json").await;
    let mut seen = 0;
    for line in recorded("http.jsonl") {
        let request = line["request"].as_str().unwrap();
        let (method, asked) = request.split_once(' ').unwrap();
        let operation = path_of(&document, asked)
            .map(|path| &document["paths"][path][method.to_lowercase().as_str()])
            .filter(|operation| operation.is_object());
        let Some(operation) = operation else {
            continue;
        };
        seen += 1;
        let answer = &operation["responses"][line["status"].to_string().as_str()];
        assert!(
            answer.is_object(),
            "{request}: {} is not said",
            line["status"]
        );
        let answer = resolved(&document, answer);
        let kind = line["headers"]["content-type"].as_str().unwrap();
        let content = &answer["content"][kind];
        assert!(content.is_object(), "{request}: {kind} is not said");
        // What is long was recorded as a hash.
        if line["body"]["blake3"].is_null() {
            let wrong = misfits(&document, &content["schema"], &line["body"]);
            assert!(wrong.is_empty(), "{request}: {wrong:#?}");
        }
    }
    assert!(seen > 80, "{seen}");
}

#[tokio::test]
async fn every_example_is_as_its_schema_says() {
    let document = served("/api/openapi.json").await;
    let operations = document["paths"].as_object().unwrap().values();
    let operations = operations.flat_map(|path| path.as_object().unwrap().values());
    let mut seen = 0;
    for operation in operations {
        let content = operation["requestBody"]["content"].as_object();
        for taken in content.into_iter().flat_map(serde_json::Map::values) {
            let wrong = misfits(&document, &taken["schema"], &taken["example"]);
            assert!(wrong.is_empty(), "{}: {wrong:#?}", operation["operationId"]);
            seen += 1;
        }
    }
    assert_eq!(seen, 15);
}

#[tokio::test]
async fn whoever_is_refused_hears_how_to_come_in_and_when_to_come_back() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let links = format!("GET /api/sessions/{code}/links");
    let wrong = "0".repeat(32);
    for (request, secret, reason) in [
        ("POST /api/sessions", None, "host_only"),
        (links.as_str(), None, "not_allowed"),
        (links.as_str(), Some(wrong.as_str()), "link_unknown"),
    ] {
        let stranger = ask(&server, request, secret, "{}").await;
        assert_eq!(
            (stranger.status, &stranger.json()["reason"]),
            (401, &serde_json::json!(reason))
        );
        let scheme = "www-authenticate: bearer";
        assert!(stranger.head.contains(scheme), "{}", stranger.head);
    }

    let mut organiser = server
        .joins_as(&code, onefloor_core::terms::Role::Organiser)
        .await;
    organiser
        .does(serde_json::json!({ "type": "add_integration", "name": "Webinar chat" }))
        .await;
    let secret = server
        .secret(&code, onefloor_core::terms::Role::Integration)
        .await;
    let path = format!("POST /api/sessions/{code}/floor");
    let mut last = None;
    for at in 0..200 {
        let headers = format!(
            "authorization: Bearer {secret}\r\ncontent-type: application/json\r\nidempotency-key: 0193d1a5-0000-7000-8000-{at:012}\r\n"
        );
        let answer = ask_with(&server, &path, &headers, r#"{"entries":[]}"#).await;
        let is_too_fast = answer.status == 429;
        last = Some(answer);
        if is_too_fast {
            break;
        }
    }
    let last = last.unwrap();
    assert_eq!(last.status, 429);
    assert!(last.head.contains("retry-after: 1"), "{}", last.head);
}

#[tokio::test]
async fn a_request_that_is_no_socket_is_refused_like_every_other() {
    let server = TestServer::start().await;
    let answer = ask(&server, "GET /ws", None, "").await;
    assert_eq!(
        (answer.status, &answer.json()["reason"]),
        (400, &serde_json::json!("not_understood"))
    );
}

#[tokio::test]
async fn every_recorded_frame_is_as_the_document_of_the_socket_says() {
    let document = served("/api/asyncapi.json").await;
    let message = |side: &str, frame: &Value| {
        let name = frame["type"].as_str().unwrap_or_default();
        document["components"]["messages"][format!("{side}.{name}")]["payload"].clone()
    };
    let mut seen = 0;
    for line in [recorded("wire_first.jsonl"), recorded("wire_answers.jsonl")].concat() {
        // A moment was recorded as a word.
        let frame = line["frame"].to_string().replace("\"<now>\"", "1");
        let frame = &serde_json::from_str::<Value>(&frame).unwrap();
        let schema = message("server", frame);
        assert!(schema.is_object(), "no message: {frame}");
        let wrong = misfits(&document, &schema, frame);
        assert!(wrong.is_empty(), "{wrong:#?}");
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
    let frame = serde_json::json!({
        "type": "command", "id": "0193d1a5-0000-7000-8000-000000000001",
        "command": { "type": "make_coffee" },
    });
    assert!(!misfits(&document, &message("client", &frame), &frame).is_empty());
}

/// Lines of the core's golden hour.
fn of_the_hour(file: &str) -> Vec<Value> {
    let path = work_directory("server/core/tests/golden").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| line.starts_with('{'));
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[tokio::test]
async fn every_entry_and_every_command_of_the_hour_is_in_the_document_of_the_socket() {
    let document = served("/api/asyncapi.json").await;
    let schema = |name: &str| document["components"]["schemas"][name].clone();
    let (entries, command) = (schema("Entries"), schema("Command"));
    let mut keys = 0;
    for line in of_the_hour("hour.frames.jsonl") {
        for (audience, frame) in line["frames"].as_object().unwrap() {
            let put = &frame["put"];
            let wrong = misfits(&document, &entries, put);
            assert!(
                wrong.is_empty(),
                "step {}, {audience}: {wrong:#?}",
                line["step"]
            );
            keys += put.as_object().map_or(0, serde_json::Map::len);
        }
    }
    assert!(keys > 1_000, "{keys}");
    let (mut given, mut too_long) = (0, 0);
    for line in of_the_hour("hour.jsonl") {
        let does = &line["does"];
        if !does.is_object() {
            continue;
        }
        let wrong = misfits(&document, &command, does);
        if line["is"] == "text_too_long" {
            assert!(!wrong.is_empty(), "{does}");
            too_long += 1;
        } else if line["is"].is_null() {
            assert!(wrong.is_empty(), "{does}: {wrong:#?}");
            given += 1;
        }
    }
    assert!(given > 150 && too_long >= 4, "{given} {too_long}");
}
