//! The metrics, and what is made of them in `deploy/`.

use std::collections::BTreeSet;
use std::fs;

use onefloor_tests::{Person, work_directory};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{PATIENCE, Watched, value};
use crate::http::ask_at;

#[tokio::test]
async fn the_metrics_say_what_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = Watched::start(directory.path(), "info");
    let made = server.session().await;
    let enter = async |secret: Option<&str>, name: &str| {
        Person::enter(&server.address, &made.code, secret, name, None).await
    };
    let mut ana = enter(None, "Ana").await;
    let mut room = enter(None, "Ravi").await;
    let moderator = made.secret("moderator");
    let _moderator = enter(Some(&moderator), "Mo").await;
    ana.does(json!({ "type": "introduce", "profile": { "name": "Ana" } }))
        .await;
    let profile = json!({ "name": "Ravi", "attendance": "room" });
    room.does(json!({ "type": "introduce", "profile": profile }))
        .await;
    let none = json!({ "type": "introduce", "profile": { "name": "x".repeat(500) } });
    ana.is_refused(none).await;
    ana.send(&json!({ "type": "nothing" })).await;
    ana.until(|ana| !ana.refusals.is_empty()).await;
    let path = format!("GET /api/sessions/{}/links", made.code);
    assert_eq!(server.asks(&path, None, "").await.status, 401);
    for (metric, expected) in [
        ("onefloor_sessions_live", 1.0),
        ("onefloor_screens{role=\"participant\"}", 2.0),
        ("onefloor_screens{role=\"moderator\"}", 1.0),
        ("onefloor_people{origin=\"online\"}", 1.0),
        ("onefloor_people{origin=\"room\"}", 1.0),
        ("onefloor_people{origin=\"staff\"}", 1.0),
        (
            "onefloor_commands_total{command=\"introduce\",outcome=\"done\"}",
            2.0,
        ),
        (
            "onefloor_commands_total{command=\"introduce\",outcome=\"refused\"}",
            1.0,
        ),
        ("onefloor_command_durable_seconds_count", 2.0),
        ("onefloor_command_published_seconds_count", 2.0),
        (
            "onefloor_refusals_total{surface=\"command\",reason=\"text_too_long\"}",
            1.0,
        ),
        (
            "onefloor_refusals_total{surface=\"frame\",reason=\"not_understood\"}",
            1.0,
        ),
        (
            "onefloor_http_requests_total{method=\"GET\",route=\"/api/sessions/{code}/links\",\
             status=\"4xx\"}",
            1.0,
        ),
        ("onefloor_store_failures_total{operation=\"append\"}", 0.0),
        ("onefloor_connections_open", 3.0),
        ("onefloor_build_info{version=\"0.1.0\"}", 1.0),
    ] {
        server.shows(metric, expected).await;
    }
    drop((ana, room));
    server
        .shows("onefloor_screens{role=\"participant\"}", 0.0)
        .await;
    server.shows("onefloor_people{origin=\"room\"}", 0.0).await;
    let text = server.scraped().await;
    assert!(text.ends_with("# EOF\n"));
    let appends = "onefloor_store_operation_seconds_count{operation=\"append\"}";
    assert!(value(&text, appends) >= Some(3.0), "{text}");
    if cfg!(target_os = "linux") {
        let bytes = value(&text, "process_resident_memory_bytes");
        assert!(bytes > Some(1e6), "{text}");
        assert!(value(&text, "process_open_fds") > Some(3.0), "{text}");
    }
    for planted in [made.code.as_str(), &moderator, "Ana", "Ravi"] {
        assert!(!text.contains(planted), "{planted} in\n{text}");
    }
    server.stops();
}

