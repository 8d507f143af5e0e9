//! What happened to what is captured and the text of the report.

use serde::{Deserialize, Serialize};

use super::{EntryFact, NewEntry};
use crate::ids::{EntryId, PersonId, SegmentId};
use crate::shared_text::Splice;

/// A fact about what is captured and the text of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// The rapporteur captured something.
    EntryAdded { entry: NewEntry },
    /// A captured text was written as a whole.
    EntryRevised {
        entry: EntryId,
        text: String,
        revision: u32,
        at_ms: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Somebody typed in a captured text; the splice applies as it is.
    EntryEdited {
        entry: EntryId,
        splice: Splice,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// An earlier text of an entry came back.
    EntryRestored {
        entry: EntryId,
        from: u32,
        text: String,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// Something was said of an entry.
    EntryDescribed { entry: EntryId, fact: EntryFact },
    /// An entry was put between others.
    EntryPlaced {
        entry: EntryId,
        after: Option<EntryId>,
        before: Option<EntryId>,
    },
    /// A segment is held under the Chatham House Rule, or no longer.
    ChathamSet { segment: SegmentId, on: bool },
    /// An entry was taken out, or back in.
    EntryRemovedSet { entry: EntryId, removed: bool },
    /// The session report was written as a whole.
    ReportWritten {
        text: String,
        revision: u32,
        at_ms: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// Somebody typed in the session report; the splice applies as it is.
    ReportEdited {
        splice: Splice,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
    /// An earlier text of the session report came back.
    ReportRestored {
        from: u32,
        text: String,
        revision: u32,
        at_ms: u64,
        by: Option<PersonId>,
    },
}
