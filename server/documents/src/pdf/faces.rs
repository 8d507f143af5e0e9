//! The fonts, as the layout and the PDF know them.

use std::sync::{Arc, LazyLock};

use crate::fonts::{self, FONTS};
use krilla::text::Font;
use parley::FontContext;
use parley::fontique::{
    Blob, Collection, CollectionOptions, FontInfoOverride, FontWeight, SourceCache,
};

/// Tried in this order for every character.
pub(super) const FAMILIES: [&str; 4] = ["sans", "arabic", "han", "emoji"];

/// The same where words run from right to left.
pub(super) const FROM_RIGHT_TO_LEFT: [&str; 4] = ["arabic", "sans", "han", "emoji"];

/// A font in both worlds.
pub(super) struct Face {
    family: &'static str,
    weight: FontWeight,
    blob: Blob<u8>,
    pub(super) font: Font,
    /// Draws nothing, and stands for no space.
    pub(super) blank: Option<u32>,
    /// Draws nothing: what shaping puts for a joiner.
    pub(super) space: Option<u32>,
}

/// Read once: the biggest has more than four megabytes.
static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |font: &fonts::Font| {
        let (family, weight) = match font.name.strip_suffix("-bold") {
            Some(family) => (family, FontWeight::BOLD),
            None => (font.name, FontWeight::NORMAL),
        };
        let blob = Blob::new(Arc::new(font.bytes));
        Some(Face {
            family,
            weight,
            font: Font::new(font.bytes.into(), 0)?,
            blank: glyph(font.bytes, &blob, '\u{a0}'),
            space: glyph(font.bytes, &blob, ' '),
            blob,
        })
    };
    FONTS.iter().filter_map(face).collect()
});

/// The embedded fonts and no others: a report must not depend on the machine.
pub(super) fn context() -> FontContext {
    let mut collection = embedded();
    for face in FACES.iter() {
        let named = FontInfoOverride {
            family_name: Some(face.family),
            weight: Some(face.weight),
            ..FontInfoOverride::default()
        };
        collection.register_fonts(face.blob.clone(), Some(named));
    }
    FontContext {
        collection,
        source_cache: SourceCache::default(),
    }
}

/// The face that the layout has chosen.
pub(super) fn face(blob_id: u64) -> Option<&'static Face> {
    FACES.iter().find(|face| face.blob.id() == blob_id)
}

fn glyph(bytes: &'static [u8], blob: &Blob<u8>, letter: char) -> Option<u32> {
    let registered = embedded().register_fonts(blob.clone(), None);
    let (_, fonts) = registered.first()?;
    fonts.first()?.charmap_index().charmap(bytes)?.map(letter)
}

/// Room for fonts, and none of the machine's.
fn embedded() -> Collection {
    Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    })
}
