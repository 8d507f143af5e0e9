//! A segment on a line of an agenda: "1. Opening Remarks: 5 minutes".

use super::agenda::titled;
use super::line::{self, Marker};
use super::minutes::{self, Span};
use super::time_of_day;

/// How a line stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// With a number or a letter.
    Numbered,
    /// Behind a bullet: a segment, or a remark on the one above.
    Bullet,
    /// With nothing before it.
    Plain,
}

/// What one line says of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) title: String,
    /// Fewest and most minutes.
    pub(super) minutes: Option<(u32, u32)>,
    /// The minute of the day that it starts at, where its length is not said.
    pub(super) starts_at: Option<u16>,
    /// "20-60 min": its place in the session, if the lines around it agree.
    pub(super) offset: Option<(u32, u32)>,
    pub(super) level: Level,
    /// Words that the title leaves out.
    pub(super) left: Option<String>,
}

impl Segment {
    /// Whether the line says when or how long.
    pub(super) fn is_timed(&self) -> bool {
        self.minutes.is_some() || self.starts_at.is_some() || self.offset.is_some()
    }
}

/// Whether a line is a part of an agenda that says when or how long.
pub(super) fn has_length(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && segment(text).is_some_and(|it| it.is_timed())
}

/// Reads one line; a line that says nothing of time is a segment only in a list.
pub(super) fn segment(text: &str) -> Option<Segment> {
    if is_sub_numbered(text) || text.chars().count() > super::limits::SHORT_CHARS_MAX {
        return None;
    }
    let (level, rest) = marked(text);
    let bare = rest.trim_start_matches(['(', '[']);
    let found = |title: String, level| {
        let has_words = title.contains(char::is_alphabetic);
        has_words.then_some(Segment {
            title,
            minutes: None,
            starts_at: None,
            offset: None,
            level,
            left: None,
        })
    };
    if let Some((_, minutes, title)) = time_of_day::stretch(bare) {
        let minutes = Some((minutes, minutes));
        let (title, left) = without_length(&clocked(title));
        return found(title, level).map(|it| Segment {
            minutes,
            left,
            ..it
        });
    }
    if let Some((minute, title)) = time_of_day::at_start(bare) {
        let clocked = clocked(title);
        let (title, left) = without_length(&clocked);
        let length = minutes::spans(&clocked).first().map(|it| (it.min, it.max));
        return found(title, level).map(|it| Segment {
            starts_at: Some(minute),
            minutes: length.filter(|_| left.is_none()),
            left,
            ..it
        });
    }
    let spans = minutes::spans_from(rest, 0);
    let (each, lengths): (Vec<Span>, Vec<Span>) = spans
        .into_iter()
        .partition(|span| is_each(&rest[span.end..]));
    let first = lengths.first().copied();
    let is_leading = first.is_some_and(|span| span.start <= rest.len() - bare.len());
    // "A talk of 5 minutes by each (20 minutes)": what stands in the last bracket counts.
    let last = lengths.last().filter(|span| {
        rest[..span.start].trim_end().ends_with(['(', '['])
            && rest[span.end..]
                .trim_start_matches([')', ']', '.', ' '])
                .is_empty()
    });
    let (first, is_leading) = match last {
        Some(last) if lengths.len() > 1 && !is_leading => (Some(*last), true),
        _ => (first, is_leading),
    };
    // Two lengths on one line are a sentence about the session, not a segment of it.
    if lengths.len() > 1 && !is_leading
        || first.is_some_and(|span| each.iter().any(|it| it.start < span.start))
    {
        return None;
    }
    let Some(span) = first else {
        let is_listed = level != Level::Plain && !line::is_prose(rest) && each.is_empty();
        return if is_listed {
            found(titled(rest), level)
        } else {
            None
        };
    };
    // "(10 min) What is at stake for those who live here?" begins with its length.
    if level == Level::Plain && line::is_prose(rest) && !rest.starts_with(['(', '[']) {
        return None;
    }
    let (span, before) = in_rounds(rest, span);
    let until = each
        .first()
        .map_or(rest.len(), |it| clause_start(rest, span.end, it.start));
    let title = around(before, &rest[span.end..until]);
    let is_range = is_leading && span.min < span.max;
    found(title, level).map(|it| Segment {
        minutes: (span.min > 0).then_some((span.min, span.max)),
        offset: is_range.then_some((span.min, span.max)),
        left: Some(titled_as_is(&rest[until..])).filter(|left| !left.is_empty()),
        ..it
    })
}

/// "Pairs: 3 rounds of 10 min" takes half an hour; the words before the rounds are its title.
fn in_rounds(text: &str, span: Span) -> (Span, &str) {
    let before = &text[..span.start];
    let counted = || {
        let head = before.trim_end().strip_suffix(" of")?;
        let head = head
            .strip_suffix("rounds")
            .or_else(|| head.strip_suffix("slots"))?
            .trim_end();
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let count: u32 = head[head.len() - digits..]
            .parse()
            .ok()
            .filter(|it| *it <= 20)?;
        let title = &head[..head.len() - digits];
        let (min, max) = (span.min * count, span.max * count);
        (!title.trim().is_empty()).then_some((Span { min, max, ..span }, title))
    };
    counted().unwrap_or((span, before))
}

