//! Text of a document, in runs: what we say, and what somebody wrote.
//!
//! Whatever is written by somebody comes in here once and is made harmless for every notation:
//! no characters that XML cannot hold, line breaks of one kind, and no direction that leaks out of
//! a run. Escaping is left to the renderers, each of which knows its own.

mod link;
mod script;

pub(super) use link::stretches;
pub(super) use script::{Direction, is_right_to_left, script_of};

/// Runs that belong together: a heading, a paragraph, a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    runs: Vec<Run>,
}

/// Words of one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) words: String,
    /// Somebody's words; ours otherwise.
    pub(super) is_written: bool,
    stated: Option<String>,
}

/// The language of our own words.
pub(super) const LANGUAGE: &str = "en";

impl Text {
    /// What somebody wrote; its language is known by its script at best.
    pub(super) fn written(words: &str) -> Self {
        Self::default().and_written(words)
    }

    /// What somebody wrote in a language that they named.
    pub(super) fn written_in(words: &str, language: Option<&str>) -> Self {
        Self::default().and_written_in(words, language)
    }

    #[must_use]
    pub(super) fn and(self, words: &str) -> Self {
        self.with(words, false, None)
    }

    #[must_use]
    pub(super) fn and_written(self, words: &str) -> Self {
        self.with(words, true, None)
    }

    #[must_use]
    pub(super) fn and_written_in(self, words: &str, language: Option<&str>) -> Self {
        self.with(words, true, language)
    }

    fn with(mut self, words: &str, is_written: bool, language: Option<&str>) -> Self {
        let words = harmless(words);
        if !words.is_empty() {
            self.runs.push(Run {
                words,
                is_written,
                stated: language.filter(|tag| is_language(tag)).map(str::to_owned),
            });
        }
        self
    }

    /// Texts one after another, with our own words between them.
    pub(super) fn joined(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::default();
        for text in texts {
            if !joined.is_empty() {
                joined = joined.and(between);
            }
            joined.runs.extend(text.runs);
        }
        joined
    }

    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The words alone.
    pub(super) fn plain(&self) -> String {
        self.runs.iter().map(|run| run.words.as_str()).collect()
    }

    /// The words on one line.
    pub(super) fn line(&self) -> String {
        self.plain().replace('\n', " ")
    }

    /// Each line for itself; an empty one stays one.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for run in &self.runs {
            for (at, words) in run.words.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Self::default());
                }
                if let (Some(line), false) = (lines.last_mut(), words.is_empty()) {
                    line.runs.push(Run {
                        words: words.to_owned(),
                        ..run.clone()
                    });
                }
            }
        }
        lines
    }

    /// By the first letter that has a direction.
    pub(super) fn direction(&self) -> Direction {
        let runs = self.runs.iter();
        runs.filter_map(|run| Direction::of(&run.words))
            .next()
            .unwrap_or_default()
    }

    /// The language of most of it, by the first run that has one of its own.
    pub(super) fn language(&self) -> &str {
        let runs = self.runs.iter();
        runs.map(Run::language)
            .find(|language| *language != LANGUAGE)
            .unwrap_or(LANGUAGE)
    }
}

impl From<&str> for Text {
    /// Our own words.
    fn from(words: &str) -> Self {
        Self::default().and(words)
    }
}

impl From<String> for Text {
    /// Our own words.
    fn from(words: String) -> Self {
        Self::default().and(&words)
    }
}

impl Run {
    /// As named, or else by script; where neither says, that of the document.
    pub(super) fn language(&self) -> &str {
        let stated = self.stated.as_deref();
        stated
            .or_else(|| script::language(&self.words))
            .unwrap_or(LANGUAGE)
    }

    /// Whether anything in it runs from right to left.
    pub(super) fn has_right_to_left(&self) -> bool {
        self.words.chars().any(script::is_right_to_left)
    }
}

/// "ar", "zh-Hans": nothing that a notation would have to escape.
fn is_language(tag: &str) -> bool {
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let mut parts = tag.split('-');
    parts
        .next()
        .is_some_and(|first| (2..=3).contains(&first.len()) && subtag(first))
        && parts.all(subtag)
}

/// Text without what would break a document or the direction of what stands around it.
///
/// Embeddings and overrides are dropped: they turn words around without changing them, and legal
/// uses have isolates since 2013. Isolates that were opened are closed at the end of their line.
fn harmless(written: &str) -> String {
    const ISOLATE_FIRST: char = '\u{2066}';
    const ISOLATE_LAST: char = '\u{2068}';
    const CLOSE: char = '\u{2069}';
    let mut kept = String::with_capacity(written.len());
    let mut open = 0_usize;
    let mut characters = written.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                kept.extend(std::iter::repeat_n(CLOSE, std::mem::take(&mut open)));
                kept.push('\n');
            }
            '\t' => kept.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            ISOLATE_FIRST..=ISOLATE_LAST => {
                open += 1;
                kept.push(c);
            }
            CLOSE if open == 0 => {}
            CLOSE => {
                open -= 1;
                kept.push(c);
            }
            other => kept.push(other),
        }
    }
    kept.extend(std::iter::repeat_n(CLOSE, open));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_notation_can_hold_is_left_out() {
        assert_eq!(harmless("a\0b\u{1b}c\u{fffe}d\te"), "abcd e");
        assert_eq!(
            harmless("one\r\ntwo\rthree\u{2028}four"),
            "one\ntwo\nthree\nfour"
        );
    }

    #[test]
    fn a_direction_does_not_leak_out_of_what_somebody_wrote() {
        assert_eq!(harmless("a\u{202e}b\u{2069}"), "ab");
        assert_eq!(harmless("a\u{2067}b\nc"), "a\u{2067}b\u{2069}\nc");
        assert_eq!(harmless("a\u{2068}b\u{2069}c"), "a\u{2068}b\u{2069}c");
    }

    #[test]
    fn language_and_direction_come_from_the_words_unless_they_are_named() {
        let text = Text::from("Poll: ").and_written("من يملك الإنترنت؟");
        assert_eq!(
            (text.direction(), text.language()),
            (Direction::LeftToRight, "ar")
        );
        let text = Text::written("العربية (ITU)");
        assert_eq!(text.direction(), Direction::RightToLeft);
        assert_eq!(Text::written("互联网治理").language(), "zh");
        assert_eq!(Text::written("Интернет").language(), "ru");
        assert_eq!(Text::written_in("Qui paie ?", Some("fr")).language(), "fr");
        assert_eq!(
            Text::written_in("Qui ?", Some("\" onload")).language(),
            "en"
        );
    }
}
