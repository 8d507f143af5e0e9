//! Whatever organisers have, by the same door: told apart by its content, several sessions at once,
//! and a refusal that says what it is.

use std::fs;

use onefloor_core::terms::Role;
use onefloor_tests::{TestServer, work_directory};
use serde_json::{Value, json};

use crate::binary::{onefloor, said};
use crate::http::ask;

fn fixture(path: &str) -> String {
    fs::read_to_string(work_directory("tests/fixtures/programmes").join(path)).unwrap()
}

async fn read(server: &TestServer, source: &str) -> (u16, Value) {
    let host = server.app.host_key.host_secret();
    let read = ask(server, "POST /api/read-page", Some(&host), source).await;
    (read.status, read.json())
}

#[tokio::test]
async fn one_of_several_sessions_is_made_as_it_was_read() {
    let server = TestServer::start().await;
    let (status, read) = read(&server, &fixture("schedules/eurodig_pretalx.json")).await;
    assert_eq!((status, &read["source"]), (200, &json!("schedule")));
    let more = read["more"].as_array().unwrap();
    let titles: Vec<&Value> = more.iter().map(|one| &one["page"]["title"]).collect();
    assert_eq!(
        titles,
        [
            &json!("Small islands, long cables"),
            &json!("What we take home")
        ]
    );
    assert_eq!(read["page"]["starts_at"], "2026-05-26T07:30:00Z");
    assert_eq!(read["page"]["room"], "Hemicycle");
    // Each has an agenda that fits its own length.
    let minutes = |agenda: &Value| -> u64 {
        let items = agenda.as_array().unwrap().iter();
        items
            .map(|item| item["plan_minutes"].as_u64().unwrap())
            .sum()
    };
    assert_eq!(minutes(&more[0]["default_agenda"]), 45);
    let host = server.app.host_key.host_secret();
    let plan = json!({
        "about": more[0]["imported"]["about"],
        "agenda": [{ "kind": "discussion", "title": "Islands", "minutes": 45, "minutes_min": 30,
            "minutes_max": 45 }],
        "imported": more[0]["imported"],
    });
    let created = ask(
        &server,
        "POST /api/sessions",
        Some(&host),
        &plan.to_string(),
    )
    .await;
    assert_eq!(created.status, 201, "{}", created.body);
    let links = created.json()["links"].to_string();
    assert!(links.contains("Ioana Stan"), "{links}");
}

#[tokio::test]
async fn each_format_comes_in_by_the_same_door() {
    let server = TestServer::start().await;
    for (path, source, title) in [
        (
            "calendars/university_outlook.ics",
            "calendar",
            "Ringvorlesung: Wem gehört das Netz?",
        ),
        ("schedules/ripe_frab.xml", "schedule", "Routes & roots"),
        (
            "indico/university_meeting.json",
            "indico",
            "Seminar: who keeps the clocks?",
        ),
        (
            "linked_data/university_lecture.html",
            "linked_data",
            "À qui sont les câbles ?",
        ),
        (
            "mails/ripe_invitation.eml",
            "calendar",
            "Cooperation, once more",
        ),
        ("html/ripe_plan.html", "html", "Cooperation Working Group"),
    ] {
        let (status, read) = read(&server, &fixture(path)).await;
        let found = (status, &read["source"], &read["page"]["title"]);
        assert_eq!(found, (200, &json!(source), &json!(title)), "{path}");
    }
    let (_, people) = read(&server, &fixture("people/icann_people.csv")).await;
    assert_eq!(people["source"], "people");
    assert_eq!(people["page"]["online_moderators"][0]["name"], "Emeka Obi");
    assert!(!people.to_string().contains('@'), "{people}");
}

#[tokio::test]
async fn what_is_not_read_is_named() {
    let server = TestServer::start().await;
    for (source, reason) in [
        ("%PDF-1.7", json!({ "reason": "pdf_file" })),
        ("{\"a\": 1}", json!({ "reason": "unknown_data" })),
        (
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            json!({ "reason": "no_session_in", "kind": "calendar" }),
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE schedule [<!ENTITY a 'b'>]><schedule>&a;</schedule>",
            json!({ "reason": "source_too_large", "kind": "schedule" }),
        ),
        ("Soup for four.", json!({ "reason": "not_a_session_page" })),
    ] {
        let (status, mut refused) = read(&server, source).await;
        refused.as_object_mut().unwrap().remove("request_id");
        assert_eq!((status, refused), (422, reason));
    }
}

#[tokio::test]
async fn a_session_finds_itself_in_a_schedule_and_another_can_be_named() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let organiser = server.secret(&code, Role::Organiser).await;
    let schedule =
        fixture("schedules/eurodig_pretalx.json").replace("Small islands, long cables", "A launch");
    let path = format!("POST /api/sessions/{code}/page");
    let own = ask(&server, &path, Some(&organiser), &schedule).await;
    assert_eq!(own.status, 200, "{}", own.body);
    let own = own.json();
    assert_eq!(
        (&own["chosen"], &own["page"]["about"]["room"]),
        (&json!(1), &json!("Workshop 2"))
    );
    assert_eq!(own["sessions"][2]["title"], "What we take home");
    let other = ask(
        &server,
        &format!("{path}?session=2"),
        Some(&organiser),
        &schedule,
    )
    .await;
    assert_eq!(other.json()["page"]["about"]["title"], "What we take home");
    for query in ["?session=3", "?session=-1", "?session=x", "?other=1"] {
        let refused = ask(
            &server,
            &format!("{path}{query}"),
            Some(&organiser),
            &schedule,
        )
        .await;
        let why = (refused.status, &refused.json()["reason"]);
        assert_eq!(why, (422, &json!("no_such_session")), "{query}");
    }
}

#[test]
fn the_command_reads_every_format_and_says_what_it_does_not_read() {
    let file = |path: &str| work_directory("tests/fixtures/programmes").join(path);
    let calendar = file("calendars/ripe_plenary.ics");
    let all = onefloor(&["read-page"]).arg(&calendar).output().unwrap();
    let all: Value = serde_json::from_slice(&all.stdout).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 3);
    let one = onefloor(&["read-page", "--session", "2"])
        .arg(&calendar)
        .output()
        .unwrap();
    let one: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(one["title"], "Address Policy: who waits, and for what");
    let list = onefloor(&["read-page", "--list"])
        .arg(&calendar)
        .output()
        .unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(
        list.starts_with("1  2026-05-11T13:00:00Z  Main Room  Opening Plenary\n"),
        "{list}"
    );
    let directory = tempfile::tempdir().unwrap();
    let pdf = directory.path().join("page.txt");
    fs::write(&pdf, "%PDF-1.7").unwrap();
    let refused = onefloor(&["read-page"]).arg(&pdf).output().unwrap();
    assert!(!refused.status.success());
    assert!(
        said(&refused).contains("this is a PDF"),
        "{}",
        said(&refused)
    );
    let none = onefloor(&["read-page", "--session", "4"])
        .arg(&calendar)
        .output()
        .unwrap();
    assert!(said(&none).contains("it has 3 sessions"), "{}", said(&none));
}
