//! The session folded into its report.

use super::content::{BlockState, Report};
use super::harvest::harvest;
use super::points::{lines, points};
use super::{annex, hour, shares};
use crate::capture::EntryKind;
use crate::feedback;
use crate::floor::{groups, statistics};
use crate::session::Session;
use crate::terms::Block;

impl Report {
    /// The report of this session; `None` for one that does not exist.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        let about = session.about.as_deref()?;
        if let Some(purge) = &session.privacy.purged {
            return super::purge::kept(purge);
        }
        Some(Self {
            key_takeaways: lines(session, EntryKind::Takeaway),
            calls_to_action: lines(session, EntryKind::CallToAction),
            session_report: session.capture.report.text().to_owned(),
            deadlines: about.deadlines.clone(),
            discussion: hour::discussion(session),
            breakouts: hour::breakouts(session),
            polls: hour::polls(session),
            timings: hour::timings(session),
            speaking: shares::reported(session),
            blocks: blocks(session),
            rules: session.form.rules,
            time_zone: session.form.time_zone.clone(),
            points: points(session),
            harvest: harvest(session),
            people: collected(session, annex::people),
            hubs: annex::hubs(session),
            feedback: feedback::Summary::of(&session.feedback),
            started_at_ms: session.agenda.started_at_ms,
            ended_at_ms: session.agenda.ended_at_ms,
            counts: hour::counts(session),
            statistics: statistics(&session.floor),
            groups: collected(session, |session| groups(&session.floor)),
            about: about.clone(),
        })
    }
}

/// Where the blocks of the form stand.
fn blocks(session: &Session) -> Vec<BlockState> {
    let state = |block: Block| {
        let signature = session.form.signed.get(&block);
        let contents = session.capture.contents(block);
        BlockState {
            block,
            entries: contents.entries,
            words: contents.words,
            signed: signature.is_some(),
            signed_by: signature.and_then(|it| it.name.clone()),
            signed_at_ms: signature.map(|it| it.at_ms),
            due_at_ms: session.form.due_at_ms(block),
        }
    };
    Block::ALL.into_iter().map(state).collect()
}

/// Counts by group and region are made where the organiser collects them, and nowhere else.
fn collected<T: Default>(session: &Session, of: impl FnOnce(&Session) -> T) -> T {
    let is_collected = session.form.rules.collect_groups;
    if is_collected {
        of(session)
    } else {
        T::default()
    }
}