/// The words around a length: "Panel (40 minutes): who pays" is "Panel: who pays".
fn around(before: &str, after: &str) -> String {
    let (head, tail) = (
        titled(before),
        after.trim_start_matches([')', ']', ' ', '.']),
    );
    if head.is_empty() {
        return titled(tail);
    }
    let is_said = tail.contains(char::is_alphabetic);
    if !is_said {
        return head;
    }
    let glue = if tail.starts_with([':', ',']) {
        ""
    } else {
        " "
    };
    titled(&format!("{head}{glue}{tail}"))
}

/// A title behind a clock, whose length would only say the same again.
fn without_length(title: &str) -> (String, Option<String>) {
    let spans = minutes::spans(title);
    match spans.as_slice() {
        [only] if !is_each(&title[only.end..]) => {
            (around(&title[..only.start], &title[only.end..]), None)
        }
        _ => (titled(title), None),
    }
}

/// The words behind a clock, without its zone.
fn clocked(text: &str) -> String {
    let text = text.trim_start_matches([')', ']', ' ', ':', '|', ',']);
    let zones = ["UTC", "GMT", "CET", "CEST", "hrs", "Uhr"];
    let without_zone = zones.iter().find_map(|zone| {
        let rest = text.strip_prefix(zone)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    });
    without_zone.unwrap_or(text).to_owned()
}

/// Where the clause begins that says how long each of many takes.
fn clause_start(text: &str, from: usize, at: usize) -> usize {
    let clause = text[from..at].rfind([',', ';', '(', '–']);
    clause.map_or(at, |offset| from + offset)
}

fn titled_as_is(words: &str) -> String {
    let trimmed = words.trim_matches(|c: char| c.is_whitespace() || ",;:.–—-()[]".contains(c));
    trimmed.to_owned()
}

fn is_each(after: &str) -> bool {
    let after = after.trim_start_matches([' ', ')', ']']);
    [
        "each",
        "per ",
        "apiece",
        "chacun",
        "cada ",
        "for each",
        "каждый",
    ]
    .iter()
    .any(|word| after.starts_with(word))
}

/// "2.1 Workstream" belongs to a segment and is none.
fn is_sub_numbered(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let mut parts = first.trim_end_matches(['.', ')']).split('.');
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number)
}

fn marked(text: &str) -> (Level, &str) {
    match line::marker(text) {
        (Some(Marker::Number(_)), rest) => (Level::Numbered, rest),
        (Some(Marker::Bullet), rest) => (Level::Bullet, rest),
        (None, rest) => {
            let mut letters = rest.chars();
            let letter = letters.next().filter(char::is_ascii_alphabetic);
            let sign = letters.next().filter(|sign| matches!(sign, '.' | ')'));
            match letter.zip(sign) {
                Some(_) if rest[2..].starts_with(' ') => (Level::Numbered, rest[2..].trim_start()),
                _ => (Level::Plain, rest),
            }
        }
    }
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

    fn check(text: &str, title: &str, minutes: Option<(u32, u32)>) {
        let read = segment(text).unwrap();
        assert_eq!(
            (read.title.as_str(), read.minutes),
            (title, minutes),
            "{text}"
        );
    }

    #[test]
    fn minutes_may_stand_before_or_after_the_title() {
        check(
            "1. Opening Remarks: 5 minutes",
            "Opening Remarks",
            Some((5, 5)),
        );
        check("• Panel (20-25 min)", "Panel", Some((20, 25)));
        check("10 mins – welcome", "Welcome", Some((10, 10)));
        check("3. Networking", "Networking", None);
        check("09:55 – 10:05: Welcome", "Welcome", Some((10, 10)));
        check("14h00 – 14h10 Accueil", "Accueil", Some((10, 10)));
        check(
            "2. Keynote: what a cable sees (10')",
            "Keynote: what a cable sees",
            Some((10, 10)),
        );
        check("- Pairs: 3 rounds of 10 min", "Pairs", Some((30, 30)));
        check(
            "- Each gives a 5 minute talk (20 minutes)",
            "Each gives a 5 minute talk",
            Some((20, 20)),
        );
        check("A. Welcome [5 min]", "Welcome", Some((5, 5)));
        check("[10 min] Welcome", "Welcome", Some((10, 10)));
        check(
            "Panel (40 minutes): who pays",
            "Panel: who pays",
            Some((40, 40)),
        );
        check(
            "- Setting the scene (5 minutes) by Ana",
            "Setting the scene by Ana",
            Some((5, 5)),
        );
    }

    #[test]
    fn a_place_in_the_session_and_a_clock_are_kept_for_the_lines_around() {
        let read = segment("20-60 min: Breakout groups, about 10 minutes each").unwrap();
        assert_eq!(read.title, "Breakout groups");
        assert_eq!(read.offset, Some((20, 60)));
        assert_eq!(read.left.as_deref(), Some("about 10 minutes each"));
        assert_eq!(segment("0-5 min: Welcome").unwrap().offset, Some((0, 5)));
        assert_eq!(segment("14:05 Talk").unwrap().starts_at, Some(845));
    }

    #[test]
    fn a_remark_is_no_segment() {
        assert_eq!(segment("10 minutes each, 30 minutes in all"), None);
        assert_eq!(segment("2.1 Workstream 1"), None);
        assert_eq!(segment("A plain line"), None);
        assert!(!segment("- name of the first speaker").unwrap().is_timed());
        assert_eq!(total("Total: 90 minutes"), Some(90));
        assert_eq!(total("Total recall, 20-25 minutes"), None);
    }
}
