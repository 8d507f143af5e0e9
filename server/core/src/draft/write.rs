//! From the draft into the third block: what is new is put in, nothing that stands is changed.

use super::event::Event;
use super::headings::{BULLET, heading};
use super::line::{LineState, Section};
use super::state::{Draft, DraftLine};
use crate::ids::{LineId, PersonId};
use crate::rejection::{Field, Rejection};
use crate::shared_text::{SharedText, Splice};
use crate::{capture, limits};

/// Puts the lines that are not in the report yet under the headings of their sections, or at the end
/// where there is no such heading.
///
/// # Errors
/// The text would be too long.
pub(super) fn write<E>(
    draft: &Draft,
    report: &SharedText,
    (by, at_ms): (Option<PersonId>, u64),
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<capture::Event>,
{
    let lines = draft.in_order().into_iter();
    let new: Vec<&DraftLine> = lines
        .filter(|line| !line.written && line.state != LineState::Dropped)
        .collect();
    let mut sections: Vec<Section> = new.iter().map(|line| line.proposed.section).collect();
    sections.dedup();
    let mut text = report.text().to_owned();
    let mut events: Vec<E> = Vec::with_capacity(sections.len() + 1);
    for (revision, section) in (report.revision() + 1..).zip(sections) {
        let of_section = new.iter().filter(|line| line.proposed.section == section);
        let points: Vec<&str> = of_section.map(|line| line.text()).collect();
        let splice = placed(&text, heading(section), &points);
        text = splice.applied_to(&text);
        let edited = capture::Event::ReportEdited {
            splice,
            revision,
            at_ms,
            by,
        };
        events.push(edited.into());
    }
    let chars = text.chars().count();
    if chars > limits::REPORT_CHARS_MAX {
        return Err(Rejection::TextTooLong {
            field: Field::Report,
            chars,
            chars_max: limits::REPORT_CHARS_MAX,
        });
    }
    if !new.is_empty() {
        let lines: Vec<LineId> = new.iter().map(|line| line.proposed.line).collect();
        events.push(Event::DraftWritten { lines, at_ms }.into());
    }
    Ok(events)
}

/// Where the points come to stand, and with what around them.
fn placed(text: &str, heading: &str, points: &[&str]) -> Splice {
    let points: Vec<String> = points.iter().map(|it| format!("{BULLET}{it}")).collect();
    let points = points.join("\n");
    let (at, insert) = match end_of_list(text, heading) {
        Some(end) => (end, format!("\n{points}")),
        None => {
            let breaks = text.len() - text.trim_end_matches('\n').len();
            let missing = if text.is_empty() {
                0
            } else {
                2_usize.saturating_sub(breaks)
            };
            let gap = "\n".repeat(missing);
            (text.len(), format!("{gap}{heading}\n{points}"))
        }
    };
    Splice {
        at: u32::try_from(text[..at].chars().count()).unwrap_or(u32::MAX),
        delete: 0,
        insert,
        ..Splice::default()
    }
}

/// The byte behind the last point of the list under a heading, or behind the heading itself.
fn end_of_list(text: &str, heading: &str) -> Option<usize> {
    let mut at = 0;
    let mut end = None;
    for line in text.split('\n') {
        let line_end = at + line.len();
        at = line_end + 1;
        match end {
            None if line.trim() == heading => end = Some(line_end),
            Some(_) if line.starts_with(BULLET.trim_end()) => end = Some(line_end),
            Some(_) if !line.trim().is_empty() => break,
            _ => {}
        }
    }
    end
}
