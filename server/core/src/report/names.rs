//! Whom a report may name: nobody from a segment that was held under the Chatham House Rule.

use crate::floor::Item;
use crate::ids::SegmentId;
use crate::session::Session;
use crate::terms::Voice;

/// Whether an item came, was heard or was answered while the rule held: any of it is enough.
#[must_use]
pub(super) fn is_nameless(session: &Session, item: &Item) -> bool {
    session.capture.chatham.iter().any(|segment| {
        let voice = Voice::Asker {
            item: item.entered.id,
        };
        let spoke = session
            .speaking
            .spoken
            .contains_key(&(Some(*segment), voice));
        let moments = [Some(item.entered.at_ms), item.taken_at_ms, item.done_at_ms];
        let mut moments = moments.into_iter().flatten();
        spoke || moments.any(|at_ms| ran_at(session, *segment, at_ms))
    })
}

fn ran_at(session: &Session, segment: SegmentId, at_ms: u64) -> bool {
    let agenda = &session.agenda;
    let ran = agenda.segment(segment).and_then(|segment| segment.ran);
    let runs = agenda.clock.filter(|clock| clock.segment == segment);
    let ran = ran.is_some_and(|ran| (ran.started_at_ms..=ran.ended_at_ms).contains(&at_ms));
    ran || runs.is_some_and(|clock| clock.started_at_ms <= at_ms)
}
