//! Commands about the draft.

use super::command::Command;
use super::event::Event;
use super::line::{Found, LineState};
use super::refresh::refresh;
use super::state::Draft;
use super::write::write;
use crate::capture::{self, Capture, report_open};
use crate::form::Form;
use crate::ids::{LineId, PersonId};
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about the draft looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) capture: &'a Capture,
    pub(crate) form: &'a Form,
    /// Whoever asks.
    pub(crate) by: Option<PersonId>,
    pub(crate) now_ms: u64,
}

/// Decides about the draft; what is written goes into the text of the report. `found` is what the
/// session gives at this moment.
pub(crate) fn decide<E>(
    hall: &Hall<'_>,
    command: &Command,
    found: impl FnOnce() -> Vec<Found>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<capture::Event>,
{
    let decided = match command {
        Command::AssembleDraft => refresh(hall.draft, found(), hall.now_ms),
        Command::SetDraftLine {
            line,
            state,
            text,
            revision,
        } => set_line(hall, *line, (*state, text.as_deref()), *revision)?,
        Command::WriteDraftToReport => {
            let report = report_open(hall.capture, hall.form)?;
            return write(hall.draft, report, (hall.by, hall.now_ms));
        }
    };
    Ok(decided.into_iter().map(E::from).collect())
}

/// Keeps a line as it was assembled, writes it anew or drops it; `seen` is the revision changed.
///
/// # Errors
/// It is unknown, somebody changed it since, or an edited line has no text or too much.
fn set_line(
    hall: &Hall<'_>,
    line: LineId,
    (state, typed): (LineState, Option<&str>),
    seen: u32,
) -> Decided {
    let present = hall.draft.lines.get(&line);
    let present = present.ok_or(Rejection::LineUnknown)?;
    let text = match state {
        LineState::Kept => None,
        // Dropped, it keeps the words that it had.
        LineState::Dropped => present.edited.clone(),
        LineState::Edited => {
            Some(Field::DraftLine.line(typed.unwrap_or_default(), limits::DRAFT_LINE_CHARS_MAX)?)
        }
    };
    if (present.state, &present.edited) == (state, &text) {
        return Ok(Vec::new());
    }
    if present.revision != seen {
        return Err(Rejection::TextChanged {
            text: present.text().to_owned(),
            revision: present.revision,
        });
    }
    Ok(vec![Event::DraftLineSet {
        line,
        state,
        text,
        revision: seen + 1,
        at_ms: hall.now_ms,
        by: hall.by,
    }])
}
