use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use onefloor_page::PagePerson;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/programmes")
}

/// A document as word processors pack it.
fn packed(name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file(name, SimpleFileOptions::default())
        .unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

/// What a careful reader notes of a source, in a form that is easy to write by hand.
fn noted(programme: &Programme) -> String {
    let kind = serde_json::to_value(programme.kind).unwrap();
    let mut note = format!("{}\n", kind.as_str().unwrap());
    for page in &programme.sessions {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        note += &format!("\n# {}\n", or(&page.title));
        let length = page
            .duration_minutes
            .map_or("-".to_owned(), |it| it.to_string());
        let (start, end) = (or(&page.starts_at), or(&page.ends_at));
        note += &format!("when: {start} to {end}, {length} min\n");
        let facts = [
            ("room", or(&page.room)),
            ("format", or(&page.format)),
            ("themes", page.themes.join(", ")),
        ];
        for (name, fact) in facts {
            if !fact.is_empty() && fact != "-" {
                note += &format!("{name}: {fact}\n");
            }
        }
        let lists = [
            ("organizers", &page.organizers),
            ("speakers", &page.speakers),
            ("onsite", &page.onsite_moderators),
            ("online", &page.online_moderators),
            ("rapporteurs", &page.rapporteurs),
        ];
        for (name, people) in lists {
            if !people.is_empty() {
                let people: Vec<String> = people.iter().map(person).collect();
                note += &format!("{name}: {}\n", people.join(" + "));
            }
        }
        for item in &page.agenda {
            let minutes = item.minutes_min.map_or("?".to_owned(), |it| it.to_string());
            note += &format!("part: {minutes} {}\n", item.title);
        }
        for line in page.description.iter().flat_map(|text| text.lines()) {
            if !line.is_empty() {
                note += &format!("says: {line}\n");
            }
        }
        for line in &page.unread {
            note += &format!("unread: {line}\n");
        }
    }
    note
}

fn person(person: &PagePerson) -> String {
    let parts = [
        &person.affiliation,
        &person.stakeholder_group,
        &person.region,
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    match parts.is_empty() {
        true => person.name.clone(),
        false => format!("{} ({})", person.name, parts.join(" · ")),
    }
}

/// Holds what is read of a fixture against the note beside it.
fn check(folder: &str) {
    let mut paths: Vec<PathBuf> = fs::read_dir(fixtures().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it != "note"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    for path in paths {
        let mut bytes = fs::read(&path).unwrap();
        if folder == "documents" {
            bytes = packed("word/document.xml", &bytes);
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let read = read(&bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let found = noted(&read);
        let note = path.with_file_name(format!("{name}.note"));
        let expected = fs::read_to_string(&note).unwrap_or_default();
        assert!(
            found == expected,
            "{name}\n--- read ---\n{found}--- noted ---\n{expected}"
        );
    }
}

#[test]
fn calendars_are_read_as_noted() {
    check("calendars");
}

#[test]
fn schedules_are_read_as_noted() {
    check("schedules");
}

#[test]
fn events_of_indico_are_read_as_noted() {
    check("indico");
}

#[test]
fn linked_data_is_read_as_noted() {
    check("linked_data");
}

#[test]
fn pages_in_html_are_read_as_noted() {
    check("html");
}

#[test]
fn lists_of_people_are_read_as_noted() {
    check("people");
}

#[test]
fn mails_and_web_archives_are_read_as_noted() {
    check("mails");
}

#[test]
fn documents_are_read_as_noted() {
    check("documents");
}

#[test]
fn an_agenda_alone_is_read_and_soup_is_not() {
    let read = read(b"10 min Opening\n20 min Panel\n30 min Questions\n").unwrap();
    let titles: Vec<&str> = read.sessions[0]
        .agenda
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(titles, ["Opening", "Panel", "Questions"]);
    let soup = b"Soup for four, with lentils. Let it stand for 10 minutes.";
    assert_eq!(
        super::read(soup),
        Err(Unreadable::NoSession(SourceKind::Text))
    );
}

#[test]
fn what_is_not_read_is_named() {
    use SourceKind::{Calendar, Document, Html, Indico, People, Schedule, Text};
    for (bytes, why) in [
        (&b""[..], Unreadable::Empty),
        (b"%PDF-1.7", Unreadable::Pdf),
        (b"\x89PNG\r\n\x1a\n", Unreadable::Media),
        (b"PK\x03\x04cut off", Unreadable::Broken(Document)),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", Unreadable::NoSession(Calendar)),
        (b"{\"format\":\"onefloor-session\"}", Unreadable::OwnFile),
        (b"{\"a\":", Unreadable::UnknownData),
        (b"<?xml version='1.0'?><svg/>", Unreadable::UnknownData),
        (b"<schedule><day>", Unreadable::Broken(Schedule)),
        (b"<schedule></schedule>", Unreadable::NoSession(Schedule)),
        (b"Name,Role\n,Speaker\n", Unreadable::NoSession(People)),
        (b"<html><p>Soup for four.</p></html>", Unreadable::NoSession(Html)),
        (b"Soup for four.", Unreadable::NoSession(Text)),
        (
            b"{\"results\":[{\"_type\":\"Conference\",\"title\":\"a\",\"startDate\":{},\"sessions\":[],\"endDate\":{}}],\"x\":1}",
            Unreadable::NoSession(Indico),
        ),
    ] {
        let found = read(bytes).err();
        let named = found == Some(why);
        // An Indico event without any time is still one.
        assert!(named || why == Unreadable::NoSession(Indico), "{found:?} {why:?}");
    }
    for (name, why) in [
        ("xl/workbook.xml", Unreadable::Spreadsheet),
        ("ppt/presentation.xml", Unreadable::Slides),
        ("content.xml", Unreadable::OpenDocument),
        ("notes.txt", Unreadable::Archive),
    ] {
        assert_eq!(read(&packed(name, b"x")).err(), Some(why), "{name}");
    }
}

#[test]
fn bombs_are_refused_in_time() {
    const FOUR_MB: usize = 4_000_000;
    let began = std::time::Instant::now();
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let packed = packed("word/document.xml", &zeros);
    assert!(packed.len() < 100_000);
    let too_much = |kind| Some(Unreadable::TooMuch(kind));
    assert_eq!(read(&packed).err(), too_much(SourceKind::Document));
    let entities =
        "<?xml version='1.0'?><!DOCTYPE schedule [<!ENTITY a 'b'>]><schedule>&a;</schedule>";
    assert_eq!(
        read(entities.as_bytes()).err(),
        too_much(SourceKind::Schedule)
    );
    let deep = format!("<schedule>{}", "<day>".repeat(FOUR_MB / 5));
    assert_eq!(read(deep.as_bytes()).err(), too_much(SourceKind::Schedule));
    // Deep JSON is refused by its depth, deep data of a page by ours.
    let deep = "[".repeat(FOUR_MB);
    assert!(read(deep.as_bytes()).is_err());
    let deep = "{\"@graph\":[".repeat(FOUR_MB / 11);
    assert_eq!(read(deep.as_bytes()).err(), Some(Unreadable::UnknownData));
    let talks = format!(
        "{{\"talks\":[{}{{}}]}}",
        "{\"title\":\"a\",\"speakers\":[]},".repeat(FOUR_MB / 28)
    );
    assert_eq!(read(talks.as_bytes()).err(), too_much(SourceKind::Schedule));
    let events = "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n".repeat(10_000);
    let calendar = format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
    assert_eq!(
        read(calendar.as_bytes()).err(),
        too_much(SourceKind::Calendar)
    );
    let lines = format!("BEGIN:VCALENDAR\n{}", "A:\n".repeat(FOUR_MB / 3));
    assert_eq!(read(lines.as_bytes()).err(), too_much(SourceKind::Calendar));
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

/// The longest sources that are taken, of each format: their work grows with their length.
#[test]
fn the_longest_of_each_format_is_read_in_time() {
    const FOUR_MB: usize = 4_000_000;
    let of = |head: &str, part: &str, tail: &str| {
        format!("{head}{}{tail}", part.repeat(FOUR_MB / part.len()))
    };
    let sources = [
        of(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nDESCRIPTION:",
            "word \\n",
            "\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        of(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nATTENDEE;CN=\"",
            "a,",
            "\":mailto:a@b.example\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        of("Name,Role\n", "Ana Ruiz,Speaker\n", ""),
        of("Name,Role\nAna,\"", "a\n", ""),
        of(
            "{\"talks\":[{\"title\":\"a\",\"speakers\":[",
            "{\"name\":\"Ana\"},",
            "{}]}]}",
        ),
        of(
            "{\"@type\":\"Event\",\"name\":\"a\",\"keywords\":\"",
            "k, ",
            "\"}",
        ),
        of(
            "<schedule><day><room><event><title>a</title><description>",
            "word &amp; ",
            "</description></event></room></day></schedule>",
        ),
        of(
            "<html><h1>a</h1><table>",
            "<tr><td>10:00</td><td>a</td></tr>",
            "</table>",
        ),
        of("<html>", "<table><tr><td>a", ""),
        of(
            "<html>",
            "<script type='application/ld+json'>{}</script>",
            "",
        ),
        of(
            "From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n",
            "--b\nContent-Type: text/plain\n\na\n",
            "--b--\n",
        ),
        of(
            "From: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>",
            "=C3=BC",
            "</p>",
        ),
    ];
    for source in sources {
        let began = std::time::Instant::now();
        let _ = read(source.as_bytes());
        let start: String = source.chars().take(40).collect();
        assert!(
            began.elapsed().as_secs() < 60,
            "{start}: {:?}",
            began.elapsed()
        );
    }
}

#[test]
fn one_event_that_machines_are_told_of_need_not_be_the_pages_own() {
    let page = |event: &str| {
        format!(
            "<html><script type=\"application/ld+json\">{event}</script><h1>IGF 2025 WS #7 Quiet harbours</h1>\
             <p>Wednesday, 25th June, 2025 (10:00 UTC) - Wednesday, 25th June, 2025 (11:00 UTC)</p>\
             <h2>Speakers</h2><p>Ana Ruiz, Dock</p></html>"
        )
    };
    let titles = |html: String| -> Vec<Option<String>> {
        let sessions = read(html.as_bytes()).unwrap().sessions;
        sessions.into_iter().map(|page| page.title).collect()
    };
    let other = r#"{"@type":"Event","name":"Gala of the port","startDate":"2025-06-28T19:00:00Z"}"#;
    let both = [
        Some("Quiet harbours".to_owned()),
        Some("Gala of the port".to_owned()),
    ];
    assert_eq!(titles(page(other)), both);
    let own =
        r#"{"@type":"Event","name":"WS #7 Quiet harbours","startDate":"2025-06-25T10:00:00Z"}"#;
    assert_eq!(titles(page(own)), both[..1]);
    // Several of which none is its own: the page is not lost for them.
    let several = format!("[{other},{}]", other.replace("Gala", "Regatta"));
    assert_eq!(titles(page(&several))[0], both[0]);
}

#[test]
fn a_second_slot_of_a_talk_is_listed() {
    let slots = r#"[{"start":"2025-05-12T09:00:00+02:00","end":"2025-05-12T09:30:00+02:00","room":"Quay","floor":"2"},
        {"start":"2025-05-13T14:00:00+02:00","end":"2025-05-13T14:30:00+02:00","room":"Pier"}]"#;
    let json = format!(
        r#"{{"results":[{{"title":"Knots","speakers":[{{"name":"Ana Ruiz"}}],"slots":{slots}}}]}}"#
    );
    let page = read(json.as_bytes()).unwrap().sessions.remove(0);
    assert_eq!(page.room.as_deref(), Some("Quay"));
    assert_eq!(page.starts_at.as_deref(), Some("2025-05-12T07:00:00Z"));
    assert_eq!(
        page.unread,
        [
            "floor: 2",
            "slot: 2025-05-13T14:00:00+02:00 – 2025-05-13T14:30:00+02:00 – Pier"
        ]
    );
}

#[test]
fn a_length_that_is_known_is_no_line_of_the_text() {
    // The words name a length of their own: nothing glued to them contradicts it.
    let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Knots\r\nDTSTART:20250512T090000Z\r\n\
         DTEND:20250512T100000Z\r\nDESCRIPTION:Duration: 45 minutes\\nWelcome (5 min)\\nTalk (40 min)\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n";
    let page = read(calendar.as_bytes()).unwrap().sessions.remove(0);
    let lines: Vec<u32> = page.guesses.iter().map(|guess| guess.line).collect();
    assert!(lines.iter().all(|line| *line <= 3), "{lines:?}");
    let second = page
        .doubts
        .iter()
        .any(|doubt| matches!(doubt, onefloor_page::PageDoubt::SecondValue { .. }));
    assert!(!second, "{:?}", page.doubts);
}
