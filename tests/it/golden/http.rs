//! What every route answers, good requests and bad.

use onefloor_core::terms::Role;
use onefloor_tests::{TestServer, plan};
use serde_json::{Value, json};

use super::{Names, compare_lines};
use crate::http::ask_with;

/// Headers that say something to whoever asked.
const HEADERS: [&str; 4] = [
    "content-type",
    "content-disposition",
    "cache-control",
    "allow",
];
/// A body that is longer is kept as a hash.
const BODY_CHARS_MAX: usize = 6_000;
const KEY: &str = "idempotency-key: 0193d1a5-0000-7000-8000-00000000000";
const JSON: &str = "content-type: application/json\r\n";

/// Asks and writes down.
struct Asking<'a> {
    server: &'a TestServer,
    names: Names,
    lines: Vec<String>,
}

impl Asking<'_> {
    async fn asks(&mut self, who: &str, request: &str, body: &str) -> Value {
        self.asks_with(who, request, "", body).await
    }

    async fn asks_with(&mut self, who: &str, request: &str, headers: &str, body: &str) -> Value {
        let secret = self.names.secret(who);
        let bearer = secret.map(|it| format!("authorization: Bearer {it}\r\n"));
        let headers = bearer.unwrap_or_default() + headers;
        let path = self.names.filled(request);
        let answer = ask_with(self.server, &path, &headers, &self.names.filled(body)).await;
        let head = answer.head.lines().filter_map(|line| line.split_once(": "));
        let told = head.filter(|(name, _)| HEADERS.contains(name));
        let told = told.map(|(name, value)| (name.to_owned(), json!(self.names.hidden(value))));
        let told: serde_json::Map<String, Value> = told.collect();
        let is_page =
            told.get("content-type") == Some(&json!("text/html")) || request.starts_with("GET /s/");
        let value = answer.json();
        if request == "POST /api/sessions" && answer.status == 201 {
            let code = value["code"].as_str().unwrap();
            self.names.code(self.server, code).await;
        }
        let body = if is_page {
            // The page is the web's own, and in some builds there is none.
            json!("<page>")
        } else if value.is_null() {
            json!(self.names.hidden(&answer.body))
        } else {
            self.names.named(&value)
        };
        let body = if body.to_string().chars().count() > BODY_CHARS_MAX {
            json!({ "blake3": blake3::hash(body.to_string().as_bytes()).to_hex().as_str() })
        } else {
            body
        };
        let line = json!({
            "who": who, "request": request, "status": answer.status, "headers": told, "body": body,
        });
        self.lines.push(line.to_string());
        value
    }
}

#[tokio::test]
async fn every_route_answers_as_it_was_recorded() {
    let server = TestServer::start().await;
    let mut asking = Asking {
        server: &server,
        names: Names::of(&server),
        lines: Vec::new(),
    };
    as_host(&mut asking).await;
    about_a_session(&mut asking).await;
    revising(&mut asking).await;
    reports(&mut asking).await;
    bringing(&mut asking).await;
    other_paths(&mut asking).await;
    compare_lines("http.jsonl", &asking.lines);
}

async fn as_host(asking: &mut Asking<'_>) {
    let page = "IGF 2024 Launch / Award Event #128 A launch\n\nSpeakers\nSana Silva, A registry\n\nAgenda\nKeynotes 15 min\nQuestions 20 min\nClosing 5 min\n";
    for (who, page) in [
        ("host", page),
        ("host", " \n"),
        ("host", "Soup for four."),
        ("host", "PK\u{3}\u{4} word"),
        ("host", "%PDF-1.7"),
        ("nobody", page),
        ("a stranger", page),
    ] {
        asking.asks(who, "POST /api/read-page", page).await;
    }
    let file = json!({
        "format": "onefloor-session", "version": 1, "about": { "title": "A file" },
        "agenda": [{ "kind": "opening", "title": "Hello", "minutes": "ten", "minutes_min": 1, "minutes_max": 20 }],
    });
    let later = json!({ "format": "onefloor-session", "version": 2 });
    for (who, file) in [
        ("host", "not json".to_owned()),
        ("host", "{}".to_owned()),
        ("host", later.to_string()),
        ("host", file.to_string()),
        ("nobody", file.to_string()),
    ] {
        asking.asks(who, "POST /api/read-file", &file).await;
    }
    let made = serde_json::to_value(plan()).unwrap();
    let (mut untitled, mut long) = (made.clone(), made.clone());
    untitled["about"]["title"] = json!(" ");
    long["agenda"][0]["minutes"] = json!(1_000);
    for (who, plan) in [
        ("host", untitled.to_string()),
        ("host", long.to_string()),
        ("host", "[]".to_owned()),
        ("nobody", made.to_string()),
        ("host", made.to_string()),
    ] {
        asking.asks(who, "POST /api/sessions", &plan).await;
    }
    let huge = "a".repeat(4 * 1024 * 1024 + 1);
    asking.asks("host", "POST /api/read-page", &huge).await;
}

