//! Format and length, which some years fuse: "Birds of a Feather - 90 Min".

use super::agenda::{self, Drafts};
use super::line::{self, Line};
use super::{PageField, PageReading, limits, minutes};

const NAMES: [&str; 19] = [
    "roundtable",
    "round table",
    "round tables",
    "theater",
    "theatre",
    "classroom",
    "auditorium",
    "u-shape",
    "circle",
    "panel",
    "debate",
    "birds of a feather",
    "break-out group discussions",
    "breakout group discussions",
    "flexible seating",
    "tutorial",
    "hollow square",
    "fishbowl",
    "other",
];

/// Reads a line that is nothing but known formats, with or without a length: "Panel - Auditorium
/// - 90 Min". Says whether it was one.
pub(super) fn read_line(page: &mut PageReading, drafts: &mut Drafts, line: &Line) -> bool {
    let Some((format, minutes)) = fused(&line.text) else {
        return false;
    };
    if page.format.as_deref().is_some_and(|known| known != format) {
        return false;
    }
    page.claim(line, PageField::Format);
    page.format = Some(format.to_owned());
    if let Some(minutes) = minutes {
        set_duration(page, drafts, line, minutes);
    }
    true
}

/// Whether a line is nothing but known formats.
pub(super) fn is_format(text: &str) -> bool {
    fused(text).is_some_and(|(format, _)| !format.eq_ignore_ascii_case("other"))
        || fused(text).is_some_and(|(_, minutes)| minutes.is_some())
}

/// Whether a line is nothing but known formats and a length.
pub(super) fn says_length(text: &str) -> bool {
    fused(text).is_some_and(|(_, minutes)| minutes.is_some())
}

/// The formats at the start of a line, as written, and the length behind them.
fn fused(text: &str) -> Option<(&str, Option<u32>)> {
    const PARTING: &str = "-–—,()/ ";
    if text.chars().count() > limits::SHORT_CHARS_MAX {
        return None;
    }
    let parting = |c: char| PARTING.contains(c);
    let mut end = 0;
    loop {
        let rest = text[end..].trim_start_matches(parting);
        let low = line::cut(rest, 40).to_ascii_lowercase();
        let is_whole = |name: &&&str| {
            let after = low.strip_prefix(**name);
            after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        match NAMES.iter().find(is_whole) {
            Some(name) => end = text.len() - rest.len() + name.len(),
            None if end == 0 => return None,
            None if rest.is_empty() => return Some((&text[..end], None)),
            None => {
                let length = rest.trim_end_matches(parting);
                let spans = minutes::spans(length);
                let span = spans.first()?;
                let is_all = span.start == 0 && span.end == length.len();
                return is_all.then_some((&text[..end], Some(span.max)));
            }
        }
    }
}

/// Reads what stands under the label: a short name, then sentences about it, or a list of
/// segments.
pub(super) fn read(page: &mut PageReading, drafts: &mut Drafts, lines: &[Line]) {
    let mut rest = lines;
    if let Some((first, more)) = lines.split_first() {
        let (marker, _) = line::marker(&first.text);
        let is_name = !line::is_prose(&first.text)
            && first.text.chars().count() <= 120
            && marker.is_none()
            && page.format.is_none();
        if read_line(page, drafts, first) {
            rest = more;
        } else if is_name {
            page.claim(first, PageField::Format);
            page.format = Some(first.text.clone());
            rest = more;
        }
    }
    describe(page, drafts, rest);
}

/// Reads sentences about the format.
pub(super) fn describe(page: &mut PageReading, drafts: &mut Drafts, lines: &[Line]) {
    let rest = agenda::take_list(drafts, lines);
    page.add_text(
        |page| &mut page.format_description,
        PageField::FormatDescription,
        &rest,
    );
    drafts.format.extend(rest);
}

/// Reads the stated length, in minutes unless it says hours; hands back the lines that are not it.
pub(super) fn read_duration<'a>(
    page: &mut PageReading,
    drafts: &mut Drafts,
    heading: &Line,
    lines: &'a [Line],
) -> &'a [Line] {
    let Some((first, more)) = lines.split_first() else {
        return lines;
    };
    // What follows an empty label is not its value.
    if line::is_prose(&first.text) || first.text.chars().count() > 60 {
        return lines;
    }
    let spelled = minutes::spans(&first.text).first().map(|span| span.max);
    let factor = if minutes::says_hours(&heading.text) {
        60
    } else {
        1
    };
    match spelled.or_else(|| number(&first.text, factor)) {
        Some(minutes) if (1..=limits::MINUTES_MAX).contains(&minutes) => {
            set_duration(page, drafts, first, minutes);
        }
        _ => page.leave(first),
    }
    more
}

/// A bare number of minutes, or of hours: "90", "1.5".
fn number(text: &str, factor: u32) -> Option<u32> {
    let plain = text.trim().replace(',', ".");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    let is_whole =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    if !is_whole(whole) || !is_whole(part) || part.len() > 1 || factor == 1 && part != "0" {
        return None;
    }
    let tenths: u32 = part.parse().ok()?;
    whole
        .parse::<u32>()
        .ok()?
        .checked_mul(factor)?
        .checked_add(tenths * factor / 10)
}

fn set_duration(page: &mut PageReading, drafts: &mut Drafts, line: &Line, minutes: u32) {
    match page.duration_minutes {
        Some(known) if known != minutes => page.second(line, PageField::Duration),
        _ => {
            page.claim(line, PageField::Duration);
            page.duration_minutes = Some(minutes);
            drafts.duration.get_or_insert_with(|| line.clone());
        }
    }
}
