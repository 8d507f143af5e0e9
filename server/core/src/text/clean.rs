//! Which characters of a typed text are kept, by the properties that Unicode gives them (UAX #44, UTS #51):
//! what is ignored where text is drawn could hide words or make one name look like another, and is kept
//! only where it draws something.

use icu_properties::props::{BinaryProperty, DefaultIgnorableCodePoint, Emoji, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_script::{Script, UnicodeScript};

use crate::limits;

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
/// Ends the name of a flag that is written in tags: England, Scotland, Wales.
const CANCEL_TAG: char = '\u{e007f}';
/// Draws a key around what stands before it.
const KEYCAP: char = '\u{20e3}';
/// A cell of Braille without points: a space in Braille, and nothing anywhere else.
const BRAILLE_BLANK: char = '\u{2800}';

/// What stands before the first character of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: what belongs to a character before it belongs to none.
    Nothing,
    /// Somebody goes on where another character stands, which is not known here.
    Anything,
}

/// The characters of a text that are kept; line breaks and tabs are the caller's.
pub(super) fn cleaned(typed: &str, before: Before) -> String {
    let mut kept = String::with_capacity(typed.len());
    let mut base = match before {
        Before::Nothing => Base::None,
        Before::Anything => Base::Unknown,
    };
    let mut marks = 0;
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        if is_mark(c) {
            marks += 1;
            if base != Base::None && marks <= limits::MARKS_MAX {
                kept.push(c);
            }
            continue;
        }
        if !is_ignored(c) {
            base = Base::of(c);
            marks = 0;
            kept.push(c);
            continue;
        }
        let is_kept = match c {
            ZERO_WIDTH_JOINER => base.joins() || matches!(base, Base::Emoji | Base::Flag),
            ZERO_WIDTH_NON_JOINER => base.joins(),
            _ if is_tag(c) => {
                if base == Base::Flag {
                    flag(c, &mut chars, &mut kept);
                }
                false
            }
            // A digit looks the same with it, unless a key is drawn around it.
            '\u{fe0e}' | '\u{fe0f}' if base == Base::Key => chars.peek() == Some(&KEYCAP),
            _ => base.varies(c),
        };
        if is_kept {
            kept.push(c);
        }
    }
    // A joiner at the end joins nothing, unless somebody goes on.
    if before == Before::Nothing {
        let end = kept.trim_end_matches([ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER]);
        kept.truncate(end.len());
    }
    kept
}

/// Whether a character draws something by itself.
pub(super) fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !is_ignored(c) && !is_mark(c) && c != BRAILLE_BLANK
}

/// The tags behind a black flag, where they are whole; they are lost otherwise, since they draw nothing.
fn flag(first: char, chars: &mut std::iter::Peekable<std::str::Chars<'_>>, kept: &mut String) {
    let mut tags = vec![first];
    while let Some(tag) = chars.next_if(|c| is_tag(*c)) {
        tags.push(tag);
        if tag == CANCEL_TAG {
            break;
        }
    }
    let is_whole = tags.len() > 1 && tags.last() == Some(&CANCEL_TAG);
    if is_whole && tags.len() <= limits::FLAG_TAGS_MAX {
        kept.extend(tags);
    }
}

/// What a character is that others may belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// There is none: the beginning, or a space.
    None,
    Unknown,
    Emoji,
    /// The black flag, which tags make that of a region.
    Flag,
    /// Digits and signs that keycaps are made of.
    Key,
    Letter(Script),
}

impl Base {
    fn of(c: char) -> Self {
        match c {
            _ if c.is_whitespace() => Self::None,
            '\u{1f3f4}' => Self::Flag,
            _ if c.is_ascii() && has::<Emoji>(c) => Self::Key,
            _ if has::<Emoji>(c) => Self::Emoji,
            _ => Self::Letter(c.script()),
        }
    }

