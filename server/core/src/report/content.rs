//! What a report holds, as the documents are made of it.

use serde::{Deserialize, Serialize};

use super::annex::{Hub, PeopleGroups};
use super::harvest::Harvested;
use super::support::Support;
use crate::about::About;
use crate::capture::EntryKind;
use crate::feedback;
use crate::floor::{Balance, Groups, ItemKind, Statistics};
use crate::form::ReportRules;
use crate::ids::{EntryId, ItemId, PollId, RoundId};
use crate::igf::{Deadlines, SegmentKind};
use crate::poll::{PollKind, PollResult};
use crate::speaking::Shares;
use crate::terms::{self, Block, ItemState, Origin};

/// The report of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What the session was about.
    pub about: About,
    /// First block of the IGF's form.
    pub key_takeaways: Vec<ReportLine>,
    /// Second block.
    pub calls_to_action: Vec<ReportLine>,
    /// Third block, as the rapporteur wrote it.
    pub session_report: String,
    /// When each block is due, in the page's words.
    pub deadlines: Deadlines,
    /// The blocks' states, in the form's order.
    pub blocks: Vec<BlockState>,
    /// What the report should be like.
    pub rules: ReportRules,
    /// Where the session was held.
    pub time_zone: Option<String>,
    /// Points of consensus and no consensus, quotes, open issues, in the rapporteur's order.
    pub points: Vec<Point>,
    /// What the breakout rooms brought back.
    pub harvest: Vec<Harvested>,
    /// What the floor heard, in the order of the turns; then what was left to the report.
    pub discussion: Vec<Turn>,
    /// Breakout rounds.
    pub breakouts: Vec<Breakout>,
    /// Temperature checks that were closed, with their turnout.
    pub polls: Vec<PollOutcome>,
    /// Planned and actual times.
    pub timings: Vec<Timing>,
    /// Time spoken, by person, origin and stakeholder group.
    pub speaking: Shares,
    /// When the first segment began.
    pub started_at_ms: Option<u64>,
    /// When the session ended.
    pub ended_at_ms: Option<u64>,
    /// Numbers.
    pub counts: Counts,
    /// What became of what was brought: the sum first, then by origin.
    pub statistics: Vec<Statistics>,
    /// Turns by stakeholder group and region; empty unless they are collected.
    pub groups: Groups,
    /// People by stakeholder group and region; empty unless they are collected.
    pub people: PeopleGroups,
    /// Remote hubs with their head counts.
    pub hubs: Vec<Hub>,
    /// What people said of the session after its end; a purge from before it was asked left none.
    #[serde(default)]
    pub feedback: feedback::Summary,
}

/// A line of a block, with the moment it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// Number of the entry.
    pub entry: EntryId,
    /// The rapporteur's words.
    pub text: String,
    /// Who is called to act.
    pub who: Option<String>,
    /// Towards whom.
    pub to_whom: Option<String>,
    /// The support that it had, where everybody was asked.
    pub support: Option<Support>,
    /// The item that had the floor.
    pub item: Option<ItemId>,
    /// Title of the segment that ran.
    pub segment: Option<String>,
    /// When it was captured.
    pub at_ms: u64,
}

/// Something else that was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What it is.
    pub kind: EntryKind,
    /// Whose words they are, where that may be said.
    pub speaker: Option<String>,
    /// The rest, as for a line of a block.
    #[serde(flatten)]
    pub line: ReportLine,
}

/// Where a block of the form stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct BlockState {
    pub block: Block,
    /// Entries; none for the third block, which is one text.
    pub entries: usize,
    pub words: usize,
    pub signed: bool,
    pub signed_by: Option<String>,
    pub signed_at_ms: Option<u64>,
    pub due_at_ms: Option<u64>,
}

/// A turn on the floor, or a question answered without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Number in the session.
    pub item: ItemId,
    /// Kind.
    pub kind: ItemKind,
    /// Origin.
    pub origin: Origin,
    /// Name, unless it was hidden.
    pub name: Option<String>,
    /// Affiliation, unless the name was hidden.
    pub affiliation: Option<String>,
    /// What was asked.
    pub text: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// How it ended, or where it stands.
    pub outcome: ItemState,
    /// The answer in writing.
    pub answer: Option<String>,
    /// Items that were asked together with it.
    pub merged: usize,
    /// Support.
    pub votes: usize,
    /// When it took the floor.
    pub taken_at_ms: Option<u64>,
    /// Time on the floor.
    pub took_ms: Option<u64>,
    /// How it was heard, where it had the floor: read aloud, or spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<terms::Turn>,
    /// Whether its asker took their words out of the session.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

/// A breakout round; who sat where and what they said is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Breakout {
    pub round: RoundId,
    pub prompt: String,
    pub opened_at_ms: u64,
    pub closed_at_ms: Option<u64>,
    pub rooms: usize,
    pub people: usize,
}

/// A temperature check and what came of it; who answered how is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct PollOutcome {
    pub poll: PollId,
    pub kind: PollKind,
    pub question: String,
    pub options: Vec<String>,
    /// Title of the segment that ran.
    pub segment: Option<String>,
    pub opened_at_ms: u64,
    pub closed_at_ms: u64,
    pub result: PollResult,
}

/// A segment's plan and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Timing {
    pub kind: SegmentKind,
    pub title: String,
    pub plan_ms: u64,
    pub started_at_ms: Option<u64>,
    pub ended_at_ms: Option<u64>,
    pub took_ms: Option<u64>,
    pub speakers: Vec<SpeakerTiming>,
}

/// What the plan gave a speaker in a segment and what they used of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct SpeakerTiming {
    pub name: String,
    pub plan_ms: u64,
    pub used_ms: u64,
}

/// Numbers of the annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Counts {
    pub joined_online: usize,
    pub joined_room: usize,
    pub joined_hub: usize,
    pub staff: usize,
    pub questions: usize,
    pub comments: usize,
    pub hands: usize,
    pub proxies: usize,
    pub answered_aloud: usize,
    pub answered_in_text: usize,
    pub deferred: usize,
    pub dismissed: usize,
    pub votes: usize,
    pub balance: Balance,
}
