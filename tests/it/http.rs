//! The HTTP interface: pages, sessions, reports, files.

use onefloor_core::terms::Role;
use onefloor_tests::{TestServer, plan};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// One plain request; nothing between the test and the wire.
pub(crate) async fn ask(
    server: &TestServer,
    request: &str,
    secret: Option<&str>,
    body: &str,
) -> Answer {
    let bearer = secret.map(|secret| format!("authorization: Bearer {secret}\r\n"));
    ask_with(server, request, &bearer.unwrap_or_default(), body).await
}

/// The same with any headers, each line ended.
pub(crate) async fn ask_with(
    server: &TestServer,
    request: &str,
    headers: &str,
    body: &str,
) -> Answer {
    ask_at(&server.address, request, headers, body).await
}

/// The same of any server.
pub(crate) async fn ask_at(address: &str, request: &str, headers: &str, body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{request} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A refused upload may be cut off before it is read to its end.
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or_default(),
        head: head.to_lowercase(),
        body: body.to_owned(),
    }
}

#[tokio::test]
async fn the_host_creates_a_session_from_a_page() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let page = "IGF 2024 Launch / Award Event #128 A launch\n";
    let read = ask(&server, "POST /api/read-page", Some(&host), page).await;
    assert_eq!(
        (read.status, &read.json()["page"]["number"]),
        (200, &json!(128))
    );
    let plan = serde_json::to_string(&plan()).unwrap();
    let created = ask(&server, "POST /api/sessions", Some(&host), &plan).await;
    assert_eq!(created.status, 201, "{}", created.body);
    let code = created.json()["code"].as_str().unwrap().to_owned();
    let face = ask(&server, &format!("GET /api/sessions/{code}"), None, "").await;
    assert_eq!(face.json()["title"], "A launch");
    assert!(!face.body.contains("Olu"));
}

#[tokio::test]
async fn a_button_that_is_pressed_twice_creates_one_session() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let plan = serde_json::to_string(&plan()).unwrap();
    let headers = |key: &str| format!("authorization: Bearer {host}\r\nidempotency-key: {key}\r\n");
    let (one, other) = (
        headers("0197a1b2-0000-7000-8000-000000000001"),
        headers("0197a1b2-0000-7000-8000-000000000002"),
    );
    let create = |headers: &str| {
        let headers = headers.to_owned();
        let (server, plan) = (&server, &plan);
        async move { ask_with(server, "POST /api/sessions", &headers, plan).await }
    };
    let (first, second) = tokio::join!(create(&one), create(&one));
    assert_eq!((first.status, second.status), (201, 201), "{}", second.body);
    assert_eq!(first.json(), second.json());
    assert_eq!(server.store.list().await.unwrap().len(), 1);
    let another = create(&other).await;
    assert_ne!(another.json()["code"], first.json()["code"]);
    assert_eq!(server.store.list().await.unwrap().len(), 2);
    let wrong = create(&headers("twice")).await;
    assert_eq!(
        (wrong.status, &wrong.json()["reason"]),
        (400, &json!("idempotency_key_missing"))
    );
}

#[tokio::test]
async fn whoever_is_not_the_host_creates_nothing() {
    let server = TestServer::start().await;
    for secret in [None, Some("0123")] {
        for path in ["POST /api/read-page", "POST /api/sessions"] {
            let refused = ask(&server, path, secret, "{}").await;
            assert_eq!(
                (refused.status, &refused.json()["reason"]),
                (401, &json!("host_only"))
            );
        }
    }
    assert!(server.store.list().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_plan_past_its_bounds_is_refused_with_the_field() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let mut empty = serde_json::to_value(plan()).unwrap();
    empty["about"]["title"] = json!("  ");
    let mut long = serde_json::to_value(plan()).unwrap();
    long["agenda"][0]["minutes"] = json!(1_000);
    let mut word = serde_json::to_value(plan()).unwrap();
    word["agenda"][3]["minutes"] = json!("five");
    let cases = [
        (empty, "text_missing", json!("title"), "about.title"),
        (long, "out_of_range", json!("minutes"), "agenda[0].minutes"),
        (word, "file_field", Value::Null, "agenda[3].minutes"),
    ];
    for (plan, reason, field, path) in cases {
        let refused = ask(
            &server,
            "POST /api/sessions",
            Some(&host),
            &plan.to_string(),
        )
        .await;
        let refusal = refused.json();
        assert_eq!(refused.status, 422);
        assert_eq!(
            (&refusal["reason"], &refusal["field"], &refusal["path"]),
            (&json!(reason), &field, &json!(path))
        );
    }
    let nonsense = ask(&server, "POST /api/sessions", Some(&host), "[]").await;
    assert_eq!(nonsense.json()["reason"], "not_understood");
    let huge = "a".repeat(5 * 1024 * 1024);
    let refused = ask(&server, "POST /api/read-page", Some(&host), &huge).await;
    assert_eq!(refused.status, 413);
}

#[tokio::test]
async fn a_list_of_fields_is_not_taken_for_an_object() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let mut made = serde_json::to_value(plan()).unwrap();
    made["about"]["deadlines"] = json!(["June", "July", "August"]);
    let made = made.to_string();
    let refused = ask(&server, "POST /api/sessions", Some(&host), &made).await;
    assert_eq!(
        (refused.status, &refused.json()["path"]),
        (422, &json!("about.deadlines"))
    );
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let bearer = format!(
        "authorization: Bearer {organiser}\r\nidempotency-key: 0193d1a5-0000-7000-8000-000000000001\r\n"
    );
    let from = json!({ "hand": { "title": "A launch" } });
    for change in [
        json!([{ "from": from, "fields": ["title"] }, 1]),
        json!({ "changes": [from, ["title"]], "revision": 1 }),
    ] {
        let path = format!("POST /api/sessions/{code}/about");
        let refused = ask_with(&server, &path, &bearer, &change.to_string()).await;
        assert_eq!(refused.status, 422, "{change}");
    }
}

