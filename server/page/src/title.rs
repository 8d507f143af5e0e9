//! The title line: `IGF <year> <Type> #<n> <title>`, parts of which may be missing or stand behind
//! the title; elsewhere the first heading.

mod marks;
mod types;

use super::agenda_list;
use super::line::{self, Line};
use super::{PageField, PageReading, format, goals, limits, opening, when};
use marks::{behind_day, bracketed, coded, number, session_type, year};

/// What a title line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TitleLine {
    year: Option<u16>,
    kind: Option<&'static str>,
    number: Option<u32>,
    title: String,
    /// What else stands on the line, behind bars.
    left: Vec<String>,
}

impl TitleLine {
    /// Whether the title itself must stand on the next line.
    fn is_open(&self) -> bool {
        self.title.is_empty()
    }

    /// Puts the parts into the reading.
    fn apply(self, page: &mut PageReading) {
        page.year = self.year;
        page.kind = self.kind.map(str::to_owned);
        page.number = self.number;
        page.title = Some(self.title).filter(|title| !title.is_empty());
    }
}

/// Finds the title among the lines before the first label, and says which line it is.
pub(super) fn find(page: &mut PageReading, lines: &[Line]) -> Option<usize> {
    let found = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| read(&line.text).map(|read| (at, read)));
    if let Some((at, read)) = found {
        let is_open = read.is_open();
        take(page, read, &lines[at]);
        // The prefix alone on its line: the title stands on the next.
        if is_open && let Some(next) = lines.get(at + 1) {
            take_whole(page, next);
        }
        return Some(at);
    }
    let heading = lines.iter().position(|line| line.is_heading);
    if let Some(at) = heading {
        take_whole(page, &lines[at]);
        return Some(at);
    }
    let at = untitled(lines)?;
    let text = lines[at].text.as_str();
    if !may_be_title(text, lines.get(at + 1)) {
        return None;
    }
    // "RIPE 89" is the meeting, and the session stands under it.
    let is_meeting = text.split(' ').count() == 2
        && text
            .split(' ')
            .next_back()
            .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let at = if is_meeting && lines.len() > at + 1 && !when::is_time_like(&lines[at + 1].text) {
        at + 1
    } else {
        at
    };
    page.guess(&lines[at], PageField::Title);
    let (number, rest) = number(lines[at].text.as_str(), false);
    page.number = number;
    let rest = rest.strip_prefix("Session: ").unwrap_or(rest).trim();
    take_whole(page, &lines[at].part(rest));
    Some(at)
}

/// The first line that is neither the site's, nor says when or where: a schedule has these above.
fn untitled(lines: &[Line]) -> Option<usize> {
    let mut under_time = false;
    for (at, line) in lines.iter().enumerate() {
        let is_time = when::is_time_like(&line.text);
        let is_place = at > 0 && opening::is_room(line, under_time);
        if !(line::is_furniture(&line.text) || is_time || is_place) {
            return Some(at);
        }
        under_time = is_time;
    }
    None
}

/// Whether a line without the grammar can be a title.
fn may_be_title(text: &str, next: Option<&Line>) -> bool {
    let is_alone = next.is_none_or(|next| next.after_gap || when::is_time_like(&next.text));
    let is_question = is_alone && text.ends_with('?') && text.split(' ').count() <= 20;
    let is_followed = next.is_some_and(|next| when::is_time_like(&next.text));
    let is_other = line::is_prose(text) && !is_question
        || text.chars().count() > 200
        || line::marker(text).0.is_some()
        || text.ends_with(':')
        || text.ends_with('.') && !is_followed
        || format::is_format(text)
        || goals::is_row(text)
        || agenda_list::has_length(text);
    !is_other
}

/// Takes a title line into the reading; what it does not take of the line is left.
fn take(page: &mut PageReading, read: TitleLine, line: &Line) {
    page.claim(line, PageField::Title);
    for part in &read.left {
        page.leave_part(line, part);
    }
    read.apply(page);
}

/// A line that is the title, as far as a title may go.
fn take_whole(page: &mut PageReading, line: &Line) {
    let title = line::cut(&line.text, limits::SHORT_CHARS_MAX);
    let rest = line.text[title.len()..].trim();
    page.claim(line, PageField::Title);
    if !rest.is_empty() {
        page.leave_part(line, rest);
    }
    page.title = Some(title.to_owned());
}

