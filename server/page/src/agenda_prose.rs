//! Segments told in a sentence: "15 minutes of keynote addresses followed by 15-20 mins of Q&A".

use super::agenda::{kind_of, titled};
use super::line::Line;
use super::minutes::{self, Span};
use super::{AgendaItem, limits};

/// Reads the segments told in these lines. A length that goes with no word of a session's parts
/// ("a 60-minute session") is none.
pub(super) fn segments(lines: &[Line]) -> Vec<AgendaItem> {
    let told = lines.iter().flat_map(|line| told_in(&line.text));
    told.take(limits::SEGMENTS_MAX).collect()
}

fn told_in(text: &str) -> Vec<AgendaItem> {
    let spans = minutes::spans(text);
    let mut told = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let until = spans.get(at + 1).map_or(text.len(), |next| next.start);
        let since = at.checked_sub(1).map_or(0, |before| spans[before].end);
        let title = after(&text[span.end..until])
            .or_else(|| before(&text[since..span.start]))
            .filter(|title| !title.is_empty());
        told.extend(title.and_then(|title| item(title, *span)));
    }
    told
}

fn item(title: String, span: Span) -> Option<AgendaItem> {
    let (minutes_min, minutes_max) = (Some(span.min), Some(span.max));
    kind_of(&title).map(|kind| AgendaItem {
        kind,
        title,
        minutes_min,
        minutes_max,
        plan_minutes: 0,
    })
}

/// "… of keynote addresses followed by": what stands between "of" and the end of the clause.
fn after(text: &str) -> Option<String> {
    let rest = text.trim_start();
    let named = ["of ", "for "]
        .into_iter()
        .find_map(|word| rest.strip_prefix(word))?;
    let named = ["a ", "an ", "the "]
        .into_iter()
        .find_map(|word| named.strip_prefix(word))
        .unwrap_or(named);
    const ENDS: [&str; 11] = [
        " followed by",
        " and then",
        ", then",
        ",",
        ".",
        ";",
        ":",
        "(",
        " and ",
        " with ",
        " before ",
    ];
    let end = ENDS
        .into_iter()
        .filter_map(|end| named.find(end))
        .min()
        .unwrap_or(named.len());
    Some(titled(&named[..end])).filter(|title| title.chars().count() <= 80)
}

/// "keynotes (15 minutes)": the last words before the length.
fn before(text: &str) -> Option<String> {
    let clause = text.trim_end().strip_suffix(['(', ':', '–', '-'])?;
    let begin = clause
        .rfind([',', '.', ';', ':', ')'])
        .map_or(0, |at| at + 1);
    let words = clause[begin..].trim();
    let words = words.strip_prefix("and ").unwrap_or(words);
    Some(titled(words)).filter(|title| title.chars().count() <= 80)
}

#[cfg(test)]
mod tests {
    use super::super::SegmentKind;
    use super::super::line::lines_of;
    use super::*;

    fn read(text: &str) -> Vec<(SegmentKind, String, Option<u32>, Option<u32>)> {
        let told = segments(&lines_of(text).lines).into_iter();
        told.map(|item| (item.kind, item.title, item.minutes_min, item.minutes_max))
            .collect()
    }

    #[test]
    fn parts_are_told_with_their_lengths() {
        let told = read(
            "We plan 10 minutes of talks, then 15-20 mins of Q&A (from both sides), closing with tea.",
        );
        assert_eq!(
            told,
            [
                (
                    SegmentKind::Presentation,
                    "Talks".to_owned(),
                    Some(10),
                    Some(10)
                ),
                (SegmentKind::Questions, "Q&A".to_owned(), Some(15), Some(20)),
            ]
        );
    }

    #[test]
    fn the_length_of_the_whole_is_no_part() {
        assert!(read("This is a 60 minutes session. It has 3 speakers.").is_empty());
    }
}
