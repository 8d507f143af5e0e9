//! The fonts of the PDF report: Noto and IBM Plex, cut to the living scripts in which names and questions
//! are typed, and to what people put between their words.
//!
//! `fonts/npm/cut.mjs` cuts them and writes `fonts/cut`, which is committed: the fonts, their licences (all SIL
//! Open Font License 1.1), and `manifest.json`, which names for each the npm package that it comes
//! from and its SHA-256. Nothing is fetched or cut when the crate is built. Scripts whose fonts are large
//! and whose letters are rare (most of Chinese beyond the first plane, Tibetan, historical scripts) come
//! from files that the server is given: [`crate::Fonts::with`].

/// A TrueType font.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Font {
    /// What it is for: a script, `sans` for Latin, Greek and Cyrillic, or `emoji`; `…-bold` is its bold cut.
    pub(crate) name: &'static str,
    /// The file.
    pub(crate) bytes: &'static [u8],
}

macro_rules! fonts {
    ($($name:literal),+ $(,)?) => {
        &[$(Font {
            name: $name,
            bytes: include_bytes!(concat!("../fonts/cut/", $name, ".ttf")),
        }),+]
    };
}

/// Every font, in the order in which they are tried for a letter.
pub(crate) static FONTS: &[Font] = fonts![
    "sans",
    "sans-bold",
    "arabic",
    "arabic-bold",
    "han",
    "han-hong-kong",
    "han-japan",
    "hangul",
    "armenian",
    "bengali",
    "cherokee",
    "devanagari",
    "ethiopic",
    "georgian",
    "gujarati",
    "gurmukhi",
    "hebrew",
    "kannada",
    "khmer",
    "lao",
    "malayalam",
    "myanmar",
    "nko",
    "oriya",
    "sinhala",
    "syriac",
    "tamil",
    "telugu",
    "thaana",
    "thai",
    "tifinagh",
    "emoji",
];

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde_json::Value;
    use sha2::{Digest, Sha256};

    use super::FONTS;

    #[test]
    fn every_font_is_the_truetype_file_that_the_manifest_names() {
        let manifest: Value = serde_json::from_str(include_str!("../fonts/cut/manifest.json"))
            .expect("cut.mjs writes JSON");
        let listed = manifest["fonts"].as_array().expect("a list of fonts");
        assert_eq!(listed.len(), FONTS.len());
        for (font, line) in FONTS.iter().zip(listed) {
            assert_eq!(line["file"], format!("{}.ttf", font.name));
            assert_eq!(font.bytes.get(..4), Some(&[0, 1, 0, 0][..]), "{line}");
            let mut hash = String::new();
            for byte in Sha256::digest(font.bytes) {
                write!(hash, "{byte:02x}").expect("a String takes any text");
            }
            assert_eq!(line["sha256"], hash, "{line}");
        }
    }
}
