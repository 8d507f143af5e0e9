//! A segment on a line of an agenda: "1. Opening Remarks: 5 minutes".

use super::agenda::{kind_of, titled};
use super::line::{self, Marker};
use super::{AgendaItem, SegmentKind, minutes, time_of_day};

/// Reads one line; a line without minutes is a segment only as a numbered one.
pub(super) fn segment(text: &str) -> Option<AgendaItem> {
    let (marker, rest) = line::marker(text);
    let bare = rest.trim_start_matches(['(', '[']);
    if let Some((minutes, title)) = time_of_day::stretch(bare) {
        return timed(title, minutes);
    }
    let found = minutes::spans(rest);
    // Two lengths on one line are a sentence about the session, not a segment of it.
    let length = if found.len() > 1 {
        return None;
    } else {
        found.first()
    };
    let title = match length {
        Some(span) => match titled(&rest[..span.start]) {
            before if before.is_empty() => titled(&rest[span.end..]),
            before => before,
        },
        None if matches!(marker, Some(Marker::Number(_))) && !line::is_prose(rest) => titled(rest),
        None => return None,
    };
    if title.is_empty() {
        return None;
    }
    Some(AgendaItem {
        kind: kind_of(&title).unwrap_or(SegmentKind::Other),
        title,
        minutes_min: length.map(|span| span.min),
        minutes_max: length.map(|span| span.max),
        plan_minutes: 0,
    })
}

/// A segment told by the clock; a length behind its title would only say the same again.
fn timed(title: &str, minutes: u32) -> Option<AgendaItem> {
    let title = title.trim_start_matches([')', ']', ' ']);
    let without_zone = title.strip_prefix("UTC").unwrap_or(title);
    let title = titled(without_zone);
    let is_day = minutes > super::limits::MINUTES_MAX;
    (!title.is_empty() && !is_day).then(|| AgendaItem {
        kind: kind_of(&title).unwrap_or(SegmentKind::Other),
        title,
        minutes_min: Some(minutes),
        minutes_max: Some(minutes),
        plan_minutes: 0,
    })
}

/// The minutes of a line that sums the list up: "Total: 90 minutes".
pub(super) fn total(text: &str) -> Option<u32> {
    let (_, rest) = line::marker(text);
    let low = rest.to_ascii_lowercase();
    let sums_up = ["total", "in total", "overall", "sum"];
    let is_total = sums_up.iter().any(|word| low.starts_with(word));
    let spans = minutes::spans(rest);
    match spans.as_slice() {
        [only] if is_total && only.min == only.max => Some(only.max),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, kind: SegmentKind, minutes: Option<(u32, u32)>) {
        let read = segment(text).unwrap();
        assert_eq!((read.title.as_str(), read.kind), (title, kind), "{text}");
        assert_eq!(read.minutes_min.zip(read.minutes_max), minutes, "{text}");
    }

    #[test]
    fn minutes_may_stand_before_or_after_the_title() {
        check(
            "1. Opening Remarks: 5 minutes",
            "Opening Remarks",
            SegmentKind::Opening,
            Some((5, 5)),
        );
        check(
            "• Panel (20-25 min)",
            "Panel",
            SegmentKind::Panel,
            Some((20, 25)),
        );
        check(
            "10 mins – welcome",
            "Welcome",
            SegmentKind::Opening,
            Some((10, 10)),
        );
        check("3. Networking", "Networking", SegmentKind::Networking, None);
        check(
            "09:55 – 10:05: Welcome",
            "Welcome",
            SegmentKind::Opening,
            Some((10, 10)),
        );
        check(
            "2. Keynote: what a cable sees (10')",
            "Keynote: what a cable sees",
            SegmentKind::Keynotes,
            Some((10, 10)),
        );
    }

    #[test]
    fn a_remark_is_no_segment() {
        assert_eq!(segment("- name of the first speaker"), None);
        assert_eq!(segment("10 minutes each, 30 minutes in all"), None);
        assert_eq!(total("Total: 90 minutes"), Some(90));
        assert_eq!(total("Total recall, 20-25 minutes"), None);
    }
}
