//! Words from right to left, set so that readers of the PDF get them back.
//!
//! A reader turns what it finds from left to right around. So a glyph should stand for one letter,
//! and always for the same: few readers heed the `ActualText` that says otherwise.

use std::ops::Range;

/// Joins letters, and keeps them from becoming one glyph.
const JOINER: char = '\u{200d}';

/// The words with their letters kept apart, but for lam and alef, which nobody writes apart.
pub(super) fn parted(words: &str) -> String {
    let mut parted = String::with_capacity(words.len());
    let mut before = None;
    for c in words.chars() {
        if before.is_some_and(|before| is_decoration(before, c)) {
            parted.push(JOINER);
        }
        parted.push(c);
        before = Some(c);
    }
    parted
}

/// Whether a font may draw the two as one and need not.
fn is_decoration(first: char, second: char) -> bool {
    let is_letter = |c| matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}');
    let is_alef = matches!(
        second,
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{671}'
    );
    // What does not join on its left stays as it is: a joiner would change nothing there.
    let joins = !matches!(
        first,
        '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}'
    );
    is_letter(first) && is_letter(second) && joins && !(first == '\u{644}' && is_alef)
}

/// Without the joiners that `parted` has put at its end.
pub(super) fn whole(words: &str, range: Range<usize>) -> Range<usize> {
    let letters = words.get(range.clone()).unwrap_or_default();
    match letters.trim_end_matches(JOINER).len() {
        0 => range,
        length => range.start..range.start + length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_themselves_but_for_lam_and_alef() {
        assert_eq!(parted("في"), "ف\u{200d}ي");
        assert_eq!(parted("لا"), "لا");
        assert_eq!(parted("دار، in"), "دار، in");
        let words = parted("في");
        assert_eq!(words.get(whole(&words, 0..5)), Some("ف"));
    }
}
