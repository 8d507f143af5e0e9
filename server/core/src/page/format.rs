//! Format and length, which some years fuse: "Birds of a Feather - 90 Min".

use super::agenda::Drafts;
use super::line::{self, Line};
use super::{PageReading, limits, minutes};

const NAMES: [&str; 10] = [
    "roundtable",
    "round table",
    "theater",
    "theatre",
    "classroom",
    "u-shape",
    "circle",
    "panel",
    "debate",
    "birds of a feather",
];

/// Reads a line that is nothing but a known format, with or without a length.
pub(super) fn read_line(page: &mut PageReading, text: &str) -> bool {
    let low = text.to_lowercase();
    let Some(name) = NAMES.into_iter().find(|name| low.starts_with(name)) else {
        return false;
    };
    let rest = text[name.len()..].trim_matches(|c: char| c.is_whitespace() || "-–—,()".contains(c));
    let spans = minutes::spans(rest);
    let fused = spans
        .first()
        .filter(|span| span.start == 0 && span.end == rest.len());
    if page.format.is_some() || !(rest.is_empty() || fused.is_some()) {
        return false;
    }
    page.format = Some(text[..name.len()].to_owned());
    if let Some(span) = fused {
        page.duration_minutes.get_or_insert(span.max);
    }
    true
}

/// Reads what stands under the label: a short name, then sentences about it.
pub(super) fn read(page: &mut PageReading, drafts: &mut Drafts, lines: &[Line]) {
    let mut rest = lines;
    if let Some((first, more)) = lines.split_first() {
        let is_name = !line::is_prose(&first.text) && first.text.len() <= limits::SHORT_CHARS_MAX;
        if read_line(page, &first.text) {
            rest = more;
        } else if is_name {
            page.set_or_leave(|page| &mut page.format, first.text.clone());
            rest = more;
        }
    }
    page.add_text(|page| &mut page.format_description, rest);
    drafts.format.extend_from_slice(rest);
}

/// Reads the stated length, in minutes unless it says hours.
pub(super) fn read_duration(page: &mut PageReading, heading: &str, lines: &[Line]) {
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
        Some(minutes) if page.duration_minutes.is_none() => page.duration_minutes = Some(minutes),
        _ => page.leave(&first.text),
    }
    lines.for_each(|line| page.leave(&line.text));
}
