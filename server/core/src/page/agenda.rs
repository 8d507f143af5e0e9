//! The segments of the session, by the page's own words.

use serde::{Deserialize, Serialize};

use super::label::Label;
use super::line::Line;
use super::{PageReading, agenda_list, agenda_prose, fit, limits};

/// What happens in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Welcome.
    Opening,
    /// Keynote addresses.
    Keynotes,
    /// Other talks, with or without slides.
    Presentation,
    /// A panel.
    Panel,
    /// Open discussion.
    Discussion,
    /// Questions and answers.
    Questions,
    /// People find their places for what follows.
    Moving,
    /// Networking, in breakout rooms online.
    Networking,
    /// An award is given.
    Award,
    /// Last words.
    Closing,
    /// Anything else.
    Other,
}

/// One segment: minutes as the page says, and as fitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AgendaItem {
    /// What happens in it.
    pub kind: SegmentKind,
    /// In the page's words; empty for a segment that the page does not name.
    pub title: String,
    /// Fewest minutes that the page says.
    pub minutes_min: Option<u32>,
    /// Most minutes that the page says.
    pub minutes_max: Option<u32>,
    /// Minutes as fitted to the session's length.
    pub plan_minutes: u32,
}

/// Where segments may be found, collected while the page is read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Lines of the description.
    pub(super) description: Vec<Line>,
    /// Lines about the format.
    pub(super) format: Vec<Line>,
    /// Lines under labels of time.
    pub(super) time: Vec<Line>,
    listed: Vec<AgendaItem>,
}

/// Reads the lines under an agenda label; what is no segment stays unread.
pub(super) fn read_labelled(
    page: &mut PageReading,
    drafts: &mut Drafts,
    lines: &[Line],
    within: Option<Label>,
) {
    for line in lines {
        if let Some(minutes) = agenda_list::total(&line.text) {
            page.duration_minutes.get_or_insert(minutes);
            continue;
        }
        match agenda_list::segment(&line.text) {
            Some(item) if drafts.listed.len() < limits::SEGMENTS_MAX => drafts.listed.push(item),
            // An agenda inside the description goes on as description.
            _ if within == Some(Label::Description) => {
                page.add_text(|page| &mut page.description, std::slice::from_ref(line));
            }
            _ => page.leave(&line.text),
        }
    }
}

/// Settles on the best source of segments and fits them to the session's length.
pub(super) fn finish(page: &mut PageReading, drafts: Drafts) {
    let mut agenda = drafts.listed;
    for lines in [&drafts.format, &drafts.description] {
        if agenda.len() < 2 {
            let told = agenda_prose::segments(lines);
            agenda = if told.len() >= 2 { told } else { agenda };
        }
    }
    let length = page
        .duration_minutes
        .or_else(|| super::when::slot_minutes(page));
    // One segment is a mention, not an agenda: framing it would make an hour up.
    page.agenda = if agenda.len() < 2 {
        fit::as_stated(agenda)
    } else {
        fit::fitted(agenda, length)
    };
}

/// What a title's words say about the segment; the more telling words are asked first.
pub(super) fn kind_of(title: &str) -> Option<SegmentKind> {
    use SegmentKind::{
        Award, Closing, Discussion, Keynotes, Networking, Opening, Panel, Presentation, Questions,
    };
    const WORDS: [(&str, SegmentKind); 27] = [
        ("q&a", Questions),
        ("q & a", Questions),
        ("question", Questions),
        ("keynote", Keynotes),
        ("networking", Networking),
        ("breakout", Networking),
        ("break-out", Networking),
        ("matchmaking", Networking),
        ("speed dating", Networking),
        ("award", Award),
        ("opening", Opening),
        ("welcom", Opening),
        ("introduct", Opening),
        ("closing", Closing),
        ("wrap-up", Closing),
        ("wrap up", Closing),
        ("conclu", Closing),
        ("summary", Closing),
        ("panel", Panel),
        ("discussion", Discussion),
        ("dialogue", Discussion),
        ("debate", Discussion),
        ("roundtable", Discussion),
        ("presentation", Presentation),
        ("talk", Presentation),
        ("speech", Presentation),
        ("remarks", Presentation),
    ];
    let low = title.to_lowercase();
    WORDS
        .into_iter()
        .find(|(word, _)| low.contains(word))
        .map(|(_, kind)| kind)
}

/// A title as it stands on an agenda: trimmed, bounded, beginning with a capital.
pub(super) fn titled(words: &str) -> String {
    let trimmed = words.trim_matches(|c: char| c.is_whitespace() || ",;:.–—-()[]|".contains(c));
    let cut = super::line::cut(trimmed, limits::SHORT_CHARS_MAX);
    let mut letters = cut.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
