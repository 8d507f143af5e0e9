//! The ledger under mutation: over all gold pages and the project's fixtures, with lines swapped,
//! dropped, doubled and stripped of their labels, every line ends in exactly one place, and the
//! place holds its words.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails, and it measures time"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use onefloor_page::ledger::Fate;
use onefloor_page::{PageField, PageReading, read_page};

fn pages() -> Vec<String> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let gold = ["tuned", "held_out"].map(|half| here.join("tests/gold").join(half));
    let mut pages = Vec::new();
    for folder in gold
        .iter()
        .chain([&here.join("../../tests/fixtures/pages")])
    {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|kind| kind == "txt") {
                pages.push(page_in(&path));
            }
        }
    }
    pages.sort();
    assert!(pages.len() > 80);
    pages
}

fn page_in(path: &Path) -> String {
    let whole = std::fs::read_to_string(path).unwrap();
    match whole.split_once("\n---\n") {
        Some((_, page)) => page.to_owned(),
        None => whole,
    }
}

/// A page with its lines changed as slips of hand and lost labels change them.
fn mutations(page: &str) -> Vec<String> {
    let lines: Vec<&str> = page.lines().collect();
    let mut mutated = vec![page.to_owned()];
    let mut seed = 0x9e37_79b9_u32;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below.max(1)
    };
    for _ in 0..4 {
        let mut swapped = lines.clone();
        swapped.swap(next(lines.len()), next(lines.len()));
        let mut dropped = lines.clone();
        dropped.remove(next(lines.len()));
        let mut doubled = lines.clone();
        doubled.insert(next(lines.len()), lines[next(lines.len())]);
        mutated.extend([swapped, dropped, doubled].map(|lines| lines.join("\n")));
    }
    let is_label = |line: &&&str| line.len() > 25 || line.contains(' ') && !line.ends_with(':');
    let unlabelled: Vec<&str> = lines.iter().filter(is_label).copied().collect();
    let without_values: Vec<&str> = lines
        .iter()
        .map(|line| line.split_once(": ").map_or(*line, |(_, value)| value))
        .collect();
    let joined = page.replace("\n\n", "\n");
    mutated.extend([unlabelled.join("\n"), without_values.join("\n"), joined]);
    mutated
}

/// What a field holds, as one text.
fn held(page: &PageReading, field: PageField) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let people = |people: &[onefloor_page::PagePerson]| serde_json::to_string(people).unwrap();
    match field {
        PageField::Title => format!(
            "{} {} {:?} {:?}",
            text(&page.title),
            text(&page.kind),
            page.year,
            page.number
        ),
        PageField::Time => text(&page.starts_at),
        PageField::Room => text(&page.room),
        PageField::Slides => text(&page.slides),
        PageField::Themes => page.themes.join("\n"),
        PageField::Organizers => people(&page.organizers),
        PageField::Speakers => people(&page.speakers),
        PageField::OnsiteModerators => people(&page.onsite_moderators),
        PageField::OnlineModerators => people(&page.online_moderators),
        PageField::Rapporteurs => people(&page.rapporteurs),
        PageField::Goals => format!("{:?} {:?}", page.sdg_targets, page.sdg_goals),
        PageField::SdgRationale => text(&page.sdg_rationale),
        PageField::Format => text(&page.format),
        PageField::FormatDescription => text(&page.format_description),
        PageField::Duration => format!("{:?}", page.duration_minutes),
        PageField::Agenda => serde_json::to_string(&page.agenda).unwrap(),
        PageField::Description => text(&page.description),
        PageField::KeyTakeaways => page.key_takeaways.join("\n"),
        PageField::CallsToAction => page.calls_to_action.join("\n"),
        PageField::SessionReport => text(&page.session_report),
    }
}

