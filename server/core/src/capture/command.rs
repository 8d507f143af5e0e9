//! Commands about what is captured and the text of the report, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::entry::{EntryFact, EntryKind, Quoted};
use crate::ids::{EntryId, ItemId, RoomId, SegmentId};
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

commands! {
    /// A command about what is captured and the text of the report.
    "CaptureCommand" {
        /// Captures something.
        Capturers => AddEntry {
            kind: EntryKind,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::ENTRY_CHARS_MAX)))]
            text: String,
            item: Option<ItemId>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional))]
            room: Option<RoomId>,
            /// Where it was not the running one.
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional))]
            segment: Option<SegmentId>,
            /// When it was typed, where that was not now.
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional))]
            moment_ms: Option<u64>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional, as = "Option<String>"))]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::WHO_CHARS_MAX)))]
            who: String,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional, as = "Option<String>"))]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::WHO_CHARS_MAX)))]
            to_whom: String,
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional))]
            speaker: Option<Quoted>,
        },
        /// Changes a captured text where somebody types in it: code points of the revision seen.
        Rapporteurs => EditEntry {
            entry: EntryId,
            revision: u32,
            at: u32,
            delete: u32,
            insert: String,
            /// Whether it goes on from one's own last words.
            #[serde(default)]
            follows: bool,
        },
        /// Says one thing of an entry.
        Rapporteurs => DescribeEntry { entry: EntryId, fact: EntryFact },
        /// Brings an earlier text of an entry back.
        Rapporteurs => RestoreEntry { entry: EntryId, revision: u32 },
        /// Puts an entry between the neighbours seen; with neither, in front.
        Rapporteurs => PlaceEntry {
            entry: EntryId,
            after: Option<EntryId>,
            before: Option<EntryId>,
        },
        /// Holds a segment under the Chatham House Rule, or no longer.
        Capturers => SetChatham { segment: SegmentId, on: bool },
        /// Writes a captured text as a whole; `revision` is the one seen.
        Rapporteurs => ReviseEntry {
            entry: EntryId,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::ENTRY_CHARS_MAX)))]
            text: String,
            revision: u32,
        },
        /// Takes an entry out, or back in.
        Rapporteurs => SetEntryRemoved { entry: EntryId, removed: bool },
        /// Writes the session report; `revision` is the one seen.
        Rapporteurs => WriteReport {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::REPORT_CHARS_MAX)))]
            text: String,
            revision: u32,
        },
        /// Changes the session report where somebody types in it: code points of the revision seen.
        Rapporteurs => EditReport {
            revision: u32,
            at: u32,
            delete: u32,
            insert: String,
            /// Whether it goes on from one's own last words.
            #[serde(default)]
            follows: bool,
        },
        /// Brings an earlier text of the session report back.
        Rapporteurs => RestoreReport { revision: u32 },
    }
}
