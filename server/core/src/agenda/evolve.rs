//! The agenda after an event.

use super::event::Event;
use super::{Agenda, Clock, Ran, Segment};
use crate::ids::SegmentId;

impl Agenda {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::SegmentStarted {
                segment,
                at_ms,
                length_ms,
            } => {
                // Taken in first: what is held counts in what is promised.
                self.change(*segment, |segment| segment.skipped = false);
                self.started_at_ms.get_or_insert(*at_ms);
                let promised_ms = *at_ms + self.plan_ms();
                self.promised_end_ms.get_or_insert(promised_ms);
                self.clock = Some(Clock::started(*segment, *at_ms, *length_ms));
            }
            Event::SegmentEnded { segment, at_ms } => self.end_segment(*segment, *at_ms),
            Event::ClockPaused { at_ms } => {
                if let Some(clock) = &mut self.clock {
                    clock.paused_at_ms = Some(*at_ms);
                }
            }
            Event::ClockResumed { at_ms } => self.end_pause(*at_ms),
            Event::LengthSet { length_ms } => {
                let Some(clock) = &mut self.clock else { return };
                clock.length_ms = *length_ms;
                let running = clock.segment;
                self.change(running, |segment| {
                    segment.length_ms = segment.took_ms() + length_ms;
                    // An editor that is open shows another length.
                    segment.revision += 1;
                });
            }
            Event::EndSet { ends_at_ms } => self.promised_end_ms = Some(*ends_at_ms),
            Event::SessionEnded { at_ms } => self.ended_at_ms = Some(*at_ms),
            Event::SessionReopened { .. } => self.ended_at_ms = None,
            _ => self.evolve_rundown(event),
        }
    }

    fn evolve_rundown(&mut self, event: &Event) {
        match event {
            Event::SegmentInserted {
                segment,
                before,
                plan,
                plan_ms,
            } => {
                self.last_id = self.last_id.max(segment.0);
                let inserted = Segment::planned(*segment, plan, *plan_ms);
                self.place(inserted, *before);
            }
            Event::SegmentEdited {
                segment,
                plan,
                plan_ms,
                length_ms,
                revision,
            } => self.change(*segment, |segment| {
                let edited = Segment::planned(segment.id, plan, *plan_ms);
                *segment = Segment {
                    slots: std::mem::take(&mut segment.slots),
                    skipped: segment.skipped,
                    length_ms: *length_ms,
                    revision: *revision,
                    ran: segment.ran,
                    ..edited
                };
            }),
            Event::SlotsSet { segment, slots } => {
                self.change(*segment, |segment| segment.slots.clone_from(slots));
            }
            Event::SegmentMoved { segment, before } => {
                let at = self.segments.iter().position(|other| other.id == *segment);
                if let Some(at) = at {
                    let moved = self.segments.remove(at);
                    self.place(moved, *before);
                }
            }
            Event::SegmentRemoved { segment } => {
                self.segments.retain(|other| other.id != *segment);
            }
            Event::SegmentSkippedSet { segment, skipped } => {
                self.change(*segment, |segment| segment.skipped = *skipped);
            }
            Event::SegmentsRefitted { lengths } => {
                for refitted in lengths {
                    self.change(refitted.segment, |segment| {
                        segment.length_ms = refitted.length_ms;
                        segment.revision += 1;
                    });
                }
            }
            _ => {}
        }
    }

    fn end_segment(&mut self, id: SegmentId, at_ms: u64) {
        if self.running() != Some(id) {
            return;
        }
        let Some(clock) = self.clock else { return };
        // A segment may be left while it is paused: the pause ends with it.
        self.end_pause(at_ms);
        self.clock = None;
        self.change(id, |segment| {
            let before = segment.ran;
            segment.ran = Some(Ran {
                started_at_ms: before.map_or(clock.started_at_ms, |ran| ran.started_at_ms),
                ended_at_ms: at_ms,
                took_ms: before.map_or(0, |ran| ran.took_ms) + clock.elapsed_ms(at_ms),
            });
        });
    }

    fn end_pause(&mut self, at_ms: u64) {
        let Some(clock) = &mut self.clock else { return };
        if let Some(since_ms) = clock.paused_at_ms {
            self.paused_ms += at_ms.saturating_sub(since_ms);
        }
        *clock = clock.resumed(at_ms);
    }

    fn place(&mut self, segment: Segment, before: Option<SegmentId>) {
        let at = before.and_then(|id| self.segments.iter().position(|other| other.id == id));
        let at = at.unwrap_or(self.segments.len());
        self.segments.insert(at, segment);
    }

    fn change(&mut self, id: SegmentId, change: impl FnOnce(&mut Segment)) {
        let found = self.segments.iter_mut().find(|segment| segment.id == id);
        found.map(change).unwrap_or_default();
    }
}
