//! Commands about the clock and the rundown, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::segment_plan::SegmentPlan;
use crate::ids::SegmentId;
use crate::rights::Right;
use crate::sum::commands;
use crate::terms::Settle;

commands! {
    /// A command about the clock and the rundown.
    "AgendaCommand" {
        /// Starts a segment; `after` is the one seen running.
        Moderators => StartSegment {
            segment: SegmentId,
            after: Option<SegmentId>,
            /// What becomes of the turn on the floor, where the segment that is left has one.
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional = nullable))]
            turn: Option<Settle>,
        },
        /// Stops the clock.
        Moderators => PauseClock,
        /// Lets it go on.
        Moderators => ResumeClock,
        /// Gives or takes whole minutes.
        Moderators => AddTime {
            minutes: i32,
            /// The segment that the screen saw running.
            #[serde(default)]
            segment: Option<SegmentId>,
        },
        /// Sets what is left of the running segment.
        Moderators => SetRemaining {
            remaining_ms: u64,
            /// The segment that the screen saw running.
            #[serde(default)]
            segment: Option<SegmentId>,
        },
        /// Moves the end that the session has promised.
        Moderators => SetEnd { ends_at_ms: u64 },
        /// Ends the session.
        Moderators => EndSession {
            /// What becomes of the turn on the floor.
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional = nullable))]
            turn: Option<Settle>,
        },
        /// Goes on after an end that came too soon.
        Moderators => ReopenSession,
        /// Puts a segment in before another one that lies ahead, or at the end.
        Moderators => InsertSegment {
            plan: SegmentPlan,
            before: Option<SegmentId>,
        },
        /// Changes a segment; `revision` is the one seen.
        Moderators => EditSegment {
            segment: SegmentId,
            plan: SegmentPlan,
            revision: u32,
        },
        /// Moves a segment before another one that lies ahead, or to the end.
        Moderators => MoveSegment {
            segment: SegmentId,
            before: Option<SegmentId>,
        },
        /// Takes a segment out.
        Moderators => RemoveSegment { segment: SegmentId },
        /// Leaves a segment out, or takes it in again.
        Moderators => SkipSegment { segment: SegmentId, skipped: bool },
        /// Fits what is to come into the time that is left.
        Moderators => Replan,
    }
}
