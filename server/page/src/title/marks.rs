//! What stands around a title: the forum's year, the type and the number.

use super::super::igf::YEARS;
use super::types::TYPES;

/// Names of the forum, before the year.
const FORUMS: [&str; 5] = [
    "IGF ",
    "Internet Governance Forum ",
    "FGI ",
    "ФУИ ",
    "UN IGF ",
];

/// The year of the forum at the start of a text: "IGF 2023", "IGF2023", "2023 IGF".
pub(super) fn year(text: &str) -> (Option<u16>, &str) {
    let after = FORUMS.iter().find_map(|forum| text.strip_prefix(forum));
    let (digits, rest) = match after.or_else(|| text.strip_prefix("IGF")) {
        Some(after) => after.split_at_checked(4).unwrap_or_default(),
        None => {
            let (digits, rest) = text.split_at_checked(4).unwrap_or_default();
            let rest = rest.strip_prefix(' ');
            let rest = FORUMS
                .iter()
                .find_map(|forum| rest?.strip_prefix(forum.trim_end()));
            rest.map_or(("", text), |rest| (digits, rest))
        }
    };
    match digits.parse() {
        Ok(year) if YEARS.contains(&year) && !rest.starts_with(char::is_alphanumeric) => (
            Some(year),
            rest.trim_start_matches([' ', '-', '–', ':', ',']),
        ),
        _ => (None, text),
    }
}

/// "Day 2 - WS #51 Cables", "Salle XI - OF40 Cables", "Report: WS #51 Cables": what stands before
/// the type is where and when, or what is made of it.
pub(super) fn behind_day(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..3 {
        let cut = [" - ", " – ", ": "]
            .iter()
            .filter_map(|mark| rest.split_once(mark))
            .min_by_key(|(head, _)| head.len());
        let Some((head, behind)) = cut.filter(|(head, _)| head.chars().count() <= 30) else {
            break;
        };
        let behind = behind.trim_start();
        let is_day = head
            .strip_prefix("Day ")
            .is_some_and(|day| day.bytes().all(|byte| (b'1'..=b'9').contains(&byte)));
        let is_typed = session_type(behind).is_some_and(|(_, rest)| number(rest, true).0.is_some());
        let is_kind = session_type(head).is_some();
        if !is_day && (is_kind || !is_typed) {
            break;
        }
        rest = behind;
    }
    rest
}

pub(super) fn session_type(text: &str) -> Option<(&'static str, &str)> {
    let low: String = text
        .chars()
        .take(40)
        .map(|c| c.to_lowercase().next().unwrap_or(c))
        .collect();
    let forms = TYPES
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| (*kind, *name)));
    let found = forms.filter_map(|(kind, name)| {
        let rest = low.starts_with(name).then(|| text.get(name.len()..))??;
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        // "OF" and "WS" are words only when nothing but a number is glued to them.
        let is_code = text[..name.len()].bytes().all(|it| it.is_ascii_uppercase());
        let is_coded = name.len() <= 3 && coded_number(rest, is_code);
        (is_coded || !rest.starts_with(char::is_alphanumeric)).then_some((name.len(), (kind, rest)))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, it)| it)
}

/// "173: Cables", as it stands behind "WS"; in capitals, a space is enough.
fn coded_number(rest: &str, is_code: bool) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    (1..=3).contains(&digits)
        && (behind.starts_with(':') || is_code && (behind.is_empty() || behind.starts_with(' ')))
}

/// "[NRIs] Small languages".
pub(super) fn bracketed(text: &str) -> (Option<&'static str>, &str) {
    let inner = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match inner.and_then(|(inner, rest)| Some((session_type(inner)?, rest))) {
        Some(((kind, ""), rest)) => (Some(kind), rest.trim_start()),
        _ => (None, text),
    }
}

/// "Cables (WS186)", "Cables (WS #186)".
pub(super) fn coded(text: &str) -> Option<(&str, &'static str, u32)> {
    let (title, code) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let digits = code.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = code[..code.len() - digits.len()].trim_end_matches(['#', ' ']);
    let (kind, rest) = session_type(word)?;
    let number = digits.parse().ok()?;
    (rest.is_empty() && !title.trim().is_empty()).then_some((title.trim(), kind, number))
}

/// "#12", and behind a type "12:", too.
pub(super) fn number(text: &str, is_typed: bool) -> (Option<u32>, &str) {
    let start = text.trim_start();
    let (after, has_sign) = match start.strip_prefix(['#', '№']) {
        Some(after) => (after.trim_start(), true),
        None => (start, false),
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &after[digits..];
    let is_glued = is_typed && text.starts_with(|c: char| c.is_ascii_digit()) && digits <= 3;
    let is_number = has_sign
        || is_glued
        || is_typed && rest.trim_start().starts_with([':', '-', '–', '—', '|']) && digits <= 3;
    match after[..digits].parse() {
        Ok(number) if is_number => (Some(number), rest),
        _ => (None, text),
    }
}
