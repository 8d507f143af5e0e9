//! What a screen gets of feedback.

use serde::Serialize;

use super::event::Event;
use super::state::Feedback;
use super::summary::Summary;
use crate::context::Presence;
use crate::entries::entries;
use crate::ids::PersonId;
use crate::limits;
use crate::seal::Purpose;
use crate::touch::Touched;

entries! {
    /// What it came to.
    FeedbackEntry {
        summary: Summary,
    }
    /// A person's own, to themselves.
    MyFeedbackEntry {
        rating: u8,
        line: Option<String>,
    }
}

impl FeedbackEntry {
    /// Once there is any; the report has the lines that a screen has no room for.
    pub(crate) fn of(feedback: &Feedback) -> Option<Self> {
        let mut summary = Summary::of(feedback);
        summary.lines.truncate(limits::FEEDBACK_LINES_SHOWN_MAX);
        (summary.given > 0).then_some(Self { summary })
    }
}

impl MyFeedbackEntry {
    /// What this person said, while they are here.
    pub(crate) fn of(feedback: &Feedback, presence: &Presence, person: PersonId) -> Option<Self> {
        let by = presence.pseudonym(person, Purpose::Feedback)?;
        let given = feedback.by.get(&by)?;
        Some(Self {
            rating: given.rating,
            line: given.line.clone(),
        })
    }
}

/// Which entries an event can change. Whose it is, nothing here tells.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::FeedbackSealed { .. } => {
            touched.main("feedback");
            touched.everybody("feedback/");
        }
    }
}
