//! What people type, made safe to keep: one cleaning for every field.
//!
//! What draws nothing could hide words, or make one name look like another: it is dropped, except where
//! Persian, Indic scripts, names in Han and emoji need it (`clean`).

mod clean;
mod language;

use icu_locale_core::LanguageIdentifier;
use unicode_script::{Script, UnicodeScript};

use self::clean::{Before, cleaned, is_visible};
use crate::limits;

pub(crate) use clean::is_mark;
pub use language::language_of;

/// Why a typed text cannot be kept; whoever asks knows the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
    /// Nothing visible is left of it.
    Missing,
    /// It is past its bound.
    TooLong {
        /// Characters received.
        chars: usize,
        /// Characters allowed.
        chars_max: usize,
    },
}

/// Cleans a text of one line and checks its bound.
///
/// # Errors
/// [`TextError::Missing`] when nothing visible is left, [`TextError::TooLong`] past `chars_max`.
pub fn line(typed: &str, chars_max: usize) -> Result<String, TextError> {
    let kept = optional_line(typed, chars_max)?;
    kept.ok_or(TextError::Missing)
}

/// Cleans a text of one line that may be left empty.
///
/// # Errors
/// [`TextError::TooLong`] past `chars_max`.
pub(crate) fn optional_line(typed: &str, chars_max: usize) -> Result<Option<String>, TextError> {
    let spaced: String = typed.chars().map(space_for_break).collect();
    let kept = cleaned(&spaced, Before::Nothing)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    bounded(typed, kept, chars_max)
}

/// The tag of a language in its usual form (`zh-hant` is `zh-Hant`): language, script, region,
/// variants, as BCP 47 writes them; `None` if it is none, or longer than any that somebody would say.
#[must_use]
pub fn language_tag(typed: &str) -> Option<String> {
    let tag = LanguageIdentifier::try_from_str(typed.trim()).ok()?;
    let tag = tag.to_string();
    (tag != "und" && tag.len() <= limits::LANGUAGE_CHARS_MAX).then_some(tag)
}

/// Cleans a text of several lines; line breaks stay, runs of more than one empty line do not.
///
/// # Errors
/// [`TextError::TooLong`] past `chars_max`.
pub(crate) fn optional_lines(typed: &str, chars_max: usize) -> Result<Option<String>, TextError> {
    let mut kept = String::with_capacity(typed.len());
    let mut empty_lines = 0;
    for typed_line in typed.lines() {
        let visible = columns(typed_line, Before::Nothing);
        let visible = visible.trim_end();
        if visible.is_empty() {
            empty_lines += 1;
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if empty_lines > 0 { "\n\n" } else { "\n" });
        }
        empty_lines = 0;
        kept.push_str(visible);
    }
    bounded(typed, kept.trim().to_owned(), chars_max)
}

/// Like `optional_lines`, but refuses an empty text.
///
/// # Errors
/// [`TextError::Missing`] or [`TextError::TooLong`].
pub fn lines(typed: &str, chars_max: usize) -> Result<String, TextError> {
    optional_lines(typed, chars_max)?.ok_or(TextError::Missing)
}

/// Cleans a piece of a text that is being typed: spaces and empty lines stay, since the next piece
/// may go on from them.
#[must_use]
pub fn piece(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    let breaks = |c: char| {
        if matches!(c, '\r' | '\u{2028}' | '\u{2029}') {
            '\n'
        } else {
            c
        }
    };
    let typed: String = typed.chars().map(breaks).collect();
    let mut lines = typed.split('\n');
    let mut kept = columns(lines.next().unwrap_or_default(), Before::Anything);
    for line in lines {
        kept.push('\n');
        // The next piece may go on from its end.
        kept.push_str(&columns(line, Before::Anything));
    }
    kept
}

/// A line whose tabs stay.
fn columns(line: &str, before: Before) -> String {
    let columns: Vec<String> = line.split('\t').map(|part| cleaned(part, before)).collect();
    columns.join("\t")
}

/// Words as a word processor counts them; a Chinese or Japanese character counts as one. The browser
/// counts by the same rule while somebody types.
#[must_use]
pub fn words(text: &str) -> usize {
    let mut words = 0;
    let mut in_word = false;
    for c in text.chars() {
        let alone = matches!(
            c.script(),
            Script::Han | Script::Hiragana | Script::Katakana
        );
        if alone || c.is_whitespace() || c == '\u{feff}' {
            words += usize::from(alone && c.is_alphanumeric());
            in_word = false;
        } else if c.is_alphanumeric() && !in_word {
            words += 1;
            in_word = true;
        }
    }
    words
}

/// Counts what was typed, as screens and the documents of the interfaces do, whatever is kept of it.
fn bounded(typed: &str, kept: String, chars_max: usize) -> Result<Option<String>, TextError> {
    let chars = typed.chars().count();
    if chars > chars_max {
        return Err(TextError::TooLong { chars, chars_max });
    }
    let has_visible = kept.chars().any(is_visible);
    Ok(has_visible.then_some(kept))
}

fn space_for_break(c: char) -> char {
    if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') {
        ' '
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_hide_a_bidi_control() {
        let kept = line("  Ana\u{202e}\u{200b} María\n", 80).unwrap();
        assert_eq!(kept, "Ana María");
    }

    #[test]
    fn a_text_of_invisible_characters_is_missing() {
        let refused = line(" \u{200b}\u{200d}\u{feff} ", 80);
        assert_eq!(refused, Err(TextError::Missing));
    }

    #[test]
    fn a_long_text_is_refused_with_its_length() {
        let refused = line(&"é".repeat(601), 600);
        let expected = TextError::TooLong {
            chars: 601,
            chars_max: 600,
        };
        assert_eq!(refused, Err(expected));
    }

    #[test]
    fn a_text_is_counted_as_it_was_typed() {
        let padded = format!("{}\u{200b}", "a".repeat(80));
        let expected = TextError::TooLong {
            chars: 81,
            chars_max: 80,
        };
        assert_eq!(line(&padded, 80), Err(expected));
        assert_eq!(lines(&padded, 80), Err(expected));
        assert!(line(&padded, 81).is_ok());
    }

    #[test]
    fn paragraphs_keep_one_empty_line() {
        let kept = lines("one\r\n\n\n\ntwo\nthree  \n", 80).unwrap();
        assert_eq!(kept, "one\n\ntwo\nthree");
    }

    #[test]
    fn words_are_counted_as_the_browser_counts_them() {
        let check = |text: &str, count: usize| assert_eq!(words(text), count, "{text}");
        check("  A TCCM – does some \u{a0}of the heavy-lifting. ", 7);
        check("互联网治理 IGF 2024 很好。", 9);
        check("ひらがな カタカナ", 8);
        check("من يدفع؟", 2);
        check("…", 0);
        check("“quoted”, don't", 2);
    }

    #[test]
    fn persian_joiners_stay() {
        assert_eq!(line("می\u{200c}خواهم", 80).unwrap(), "می\u{200c}خواهم");
    }

    #[test]
    fn a_language_is_known_by_its_tag_and_kept_in_its_usual_form() {
        for (typed, kept) in [
            ("en", "en"),
            (" EN-gb ", "en-GB"),
            ("zh-hant", "zh-Hant"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(language_tag(typed).as_deref(), Some(kept));
        }
        for typed in [
            "",
            "e",
            "English!",
            "en GB",
            "en-",
            "-en",
            "<b>",
            "und",
            "12",
            "en-x-a-very-long-one",
        ] {
            assert_eq!(language_tag(typed), None, "{typed}");
        }
    }
}
