//! Where every line stands: blocks one below another, page after page.

use krilla::tagging::{ListNumbering, Tag, TagKind};

use super::super::document::Level;
use super::super::text::{LANGUAGE, Text};
use super::set::{Align, SetText, Style, Typesetter};
use super::{BODY, SOURCE, TITLE, of_level};

/// A4 in points, and its margins.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
pub(super) const LEFT: f32 = 54.0;
pub(super) const RIGHT: f32 = PAGE.0 - 54.0;
const TOP: f32 = 54.0;
pub(super) const BOTTOM: f32 = PAGE.1 - 64.0;
/// Lines of a paragraph that stay together at either end of a page.
const LINES_TOGETHER: usize = 2;

/// The most that is kept with the last lines above it.
const BELOW_MAX: f32 = 160.0;

/// Something on a page.
#[derive(Debug)]
pub(super) enum Mark {
    /// A line of a set text; `top` is that of its box.
    Line {
        set: usize,
        line: usize,
        left: f32,
        top: f32,
        /// Said before, as the head of a table on its second page.
        is_repeated: bool,
    },
    /// A thin rule over the width of the text.
    Rule { y: f32 },
}

/// The tree of tags, over the numbers of set texts.
#[derive(Debug)]
pub(super) enum Branch {
    Set(usize),
    Group(TagKind, Vec<Branch>),
}

/// A heading for the outline.
#[derive(Debug)]
pub(super) struct Bookmark {
    pub(super) level: Level,
    pub(super) words: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// What stands before the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labels {
    Words,
    Bullets,
    Numbers,
}

/// An entry of a list with its label.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) label: Text,
    pub(super) label_style: Style,
    pub(super) body: Text,
    pub(super) source: Text,
}

/// The pages so far.
pub(super) struct Flow {
    pub(super) typesetter: Typesetter,
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) sets: Vec<SetText>,
    pub(super) tags: Vec<Branch>,
    pub(super) bookmarks: Vec<Bookmark>,
    pub(super) y: f32,
}

impl Flow {
    pub(super) fn new(typesetter: Typesetter) -> Self {
        Self {
            typesetter,
            pages: vec![Vec::new()],
            sets: Vec::new(),
            tags: Vec::new(),
            bookmarks: Vec::new(),
            y: TOP,
        }
    }

    pub(super) fn title(&mut self, title: &Text) {
        let set = self.set(title, TITLE, RIGHT - LEFT, Align::Start);
        let tag = Tag::Hn(level(1), Some(title.line())).with_lang(self.language(set));
        self.place(set, LEFT, 0.0);
        self.tags
            .push(Branch::Group(tag.into(), vec![Branch::Set(set)]));
        self.y += 12.0;
    }

    pub(super) fn heading(&mut self, at: Level, heading: &Text) {
        let (style, above) = of_level(at);
        let set = self.set(heading, style, RIGHT - LEFT, Align::Start);
        let below = 4.0 * 14.5;
        if !self.is_at_top() {
            self.y += above;
        }
        // A heading without anything below it belongs to the next page.
        self.ensure(self.sets[set].height().min(200.0) + below);
        self.bookmarks.push(Bookmark {
            level: at,
            words: heading.line(),
            page: self.pages.len() - 1,
            y: self.y,
        });
        self.place(set, LEFT, 0.0);
        let number = match at {
            Level::Section => {
                self.y += 3.0;
                self.rule();
                2
            }
            Level::Part => 3,
        };
        self.y += 6.0;
        let tag = Tag::Hn(level(number), Some(heading.line())).with_lang(self.language(set));
        self.tags
            .push(Branch::Group(tag.into(), vec![Branch::Set(set)]));
    }

    pub(super) fn paragraph(&mut self, text: &Text, style: Style) {
        let set = self.set(text, style, RIGHT - LEFT, Align::Start);
        self.place(set, LEFT, 0.0);
        self.y += 6.0;
        let tag = Tag::P.with_lang(self.language(set));
        self.tags
            .push(Branch::Group(tag.into(), vec![Branch::Set(set)]));
    }

