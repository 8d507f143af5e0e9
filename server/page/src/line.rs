//! Lines of a page, cleaned: what is invisible or reorders text is gone, every space is a space,
//! and no line has an e-mail address.

use super::ledger::{Fate, LedgerLine};
use super::{address, limits, markup};

/// One line with text in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// Place in the ledger.
    pub(super) index: usize,
    /// Number of the line in the source, from 1.
    pub(super) number: u32,
    /// Cleaned, trimmed, never empty.
    pub(super) text: String,
    /// Whether an empty line stood before it.
    pub(super) after_gap: bool,
    /// Whether two or more did: a page that lost a label shows the place of it.
    pub(super) after_wide_gap: bool,
    /// Where a tab or the edge of a table's first cell stood in it, in bytes.
    pub(super) cell: Option<usize>,
    /// Whether it is marked as a heading.
    pub(super) is_heading: bool,
}

impl Line {
    /// A part of this line, which is accounted for with it.
    pub(super) fn part(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cell: None,
            is_heading: false,
            ..self.clone()
        }
    }
}

/// A source cut into lines.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Lines with text in them, at most [`limits::LINES_MAX`].
    pub(super) lines: Vec<Line>,
    /// Every line of the source with text in it; one with nothing but an address is furniture.
    pub(super) entries: Vec<LedgerLine>,
    /// What is past the bounds.
    pub(super) over: Vec<Line>,
}

/// Cuts a text into cleaned lines.
pub(super) fn lines_of(text: &str) -> Source {
    let mut source = Source::default();
    let mut empty = 0_u32;
    let broken = text.split('\n').zip(1_u32..).flat_map(|(line, number)| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
            .map(move |part| (part, number))
    });
    for (raw, number) in broken {
        let (cleaned, more) = clean(raw);
        if cleaned.is_empty() {
            empty += 1;
            continue;
        }
        let bare = address::without(&cleaned).unwrap_or(cleaned);
        let markup::Unwrapped {
            text,
            cell,
            is_heading,
        } = markup::unwrapped(&bare);
        let is_rule =
            text.is_empty() || markup::is_rule(&text) || markup::is_table_head(&text, cell);
        let index = source.entries.len();
        source.entries.push(LedgerLine {
            line: number,
            fate: if is_rule { Fate::Heading } else { Fate::Unread },
        });
        if is_rule {
            empty = empty.max(1);
            continue;
        }
        let line = Line {
            index,
            number,
            text,
            after_gap: empty > 0,
            after_wide_gap: empty > 1,
            cell,
            is_heading,
        };
        if source.lines.len() == limits::LINES_MAX {
            if source.over.len() < limits::UNREAD_MAX {
                source.over.push(line);
            }
            continue;
        }
        empty = 0;
        if let Some(more) = more {
            let rest = address::without(&more).unwrap_or(more);
            source.over.push(line.part(&rest));
        }
        source.lines.push(line);
    }
    source
}

/// Cleans one line, whose tabs stay; past the bound, only the beginning of the rest is kept.
fn clean(raw: &str) -> (String, Option<String>) {
    let mut kept = String::with_capacity(raw.len().min(limits::TEXT_CHARS_MAX));
    let mut chars = 0;
    let mut last = ' ';
    let mut letters = raw.chars().peekable();
    while let Some(c) = letters.next() {
        let c = match c {
            '\t' => '\t',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        let joins = last > '\u{7f}' && letters.peek().is_some_and(|next| *next > '\u{7f}');
        let is_doubled = matches!(c, ' ' | '\t') && matches!(last, ' ' | '\t');
        if is_hidden(c) && !(is_joiner(c) && joins) || is_doubled {
            continue;
        }
        if chars == limits::TEXT_CHARS_MAX {
            let rest: String = letters.take(limits::UNREAD_CHARS_MAX).collect();
            let rest = clean(&rest).0;
            return (
                kept.trim_end().to_owned(),
                Some(rest).filter(|rest| !rest.is_empty()),
            );
        }
        kept.push(c);
        chars += 1;
        last = c;
    }
    kept.truncate(kept.trim_end().len());
    (kept, None)
}

/// Joiners are letters' business in Persian and Indic scripts and in emoji, never in ASCII.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The first characters of a text, as many as the bound allows.
pub(super) fn cut(text: &str, chars_max: usize) -> &str {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => text[..end].trim_end(),
        None => text,
    }
}