fn check(page_text: &str) {
    let page = read_page(page_text);
    let account = page.account;
    let context = || format!("{page_text}\n{:#?}", page.unread);
    // The sum, counted here and not by the reader.
    let with_text = page_text
        .lines()
        .filter(|line| line.chars().any(|c| !c.is_whitespace()));
    assert_eq!(account.lines as usize, with_text.count(), "{}", context());
    assert_eq!(
        account.in_fields + account.headings + account.unread,
        account.lines,
        "{}",
        context()
    );
    assert_eq!(page.ledger.lines().len(), account.lines as usize);
    assert_eq!(page.is_whole(), page.unread.is_empty(), "{}", context());
    assert_eq!(page.unread.len(), page.unread_lines.len());
    let lines: Vec<&str> = page_text.lines().collect();
    let mut before = 0;
    for entry in page.ledger.lines() {
        assert!(entry.line > before, "each line once, in order");
        before = entry.line;
        let source = lines[entry.line as usize - 1];
        let listed = page.unread_lines.contains(&entry.line);
        match entry.fate {
            Fate::Unread => assert!(listed, "{source} is lost\n{}", context()),
            Fate::Heading => assert!(!listed),
            Fate::Field(field) | Fate::Guess(field) => {
                assert!(!listed, "{source}");
                let held = held(&page, field);
                assert!(
                    !held.is_empty() && held != "[]" && held != "None",
                    "{source} is in an empty {field:?}\n{}",
                    context()
                );
                holds_text(source, field, &held);
            }
        }
    }
    for guess in &page.guesses {
        assert!(lines[guess.line as usize - 1].contains(guess.text.split(' ').next().unwrap()));
    }
}

/// Fields that keep their lines word for word hold every word of them.
fn holds_text(source: &str, field: PageField, held: &str) {
    let whole = matches!(
        field,
        PageField::Description
            | PageField::SessionReport
            | PageField::FormatDescription
            | PageField::SdgRationale
            | PageField::KeyTakeaways
            | PageField::CallsToAction
    );
    // A label may stand before its value.
    let value = source.split_once(": ").map_or(source, |(_, value)| value);
    let last = value.split_whitespace().last().unwrap_or_default();
    let last = last.trim_matches(['*', '|', '=', '_']);
    assert!(
        !whole || held.contains(last) || source.contains('@'),
        "{field:?} lost {last:?} of {source:?}"
    );
}

#[test]
fn every_line_of_every_page_ends_in_one_place() {
    for page in pages() {
        for page in mutations(&page) {
            check(&page);
        }
    }
}

#[test]
fn the_proposed_plan_fits_the_session() {
    for page in pages() {
        for text in mutations(&page) {
            let page = read_page(&text);
            let slot = page
                .ends_at
                .as_ref()
                .zip(page.starts_at.as_ref())
                .map(|(end, start)| minute(end) - minute(start))
                .map(|minutes| minutes.rem_euclid(1_440));
            let length = slot.or(page.duration_minutes.map(i64::from));
            let plan: i64 = page
                .agenda
                .iter()
                .map(|it| i64::from(it.plan_minutes))
                .sum();
            if let Some(length) = length.filter(|length| *length >= 30 && page.agenda.len() > 1) {
                assert!(plan <= length, "{plan} in {length}: {text}");
            }
        }
    }
}

fn minute(time: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| time[range].parse::<i64>().unwrap();
    part(11..13) * 60 + part(14..16)
}

#[test]
fn a_megabyte_of_hostile_lines_is_read_in_linear_time() {
    let shapes = [
        "Speaker: ",
        "a: ",
        "Ana Ruiz, Civil Society, Africa ",
        "Ana and Bo & ",
        "1. A 2. B 3. C ",
        "((((",
        "[a](",
        "| a ",
        "10 min ",
        "0-5 min ",
        "10:00 - ",
        "9.1 ",
        "**",
        "a. Civil Society. ",
        "Ana (Africa) (x) ",
        "ana@example.org ",
        "12 May 2024 UTC+2 ",
        "é",
    ];
    let labels = ["", "Speakers\n", "Agenda\n", "Description\n", "Time: "];
    let combined = shapes
        .iter()
        .flat_map(|shape| ["", "\n"].map(|gap| format!("{shape}{gap}")));
    let mut read = 0;
    let began = Instant::now();
    for (piece, label) in combined.zip(labels.iter().cycle()) {
        let text = format!("{label}{}", piece.repeat(29_000 / piece.len()));
        let page = read_page(&text);
        assert!(page.account.lines > 0);
        read += text.len();
    }
    assert!(read > 1_000_000);
    // Some two seconds without optimisation; the square of it would be minutes.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