#[tokio::test]
async fn links_are_the_organisers_and_the_report_is_staffs() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let rapporteur = server.secret(&code, Role::Rapporteur).await;
    let display = server.secret(&code, Role::Display).await;
    let links = format!("GET /api/sessions/{code}/links");
    assert_eq!(ask(&server, &links, Some(&organiser), "").await.status, 200);
    assert_eq!(
        ask(&server, &links, Some(&rapporteur), "").await.status,
        403
    );
    assert_eq!(ask(&server, &links, None, "").await.status, 401);
    for format in ["md", "html", "json"] {
        let report = format!("GET /api/sessions/{code}/report.{format}");
        let found = ask(&server, &report, Some(&rapporteur), "").await;
        assert_eq!(found.status, 200);
        assert!(found.body.contains("A launch"), "{}", found.body);
        assert_eq!(ask(&server, &report, Some(&display), "").await.status, 403);
        assert_eq!(ask(&server, &report, None, "").await.status, 401);
    }
    let other = format!("GET /api/sessions/{code}/report.exe");
    assert_eq!(
        ask(&server, &other, Some(&rapporteur), "").await.status,
        404
    );
}

#[tokio::test]
async fn every_format_of_the_report_is_a_file_named_by_the_session() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let rapporteur = server.secret(&code, Role::Rapporteur).await;
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let formats = [
        ("md", "text/markdown; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("docx", word),
        ("pdf", "application/pdf"),
        ("json", "application/json"),
        ("questions.csv", "text/csv; charset=utf-8"),
        ("attendance.csv", "text/csv; charset=utf-8"),
        ("timings.csv", "text/csv; charset=utf-8"),
        ("polls.csv", "text/csv; charset=utf-8"),
        ("zip", "application/zip"),
    ];
    for (format, mime) in formats {
        let report = format!("GET /api/sessions/{code}/report.{format}");
        let found = ask(&server, &report, Some(&rapporteur), "").await;
        assert_eq!(found.status, 200, "{format}: {}", found.body);
        let fallback = format!("onefloor-{code}.{format}").to_lowercase();
        for header in [
            format!("content-type: {mime}\r\n"),
            format!("filename=\"{fallback}\"; filename*=utf-8''a%20launch.{format}\r\n"),
            "cache-control: no-store".to_owned(),
        ] {
            assert!(found.head.contains(&header), "{header} in {}", found.head);
        }
        assert_eq!(ask(&server, &report, None, "").await.status, 401);
    }
    let schema = ask(&server, "GET /api/schema/report.json", None, "").await;
    assert_eq!(schema.json()["title"], "Onefloor session report");
}

#[tokio::test]
async fn an_unknown_code_is_said_so() {
    let server = TestServer::start().await;
    let face = ask(&server, "GET /api/sessions/ZZZZZZ", None, "").await;
    assert_eq!(
        (face.status, &face.json()["reason"]),
        (404, &json!("unknown_code"))
    );
    let other = ask(&server, "GET /api/nothing", None, "").await;
    assert_eq!(other.status, 404);
}

