//! A segment on a line of an agenda: "1. Opening Remarks: 5 minutes".

use super::agenda::{AgendaItem, SegmentKind, kind_of, titled};
use super::line::{self, Marker};
use super::minutes;

/// Reads one line; a line without minutes is a segment only as a numbered one.
pub(super) fn segment(text: &str) -> Option<AgendaItem> {
    let (marker, rest) = line::marker(text);
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
    }

    #[test]
    fn a_remark_is_no_segment() {
        assert_eq!(segment("- name of the first speaker"), None);
        assert_eq!(segment("10 minutes each, 30 minutes in all"), None);
    }
}
