//! Text set into lines.

use std::collections::BTreeSet;
use std::ops::Range;

use parley::fontique::FontWeight;
use parley::layout::{Alignment, AlignmentOptions, Layout, Run};
use parley::style::{LineHeight, OverflowWrap, StyleProperty};
use parley::{BaseDirection, FontContext, LayoutContext};

use super::super::text::{Direction, Text, script_of, stretches};
use super::faces::Fonts;
use super::{arabic, compatibility};

/// Shown for what no font has.
const UNKNOWN: char = '\u{25a1}';

/// Size in points, weight and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    size: f32,
    is_bold: bool,
    pub(super) is_soft: bool,
}

impl Style {
    pub(super) const fn plain(size: f32) -> Self {
        Self {
            size,
            is_bold: false,
            is_soft: false,
        }
    }

    pub(super) const fn bold(size: f32) -> Self {
        Self {
            is_bold: true,
            ..Self::plain(size)
        }
    }

    pub(super) const fn soft(size: f32) -> Self {
        Self {
            is_soft: true,
            ..Self::plain(size)
        }
    }
}

/// Where lines stand in their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    End,
}

/// A text in lines of a width.
pub(super) struct SetText {
    pub(super) parts: Vec<Part>,
    pub(super) style: Style,
    pub(super) language: String,
}

/// What stands between two line breaks; it has a direction of its own.
pub(super) struct Part {
    pub(super) layout: Layout<()>,
    pub(super) words: String,
    /// Where in `words` addresses stand.
    pub(super) addresses: Vec<Range<usize>>,
    /// Where in `words` a run begins, and its language.
    spans: Vec<(usize, String)>,
}

impl SetText {
    pub(super) fn height(&self) -> f32 {
        self.parts.iter().map(|part| part.layout.height()).sum()
    }

    /// Every line, by part and place in it.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, usize)> {
        let parts = self.parts.iter().enumerate();
        parts.flat_map(|(at, part)| (0..part.layout.len()).map(move |line| (at, line)))
    }
}

impl Part {
    fn new(layout: Layout<()>, words: String, spans: Vec<(usize, String)>) -> Self {
        let mut addresses = Vec::new();
        let mut from = 0;
        for (stretch, is_link) in stretches(&words) {
            let to = from + stretch.len();
            addresses.extend(is_link.then_some(from..to));
            from = to;
        }
        Self {
            layout,
            words,
            addresses,
            spans,
        }
    }

    /// Of the run that a byte is in.
    pub(super) fn language_at(&self, at: usize) -> Option<&str> {
        let span = self.spans.iter().rev().find(|(from, _)| *from <= at);
        span.map(|(_, language)| language.as_str())
    }
}

/// Sets texts.
pub(super) struct Typesetter {
    pub(super) fonts: Fonts,
    /// The scripts of letters that no font has.
    pub(super) boxes: BTreeSet<&'static str>,
    context: FontContext,
    layouts: LayoutContext<()>,
}

impl Typesetter {
    pub(super) fn new(fonts: &Fonts) -> Self {
        Self {
            fonts: fonts.clone(),
            boxes: BTreeSet::new(),
            context: fonts.context(),
            layouts: LayoutContext::new(),
        }
    }

    pub(super) fn set(&mut self, text: &Text, style: Style, width: f32, align: Align) -> SetText {
        let lines = text.lines();
        let parts = lines.iter().map(|line| {
            let mut part = self.part(line, style);
            part.layout.break_all_lines(Some(width));
            let alignment = match align {
                Align::Start => Alignment::Start,
                Align::End => Alignment::End,
            };
            part.layout.align(alignment, AlignmentOptions::default());
            part
        });
        SetText {
            parts: parts.collect(),
            style,
            language: text.language().to_owned(),
        }
    }

