//! The segments of the session, by the page's own words.

use super::label::Label;
use super::line::Line;
use super::{
    AgendaItem, PageField, PageReading, SegmentKind, agenda_list, agenda_prose, fit, limits,
};

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
            page.claim(line, PageField::Duration);
            continue;
        }
        match agenda_list::segment(&line.text) {
            Some(item) if drafts.listed.len() < limits::SEGMENTS_MAX => {
                page.claim(line, PageField::Agenda);
                drafts.listed.push(item);
            }
            // An agenda inside the description goes on as description.
            _ if within == Some(Label::Description) => {
                page.add_text(
                    |page| &mut page.description,
                    PageField::Description,
                    std::slice::from_ref(line),
                );
            }
            _ => page.leave(line),
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
