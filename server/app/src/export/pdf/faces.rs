//! The fonts, as the layout and the PDF know them.

use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use onefloor_fonts::FONTS;
use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, FontWeight, SourceCache};

/// Tried in this order for every character.
pub(super) const FAMILIES: [&str; 3] = ["sans", "arabic", "han"];

struct Face {
    family: &'static str,
    weight: FontWeight,
    blob: Blob<u8>,
    font: Font,
}

/// Read once: the biggest has more than four megabytes.
static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let face = |font: &onefloor_fonts::Font| {
        let (family, weight) = match font.name.strip_suffix("-bold") {
            Some(family) => (family, FontWeight::BOLD),
            None => (font.name, FontWeight::NORMAL),
        };
        Some(Face {
            family,
            weight,
            blob: Blob::new(Arc::new(font.bytes)),
            font: Font::new(font.bytes.into(), 0)?,
        })
    };
    FONTS.iter().filter_map(face).collect()
});

/// The embedded fonts and no others: a report must not depend on the machine.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
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

/// The font that the layout has chosen.
pub(super) fn font(blob_id: u64) -> Option<Font> {
    let face = FACES.iter().find(|face| face.blob.id() == blob_id)?;
    Some(face.font.clone())
}