    /// Whether joiners change how what follows is drawn: in scripts whose letters join, or stack.
    fn joins(self) -> bool {
        match self {
            Self::Unknown => true,
            Self::None | Self::Flag | Self::Emoji | Self::Key => false,
            Self::Letter(script) => !matches!(
                script,
                Script::Latin
                    | Script::Greek
                    | Script::Cyrillic
                    | Script::Armenian
                    | Script::Georgian
                    | Script::Han
                    | Script::Hiragana
                    | Script::Katakana
                    | Script::Hangul
                    | Script::Common
                    | Script::Unknown
            ),
        }
    }

    /// Whether a selector chooses between forms of it.
    fn varies(self, selector: char) -> bool {
        match selector {
            // As text or as picture.
            '\u{fe0e}' | '\u{fe0f}' => {
                matches!(self, Self::Emoji | Self::Flag | Self::Unknown)
            }
            // The forms of a character in somebody's name.
            '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
                matches!(self, Self::Letter(Script::Han) | Self::Unknown)
            }
            '\u{180b}'..='\u{180d}' | '\u{180f}' => {
                matches!(self, Self::Letter(Script::Mongolian) | Self::Unknown)
            }
            _ => false,
        }
    }
}

fn has<P: BinaryProperty>(c: char) -> bool {
    CodePointSetData::new::<P>().contains(c)
}

/// Ignored where text is drawn, or there to steer whatever draws it.
fn is_ignored(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
        || has::<DefaultIgnorableCodePoint>(c)
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Drawn over or under the character before it. Selectors are marks too, and draw nothing.
pub(crate) fn is_mark(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let is_mark = matches!(
        category,
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
    );
    is_mark && !is_ignored(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(typed: &str) -> String {
        cleaned(typed, Before::Nothing)
    }

    #[test]
    fn what_draws_nothing_is_dropped_wherever_it_stands() {
        for hidden in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{180e}',
            '\u{200b}',
            '\u{200e}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{3164}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fe0f}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{200c}',
            '\u{200d}',
            '\u{7}',
        ] {
            let typed = format!("{hidden}A{hidden}na{hidden}");
            assert_eq!(kept(&typed), "Ana", "{:x}", u32::from(hidden));
        }
    }

    #[test]
    fn what_writing_needs_stays() {
        for text in [
            "می\u{200c}خواهم",
            "ක්\u{200d}ෂ",
            "👩\u{200d}💻",
            "👩🏽\u{200d}💻",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🏴\u{200d}☠\u{fe0f}",
            "葛\u{e0100}城",
            "Ca\u{323}\u{302}n",
            "בְּרֵאשִׁ֖ית",
            "🇸🇳",
            "⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙",
        ] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn a_flag_without_its_end_is_the_black_one() {
        assert_eq!(kept("🏴\u{e0067}\u{e0062}x"), "🏴x");
        assert_eq!(kept("a\u{e0067}\u{e007f}"), "a");
    }

    #[test]
    fn marks_on_one_letter_are_bounded_and_belong_to_something() {
        let piled = format!("Z{}o", "\u{301}".repeat(40));
        assert_eq!(kept(&piled).chars().count(), 2 + limits::MARKS_MAX);
        assert_eq!(kept("\u{301}a \u{301}b"), "a b");
    }

    #[test]
    fn whoever_goes_on_in_a_text_goes_on_in_a_letter() {
        for piece in ["\u{301}", "\u{200d}", "\u{fe0f}", "\u{200c}خ"] {
            assert_eq!(cleaned(piece, Before::Anything), piece);
        }
        assert_eq!(cleaned("\u{202e}a", Before::Anything), "a");
    }

    #[test]
    fn a_blank_is_no_text() {
        for blank in [
            ' ', '\u{a0}', '\u{3000}', '\u{2800}', '\u{3164}', '\u{115f}', '\u{301}',
        ] {
            assert!(!is_visible(blank), "{:x}", u32::from(blank));
        }
        for c in ['a', '.', '1', '👍', '谁', '\u{903}'] {
            assert!(is_visible(c), "{c}");
        }
    }
}
