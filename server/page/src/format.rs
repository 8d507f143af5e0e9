//! Format and length, which some years fuse: "Birds of a Feather - 90 Min".

use super::agenda::Drafts;
use super::line::{self, Line};
use super::{PageField, PageReading, limits, minutes};

const NAMES: [&str; 12] = [
    "roundtable",
    "round table",
    "theater",
    "theatre",
    "classroom",
    "auditorium",
    "u-shape",
    "circle",
    "panel",
    "debate",
    "birds of a feather",
    "other",
];

/// Reads a line that is nothing but known formats, with or without a length: "Panel - Auditorium
/// - 90 Min". Says whether it was one.
pub(super) fn read_line(page: &mut PageReading, line: &Line) -> bool {
    let text = line.text.as_str();
    let Some((format, minutes)) = fused(text).filter(|_| page.format.is_none()) else {
        return false;
    };
    page.claim(line, PageField::Format);
    page.format = Some(format.to_owned());
    if let Some(minutes) = minutes {
        page.duration_minutes.get_or_insert(minutes);
    }
    true
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
        let low = rest.to_ascii_lowercase();
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

/// Reads what stands under the label: a short name, then sentences about it.
pub(super) fn read(page: &mut PageReading, drafts: &mut Drafts, lines: &[Line]) {
    let mut rest = lines;
    if let Some((first, more)) = lines.split_first() {
        let is_name = !line::is_prose(&first.text) && first.text.len() <= limits::SHORT_CHARS_MAX;
        if read_line(page, first) {
            rest = more;
        } else if is_name {
            match page.format {
                Some(_) => page.leave(first),
                None => {
                    page.claim(first, PageField::Format);
                    page.format = Some(first.text.clone());
                }
            }
            rest = more;
        }
    }
    page.add_text(
        |page| &mut page.format_description,
        PageField::FormatDescription,
        rest,
    );
    drafts.format.extend_from_slice(rest);
}

/// Reads the stated length, in minutes unless it says hours.
pub(super) fn read_duration(page: &mut PageReading, heading: &Line, lines: &[Line]) {
    let mut lines = lines.iter();
    let Some(first) = lines.next() else {
        return page.leave(heading);
    };
    let spelled = minutes::spans(&first.text).first().map(|span| span.max);
    let plain = || first.text.parse::<u32>().ok();
    match spelled
        .or_else(plain)
        .filter(|minutes| (1..=limits::MINUTES_MAX).contains(minutes))
    {
        Some(minutes) if page.duration_minutes.is_none() => {
            page.claim(first, PageField::Duration);
            page.duration_minutes = Some(minutes);
        }
        _ => page.leave(first),
    }
    lines.for_each(|line| page.leave(line));
}