#[tokio::test]
async fn the_web_app_comes_from_the_binary_with_its_headers() {
    let server = TestServer::start().await;
    let page = ask(&server, "GET /s/AB12CD", None, "").await;
    assert_eq!(page.status, 200);
    assert!(page.body.to_lowercase().contains("<!doctype html>"));
    for header in [
        "content-security-policy: default-src 'self'",
        "cross-origin-opener-policy: same-origin\r\n",
        "permissions-policy: camera=(self), microphone=(self), ",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "cache-control: no-cache",
    ] {
        assert!(page.head.contains(header), "{header} in {}", page.head);
    }
    assert_eq!(
        ask(&server, "GET /assets/none.js", None, "").await.status,
        404
    );
    let own = format!("connect-src 'self' ws://{0} http://{0};", server.address);
    assert!(page.head.contains(&own), "{}", page.head);
    assert_eq!(ask(&server, "GET /healthz", None, "").await.body, "ok");
    assert_eq!(ask(&server, "GET /readyz", None, "").await.status, 200);
}

#[tokio::test]
async fn a_session_writes_one_document_at_a_time_and_others_go_on() {
    let server = TestServer::start().await;
    let (busy, other) = (server.session().await, server.session().await);
    let zip = async |code: &str| {
        let secret = server.secret(code, Role::Moderator).await;
        ask(
            &server,
            &format!("GET /api/sessions/{code}/report.zip"),
            Some(&secret),
            "",
        )
        .await
    };
    // The same session by another spelling is the same.
    let typed = busy.to_lowercase();
    let (answers, elsewhere) = tokio::join!(
        futures_util::future::join_all([
            zip(&busy),
            zip(&typed),
            zip(&busy),
            zip(&typed),
            zip(&busy)
        ]),
        zip(&other)
    );
    let with = |status| answers.iter().filter(move |answer| answer.status == status);
    assert!(with(200).count() >= 1);
    let refused = with(429).next().expect("one that was too many");
    assert_eq!(with(200).count() + with(429).count(), answers.len());
    assert_eq!(refused.json()["reason"], "too_fast");
    assert!(refused.head.contains("retry-after: "), "{}", refused.head);
    assert_eq!(elsewhere.status, 200);
    assert_eq!(zip(&busy).await.status, 200);
}

#[tokio::test]
async fn what_is_not_there_is_never_the_web_app() {
    let server = TestServer::start().await;
    for path in ["/api", "/api/", "/api/nothing", "/api/sessions/AB12CD/none"] {
        for method in ["GET", "POST", "DELETE"] {
            let other = ask(&server, &format!("{method} {path}"), None, "").await;
            assert_eq!(other.status, 404, "{method} {path}");
            assert_eq!(other.json()["reason"], "not_understood", "{method} {path}");
        }
    }
    let other = ask(&server, "DELETE /api/sessions", None, "").await;
    assert_eq!(other.status, 405);
    assert_eq!(other.json()["reason"], "not_understood");
    let metrics = ask(&server, "GET /metrics", None, "").await;
    assert_eq!((metrics.status, metrics.body.as_str()), (404, ""));
    let robots = ask(&server, "GET /robots.txt", None, "").await;
    assert!(robots.body.contains("Disallow: /\n"), "{}", robots.body);
}

#[tokio::test]
async fn answers_that_may_hold_secrets_are_not_kept() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let host = server.app.host_key.host_secret();
    let organiser = server.secret(&code, Role::Organiser).await;
    let plan = serde_json::to_string(&plan()).unwrap();
    let links = format!("GET /api/sessions/{code}/links");
    let report = format!("GET /api/sessions/{code}/report.md");
    for (request, secret, body, status) in [
        ("POST /api/sessions", &host, plan.as_str(), 201),
        (links.as_str(), &organiser, "", 200),
        (report.as_str(), &organiser, "", 200),
        (links.as_str(), &host, "", 401),
    ] {
        let answer = ask(&server, request, Some(secret), body).await;
        assert_eq!(answer.status, status, "{request}");
        assert!(
            answer.head.contains("cache-control: no-store"),
            "{request}: {}",
            answer.head
        );
    }
}

#[tokio::test]
async fn a_pdf_says_of_which_scripts_it_shows_boxes() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let mut asked = plan();
    asked.about.title = "The Internet in བོད་སྐད".to_owned();
    let asked = serde_json::to_string(&asked).unwrap();
    let made = ask(&server, "POST /api/sessions", Some(&host), &asked).await;
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let organiser = server.secret(&code, Role::Organiser).await;
    for (format, lacks) in [("pdf", true), ("zip", true), ("docx", false)] {
        let report = format!("GET /api/sessions/{code}/report.{format}");
        let answer = ask(&server, &report, Some(&organiser), "").await;
        assert_eq!(answer.status, 200, "{format}");
        let head = answer.head.to_lowercase();
        assert_eq!(head.contains("x-without-font: tibt"), lacks, "{head}");
    }
}
