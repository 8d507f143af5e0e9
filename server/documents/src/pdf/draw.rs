//! Writes the pages that `flow` has laid out, with tags, outline and numbers.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree,
};
use krilla::{Document as Pdf, SerializeSettings};

use super::super::Unrendered;
use super::super::document::{Document, Level};
use super::super::text::{LANGUAGE, Text};
use super::faces::Fonts;
use super::flow::{BOTTOM, Branch, Flow, LEFT, Mark, PAGE, RIGHT};
use super::set::{Align, SetText, Style};
use super::{glyphs, links};

const INK: [u8; 3] = [0x1d, 0x24, 0x30];
const SOFT: [u8; 3] = [0x56, 0x60, 0x72];
const LINE: [u8; 3] = [0xd5, 0xda, 0xe3];
const FOOT: Style = Style::soft(8.0);

/// The content of each set text, in the order of its words, and the links in it behind that.
type Pieces = Vec<Vec<Node>>;

pub(super) fn draw(document: &Document, mut flow: Flow) -> Result<Vec<u8>, Unrendered> {
    let failed = |why: String| Unrendered(format!("the PDF was not written: {why}"));
    let configuration =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    let configuration = configuration.finish();
    let mut pdf = Pdf::new_with(SerializeSettings {
        configuration: configuration.map_err(|error| failed(format!("{error:?}")))?,
        ..SerializeSettings::default()
    });
    let page_settings = PageSettings::from_wh(PAGE.0, PAGE.1);
    let page_settings = page_settings.ok_or_else(|| failed("its page has no size".to_owned()))?;
    let lines: Vec<Vec<(usize, usize)>> =
        flow.sets.iter().map(|set| set.lines().collect()).collect();
    let mut pieces: Pieces = flow.sets.iter().map(|_| Vec::new()).collect();
    let pages = std::mem::take(&mut flow.pages);
    let fonts = flow.typesetter.fonts.clone();
    for (at, marks) in pages.iter().enumerate() {
        let mut links = Vec::new();
        let mut page = pdf.start_page_with(page_settings.clone());
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Rule { y } => rule(&mut surface, *y),
                Mark::Line {
                    set,
                    line,
                    left,
                    top,
                    is_repeated,
                } => {
                    let text = &flow.sets[*set];
                    let line = lines[*set][*line];
                    let place = (*left, *top);
                    let found = self::line(&mut surface, &fonts, text, line, place, *is_repeated);
                    pieces[*set].extend(found.into_iter().map(Node::Leaf));
                    if !is_repeated {
                        let found = links::of_line(text, line, place);
                        links.extend(found.into_iter().map(|link| (*set, link)));
                    }
                }
            }
        }
        let number = Text::from(format!("{} / {}", at + 1, pages.len()));
        let number = flow.typesetter.set(&number, FOOT, RIGHT - LEFT, Align::End);
        line(
            &mut surface,
            &fonts,
            &number,
            (0, 0),
            (LEFT, BOTTOM + 20.0),
            true,
        );
        surface.finish();
        for (set, link) in links {
            pieces[set].push(link.put(&mut page));
        }
        page.finish();
    }
    pdf.set_tag_tree(tag_tree(std::mem::take(&mut flow.tags), pieces));
    pdf.set_outline(outline(&flow));
    pdf.set_metadata(metadata(document));
    pdf.finish().map_err(|error| failed(format!("{error:?}")))
}

fn color([red, green, blue]: [u8; 3]) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    let mut path = PathBuilder::new();
    path.move_to(LEFT, y);
    path.line_to(RIGHT, y);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Other,
    )));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: color(LINE).into(),
        width: 0.6,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.end_tagged();
}

/// Draws one line; its content in the order of its words, unless it is none.
fn line(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    text: &SetText,
    (at, line): (usize, usize),
    (left, top): (f32, f32),
    is_artifact: bool,
) -> Vec<Identifier> {
    let part = &text.parts[at];
    let Some(line) = part.layout.get(line) else {
        return Vec::new();
    };
    let metrics = line.metrics();
    let y = top + metrics.baseline - metrics.block_min_coord;
    let mut x = left + metrics.offset;
    let ink = if text.style.is_soft { SOFT } else { INK };
    surface.set_fill(Some(Fill {
        paint: color(ink).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }));
    let mut set = Vec::new();
    for run in line.runs() {
        let Some(face) = fonts.face(run.font().data.id()) else {
            continue;
        };
        let (shown, advance) = glyphs::of(&run, &part.words, face);
        let shown = shown.into_iter().filter(|shown| !shown.glyphs.is_empty());
        set.extend(shown.map(|shown| (shown, x, run.font_size(), face)));
        x += advance;
    }
    // Shown in the order of the words: many readers copy and search in the order of showing.
    set.sort_by_key(|(shown, ..)| shown.from);
    let mut pieces = Vec::new();
    for (shown, x, size, face) in set {
        let language = part
            .language_at(shown.from)
            .filter(|language| *language != text.language);
        let tag = match is_artifact {
            true => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            false => ContentTag::Span(SpanTag::empty().with_lang(language)),
        };
        let piece = surface.start_tagged(tag);
        let font = face.font.clone();
        let start = Point::from_xy(x + shown.x, y);
        surface.draw_glyphs(start, &shown.glyphs, font, &part.words, size, false);
        surface.end_tagged();
        if !is_artifact {
            pieces.push(piece);
        }
    }
    pieces
}

fn tag_tree(branches: Vec<Branch>, mut pieces: Pieces) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for branch in branches {
        for node in nodes(branch, &mut pieces) {
            tree.push(node);
        }
    }
    tree
}

fn nodes(branch: Branch, pieces: &mut Pieces) -> Vec<Node> {
    match branch {
        Branch::Set(set) => std::mem::take(&mut pieces[set]),
        Branch::Group(tag, branches) => {
            let mut group = TagGroup::new(tag);
            for branch in branches {
                for node in nodes(branch, pieces) {
                    group.push(node);
                }
            }
            vec![Node::Group(group)]
        }
    }
}

/// Parts below their sections.
fn outline(flow: &Flow) -> Outline {
    let mut sections: Vec<OutlineNode> = Vec::new();
    for bookmark in &flow.bookmarks {
        let place = XyzDestination::new(bookmark.page, Point::from_xy(LEFT, bookmark.y));
        let node = OutlineNode::new(bookmark.words.clone(), place).with_open(true);
        match (bookmark.level, sections.last_mut()) {
            (Level::Part, Some(section)) => section.push_child(node),
            _ => sections.push(node),
        }
    }
    let mut outline = Outline::new();
    for section in sections {
        outline.push_child(section);
    }
    outline
}

fn metadata(document: &Document) -> Metadata {
    let metadata = Metadata::new()
        .title(document.title.line())
        .language(LANGUAGE.to_owned())
        .creator("Onefloor".to_owned());
    match document.held_at_ms.and_then(date) {
        Some(date) => metadata.creation_date(date),
        None => metadata,
    }
}

fn date(at_ms: u64) -> Option<DateTime> {
    let at = Timestamp::from_millisecond(i64::try_from(at_ms).ok()?).ok()?;
    let at = TimeZone::UTC.to_datetime(at);
    let byte = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).ok()?;
    let date = DateTime::new(year)
        .month(byte(at.month()))
        .day(byte(at.day()))
        .hour(byte(at.hour()))
        .minute(byte(at.minute()))
        .second(byte(at.second()));
    Some(date.utc_offset_hour(0).utc_offset_minute(0))
}