#[tokio::test]
async fn the_metrics_have_an_address_of_their_own_that_nobody_can_hold() {
    let directory = tempfile::tempdir().unwrap();
    let server = Watched::start(directory.path(), "info");
    assert_eq!(server.asks("GET /metrics", None, "").await.status, 404);
    for request in ["GET /", "GET /api/sessions/AB12CD", "GET /metrics/x"] {
        let answer = ask_at(&server.metrics, request, "", "").await;
        assert_eq!(answer.status, 404);
    }
    // Half a request ends, and meanwhile others are answered.
    let mut half = TcpStream::connect(&server.metrics).await.unwrap();
    half.write_all(b"GET /met").await.unwrap();
    server.scraped().await;
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(PATIENCE * 2, half.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "it goes on");
}

/// The names in a query.
fn names(query: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    query
        .split(|c| !is_name(c))
        .filter(|word| word.starts_with("onefloor_") || word.starts_with("process_"))
        .map(str::to_owned)
        .collect()
}

/// The queries of a value, wherever they stand in it.
fn queries(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match field.as_str() {
                    Some(text) if ["expr", "query"].contains(&key.as_str()) => {
                        found.push(text.to_owned());
                    }
                    _ => queries(field, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| queries(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn dashboard_and_alerts_name_only_what_is_measured() {
    let directory = tempfile::tempdir().unwrap();
    let server = Watched::start(directory.path(), "info");
    // There is no line of a route before its first request.
    server.asks("GET /healthz", None, "").await;
    // What a family is called in a query follows from its type.
    let mut measured = BTreeSet::new();
    for line in server.scraped().await.lines() {
        let Some((name, kind)) = line
            .strip_prefix("# TYPE ")
            .and_then(|line| line.split_once(' '))
        else {
            continue;
        };
        let ends: &[&str] = match kind {
            "counter" => &["_total"],
            "histogram" => &["_bucket", "_sum", "_count"],
            "info" => &["_info"],
            _ => &[""],
        };
        measured.extend(ends.iter().map(|end| format!("{name}{end}")));
    }
    let dashboard = work_directory("deploy/grafana/onefloor.json");
    let dashboard: Value = serde_json::from_slice(&fs::read(dashboard).unwrap()).unwrap();
    let mut shown = Vec::new();
    queries(&dashboard, &mut shown);
    assert!(shown.len() > 30);
    let alerts = fs::read_to_string(work_directory("deploy/prometheus/alerts.yml")).unwrap();
    let guide = fs::read_to_string(work_directory("deploy/guides/watching.md")).unwrap();
    let test = fs::read_to_string(work_directory("deploy/prometheus/alerts.test.yml")).unwrap();
    for text in shown.iter().chain([&alerts, &guide, &test]) {
        for name in names(text) {
            let is_measured =
                measured.contains(&name) || measured.contains(&format!("{name}_bucket"));
            assert!(is_measured, "{name} is measured nowhere");
        }
    }
    // And nothing is measured that no panel shows.
    let shown: BTreeSet<String> = shown.iter().flat_map(|query| names(query)).collect();
    for name in &measured {
        let base = ["_bucket", "_sum", "_count"]
            .iter()
            .find_map(|end| name.strip_suffix(end));
        let is_shown = match base {
            Some(base) => shown.iter().any(|one| one.starts_with(base)),
            None => shown.contains(name),
        };
        assert!(is_shown, "{name} is on no panel");
    }
}

#[test]
fn each_alert_has_a_part_of_the_guide_and_says_where() {
    let alerts = fs::read_to_string(work_directory("deploy/prometheus/alerts.yml")).unwrap();
    let guide = fs::read_to_string(work_directory("deploy/guides/watching.md")).unwrap();
    let alerts = alerts.lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix("- alert: ")
            .or_else(|| line.strip_prefix("runbook: "))
    });
    let alerts: Vec<_> = alerts.collect();
    assert!(alerts.len() > 20);
    for pair in alerts.chunks(2) {
        let (name, runbook) = (pair[0], pair[1]);
        assert!(guide.contains(&format!("### {name}\n")), "{name}");
        let place = format!("deploy/guides/watching.md#{}", name.to_lowercase());
        assert_eq!(runbook, place);
    }
}
