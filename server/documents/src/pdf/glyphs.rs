//! The glyphs of a run, each with the letters that it stands for.
//!
//! What a reader copies, searches or speaks is made of these letters, and not of what is drawn.

use krilla::text::{GlyphId, KrillaGlyph};
use parley::layout::{Glyph, Run};

use super::super::text::is_right_to_left;
use super::arabic;
use super::faces::Face;

/// The most by which a letter of a ligature stands back, in ems: more is a new word to pdf.js.
const PLACE_MAX: f32 = 0.19;

/// What is shown at once: a run, or one word of a run from right to left.
pub(super) struct Shown {
    /// The first of its bytes in the words.
    pub(super) from: usize,
    /// From the left end of the run.
    pub(super) x: f32,
    /// From left to right.
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// The glyphs of a run, and how wide they are together.
pub(super) fn of(run: &Run<'_, ()>, words: &str, face: &Face) -> (Vec<Shown>, f32) {
    let (glyphs, width) = set(run, words, face);
    let start = run.text_range().start;
    if !run.is_rtl() {
        let (from, x) = (start, 0.0);
        let glyphs = in_order(glyphs);
        return (vec![Shown { from, x, glyphs }], width);
    }
    let text = |glyph: &KrillaGlyph| words.get(glyph.text_range.clone()).unwrap_or_default();
    let is_letter = |c: char| is_right_to_left(c) && c.is_alphabetic();
    let mut x = 0.0;
    let mut shown = Vec::new();
    // Letters may be shown in reverse, but not words (ISO 32000-1, 14.8.2.3.3). A space is the last
    // of its word, and so stands on its left.
    for word in glyphs.chunk_by(|_, next| text(next) != " ") {
        // What has no letter is not shown in reverse: no reader would turn it around.
        let has_letters = word.iter().any(|glyph| text(glyph).contains(is_letter));
        for glyphs in word.chunks(if has_letters { word.len() } else { 1 }) {
            let from = glyphs.iter().map(|glyph| glyph.text_range.start).min();
            shown.push(Shown {
                from: from.unwrap_or(start),
                x,
                glyphs: glyphs.to_vec(),
            });
            x += glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * run.font_size();
        }
    }
    (shown, width)
}

/// Glyphs whose letters stand in the order of the words. In scripts of South Asia a sign may be drawn on
/// both sides of another letter: these glyphs stand for all of their letters together.
fn in_order(mut glyphs: Vec<KrillaGlyph>) -> Vec<KrillaGlyph> {
    // Letters, and the first glyph that draws any of them.
    let mut drawn: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        let mut letters = glyph.text_range.clone();
        let mut first = at;
        while let Some((before, _)) = drawn
            .last()
            .filter(|(before, _)| before.end > letters.start)
        {
            letters = before.start.min(letters.start)..before.end.max(letters.end);
            first = drawn.pop().map_or(first, |(_, first)| first);
        }
        drawn.push((letters, first));
    }
    let mut end = glyphs.len();
    for (letters, first) in drawn.into_iter().rev() {
        for glyph in glyphs.iter_mut().take(end).skip(first) {
            glyph.text_range = letters.clone();
        }
        end = first;
    }
    glyphs
}

/// From left to right.
fn set(run: &Run<'_, ()>, words: &str, face: &Face) -> (Vec<KrillaGlyph>, f32) {
    let size = run.font_size();
    let mut set = Vec::new();
    let mut width = 0.0;
    let mut continued: Option<usize> = None;
    for cluster in run.visual_clusters() {
        let range = arabic::whole(words, cluster.text_range());
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
        let drawn = |glyph: &Glyph| glyph.advance > 0.0 || Some(glyph.id) != face.space;
        let glyphs: Vec<Glyph> = cluster.glyphs().filter(drawn).collect();
        width += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        match (glyphs.as_slice(), face.blank) {
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

/// A ligature from right to left, a place in its width for each letter. Readers that turn what they
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
    let further = letters.len().saturating_sub(1) as f32;
    let place = (glyph.advance / letters.len() as f32).min(PLACE_MAX * size);
    for (at, letter) in letters.iter().rev().enumerate() {
        let (id, x, y, advance) = match at {
            0 => (glyph.id, glyph.x, -glyph.y, glyph.advance - place * further),
            _ => (blank, 0.0, 0.0, place),
        };
        set.push(KrillaGlyph::new(
            GlyphId::new(id),
            advance / size,
            x / size,
            y / size,
            0.0,
            letter.clone(),
            None,
        ));
    }
}
