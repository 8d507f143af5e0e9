//! What the letters of a text say about its direction and its language.

use icu_properties::PropertyNamesShort;
use icu_properties::props::{EnumeratedProperty as _, Script};

/// The script of a letter, by its four letters of ISO 15924.
pub(in super::super) fn script_of(c: char) -> Option<&'static str> {
    PropertyNamesShort::<Script>::new().get(Script::for_char(c))
}

/// The direction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Direction {
    #[default]
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// That of the first letter; `None` for a text without letters.
    pub(in super::super) fn of(words: &str) -> Option<Self> {
        words.chars().find_map(|c| match c {
            c if is_right_to_left(c) => Some(Self::RightToLeft),
            c if c.is_alphabetic() => Some(Self::LeftToRight),
            _ => None,
        })
    }

    pub(in super::super) fn is_right_to_left(self) -> bool {
        self == Self::RightToLeft
    }
}

/// Hebrew, Arabic and their neighbours, by blocks; the digits in them run the other way, and are
/// right where they stand beside letters.
pub(in super::super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The language that a script stands for among those of the United Nations, and a few beside them.
pub(super) fn language(words: &str) -> Option<&'static str> {
    let mut counted = [
        ("ar", 0),
        ("he", 0),
        ("ru", 0),
        ("zh", 0),
        ("ja", 0),
        ("ko", 0),
    ];
    let mut letters = 0;
    for c in words.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let script = match c {
            '\u{600}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => 0,
            '\u{590}'..='\u{5ff}' => 1,
            '\u{400}'..='\u{52f}' => 2,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' => 3,
            '\u{3040}'..='\u{30ff}' => 4,
            '\u{ac00}'..='\u{d7a3}' => 5,
            _ => continue,
        };
        counted[script].1 += 1;
    }
    // Japanese has Chinese characters too; its own are the ones that tell.
    if counted[4].1 > 0 {
        return Some("ja");
    }
    let most = counted.into_iter().max_by_key(|(_, count)| *count)?;
    // A character of Chinese says as much as three letters.
    (most.1 * 3 > letters).then_some(most.0)
}
