//! Letters in the shapes that fonts once had codes for: `\u{fefb}` in place of lam and alef, `\u{fb01}` in place
//! of f and i. They come out of copied PDFs. Shaping finds the shapes by itself; whoever searches or listens
//! needs the letters.

use icu_normalizer::ComposingNormalizer;

/// The words with the letters themselves; everything else stays as it was typed.
pub(super) fn decomposed(words: &str) -> String {
    let normalizer = ComposingNormalizer::new_nfkc();
    let mut parted = String::with_capacity(words.len());
    for c in words.chars() {
        if is_shape(c) {
            parted.push_str(&normalizer.normalize(c.encode_utf8(&mut [0; 4])));
        } else {
            parted.push(c);
        }
    }
    parted
}

/// Latin ligatures, and the presentation forms of Armenian, Hebrew and Arabic; not what they hold beside
/// letters: a sign such as \u{fdfd} is one sign.
fn is_shape(c: char) -> bool {
    matches!(c,
        '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' | '\u{fb1d}' | '\u{fb1f}'..='\u{fb28}'
        | '\u{fb2a}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdf9}'
        | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_place_of_their_shapes_and_nothing_else_changes() {
        assert_eq!(decomposed("\u{fefb}\u{fee7}"), "لان");
        assert_eq!(decomposed("o\u{fb03}ce \u{fb4b}"), "office \u{5d5}\u{5b9}");
        for kept in ["ﷲ is a word", "x² ½ ①", "Ａ", "가", "é e\u{301}"] {
            let expected = kept.replace('ﷲ', "الله");
            assert_eq!(decomposed(kept), expected);
        }
    }
}
