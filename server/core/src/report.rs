//! The session folded into its report (R2): one value, from which every document is rendered.
//!
//! The same session gives the same report at any time after: nothing in it depends on when it is
//! asked for. Names that were hidden stay hidden, dismissed and withdrawn texts stay out, and what
//! was said in a breakout room stays in the room. What leads to it has its own files: the [`form`],
//! the [`draft`], the [`support`] of takeaways, the annex.

mod annex;
mod assemble;
mod harvest;
mod hour;
mod names;
mod support;

pub use annex::{Hub, PeopleGroups};
pub(crate) use assemble::assemble;
pub use harvest::{Harvested, harvest};
pub use names::{is_nameless, speaker_name};
pub use support::{Support, support};

use serde::Serialize;

use crate::about::About;
use crate::capture::{Entry, EntryKind};
use crate::floor::{Balance, Groups, ItemKind, Statistics, groups, statistics};
use crate::form::ReportRules;
use crate::ids::{EntryId, ItemId, PollId, RoundId};
use crate::igf::{Deadlines, SegmentKind};
use crate::poll::{PollKind, PollResult};
use crate::session::Session;
use crate::speaking::{Shares, reported_shares};
pub use crate::terms::Block;
use crate::terms::{ItemState, Origin};
use crate::text;

/// The report of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    /// What became of what was brought: the sum first, then by origin (R6).
    pub statistics: Vec<Statistics>,
    /// Turns by stakeholder group and region; empty unless they are collected.
    pub groups: Groups,
    /// People by stakeholder group and region; empty unless they are collected.
    pub people: PeopleGroups,
    /// Remote hubs with their head counts.
    pub hubs: Vec<Hub>,
}

/// A line of a block, with the moment it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
}

/// A breakout round; who sat where and what they said is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct SpeakerTiming {
    pub name: String,
    pub plan_ms: u64,
    pub used_ms: u64,
}

/// Numbers of the annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
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

impl Report {
    /// The report of this session; `None` for one that does not exist.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        let about = session.about.as_deref()?;
        Some(Self {
            key_takeaways: lines(session, EntryKind::Takeaway),
            calls_to_action: lines(session, EntryKind::CallToAction),
            session_report: session.capture.report.text().to_owned(),
            deadlines: about.deadlines.clone(),
            discussion: hour::discussion(session),
            breakouts: hour::breakouts(session),
            polls: hour::polls(session),
            timings: hour::timings(session),
            speaking: speaking(session),
            blocks: blocks(session),
            rules: session.form.rules,
            time_zone: session.form.time_zone.clone(),
            points: points(session),
            harvest: harvest(session),
            people: collected(session, annex::people),
            hubs: annex::hubs(session),
            started_at_ms: session.agenda.started_at_ms,
            ended_at_ms: session.agenda.ended_at_ms,
            counts: hour::counts(session),
            statistics: statistics(&session.floor),
            groups: collected(session, |session| groups(&session.floor)),
            about: about.clone(),
        })
    }
}

fn lines(session: &Session, kind: EntryKind) -> Vec<ReportLine> {
    let entries = session.capture.written(kind);
    entries.map(|entry| line(session, entry)).collect()
}

fn line(session: &Session, entry: &Entry) -> ReportLine {
    let title = |id| session.agenda.segment(id).map(|found| found.title.clone());
    ReportLine {
        entry: entry.id,
        text: entry.text.text().trim().to_owned(),
        who: entry.who.clone(),
        to_whom: entry.to_whom.clone(),
        // An item that the public may not see is no source to point at.
        item: entry.item.filter(|id| {
            let item = session.floor.items.get(id);
            item.is_some_and(|item| item.state.is_public())
        }),
        segment: entry.segment.and_then(title),
        at_ms: entry.at_ms,
        support: support(session, entry),
    }
}

fn points(session: &Session) -> Vec<Point> {
    use EntryKind::{Consensus, NoConsensus, OpenIssue, Quote};
    let kinds = [Consensus, NoConsensus, Quote, OpenIssue].into_iter();
    let of_kind = |kind| session.capture.written(kind);
    kinds
        .flat_map(of_kind)
        .filter(|entry| !is_settled(session, entry))
        .map(|entry| Point {
            kind: entry.kind,
            speaker: speaker_name(session, entry),
            line: line(session, entry),
        })
        .collect()
}

/// A question that was kept as open, still in the asker's words, and has been answered since.
fn is_settled(session: &Session, entry: &Entry) -> bool {
    use ItemState::{AnsweredAloud, AnsweredInText};
    let item = entry.item.and_then(|id| session.floor.items.get(&id));
    let answered = item.is_some_and(|item| {
        let asked = item.text().unwrap_or_default().trim();
        let in_words = asked == entry.text.text().trim();
        in_words && matches!(item.state, AnsweredAloud | AnsweredInText)
    });
    entry.kind == EntryKind::OpenIssue && answered
}

/// Where the blocks of the form stand.
pub(crate) fn blocks(session: &Session) -> Vec<BlockState> {
    let state = |block: Block| {
        let signature = session.form.signed.get(&block);
        let (entries, words) = match block {
            Block::Takeaways => sums(session, EntryKind::Takeaway),
            Block::CallsToAction => sums(session, EntryKind::CallToAction),
            Block::Report => (0, text::words(session.capture.report.text())),
        };
        BlockState {
            block,
            entries,
            words,
            signed: signature.is_some(),
            signed_by: signature.and_then(|it| it.name.clone()),
            signed_at_ms: signature.map(|it| it.at_ms),
            due_at_ms: session.form.due_at_ms(block),
        }
    };
    Block::ALL.into_iter().map(state).collect()
}

fn sums(session: &Session, kind: EntryKind) -> (usize, usize) {
    let entries = session.capture.written(kind);
    entries.fold((0, 0), |(entries, words), entry| {
        (entries + 1, words + text::words(entry.text.text()))
    })
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

fn speaking(session: &Session) -> Shares {
    let mut shares = reported_shares(session);
    if !session.form.rules.collect_groups {
        shares.by_group.clear();
        for share in &mut shares.people {
            share.stakeholder_group = None;
        }
    }
    shares
}