    /// A list; labels stand on the side where the entry begins.
    pub(super) fn pairs(&mut self, labels: Labels, pairs: Vec<Pair>) {
        let (column, gap, numbering) = match labels {
            Labels::Words => (158.0, 10.0, ListNumbering::None),
            Labels::Bullets => (12.0, 6.0, ListNumbering::Disc),
            Labels::Numbers => (20.0, 6.0, ListNumbering::Decimal),
        };
        let inset = column + gap;
        let width = RIGHT - LEFT - inset;
        let mut items = Vec::new();
        for pair in pairs {
            // Our labels in words are English, and stay on the left.
            let is_mirrored = labels != Labels::Words && pair.body.direction().is_right_to_left();
            let body_left = if is_mirrored { LEFT } else { LEFT + inset };
            let (label_left, label_align) = match (labels, is_mirrored) {
                (Labels::Words, _) => (LEFT, Align::Start),
                (_, false) => (LEFT, Align::End),
                (_, true) => (RIGHT - column, Align::Start),
            };
            let label = self.set(&pair.label, pair.label_style, column, label_align);
            let body = self.set(&pair.body, BODY, width, Align::Start);
            self.ensure(self.first_lines(body).max(self.first_lines(label)));
            let began = (self.pages.len(), self.y);
            self.place(label, label_left, 0.0);
            let after_label = (self.pages.len(), self.y);
            // Both begin on the same line.
            if after_label.0 == began.0 {
                self.y = began.1;
            }
            let source = (!pair.source.is_empty()).then(|| {
                let align = match is_mirrored {
                    true => Align::End,
                    false => Align::Start,
                };
                self.set(&pair.source, SOURCE, width, align)
            });
            // What an entry comes from stays with its last lines.
            let below = source.map_or(0.0, |source| self.sets[source].height());
            self.place(body, body_left, below.min(BELOW_MAX));
            if self.pages.len() == after_label.0 {
                self.y = self.y.max(after_label.1);
            }
            let mut body_tags = vec![Branch::Set(body)];
            if let Some(source) = source {
                self.place(source, body_left, 0.0);
                body_tags.push(Branch::Set(source));
            }
            self.y += if labels == Labels::Words { 1.5 } else { 5.0 };
            let body_tag = Tag::LBody.with_lang(self.language(body));
            items.push(Branch::Group(
                Tag::LI.into(),
                vec![
                    Branch::Group(Tag::Lbl.into(), vec![Branch::Set(label)]),
                    Branch::Group(body_tag.into(), body_tags),
                ],
            ));
        }
        self.y += 4.0;
        self.tags
            .push(Branch::Group(Tag::L(numbering).into(), items));
    }

    pub(super) fn set(&mut self, text: &Text, style: Style, width: f32, align: Align) -> usize {
        self.sets
            .push(self.typesetter.set(text, style, width, align));
        self.sets.len() - 1
    }

    /// The language of a set text, where it is not the document's.
    pub(super) fn language(&self, set: usize) -> Option<String> {
        let language = &self.sets[set].language;
        (language != LANGUAGE).then(|| language.clone())
    }

    /// Puts the lines of a set text below what is there, over as many pages as they need; the last ones
    /// with so much room below them.
    fn place(&mut self, set: usize, left: f32, below: f32) {
        let heights = self.line_heights(set);
        let count = heights.len();
        for (line, height) in heights.iter().enumerate() {
            let rest = count - line;
            // No first line alone at the foot of a page, and no last one alone at the head.
            let together = match line {
                0 => LINES_TOGETHER.min(count),
                _ if rest == LINES_TOGETHER => LINES_TOGETHER,
                _ => 1,
            };
            let mut needed: f32 = heights[line..line + together].iter().sum();
            if together == rest {
                needed += below;
            }
            self.ensure(needed.max(*height));
            self.mark_line(set, line, left, self.y, false);
            self.y += height;
        }
    }

    pub(super) fn mark_line(
        &mut self,
        set: usize,
        line: usize,
        left: f32,
        top: f32,
        is_repeated: bool,
    ) {
        self.mark(Mark::Line {
            set,
            line,
            left,
            top,
            is_repeated,
        });
    }

    pub(super) fn line_heights(&self, set: usize) -> Vec<f32> {
        let parts = self.sets[set].parts.iter();
        let lines = parts.flat_map(|part| part.layout.lines());
        lines.map(|line| line.metrics().line_height).collect()
    }

    fn first_lines(&self, set: usize) -> f32 {
        self.line_heights(set).iter().take(LINES_TOGETHER).sum()
    }

    pub(super) fn rule(&mut self) {
        self.mark(Mark::Rule { y: self.y });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Goes on to the next page unless there is this much room.
    pub(super) fn ensure(&mut self, height: f32) {
        if self.y + height > BOTTOM && !self.is_at_top() {
            self.next_page();
        }
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    pub(super) fn is_at_top(&self) -> bool {
        self.y <= TOP
    }

    pub(super) fn room(&self) -> f32 {
        BOTTOM - self.y
    }
}

fn level(number: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(number).unwrap_or(std::num::NonZeroU16::MIN)
}
