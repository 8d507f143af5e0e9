//! The fonts, as the layout and the PDF know them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use krilla::text::Font;
use parley::FontContext;
use parley::fontique::{
    Blob, Collection, CollectionOptions, FontInfoOverride, FontWeight, SourceCache,
};
use parley::style::{FontFamily, FontFamilyName, StyleProperty};

use crate::fonts::FONTS;

/// What the letters of a PDF are drawn with: the embedded fonts, and those that a server was given.
///
/// A report must not depend on what else is on the machine: the system's fonts are never looked for.
#[derive(Clone)]
pub struct Fonts(Arc<Vec<Face>>);

/// A font in both worlds.
#[derive(Clone)]
pub(super) struct Face {
    family: String,
    weight: FontWeight,
    blob: Blob<u8>,
    pub(super) font: Font,
    /// Draws nothing, and stands for no space.
    pub(super) blank: Option<u32>,
    /// Draws nothing: what shaping puts for a joiner.
    pub(super) space: Option<u32>,
}

/// Read once: the biggest has more than four megabytes.
static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| {
    let face = |font: &crate::fonts::Font| {
        let (family, weight) = match font.name.strip_suffix("-bold") {
            Some(family) => (family, FontWeight::BOLD),
            None => (font.name, FontWeight::NORMAL),
        };
        Face::new(
            family.to_owned(),
            weight,
            Blob::new(Arc::new(font.bytes)),
            font.bytes.into(),
        )
    };
    Fonts(Arc::new(FONTS.iter().filter_map(face).collect()))
});

/// The embedded ones.
impl Default for Fonts {
    fn default() -> Self {
        EMBEDDED.clone()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|face| &face.family))
            .finish()
    }
}

impl Fonts {
    /// With the font of a TrueType or OpenType file, tried after the others for what they do not have;
    /// `None` if the file is none. Of a collection it is the first.
    #[must_use]
    pub fn with(&self, file: Vec<u8>) -> Option<Self> {
        let file = Arc::new(file);
        let family = format!("given-{}", self.0.len());
        let blob = Blob::new(file.clone());
        let face = Face::new(family, FontWeight::NORMAL, blob, file.into())?;
        let mut faces = self.0.to_vec();
        faces.push(face);
        Some(Self(Arc::new(faces)))
    }

    /// For the layout.
    pub(super) fn context(&self) -> FontContext {
        let mut collection = empty();
        for face in self.0.iter() {
            let named = FontInfoOverride {
                family_name: Some(&face.family),
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
    pub(super) fn face(&self, blob_id: u64) -> Option<&Face> {
        self.0.iter().find(|face| face.blob.id() == blob_id)
    }

    /// The families in the order in which they are tried for a letter; Arabic first where words run from
    /// right to left.
    pub(super) fn families(&self, is_from_right_to_left: bool) -> StyleProperty<'static, ()> {
        let first = is_from_right_to_left.then_some("arabic");
        let all = self.0.iter().map(|face| face.family.as_str());
        let mut named = BTreeSet::new();
        let families = first
            .into_iter()
            .chain(all)
            .filter(|name| named.insert(*name));
        let families = families.map(|name| FontFamilyName::Named(name.to_owned().into()));
        StyleProperty::FontFamily(FontFamily::List(families.collect::<Vec<_>>().into()))
    }
}

impl Face {
    fn new(family: String, weight: FontWeight, blob: Blob<u8>, data: krilla::Data) -> Option<Self> {
        Some(Self {
            family,
            weight,
            font: Font::new(data, 0)?,
            blank: glyph(&blob, '\u{a0}'),
            space: glyph(&blob, ' '),
            blob,
        })
    }
}

fn glyph(blob: &Blob<u8>, letter: char) -> Option<u32> {
    let registered = empty().register_fonts(blob.clone(), None);
    let (_, fonts) = registered.first()?;
    let charmap = fonts.first()?.charmap_index();
    charmap.charmap(blob.as_ref())?.map(letter)
}

/// Room for fonts, and none of the machine's.
fn empty() -> Collection {
    Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    })
}
