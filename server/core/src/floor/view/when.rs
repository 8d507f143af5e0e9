//! When people are called to the floor, as the hour is planned: an overrun moves it, and screens add that
//! from the agenda, so that nothing here changes with the time alone.

use super::super::here::has_floor;
use super::super::state::Floor;
use crate::agenda::Agenda;
use crate::ids::SegmentId;

/// When the floor is open, or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct When {
    /// The segment that runs.
    pub(crate) running: Option<SegmentId>,
    /// Since when people are called to it; nothing where they are not.
    pub(crate) since_ms: Option<u64>,
    /// Where they will be, if not now.
    pub(crate) opens_in: Option<SegmentId>,
    /// When it opens, where that is to come and anybody can know.
    opens_at_ms: Option<u64>,
    /// When the time for it is over.
    until_ms: Option<u64>,
}

impl When {
    pub(crate) fn of(floor: &Floor, agenda: &Agenda, discusses: bool) -> Self {
        let running = agenda.running();
        let open = running.is_some() && has_floor(floor, agenda, discusses);
        let when = Self {
            running,
            ..Self::default()
        };
        if let Some(clock) = agenda.clock.filter(|_| open) {
            return Self {
                since_ms: Some(clock.started_at_ms),
                until_ms: Some(clock.ends_at_ms()),
                ..when
            };
        }
        let begins_at_ms = agenda.clock.map(|clock| clock.ends_at_ms());
        let mut at_ms = begins_at_ms.or(agenda.scheduled_start_ms);
        // Before the hour the floor may be tried: it is open, and will be.
        let since_ms = has_floor(floor, agenda, discusses).then_some(0);
        let when = Self { since_ms, ..when };
        for segment in agenda.coming() {
            let starts_at_ms = at_ms.map(|at_ms| at_ms.max(segment.hard_start_ms.unwrap_or(0)));
            let ends_at_ms = starts_at_ms.map(|at_ms| at_ms + segment.left_ms());
            if floor.is_in(segment.id, segment.kind, false) {
                return Self {
                    opens_in: Some(segment.id),
                    opens_at_ms: starts_at_ms,
                    until_ms: ends_at_ms,
                    ..when
                };
            }
            at_ms = ends_at_ms;
        }
        when
    }

    /// Whether people were called before, and will not be any more.
    pub(super) fn is_over(&self) -> bool {
        self.since_ms.is_none() && self.opens_in.is_none()
    }

    /// About when a turn begins before which this time passes, counted from `since_ms` where the floor is
    /// open.
    pub(super) fn about_ms(&self, since_ms: u64, wait_ms: u64) -> Option<u64> {
        let from_ms = match self.opens_in {
            Some(_) => self.opens_at_ms?,
            None => since_ms.max(self.since_ms?),
        };
        Some(from_ms + wait_ms)
    }

    /// Whether the time may be over before somebody whose turn begins then has said what they want to.
    pub(super) fn ends_before(&self, about_ms: Option<u64>, turn_ms: u64) -> bool {
        let both = about_ms.zip(self.until_ms);
        self.is_over() || both.is_some_and(|(about, until)| about + turn_ms / 2 > until)
    }
}