    fn part(&mut self, text: &Text, style: Style) -> Part {
        let direction = text.direction();
        let mut words = String::new();
        let mut spans = Vec::new();
        let is_alone = text.runs().len() == 1;
        for run in text.runs() {
            // Somebody's words among ours keep their direction to themselves.
            let is_isolated = run.is_written && !is_alone && run.has_right_to_left();
            words.extend(is_isolated.then_some('\u{2068}'));
            spans.push((words.len(), run.language().to_owned()));
            words.push_str(&arabic::parted(&compatibility::decomposed(&run.words)));
            words.extend(is_isolated.then_some('\u{2069}'));
        }
        if words.is_empty() {
            // An empty line has the height of any other.
            words.push(' ');
        }
        let layout = self.lay_out(&words, style, direction);
        let missing = missing(&layout, &words);
        if missing.is_empty() {
            return Part::new(layout, words, spans);
        }
        let unknown = missing.iter().filter_map(|range| words.get(range.clone()));
        self.boxes
            .extend(unknown.flat_map(str::chars).filter_map(script_of));
        let words = replaced(&words, &missing, &mut spans);
        let layout = self.lay_out(&words, style, direction);
        Part::new(layout, words, spans)
    }

    fn lay_out(&mut self, words: &str, style: Style, direction: Direction) -> Layout<()> {
        let layout = self.build(words, style, direction, &[]);
        match right_to_left(&layout).as_slice() {
            [] => layout,
            stretches => self.build(words, style, direction, stretches),
        }
    }

    /// With these stretches in the fonts for what runs from right to left.
    ///
    /// There a bracket is drawn as its mirror image. It gets its glyph from the font of the letters,
    /// so that no glyph is the one bracket here and the other there.
    fn build(
        &mut self,
        words: &str,
        style: Style,
        direction: Direction,
        stretches: &[Range<usize>],
    ) -> Layout<()> {
        let weight = match style.is_bold {
            true => FontWeight::BOLD,
            false => FontWeight::NORMAL,
        };
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.context, words, 1.0, false);
        builder.set_base_direction(match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
        builder.push_default(self.fonts.families(false));
        for stretch in stretches {
            builder.push(self.fonts.families(true), stretch.clone());
        }
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(
            1.45,
        )));
        // An address or a word of a hundred letters stays inside its column.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.build(words)
    }
}

/// A box for each of these ranges; spans move along.
fn replaced(words: &str, ranges: &[Range<usize>], spans: &mut [(usize, String)]) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut from = 0;
    let mut spans = spans.iter_mut().peekable();
    for range in ranges {
        while let Some((at, _)) = spans.next_if(|(at, _)| *at <= range.start) {
            *at = *at - from + shown.len();
        }
        shown.push_str(&words[from..range.start]);
        shown.push(UNKNOWN);
        from = range.end;
    }
    for (at, _) in spans {
        *at = at.saturating_sub(from) + shown.len();
    }
    shown.push_str(&words[from..]);
    shown
}

/// The bytes that run from right to left, in order.
fn right_to_left(layout: &Layout<()>) -> Vec<Range<usize>> {
    let mut layout = layout.clone();
    layout.break_all_lines(None);
    let runs = layout
        .lines()
        .flat_map(|line| line.runs().collect::<Vec<_>>());
    let runs = runs.filter(Run::is_rtl).map(|run| run.text_range());
    let mut stretches: Vec<Range<usize>> = runs.collect();
    stretches.sort_by_key(|range| range.start);
    stretches
}

/// The bytes for which no font has a glyph, in order.
fn missing(layout: &Layout<()>, words: &str) -> Vec<Range<usize>> {
    let mut layout = layout.clone();
    layout.break_all_lines(None);
    let mut missing = Vec::new();
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.clusters() {
                let range = cluster.text_range();
                let is_visible = words
                    .get(range.clone())
                    .is_some_and(|words| words.chars().any(|c| !c.is_whitespace()));
                if is_visible && cluster.glyphs().any(|glyph| glyph.id == 0) {
                    missing.push(range);
                }
            }
        }
    }
    missing.sort_by_key(|range| range.start);
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_put_between_their_words_is_printed_and_what_no_font_has_is_a_box() {
        let mut typesetter = Typesetter::new(&Fonts::default());
        let mut words = |text: &str| {
            let text = Text::written(text);
            let set = typesetter.set(&text, Style::plain(10.0), 400.0, Align::Start);
            set.parts[0].words.clone()
        };
        for text in [
            "Well done \u{1f600}\u{1f44d}\u{1f3fe}",
            "Yes \u{2705}",
            "\u{2764}\u{fe0f}",
        ] {
            assert_eq!(words(text), text);
        }
        assert_eq!(words("Linear B: \u{10000}"), "Linear B: \u{25a1}");
    }
}