/// Reads a title line; `None` if the line follows no form of the grammar.
pub(super) fn read(text: &str) -> Option<TitleLine> {
    // "Home » IGF 2019 » WS #51 Cables" is the way to the page.
    let trail = [" » ", " › "]
        .iter()
        .find_map(|mark| text.rsplit_once(mark));
    if let Some((way, last)) = trail {
        let mut steps = way.split(['»', '›']).map(str::trim);
        let year = steps.find_map(|step| forum(step)?.year);
        return read(last)
            .map(|read| TitleLine {
                year: read.year.or(year),
                ..read
            })
            .or_else(|| {
                year?;
                Some(titled(TitleLine {
                    year,
                    title: last.trim().to_owned(),
                    ..TitleLine::default()
                }))
            });
    }
    let mut parts = text.split(" | ").map(str::trim);
    let first = parts.next().unwrap_or_default();
    let tails: Vec<&str> = parts.filter(|tail| !tail.is_empty()).collect();
    let left = |tails: &[&str]| -> Vec<String> {
        let told = tails.iter().filter(|tail| !line::is_furniture(tail));
        told.map(|tail| (*tail).to_owned()).collect()
    };
    if let Some(read) = plain(first) {
        let more = tails.iter().filter(|tail| forum(tail).is_none());
        let more: Vec<&str> = more.copied().collect();
        let left = [read.left, left(&more)].concat();
        return Some(TitleLine { left, ..read });
    }
    // "Main Session | Cables".
    if let Some((kind, "")) = session_type(first)
        && let Some((title, more)) = tails.split_first()
    {
        return Some(titled(TitleLine {
            kind: Some(kind),
            title: (*title).to_owned(),
            left: left(more),
            ..TitleLine::default()
        }));
    }
    // "Cables (WS186) | IGF 2023", "Cables | IGF 2023 Networking Session #44".
    let coded = coded(first);
    let told = tails
        .iter()
        .enumerate()
        .find_map(|(at, tail)| Some((at, plain(tail).or_else(|| forum(tail))?)));
    let (title, kind, number) = match coded {
        Some((title, kind, number)) => (title, Some(kind), Some(number)),
        None => (first, None, None),
    };
    let (at, tail) = match (told, number) {
        (Some((at, tail)), _) => (Some(at), tail),
        (None, Some(_)) => (None, TitleLine::default()),
        (None, None) => return None,
    };
    // A title of its own behind the bar is a second one.
    let second = Some(tail.title).filter(|second| !second.is_empty());
    let others = tails.iter().enumerate().filter(|(it, _)| Some(*it) != at);
    let others: Vec<&str> = others.map(|(_, tail)| *tail).collect();
    Some(titled(TitleLine {
        year: tail.year,
        kind: kind.or(tail.kind),
        number: number.or(tail.number),
        title: title.to_owned(),
        left: second.into_iter().chain(left(&others)).collect(),
    }))
}

/// A title within its bound; what is past it is left.
fn titled(line: TitleLine) -> TitleLine {
    let title = line::cut(&line.title, limits::SHORT_CHARS_MAX);
    let rest = line.title[title.len()..].trim();
    let more = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
    TitleLine {
        title: title.to_owned(),
        left: more.into_iter().chain(line.left).collect(),
        ..line
    }
}

fn plain(text: &str) -> Option<TitleLine> {
    let (year, rest) = year(text);
    let rest = if year.is_some() {
        behind_day(rest)
    } else {
        rest
    };
    let (bracketed, rest) = bracketed(rest);
    let typed = session_type(rest).filter(|_| bracketed.is_none());
    let whole = rest;
    let (kind, rest) = typed.map_or((bracketed, rest), |(kind, rest)| (Some(kind), rest));
    let (number, rest) = number(rest, kind.is_some());
    let rest = rest.trim_start();
    // "DC-Cables" is typed by its short form, and "BPF on Cables" has its type in it.
    let is_glued = rest
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let is_on = number.is_none() && typed.is_some() && rest.starts_with("on ");
    // A type alone also starts ordinary sentences: it needs the year, a number or a colon.
    let is_told = number.is_some() || rest.starts_with(':') || is_glued || bracketed.is_some();
    let is_title = year.is_some() || kind.is_some() && (is_told || is_on);
    if !is_title || line::is_prose(text) && number.is_none() {
        return None;
    }
    let rest = if is_on { whole } else { rest };
    let title = rest
        .trim_start_matches([':', '-', '–', '—', '|', ' '])
        .trim();
    let coded = coded(title).filter(|_| number.is_none());
    let title = coded.map_or(title, |(title, ..)| title);
    // "IGF 2014 sub theme" goes on as a sentence does.
    if kind.is_none() && !title.starts_with(|c: char| !c.is_lowercase()) {
        return None;
    }
    Some(titled(TitleLine {
        year,
        kind: kind.or(coded.map(|(_, kind, _)| kind)),
        number: number.or(coded.map(|(.., number)| number)),
        title: title.to_owned(),
        left: Vec::new(),
    }))
}

/// Reads what stands under a "Title" label, with or without the prefix.
pub(super) fn read_labelled(page: &mut PageReading, lines: &[Line]) {
    let Some((first, more)) = lines.split_first() else {
        return;
    };
    if page.title.is_some() && page.title.as_deref() != Some(first.text.as_str()) {
        page.second(first, PageField::Title);
    } else if let Some(title) = read(&first.text) {
        take(page, title, first);
    } else {
        take_whole(page, first);
    }
    page.leave_all(more);
}

/// Reads what stands under a label of the type; hands back what is none.
pub(super) fn read_kind<'a>(page: &mut PageReading, lines: &'a [Line]) -> &'a [Line] {
    let Some((first, more)) = lines.split_first() else {
        return lines;
    };
    match session_type(&first.text) {
        Some((kind, "")) if page.kind.as_deref().is_none_or(|known| known == kind) => {
            page.kind = Some(kind.to_owned());
            page.claim(first, PageField::Title);
            more
        }
        _ => {
            page.leave(first);
            more
        }
    }
}

/// Whether a line only says the title again.
pub(super) fn is_again(page: &PageReading, text: &str) -> bool {
    let title = page.title.as_deref();
    title.is_some()
        && (title == Some(text) || read(text).is_some_and(|it| Some(&*it.title) == title))
}

/// "IGF 2023" alone.
fn forum(text: &str) -> Option<TitleLine> {
    let (year, rest) = year(text);
    (year.is_some() && rest.is_empty()).then_some(TitleLine {
        year,
        ..TitleLine::default()
    })
}

#[cfg(test)]
mod tests;
