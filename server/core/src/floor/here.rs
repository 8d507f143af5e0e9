//! Where people are called to the floor: it follows the segments.

use super::state::Floor;
use crate::agenda::{self, Agenda, Segment};
use crate::ids::SegmentId;
use crate::igf::SegmentKind;
use crate::rejection::Rejection;

/// What says whether somebody may come to the floor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here<'a> {
    pub(super) floor: &'a Floor,
    pub(super) agenda: &'a Agenda,
    /// Whether people online discuss while the others meet.
    pub(super) discusses: bool,
    pub(super) now_ms: u64,
}

impl Here<'_> {
    /// Refuses what needs a floor in a segment that has none: a fact, which a moderator may change by opening
    /// the floor there.
    pub(super) fn has_floor(&self) -> Result<(), Rejection> {
        let is_open = has_floor(self.floor, self.agenda, self.discusses);
        match self.agenda.running() {
            Some(segment) if !is_open => Err(Rejection::NoFloorHere { segment }),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether taking somebody is enough to open the floor in the running segment.
    pub(super) fn opens_floor(&self) -> bool {
        let running = self.agenda.running();
        let segment = running.and_then(|id| self.agenda.segment(id));
        segment.is_some_and(|segment| agenda::opens_floor(segment.kind))
    }

    /// The same for a call: whoever is called may get ready a segment before.
    pub(super) fn is_near(&self) -> Result<(), Rejection> {
        let is_pause = |kind| kind == SegmentKind::Moving;
        let mut coming = self.agenda.coming().filter(|it| !is_pause(it.kind));
        if coming.next().is_some_and(Segment::has_floor) {
            return Ok(());
        }
        self.has_floor()
    }
}

/// Whether somebody may have the floor now: in a segment for that, in one in which it was opened by hand,
/// in the discussion of those who are online; and before the hour, to try it.
#[must_use]
pub(crate) fn has_floor(floor: &Floor, agenda: &Agenda, discusses: bool) -> bool {
    let Some(running) = agenda.running() else {
        return agenda.ended_at_ms.is_none();
    };
    let segment = agenda.segment(running);
    segment.is_some_and(|it| floor.is_in(running, it.kind, discusses))
}

impl Floor {
    /// Whether people are called to it in a segment of this kind.
    pub(crate) fn is_in(&self, segment: SegmentId, kind: SegmentKind, discusses: bool) -> bool {
        agenda::has_floor(kind)
            || self.opened_in.contains(&segment)
            || (discusses && kind == SegmentKind::Networking)
    }
}
