//! Segments told in a sentence: "15 minutes of keynote addresses followed by 15-20 mins of Q&A",
//! "a short welcome (5 minutes), a panel (50 minutes)".

use super::agenda::{item, kind_of, titled};
use super::line::Line;
use super::minutes::{self, Span};
use super::{AgendaItem, limits};

/// Most characters of a title that stands in a sentence.
const TITLE_CHARS_MAX: usize = 80;

/// Reads the segments told in these lines, and says which lines tell them. A length that goes with
/// no word of a session's parts ("a 60-minute session") is none, unless the sentence lists its
/// parts with a length in brackets each.
pub(super) fn segments(lines: &[Line]) -> (Vec<AgendaItem>, Vec<Line>) {
    let mut told = Vec::new();
    let mut from = Vec::new();
    for line in lines {
        let found = told_in(&line.text);
        if !found.is_empty() && told.len() < limits::SEGMENTS_MAX {
            from.push(line.clone());
            told.extend(found);
        }
    }
    told.truncate(limits::SEGMENTS_MAX);
    (told, from)
}

/// "Draft agenda 1. Welcome 2. Ships 3. Closing": a list whose line ends were lost.
fn numbered_in(text: &str) -> Vec<AgendaItem> {
    const ITEM_WORDS_MAX: usize = 14;
    let low = text.to_ascii_lowercase();
    let start = [
        "agenda 1. ",
        "agenda: 1. ",
        "programme 1. ",
        "programme: 1. ",
    ]
    .iter()
    .find_map(|head| Some(low.find(head)? + head.len()));
    let Some(start) = start else {
        return Vec::new();
    };
    let mut titles = Vec::new();
    let mut open = &text[start..];
    for number in 2..=limits::SEGMENTS_MAX {
        let Some((title, rest)) = open.split_once(format!(" {number}. ").as_str()) else {
            break;
        };
        titles.push(title);
        open = rest;
    }
    // Behind the last one another sentence may begin.
    let ends = open.match_indices(' ').find(|(at, _)| {
        let next = open[at + 1..].chars().next();
        let before = open[..*at].chars().next_back();
        before.is_some_and(|c| c.is_lowercase() || c == '.') && next.is_some_and(char::is_uppercase)
    });
    titles.push(ends.map_or(open, |(at, _)| &open[..at]));
    let is_list = titles.len() > 2
        && titles
            .iter()
            .all(|title| (1..=ITEM_WORDS_MAX).contains(&title.split(' ').count()));
    let items = titles.iter().map(|title| item(titled(title), None));
    if is_list { items.collect() } else { Vec::new() }
}

fn told_in(text: &str) -> Vec<AgendaItem> {
    let numbered = numbered_in(text);
    if !numbered.is_empty() {
        return numbered;
    }
    let spans = minutes::spans(text);
    let bracketed = |span: &&Span| {
        text[..span.start].trim_end().ends_with(['(', '['])
            && text[span.end..].trim_start().starts_with([')', ']', ','])
    };
    let is_list = spans.iter().filter(bracketed).count() >= 2;
    let mut told = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let until = spans.get(at + 1).map_or(text.len(), |next| next.start);
        let since = at.checked_sub(1).map_or(0, |before| spans[before].end);
        let is_listed = is_list && bracketed(&span);
        let title = after(&text[span.end..until])
            .or_else(|| before(&text[since..span.start]))
            .filter(|title| !title.is_empty());
        let known = title.filter(|title| is_listed || kind_of(title).is_some());
        told.extend(known.map(|title| item(title, Some((span.min, span.max)))));
    }
    told
}

/// "… of keynote addresses followed by": what stands between "of" and the end of the clause.
fn after(text: &str) -> Option<String> {
    let rest = text.trim_start();
    let named = ["of ", "for ", "de ", "d'", "на "]
        .into_iter()
        .find_map(|word| rest.strip_prefix(word))?;
    const ENDS: [&str; 12] = [
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
        " suivi",
    ];
    let end = ENDS
        .into_iter()
        .filter_map(|end| named.find(end))
        .min()
        .unwrap_or(named.len());
    bounded(without_article(&named[..end]))
}

/// "keynotes (15 minutes)": the last words before the length.
fn before(text: &str) -> Option<String> {
    let clause = text.trim_end().strip_suffix(['(', '[', ':', '–', '-'])?;
    let begin = clause
        .rfind([',', '.', ';', ':', ')', ']', '!', '?'])
        .map_or(0, |at| at + 1);
    bounded(without_start(clause[begin..].trim()))
}

fn bounded(words: &str) -> Option<String> {
    Some(titled(words)).filter(|title| title.chars().count() <= TITLE_CHARS_MAX)
}

fn without_article(words: &str) -> &str {
    ["a ", "an ", "the ", "un ", "une "]
        .into_iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
}

/// Words that join a clause to the one before it.
fn without_start(words: &str) -> &str {
    const STARTS: [&str; 16] = [
        "and ",
        "then ",
        "finally ",
        "followed by ",
        "we start with ",
        "we begin with ",
        "we open with ",
        "it starts with ",
        "it begins with ",
        "the session starts with ",
        "the session begins with ",
        "the session opens with ",
        "the session will start with ",
        "the session will begin with ",
        "first ",
        "next ",
    ];
    let mut words = words;
    while let Some(rest) = STARTS.iter().find_map(|start| {
        let head = words.get(..start.len())?;
        head.eq_ignore_ascii_case(start)
            .then(|| &words[start.len()..])
    }) {
        words = rest.trim_start();
    }
    without_article(words)
}

#[cfg(test)]
mod tests {
    use super::super::SegmentKind;
    use super::super::line::lines_of;
    use super::*;

    fn read(text: &str) -> Vec<(SegmentKind, String, Option<u32>, Option<u32>)> {
        let told = segments(&lines_of(text).lines).0.into_iter();
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
    fn a_list_in_brackets_keeps_parts_of_unknown_kind() {
        let told =
            read("We plan: a short hello (5 min), table work (30 min) and a debate (20 min).");
        let titles: Vec<&str> = told.iter().map(|(_, title, ..)| title.as_str()).collect();
        assert_eq!(titles, ["Short hello", "Table work", "Debate"]);
    }

    #[test]
    fn the_length_of_the_whole_is_no_part() {
        assert!(read("This is a 60 minutes session. It has 3 speakers.").is_empty());
    }
}
