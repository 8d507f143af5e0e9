//! PDF on A4, tagged after PDF/UA-1, with its fonts.
//!
//! Two passes: `flow` sets every block into lines and gives each line its place on a page; `draw`
//! writes the pages, now that their number is known, with the tree of tags and the outline.
//! A character that no font has is shown as a box, so that a report never fails for a letter; the end
//! of the report says so.

mod arabic;
mod compatibility;
mod draw;
mod faces;
mod flow;
mod glyphs;
mod links;
mod set;
mod table;

use super::document::{Block, Document, Level, Marker};
use super::text::Text;
use super::{Rendered, Unrendered};
pub use faces::Fonts;
use flow::{Flow, Pair};
use set::{Style, Typesetter};

/// Sizes in points.
const TITLE: Style = Style::bold(19.0);
const SECTION: Style = Style::bold(14.0);
const PART: Style = Style::bold(11.0);
const BODY: Style = Style::plain(10.0);
const LABEL: Style = Style::soft(10.0);
const SOURCE: Style = Style::soft(8.5);
const SMALL: Style = Style::plain(8.5);
const SMALL_HEAD: Style = Style::bold(8.5);

/// Said at the end of a report that has letters of other scripts.
const BOXES: &str = "\u{25a1} stands for a letter that this PDF has no font for. The Word file, \
    the web page and the other formats have it.";

pub(super) fn render(document: &Document, fonts: &Fonts) -> Result<Rendered, Unrendered> {
    let mut flow = Flow::new(Typesetter::new(fonts));
    flow.title(&document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(level, heading) => flow.heading(*level, heading),
            Block::Facts(facts) => {
                let pairs = facts.iter().map(|(label, value)| Pair {
                    label: label.clone(),
                    label_style: LABEL,
                    body: value.clone(),
                    source: Text::default(),
                });
                flow.pairs(flow::Labels::Words, pairs.collect());
            }
            Block::Paragraph(text) => flow.paragraph(text, BODY),
            Block::Missing(missing) => flow.paragraph(&Text::from(*missing), LABEL),
            Block::List(marker, entries) => {
                let labels = match marker {
                    Marker::Bullet => flow::Labels::Bullets,
                    Marker::Number => flow::Labels::Numbers,
                };
                let pairs = entries.iter().enumerate().map(|(at, entry)| Pair {
                    label: match marker {
                        Marker::Bullet => "•".into(),
                        Marker::Number => format!("{}.", at + 1).into(),
                    },
                    label_style: BODY,
                    body: entry.text.clone(),
                    source: entry.source.clone(),
                });
                flow.pairs(labels, pairs.collect());
            }
            Block::Table(table) => flow.table(table),
        }
    }
    let without_font: Vec<_> = flow.typesetter.boxes.iter().copied().collect();
    if !without_font.is_empty() {
        flow.paragraph(&BOXES.into(), LABEL);
    }
    Ok(Rendered {
        bytes: draw::draw(document, flow)?,
        without_font,
    })
}

/// The style of a heading and the room above it.
fn of_level(level: Level) -> (Style, f32) {
    match level {
        Level::Section => (SECTION, 20.0),
        Level::Part => (PART, 14.0),
    }
}
