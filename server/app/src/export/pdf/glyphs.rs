//! The glyphs of a run, each with the letters that it stands for.
//!
//! What a reader copies, searches or speaks is made of these letters, and not of what is drawn.

use krilla::text::{GlyphId, KrillaGlyph};
use parley::layout::{Glyph, Run};

/// The glyphs from left to right, and how wide they are together.
///
/// `blank` draws nothing: it stands for the further letters of a ligature.
pub(super) fn of(run: &Run<'_, ()>, words: &str, blank: Option<u32>) -> (Vec<KrillaGlyph>, f32) {
    let size = run.font_size();
    let mut set = Vec::new();
    let mut width = 0.0;
    let mut continued: Option<usize> = None;
    for cluster in run.visual_clusters() {
        let range = cluster.text_range();
        let letters = words.get(range.clone()).unwrap_or_default();
        // Isolates have done their work.
        if letters
            .chars()
            .all(|c| matches!(c, '\u{2066}'..='\u{2069}'))
        {
            continue;
        }
        // A ligature's first letter has the glyph; from right to left, it comes last.
        if cluster.is_ligature_continuation() {
            if run.is_rtl() {
                continued = Some(continued.map_or(range.end, |end| end.max(range.end)));
            } else if let Some(KrillaGlyph { text_range, .. }) = set.last_mut() {
                text_range.end = text_range.end.max(range.end);
            }
            continue;
        }
        let end = continued.take().unwrap_or(range.end);
        let whole = range.start..end;
        let glyphs: Vec<Glyph> = cluster.glyphs().collect();
        width += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        match (glyphs.as_slice(), blank) {
            ([glyph], Some(blank)) if end > range.end => {
                ligature(glyph, blank, words, whole, size, &mut set);
            }
            _ => set.extend(glyphs.iter().map(|glyph| {
                let (advance, x) = (glyph.advance, glyph.x);
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    advance / size,
                    x / size,
                    -glyph.y / size,
                    0.0,
                    whole.clone(),
                    None,
                )
            })),
        }
    }
    (set, width)
}

/// A ligature from right to left, a share of its width for each letter. Readers that turn what they
/// find from left to right around would turn the letters of a single glyph around too.
fn ligature(
    glyph: &Glyph,
    blank: u32,
    words: &str,
    range: std::ops::Range<usize>,
    size: f32,
    set: &mut Vec<KrillaGlyph>,
) {
    let letters = words.get(range.clone()).unwrap_or_default().char_indices();
    let letters: Vec<_> = letters
        .map(|(at, c)| range.start + at..range.start + at + c.len_utf8())
        .collect();
    let share = glyph.advance / letters.len() as f32;
    for (place, letter) in letters.iter().rev().enumerate() {
        let (id, x, y) = match place {
            0 => (glyph.id, glyph.x, -glyph.y),
            _ => (blank, 0.0, 0.0),
        };
        set.push(KrillaGlyph::new(
            GlyphId::new(id),
            share / size,
            x / size,
            y / size,
            0.0,
            letter.clone(),
            None,
        ));
    }
}
