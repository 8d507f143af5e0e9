//! A line as it is found and proposed: its part of the draft, its sentences, where they come from.

use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, ItemId, LineId, PollId, RoomId, SegmentId};

/// A part of the draft, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What was presented.
    Presentations,
    /// Questions with their answers, and points made.
    Discussion,
    /// What the breakout rooms brought back.
    Breakouts,
    /// Temperature checks.
    Polls,
    /// Agreed, not agreed, left open.
    Agreements,
}

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are what the variants say")]
pub enum Source {
    /// A moment of the session.
    Moment { at_ms: u64 },
    /// Something on the floor.
    Item { item: ItemId },
    /// Something captured.
    Entry { entry: EntryId },
    /// A temperature check.
    Poll { poll: PollId },
    /// A breakout room.
    Room { room: RoomId },
    /// A segment.
    Segment { segment: SegmentId },
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// It stands as it was assembled.
    Kept,
    /// The rapporteur has written it anew.
    Edited,
    /// It stays out.
    Dropped,
}

/// A line as it was assembled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedLine {
    /// Its number in the draft.
    pub line: LineId,
    /// Part of the draft.
    pub section: Section,
    /// What it is about: by this it is found again.
    pub of: Source,
    /// The sentences.
    pub text: String,
    /// Everything that it comes from.
    pub sources: Vec<Source>,
    /// The moment in whose order it stands.
    pub at_ms: u64,
    /// The line that it stands beside: it holds what came after that line had been decided on, or was too
    /// much for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<LineId>,
}

/// A line that the session gives, not yet numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields of a proposed line")]
pub struct Found {
    pub section: Section,
    pub of: Source,
    pub text: String,
    pub sources: Vec<Source>,
    pub at_ms: u64,
    /// What it is made of: where the line cannot take a piece any more, the piece is a line of its own.
    pub pieces: Vec<Piece>,
}

/// Somebody's words in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where they come from.
    pub of: Source,
    /// As `words_of` gives them: a line that holds these holds the piece.
    pub words: String,
    /// The sentence, where it stands alone.
    pub text: String,
}

/// What of a text stays the same in every sentence that is made of it: not the first letter, which may
/// become another case, nor the marks around it.
#[must_use]
pub(crate) fn words_of(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(['“', '”', '"', '.']);
    text.chars().skip(1).collect()
}
