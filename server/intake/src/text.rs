//! Formats of text, told apart by how they begin.

use onefloor_page::{Begins, Context, PageReading, read_in, read_page};

use crate::{Programme, SourceKind, Unreadable, calendar, html, json, people_list, schedule_xml};

/// Reads a text of any format.
pub(crate) fn read(text: &str) -> Result<Programme, Unreadable> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if calendar::is_calendar(start) {
        return calendar::read(start);
    }
    if start.starts_with('{') || is_list(start) {
        return json::read(start);
    }
    match root(start) {
        Some("schedule") => return schedule_xml::read(start),
        _ if html::is_html(start) => return html::read(start),
        Some(_) if start.starts_with("<?xml") => return Err(Unreadable::UnknownData),
        _ => {}
    }
    if let Some(delimiter) = people_list::delimiter(start) {
        return people_list::read(start, delimiter);
    }
    match page(SourceKind::Text, read_page(text)) {
        Err(Unreadable::NoSession(kind)) => agenda(text).ok_or(Unreadable::NoSession(kind)),
        read => read,
    }
}

/// An agenda alone, as somebody types it: a part a line, each with its minutes or its times.
fn agenda(text: &str) -> Option<Programme> {
    let read = |length_minutes| {
        let begins = Begins::Agenda;
        read_in(
            text,
            Context {
                begins,
                length_minutes,
            },
        )
    };
    let page = read(None);
    let timed = page.agenda.iter().filter(|item| item.minutes_min.is_some());
    let is_agenda = timed.count() >= 2 && page.unread.len() <= page.agenda.len();
    if !is_agenda {
        return None;
    }
    // Whoever types the parts of an hour has forgotten none of them.
    let length: u32 = page.agenda.iter().filter_map(|item| item.minutes_min).sum();
    let page = PageReading {
        duration_minutes: Some(length),
        ..read(Some(length))
    };
    Programme::of(SourceKind::Text, vec![page]).ok()
}

/// A page that was read, if it is one of a session.
pub(crate) fn page(kind: SourceKind, page: PageReading) -> Result<Programme, Unreadable> {
    match page.is_session() {
        true => Programme::of(kind, vec![page]),
        false => Err(Unreadable::NoSession(kind)),
    }
}

/// The name of the first element of XML or HTML, behind what stands before it.
fn root(start: &str) -> Option<&str> {
    let mut rest = start;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match rest {
            comment if comment.starts_with("!--") => "-->",
            declared if is_declaring(declared) => "]",
            before if before.starts_with(['?', '!']) => ">",
            element => {
                let end = element.find(|c: char| !(c.is_alphanumeric() || "-_:.".contains(c)));
                return Some(&element[..end.unwrap_or(element.len())]);
            }
        };
        rest = &rest[rest.find(end)? + end.len()..];
        rest = rest.strip_prefix('>').unwrap_or(rest);
    }
}

/// Whether a document type declares something of its own, in brackets.
fn is_declaring(declared: &str) -> bool {
    let head = declared.split('>').next().unwrap_or_default();
    declared.starts_with('!') && head.contains('[')
}

/// Whether a text is a list in JSON: a title may begin with a bracket, too.
fn is_list(start: &str) -> bool {
    start
        .strip_prefix('[')
        .is_some_and(|rest| rest.trim_start().starts_with(['{', '[']))
}
