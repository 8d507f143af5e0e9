//! The log: what can be found in it, and what cannot.

use onefloor_core::limits::QUESTION_CHARS_MAX;
use onefloor_tests::{Person, hello};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::Watched;
use crate::http::ask_at;

/// The spans that a line stands in.
fn is_in(line: &serde_json::Value, field: &str, value: &str) -> bool {
    let spans = line["spans"].as_array();
    spans.is_some_and(|spans| spans.iter().any(|span| span[field] == value))
}

#[tokio::test]
async fn nothing_that_people_bring_is_in_the_log_at_any_level() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = Watched::start(directory.path(), "trace");
    let made = server.session().await;
    let (organiser, moderator) = (made.secret("organiser"), made.secret("moderator"));
    let mut planted = vec![
        made.code.clone(),
        made.code.to_lowercase(),
        organiser.clone(),
        moderator.clone(),
        server.host_secret.clone(),
        "A launch".to_owned(),
    ];
    // Over the socket: what is taken, what is refused and what is garbage.
    let mut ana = Person::enter(&server.address, &made.code, None, "Zanahoria", None).await;
    planted.push("Zanahoria".to_owned());
    let name = "Quetzalcoatl Marigold";
    ana.does(json!({ "type": "introduce", "profile": { "name": name, "affiliation": "Umbrella Registry" } }))
        .await;
    ana.does(json!({ "type": "ask_question", "text": "Who guards the guardians?" }))
        .await;
    let long = "Interminable ".repeat(QUESTION_CHARS_MAX);
    ana.is_refused(json!({ "type": "ask_question", "text": long }))
        .await;
    let secret = Some(moderator.as_str());
    let mut staff = Person::enter(&server.address, &made.code, secret, "Moss", None).await;
    staff
        .is_refused(json!({ "type": "start_segment", "segment": 99 }))
        .await;
    for garbage in [
        "{\"type\":\"ask_question\",\"text\":\"Pumpernickel\"",
        "{\"type\":\"Rhubarb\"}",
        "{\"type\":\"command\",\"id\":\"Turmeric\",\"command\":{\"type\":\"ask_question\",\"text\":3}}",
        "{\"type\":\"ping\",\"t\":\"Saffron\"}",
    ] {
        ana.send_raw(Message::text(garbage)).await;
    }
    ana.until(|ana| ana.refusals.len() + ana.heard.len() > 4 && ana.refusals.len() >= 3)
        .await;
    ana.send_raw(Message::binary("Cardamom".as_bytes().to_vec()))
        .await;
    ana.closed().await;
    let mut stranger = Person::connect(&server.address).await;
    let wrong = hello(&made.code, Some("Wormwood-secret"), "Licorice", None);
    stranger.send(&wrong).await;
    stranger.closed().await;
    let mut huge = Person::connect(&server.address).await;
    huge.send_raw(Message::text("Gargantua ".repeat(40_000)))
        .await;
    huge.closed().await;
    planted.extend(
        [
            name,
            "Umbrella Registry",
            "guardians",
            "Interminable",
            "Pumpernickel",
            "Rhubarb",
            "Turmeric",
            "Saffron",
            "Cardamom",
            "Wormwood",
            "Licorice",
            "Gargantua",
        ]
        .map(str::to_owned),
    );
    // Over HTTP: paths, queries, headers and bodies.
    let code = &made.code;
    for (request, headers, body) in [
        (format!("GET /s/{code}?name=Nutmeg"), "", ""),
        (format!("GET /api/sessions/{code}?q=Nutmeg"), "", ""),
        (
            format!("GET /api/sessions/{code}/links"),
            "authorization: Bearer Fenugreek\r\n",
            "",
        ),
        (format!("GET /api/sessions/{code}/report.Chervil"), "", ""),
        ("GET /api/Tarragon".to_owned(), "cookie: Marjoram\r\n", ""),
        (
            "POST /api/sessions".to_owned(),
            "x-forwarded-for: Sumac\r\n",
            "{\"about\":\"Juniper\"}",
        ),
        ("POST /api/read-page".to_owned(), "", "Allspice for four."),
        (
            "POST /api/read-file".to_owned(),
            "",
            "{\"format\":\"Galangal\"}",
        ),
        (
            format!("POST /api/sessions/{code}/floor"),
            "content-type: application/json\r\n",
            "{\"entries\":[\"Mustard\"]}",
        ),
        ("BREW /api/Lovage".to_owned(), "", ""),
        ("GET /api/sessions/%ff%fePoppy".to_owned(), "", ""),
    ] {
        ask_at(&server.address, &request, headers, body).await;
        // The same with the right to it.
        let host = format!("authorization: Bearer {}\r\n{headers}", server.host_secret);
        ask_at(&server.address, &request, &host, body).await;
        let own = format!("authorization: Bearer {organiser}\r\n{headers}");
        ask_at(&server.address, &request, &own, body).await;
    }
    planted.extend(
        [
            "Nutmeg",
            "Fenugreek",
            "Chervil",
            "Tarragon",
            "Marjoram",
            "Sumac",
            "Juniper",
            "Allspice",
            "Galangal",
            "Mustard",
            "Lovage",
            "Poppy",
        ]
        .map(str::to_owned),
    );
    let key = std::fs::read(directory.path().join("host.key")).unwrap();
    planted.push(key.iter().map(|byte| format!("{byte:02x}")).collect());
    let written = server.stops();
    assert!(written.contains("refused a command"), "{written}");
    assert!(written.contains("\"level\":\"DEBUG\""), "{written}");
    for one in planted {
        let line = written.lines().find(|line| line.contains(&one));
        assert_eq!(line, None, "{one} is in the log");
    }
}

#[tokio::test]
async fn who_was_refused_can_name_the_line_of_the_log() {
    let directory = tempfile::tempdir().unwrap();
    let mut server = Watched::start(directory.path(), "info");
    let made = server.session().await;
    // Over HTTP, the answer has it twice.
    let path = format!("GET /api/sessions/{}/links", made.code);
    let refused = server.asks(&path, Some("wrong"), "").await;
    let id = refused.json()["request_id"].as_str().unwrap().to_owned();
    assert!(refused.head.contains(&format!("x-request-id: {id}")));
    let line = server.line(|line| is_in(line, "id", &id) && line["status"] == 401);
    assert!(is_in(&line, "route", "/api/sessions/{code}/links"));
    // Over the socket, it is that of the connection.
    let mut ana = Person::enter(&server.address, &made.code, None, "Ana", None).await;
    let call = ana.welcome["connection"].as_str().unwrap().to_owned();
    ana.is_refused(json!({ "type": "ask_question", "text": "" }))
        .await;
    server.line(|line| line["message"] == "refused a command" && line["call"] == call.as_str());
    ana.send(&json!({ "type": "nothing" })).await;
    server.line(|line| line["message"] == "refused a frame" && is_in(line, "call", &call));
    let mut stranger = Person::connect(&server.address).await;
    stranger
        .send(&hello("ZZZZZZ", None, "Stranger", None))
        .await;
    stranger.until(|stranger| !stranger.goodbye.is_null()).await;
    let call = stranger.goodbye["connection"].as_str().unwrap();
    let line = server.line(|line| is_in(line, "call", call));
    assert_eq!(line["reason"], "session_unknown");
    server.stops();
}
