//! What a request can bring, in few words.

use onefloor_core::about::file::{FORMAT, VERSION};
use serde_json::{Value, json};

/// A session page.
pub(super) fn page() -> Value {
    json!(
        "IGF 2024 Launch / Award Event #128 A launch\n\n\
         Speakers\nSana Silva, A registry\n\nAgenda\nKeynotes 15 min\n"
    )
}

/// The same as a calendar.
pub(super) fn calendar() -> Value {
    json!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@registry.example\r\n\
         SUMMARY:A launch\r\nDTSTART:20241216T100000Z\r\nDTEND:20241216T110000Z\r\n\
         LOCATION:Room 4\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

/// Who takes part in it.
pub(super) fn people_list() -> Value {
    json!("Role,Name,Affiliation\r\nSpeaker,Sana Silva,A registry\r\n")
}

/// A session before it exists.
pub(super) fn plan() -> Value {
    json!({
        "about": {
            "title": "A launch",
            "speakers": [{ "name": "Sana Silva", "affiliation": "A registry" }],
        },
        "agenda": [
            { "kind": "keynotes", "title": "Keynotes", "minutes": 15, "minutes_min": 10, "minutes_max": 20 },
            { "kind": "questions", "title": "Questions", "minutes": 20, "minutes_min": 10, "minutes_max": 30 },
        ],
    })
}

/// The same as a file.
pub(super) fn file() -> Value {
    let mut file = plan();
    file["format"] = json!(FORMAT);
    file["version"] = json!(VERSION);
    file
}

/// Another room.
pub(super) fn change() -> Value {
    let from = json!({ "hand": { "title": "A launch", "room": "Room 5" } });
    json!({ "changes": { "from": from, "fields": ["room"] }, "revision": 1 })
}

/// What a link to one device more names.
pub(super) fn token() -> Value {
    json!({ "token": "0123456789abcdef0123456789abcdef" })
}

/// Somebody online.
pub(super) fn people() -> Value {
    let ines = json!({
        "name": "Ines Ortega",
        "affiliation": "NIC Example",
        "text": "Who may join?",
        "origin": "online",
    });
    json!({ "entries": [ines] })
}