async fn about_a_session(asking: &mut Asking<'_>) {
    asking.asks("nobody", "GET /api/sessions/<code>", "").await;
    // Nobody has handed anything over here.
    for body in [json!({ "token": "0".repeat(32) }), json!({})] {
        let (path, body) = ("POST /api/sessions/<code>/device", body.to_string());
        asking.asks_with("nobody", path, JSON, &body).await;
    }
    for code in ["ZZZZZZ", "no%20code"] {
        let path = format!("GET /api/sessions/{code}");
        asking.asks("nobody", &path, "").await;
    }
    for path in ["links", "plan.json", "about"] {
        for who in ["organiser", "rapporteur", "nobody", "a stranger"] {
            let path = format!("GET /api/sessions/<code>/{path}");
            asking.asks(who, &path, "").await;
        }
        let path = format!("GET /api/sessions/ZZZZZZ/{path}");
        asking.asks("organiser", &path, "").await;
    }
    let path = "GET /api/sessions/<code>/plan.json";
    let file = asking.asks("organiser", path, "").await;
    let file = file.to_string();
    asking.asks("host", "POST /api/read-file", &file).await;
}

async fn revising(asking: &mut Asking<'_>) {
    let path = "POST /api/sessions/<code>/page";
    let page = "IGF 2024 Launch / Award Event #128 Another launch\n\nSpeakers\nWen New\n";
    for (who, page) in [
        ("organiser", page),
        ("organiser", "Soup for four."),
        ("moderator", page),
    ] {
        asking.asks(who, path, page).await;
    }
    let path = "POST /api/sessions/<code>/about";
    let change = |revision: u32| {
        let from = json!({ "hand": { "title": "A launch", "room": "Room 5" } });
        let changes = json!({ "from": from, "fields": ["room"] });
        json!({ "changes": changes, "revision": revision }).to_string()
    };
    for (who, key, body) in [
        ("organiser", String::new(), change(1)),
        ("organiser", format!("{KEY}1\r\n"), "{}".to_owned()),
        ("organiser", format!("{KEY}2\r\n"), change(1)),
        ("organiser", format!("{KEY}2\r\n"), change(1)),
        ("organiser", format!("{KEY}3\r\n"), change(1)),
        ("moderator", format!("{KEY}4\r\n"), change(2)),
    ] {
        asking.asks_with(who, path, &(key + JSON), &body).await;
    }
}

async fn reports(asking: &mut Asking<'_>) {
    let formats = [
        "md",
        "html",
        "docx",
        "json",
        "questions.csv",
        "attendance.csv",
        "timings.csv",
        "polls.csv",
        "exe",
    ];
    for format in formats {
        let path = format!("GET /api/sessions/<code>/report.{format}");
        for who in ["rapporteur", "display", "nobody", "a stranger"] {
            asking.asks(who, &path, "").await;
        }
    }
    let path = "GET /api/sessions/ZZZZZZ/report.md";
    asking.asks("rapporteur", path, "").await;
    asking
        .asks("nobody", "GET /api/schema/report.json", "")
        .await;
}

async fn bringing(asking: &mut Asking<'_>) {
    let mut organiser = asking
        .server
        .joins_as(asking.names.session(), Role::Organiser)
        .await;
    organiser
        .does(json!({ "type": "add_integration", "name": "Webinar chat" }))
        .await;
    let code = asking.names.session().to_owned();
    asking.names.code(asking.server, &code).await;
    let path = "POST /api/sessions/<code>/floor";
    let entries =
        json!({ "entries": [{ "name": "Chi", "text": "Who pays?", "origin": "online" }] });
    let (entries, none) = (entries.to_string(), json!({ "entries": [] }).to_string());
    let long = json!({ "entries": [{ "name": "x".repeat(100), "origin": "online" }] }).to_string();
    for (who, key, body) in [
        ("integration", "", &entries),
        ("integration", "5", &entries),
        ("integration", "5", &entries),
        ("integration", "6", &none),
        ("integration", "7", &long),
        ("integration", "8", &"[]".to_owned()),
        ("moderator", "9", &entries),
        ("nobody", "a", &entries),
    ] {
        let key = if key.is_empty() {
            String::new()
        } else {
            format!("{KEY}{key}\r\n")
        };
        asking.asks_with(who, path, &(key + JSON), body).await;
    }
}

async fn other_paths(asking: &mut Asking<'_>) {
    for request in [
        "GET /healthz",
        "GET /readyz",
        "GET /s/AB12CD",
        "GET /assets/none.js",
        "GET /api/nothing",
        "DELETE /api/sessions",
        "POST /healthz",
        "GET /ws",
    ] {
        asking.asks("nobody", request, "").await;
    }
}
