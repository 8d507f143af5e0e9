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
