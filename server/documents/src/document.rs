//! The report laid out: headings, paragraphs, lists and tables in the IGF's order.
//!
//! The only thing that renderers know of a report. A new section is written in `form` or `annex`,
//! and appears in every notation.

mod annex;
mod form;
mod times;

use jiff::Timestamp;
use onefloor_core::igf::PagePerson;
use onefloor_core::report::{BlockState, Report};
use onefloor_core::terms::Block as FormBlock;

use super::text::Text;
use times::Times;

pub(super) use annex::option;

/// A laid-out report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) title: Text,
    /// When the session was held, in milliseconds since 1970: the date of the files.
    pub(super) held_at_ms: Option<u64>,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A section, or a part of one.
    Heading(Level, Text),
    /// Label and value.
    Facts(Vec<(Text, Text)>),
    /// Line breaks are kept.
    Paragraph(Text),
    /// Something the form asks for and nobody has written.
    Missing(&'static str),
    List(Marker, Vec<Entry>),
    Table(Table),
}

/// How deep a heading stands; the title is above both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Section,
    Part,
}

/// What stands before the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number,
}

/// An entry of a list, with where it came from; nothing for an entry that needs no source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) text: Text,
    pub(super) source: Text,
}

/// Rows of as many cells as there are columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Text>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) head: &'static str,
    /// Share of the width, beside those of the others.
    pub(super) share: u16,
    /// Numbers stand at the end of their cells.
    pub(super) is_number: bool,
}

impl Column {
    fn text(head: &'static str, share: u16) -> Self {
        Self {
            head,
            share,
            is_number: false,
        }
    }

    fn number(head: &'static str, share: u16) -> Self {
        Self {
            is_number: true,
            ..Self::text(head, share)
        }
    }
}

impl Document {
    pub(super) fn of(report: &Report) -> Self {
        let times = Times::of(report);
        let mut blocks = vec![Block::Facts(facts(report, &times))];
        form::lay_out(report, &times, &mut blocks);
        annex::lay_out(report, &times, &mut blocks);
        Self {
            title: title(report),
            held_at_ms: report.started_at_ms,
            blocks,
        }
    }
}

fn section(title: impl Into<Text>) -> Block {
    Block::Heading(Level::Section, title.into())
}

fn part(title: impl Into<Text>) -> Block {
    Block::Heading(Level::Part, title.into())
}

/// "IGF 2024 Launch / Award Event #128 Title"
pub(super) fn title(report: &Report) -> Text {
    let about = &report.about;
    let mut title = Text::default();
    if let Some(year) = about.year {
        title = title.and(&format!("IGF {year} "));
    }
    if let Some(kind) = &about.kind {
        title = title.and_written(kind).and(" ");
    }
    if let Some(number) = about.number {
        title = title.and(&format!("#{number} "));
    }
    title.and_written(&about.title)
}

fn facts(report: &Report, times: &Times) -> Vec<(Text, Text)> {
    let about = &report.about;
    let people = [
        ("Organisers", &about.organizers),
        ("Speakers", &about.speakers),
        ("Onsite moderators", &about.onsite_moderators),
        ("Online moderators", &about.online_moderators),
        ("Rapporteurs", &about.rapporteurs),
    ];
    let mut facts: Vec<(Text, Text)> = Vec::new();
    let mut say = |label: &str, value: Text| {
        if !value.is_empty() {
            facts.push((label.into(), value));
        }
    };
    if let Some(started) = report.started_at_ms {
        let until = report.ended_at_ms;
        let until = until.map(|ended| format!("–{}", times.clock(ended)));
        let until = until.unwrap_or_default();
        let (day, clock) = (times.day(started), times.clock(started));
        let held = format!("{day}, {clock}{until} {}", times.name(started));
        say("Held", held.into());
    } else if let Some(starts_at) = &about.starts_at {
        say("Planned for", planned(starts_at, times));
    }
    for (label, value) in [("Room", &about.room), ("Format", &about.format)] {
        say(label, Text::written(value.as_deref().unwrap_or_default()));
    }
    let targets = about.sdg_targets.iter();
    let targets = targets.map(|target| Text::written(target));
    say("SDG targets", Text::joined(targets, ", "));
    for (label, listed) in people {
        say(label, Text::joined(listed.iter().map(page_person), "; "));
    }
    say(
        "Status",
        Text::joined(report.blocks.iter().map(|block| status(block, times)), "; "),
    );
    facts
}

/// By the clocks of the place, where the page's words are a moment.
fn planned(starts_at: &str, times: &Times) -> Text {
    let moment = starts_at.parse::<jiff::Timestamp>().ok();
    let at_ms = moment.and_then(|at| u64::try_from(at.as_millisecond()).ok());
    at_ms.map_or_else(
        || Text::written(starts_at),
        |at_ms| times.moment(at_ms).into(),
    )
}

/// "Key Takeaways: final, signed by Name on 3 May 2026, 12:30 UTC"
fn status(state: &BlockState, times: &Times) -> Text {
    let name = block_name(state.block);
    if !state.signed {
        return format!("{name}: draft").into();
    }
    let mut text = Text::from(format!("{name}: final"));
    if let Some(signer) = &state.signed_by {
        text = text.and(", signed by ").and_written(signer);
    }
    match state.signed_at_ms {
        Some(at_ms) => text.and(&format!(" on {}", times.moment(at_ms))),
        None => text,
    }
}

/// What the IGF's form calls a block.
fn block_name(block: FormBlock) -> &'static str {
    match block {
        FormBlock::Takeaways => "Key Takeaways",
        FormBlock::CallsToAction => "Call to Action",
        FormBlock::Report => "Session Report",
    }
}

fn page_person(person: &PagePerson) -> Text {
    named(&person.name, person.affiliation.as_deref())
}

/// "Name (affiliation)"
fn named(name: &str, affiliation: Option<&str>) -> Text {
    let name = Text::written(name);
    match affiliation {
        Some(affiliation) => name.and(" (").and_written(affiliation).and(")"),
        None => name,
    }
}

/// "12:34", whole seconds.
fn minutes(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A moment in UTC, by a pattern of `strftime`.
pub(super) fn formatted(at_ms: u64, pattern: &str) -> String {
    let ms = i64::try_from(at_ms).unwrap_or(i64::MAX);
    let time = Timestamp::from_millisecond(ms);
    // A timestamp without a zone is written in UTC.
    time.map(|time| time.strftime(pattern).to_string())
        .unwrap_or_default()
}
