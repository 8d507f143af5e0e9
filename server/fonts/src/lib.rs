//! The fonts of the PDF report: Noto Sans, IBM Plex Sans Arabic and Noto Emoji, cut to the scripts of
//! the six languages of the United Nations and to what people put between their words.
//!
//! They come from npm packages when the crate is built; none is committed. All are under the SIL
//! Open Font License 1.1, which their name tables carry.

/// A TrueType font.
#[derive(Debug, Clone, Copy)]
pub struct Font {
    /// What it is for: `sans`, `sans-bold`, `arabic`, `arabic-bold`, `han` or `emoji`.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/table.rs"));

#[cfg(test)]
mod tests {
    use super::FONTS;

    #[test]
    fn every_font_is_a_truetype_file() {
        for font in FONTS {
            assert_eq!(
                font.bytes.get(..4),
                Some(&[0, 1, 0, 0][..]),
                "{}",
                font.name
            );
        }
    }
}
