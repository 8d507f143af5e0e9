//! Commands about the draft.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::write::write;
use super::{Draft, DraftLine, Found, LineState, ProposedLine, Source};
use crate::capture;
use crate::context::Context;
use crate::ids::{LineId, PersonId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides about the draft; what is written goes into the text of the report. `found` is what the
/// session gives at this moment.
pub(crate) fn decide<E>(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
    found: impl FnOnce() -> Vec<Found>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<capture::Event>,
{
    let hand = (context.actor.person(), context.now_ms);
    let decided = match command {
        Command::AssembleDraft => refresh(&session.draft, found(), context.now_ms),
        Command::SetDraftLine {
            line,
            state,
            text,
            revision,
        } => set_line(session, *line, (*state, text.as_deref()), *revision, hand)?,
        Command::WriteDraftToReport => return write(session, hand),
    };
    Ok(decided.into_iter().map(E::from).collect())
}

/// Assembles the draft, or brings it up to date: new lines come, and lines that nobody has touched
/// and that are not in the report yet follow their sources, or go with them.
#[must_use]
pub fn refresh(draft: &Draft, found: Vec<Found>, now_ms: u64) -> Vec<Event> {
    let known: BTreeMap<Source, LineId> = draft
        .lines
        .iter()
        .map(|(id, line)| (line.proposed.of, *id))
        .collect();
    let gone = draft.lines.iter().filter(|(_, line)| {
        let stands = found.iter().any(|found| found.of == line.proposed.of);
        !stands && follows(line)
    });
    let gone: Vec<LineId> = gone.map(|(id, _)| *id).collect();
    let mut next = draft.last_line;
    let mut room = limits::DRAFT_LINES_MAX.saturating_sub(draft.lines.len() - gone.len());
    let mut lines = Vec::new();
    for found in found {
        match known.get(&found.of) {
            Some(id) => lines.extend(refreshed(draft, *id, found)),
            None if room > 0 => {
                next += 1;
                room -= 1;
                lines.push(proposed(LineId(next), found));
            }
            None => {}
        }
    }
    if lines.is_empty() && gone.is_empty() {
        return Vec::new();
    }
    vec![Event::DraftAssembled {
        lines,
        gone,
        at_ms: now_ms,
    }]
}

fn follows(line: &DraftLine) -> bool {
    line.state == LineState::Kept && !line.written
}

fn refreshed(draft: &Draft, id: LineId, found: Found) -> Option<ProposedLine> {
    let line = draft.lines.get(&id).filter(|line| follows(line))?;
    let fresh = proposed(id, found);
    (fresh != line.proposed).then_some(fresh)
}

fn proposed(line: LineId, found: Found) -> ProposedLine {
    ProposedLine {
        line,
        section: found.section,
        of: found.of,
        text: found.text,
        sources: found.sources,
        at_ms: found.at_ms,
    }
}

/// Keeps a line as it was assembled, writes it anew or drops it; `seen` is the revision changed.
///
/// # Errors
/// It is unknown, somebody changed it since, or an edited line has no text or too much.
pub fn set_line(
    session: &Session,
    line: LineId,
    (state, typed): (LineState, Option<&str>),
    seen: u32,
    (by, at_ms): (Option<PersonId>, u64),
) -> Decided {
    let present = session
        .draft
        .lines
        .get(&line)
        .ok_or(Rejection::LineUnknown)?;
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
        at_ms,
        by,
    }])
}