/// Appends lines as paragraphs and hands back those that no longer fit.
pub(super) fn append<'a>(text: &mut String, lines: &'a [Line], chars_max: usize) -> &'a [Line] {
    let mut chars = text.chars().count();
    for (at, line) in lines.iter().enumerate() {
        let gap = match text.is_empty() {
            true => "",
            false if line.after_gap => "\n\n",
            false => "\n",
        };
        chars += gap.len() + line.text.chars().count();
        if chars > chars_max {
            return &lines[at..];
        }
        text.push_str(gap);
        text.push_str(&line.text);
    }
    &[]
}

/// A list marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// "•", "-" and their like.
    Bullet,
    /// "1." or "1)".
    Number(u32),
}

/// Splits the list marker from a line.
pub(super) fn marker(text: &str) -> (Option<Marker>, &str) {
    let bullets = ['•', '◦', '▪', '‣', '·', '●', '○', '-', '–', '—', '*', '+'];
    if let Some(rest) = text.strip_prefix(bullets)
        && rest.starts_with(' ')
    {
        return (Some(Marker::Bullet), rest.trim_start());
    }
    if let Some(rest) = text.strip_prefix(['•', '●']) {
        return (Some(Marker::Bullet), rest.trim_start());
    }
    // "-Ana Ruiz" in lists that were typed in haste.
    if let Some(rest) = text.strip_prefix(['-', '–'])
        && rest.starts_with(char::is_uppercase)
    {
        return (Some(Marker::Bullet), rest);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if (1..=2).contains(&digits)
        && let Some(rest) = rest.strip_prefix(['.', ')'])
        && rest.starts_with(|c: char| c == ' ' || c.is_alphabetic())
        && let Ok(number) = text[..digits].parse()
    {
        return (Some(Marker::Number(number)), rest.trim_start());
    }
    (None, text)
}

/// Whether a line goes on with a list that counts in letters: "B. Who pays for it?"
pub(super) fn is_lettered(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && matches!(letters.next(), Some('.' | ')'))
        && letters.next() == Some(' ')
        && text.ends_with('?')
}

/// Whether a line is running text rather than a name, a title or a row: several words, a full
/// stop at the end, and mostly lower case (a long job title is mostly capitals).
pub(super) fn is_prose(text: &str) -> bool {
    let words = text.split(' ').count();
    let lower = text
        .split(' ')
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let ends = text
        .trim_end_matches([')', '"', '”', '\''])
        .ends_with(['.', '!', '?', '…', ':']);
    words >= 8 && (ends || words > 40) && lower * 2 > words
}

/// Where the bracket closes that stands open before this text, in bytes.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Lines of the site around the session, which say nothing about it.
pub(super) fn is_furniture(text: &str) -> bool {
    const STARTS: [&str; 8] = [
        "sign up or log in to",
        "avatar for ",
        "check-in and access this session",
        "skip to main content",
        "add to my schedule",
        "you are here",
        "back to the schedule",
        "click on the ? symbol",
    ];
    const WHOLE: [&str; 8] = [
        "home",
        "session",
        "loading…",
        "read more →",
        "print",
        "internet governance forum",
        "igf schedule",
        "join here",
    ];
    let low = cut(text, 60).to_ascii_lowercase();
    STARTS.iter().any(|start| low.starts_with(start)) || WHOLE.contains(&low.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        lines_of(text)
            .lines
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn what_hides_or_reorders_text_is_dropped() {
        let read =
            texts("A\u{202e}n\u{200b}a\u{200d}\u{7} \u{a0}\u{a0}Ruiz\u{feff}\r\nمی\u{200c}خواهم");
        assert_eq!(read, ["Ana Ruiz", "می\u{200c}خواهم"]);
    }

    #[test]
    fn a_windows_line_end_is_no_gap() {
        let Source { lines, .. } = lines_of("one\r\ntwo\r\n\r\nthree");
        let gaps: Vec<bool> = lines.iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [false, false, true]);
    }

    #[test]
    fn a_very_long_line_is_cut_and_its_rest_shown() {
        let Source { lines, over, .. } = lines_of(&"é".repeat(50_000));
        assert_eq!(lines[0].text.chars().count(), limits::TEXT_CHARS_MAX);
        assert_eq!((lines.len(), over.len()), (1, 1));
    }

    #[test]
    fn markers_are_told_from_numbers() {
        assert_eq!(marker("12. Closing"), (Some(Marker::Number(12)), "Closing"));
        assert_eq!(marker("• One"), (Some(Marker::Bullet), "One"));
        assert_eq!(marker("16.10"), (None, "16.10"));
        assert_eq!(marker("-5"), (None, "-5"));
    }

    #[test]
    fn a_job_title_is_not_prose() {
        assert!(!is_prose(
            "Lin Wei, Director of Public Policy and Research, Example Registry Ltd."
        ));
        assert!(is_prose(
            "We will talk about what the room wants to hear today."
        ));
    }
}
