//! The organiser's page read again, and the session as a file.

use onefloor_core::terms::Role;
use onefloor_tests::{TestServer, plan};
use serde_json::{Value, json};

use crate::http::{Answer, ask, ask_with};

const PAGE: &str = "IGF 2024 Launch / Award Event #128 A launch\nRoom: Room 9\nSpeakers\nLate Lin, Example Lab\nFormat\nRoundtable\n";

async fn revises(server: &TestServer, code: &str, secret: &str, key: &str, body: &Value) -> Answer {
    let path = format!("POST /api/sessions/{code}/about");
    let headers = format!("authorization: Bearer {secret}\r\nidempotency-key: {key}\r\n");
    ask_with(server, &path, &headers, &body.to_string()).await
}

#[tokio::test]
async fn a_page_read_again_changes_only_what_is_named() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let path = format!("POST /api/sessions/{code}/page");
    let read = ask(&server, &path, Some(&organiser), PAGE).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let read = read.json();
    let fields = read["diff"]["fields"].as_array().unwrap();
    assert!(
        fields
            .iter()
            .any(|one| one["field"] == "room" && one["is_new"] == true)
    );
    let body = json!({
        "revision": read["diff"]["revision"],
        "changes": {
            "from": { "page": read["page"] },
            "fields": ["room"],
            "people": [{ "list": "speakers", "name": "Late Lin" }],
            "links": ["Late Lin"],
        },
    });
    let key = "01890000-0000-7000-8000-000000000001";
    let first = revises(&server, &code, &organiser, key, &body).await;
    assert_eq!(first.status, 200, "{}", first.body);
    // The same again is the same; another change on what was seen before is refused.
    let again = revises(&server, &code, &organiser, key, &body).await;
    assert_eq!(first.body, again.body);
    let other = "01890000-0000-7000-8000-000000000002";
    let late = revises(&server, &code, &organiser, other, &body).await;
    assert_eq!(
        (late.status, &late.json()["reason"]),
        (409, &json!("about_changed"))
    );
    let file = format!("GET /api/sessions/{code}/plan.json");
    let file = ask(&server, &file, Some(&organiser), "").await.json();
    assert_eq!(file["about"]["room"], "Room 9");
    assert_eq!(file["about"]["format"], Value::Null);
    let links = format!("GET /api/sessions/{code}/links");
    let links = ask(&server, &links, Some(&organiser), "").await;
    assert!(links.body.contains("Late Lin"));
}

#[tokio::test]
async fn a_page_is_read_again_by_the_organiser_alone() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let moderator = server.secret(&code, Role::Moderator).await;
    for route in ["page", "about"] {
        let request = format!("POST /api/sessions/{code}/{route}");
        for (secret, status) in [(None, 401), (Some(moderator.as_str()), 403)] {
            assert_eq!(ask(&server, &request, secret, PAGE).await.status, status);
        }
    }
    let file = format!("GET /api/sessions/{code}/plan.json");
    assert_eq!(ask(&server, &file, Some(&moderator), "").await.status, 403);
}

#[tokio::test]
async fn a_session_comes_in_as_the_file_that_went_out() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let path = format!("GET /api/sessions/{code}/plan.json");
    let file = ask(&server, &path, Some(&organiser), "").await;
    assert!(!file.body.contains(&organiser));
    let read = ask(&server, "POST /api/read-file", Some(&host), &file.body).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let made = ask(&server, "POST /api/sessions", Some(&host), &read.body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_ne!(made.json()["code"], json!(code));

    let mut wrong = file.json();
    wrong["agenda"][1]["minutes"] = json!("ten");
    let refused = ask(
        &server,
        "POST /api/read-file",
        Some(&host),
        &wrong.to_string(),
    )
    .await;
    assert_eq!(
        (&refused.json()["reason"], &refused.json()["path"]),
        (&json!("file_field"), &json!("agenda[1].minutes"))
    );
    let foreign = serde_json::to_string(&plan()).unwrap();
    let refused = ask(&server, "POST /api/read-file", Some(&host), &foreign).await;
    assert_eq!(refused.json()["reason"], "file_not_ours");
    let refused = ask(&server, "POST /api/read-file", None, &file.body).await;
    assert_eq!(refused.status, 401);
}

#[tokio::test]
async fn what_is_no_page_is_refused_by_name() {
    let server = TestServer::start().await;
    let host = server.app.host_key.host_secret();
    for (body, reason) in [
        ("", "empty_page"),
        ("Soup for four, with lentils.", "not_a_session_page"),
        ("PK\u{3}\u{4}word/document.xml", "source_broken"),
        ("{\\rtf1 Soup for four.}", "word_file"),
        ("%PDF-1.7", "pdf_file"),
    ] {
        let refused = ask(&server, "POST /api/read-page", Some(&host), body).await;
        assert_eq!(
            (refused.status, &refused.json()["reason"]),
            (422, &json!(reason))
        );
    }
}

#[tokio::test]
async fn the_facts_are_changed_by_hand_and_only_by_whoever_has_seen_them() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let moderator = server.secret(&code, Role::Moderator).await;
    let path = format!("GET /api/sessions/{code}/about");
    assert_eq!(ask(&server, &path, None, "").await.status, 401);
    assert_eq!(ask(&server, &path, Some(&moderator), "").await.status, 403);
    let mut held = ask(&server, &path, Some(&organiser), "").await.json();
    held["about"]["title"] = json!("Mended by hand");
    held["about"]["room"] = json!("Room 2");
    let rapporteurs = held["about"]["rapporteurs"].as_array_mut().unwrap();
    rapporteurs.push(json!({ "name": "Rahel" }));
    let body = |fields: Value| {
        json!({
            "revision": held["revision"],
            "changes": {
                "from": { "hand": held["about"] },
                "fields": fields,
                "people": [{ "list": "rapporteurs", "name": "Rahel" }],
                "links": ["Rahel"],
            },
        })
    };
    let key = "01890000-0000-7000-8000-000000000003";
    let done = revises(&server, &code, &organiser, key, &body(json!(["title"]))).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let other = "01890000-0000-7000-8000-000000000004";
    let late = revises(&server, &code, &organiser, other, &body(json!(["room"]))).await;
    assert_eq!(late.json()["reason"], json!("about_changed"));
    let now = ask(&server, &path, Some(&organiser), "").await.json();
    assert_eq!(now["about"]["title"], "Mended by hand");
    assert_ne!(now["about"]["room"], "Room 2");
    let rapporteurs = now["about"]["rapporteurs"].as_array().unwrap();
    assert!(rapporteurs.iter().any(|one| one["name"] == "Rahel"));
    let links = format!("GET /api/sessions/{code}/links");
    let links = ask(&server, &links, Some(&organiser), "").await;
    assert!(links.body.contains("Rahel"));
}
