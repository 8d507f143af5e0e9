//! The session folded into its report (R2): one value, from which every document is rendered.
//!
//! The same session gives the same report at any time after: nothing in it depends on when it is
//! asked for. Names that were hidden stay hidden, dismissed and withdrawn texts stay out, and what
//! was said in a breakout room stays in the room.

use serde::Serialize;

use crate::about::About;
use crate::agenda::{Segment, Slot};
use crate::capture::EntryKind;
use crate::floor::{
    Balance, Groups, Item, ItemKind, ItemState, Origin, Statistics, groups, statistics,
};
use crate::ids::{ItemId, PollId, RoundId};
use crate::page::{Deadlines, SegmentKind};
use crate::people::Attendance;
use crate::poll::{Poll, PollKind, PollResult};
use crate::session::Session;
use crate::speaking::{Shares, Voice, shares};
use crate::view::is_named;

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
    /// Turns by stakeholder group and region.
    pub groups: Groups,
}

/// A line of a block, with the moment it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    /// The rapporteur's words.
    pub text: String,
    /// The item that had the floor.
    pub item: Option<ItemId>,
    /// Title of the segment that ran.
    pub segment: Option<String>,
    /// When it was captured.
    pub at_ms: u64,
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
            session_report: session.capture.report.clone(),
            deadlines: about.deadlines.clone(),
            discussion: discussion(session),
            breakouts: breakouts(session),
            polls: polls(session),
            timings: timings(session),
            speaking: shares(session),
            started_at_ms: session.agenda.started_at_ms,
            ended_at_ms: session.agenda.ended_at_ms,
            counts: counts(session),
            statistics: statistics(&session.floor),
            groups: groups(&session.floor),
            about: about.clone(),
        })
    }
}

fn lines(session: &Session, kind: EntryKind) -> Vec<ReportLine> {
    let title = |id| session.agenda.segment(id).map(|found| found.title.clone());
    let entries = session.capture.entries.values();
    entries
        .filter(|entry| entry.kind == kind && !entry.removed)
        .map(|entry| ReportLine {
            text: entry.text.clone(),
            // An item that the public may not see is no source to point at.
            item: entry.item.filter(|id| {
                let item = session.floor.items.get(id);
                item.is_some_and(|item| item.state.is_public())
            }),
            segment: entry.segment.and_then(title),
            at_ms: entry.at_ms,
        })
        .collect()
}

fn discussion(session: &Session) -> Vec<Turn> {
    let is_heard = |item: &&Item| item.state.is_public();
    let mut heard: Vec<&Item> = session.floor.items.values().filter(is_heard).collect();
    heard.sort_by_key(|item| (item.taken_at_ms.unwrap_or(u64::MAX), item.entered.id));
    heard.into_iter().map(|item| turn(session, item)).collect()
}

fn turn(session: &Session, item: &Item) -> Turn {
    let entered = &item.entered;
    let named = is_named(item);
    let times = item.taken_at_ms.zip(item.done_at_ms);
    Turn {
        item: entered.id,
        kind: entered.kind,
        origin: entered.origin,
        name: entered.name.clone().filter(|_| named),
        affiliation: entered.affiliation.clone().filter(|_| named),
        text: item.text().map(str::to_owned),
        answer: item.said.answer.clone(),
        language: entered.language.clone(),
        outcome: item.state,
        votes: session.floor.voters(entered.id).len(),
        merged: session.floor.merged_with(entered.id).len(),
        taken_at_ms: item.taken_at_ms,
        took_ms: times.map(|(taken, done)| done.saturating_sub(taken)),
    }
}

fn breakouts(session: &Session) -> Vec<Breakout> {
    let rounds = session.networking.rounds.iter();
    rounds
        .map(|round| Breakout {
            round: round.id,
            prompt: round.settings.prompt.clone(),
            opened_at_ms: round.opened_at_ms,
            closed_at_ms: round.closed.map(|(at_ms, _)| at_ms),
            rooms: round.rooms.len(),
            people: round.rooms.iter().map(|room| room.members.len()).sum(),
        })
        .collect()
}

fn polls(session: &Session) -> Vec<PollOutcome> {
    let title = |id| session.agenda.segment(id).map(|found| found.title.clone());
    let outcome = |poll: &Poll| {
        let (closed_at_ms, result) = poll.closed.clone()?;
        let asked = &poll.asked;
        Some(PollOutcome {
            poll: asked.id,
            kind: asked.kind,
            question: asked.question.clone(),
            options: asked.options.clone(),
            segment: asked.segment.and_then(title),
            opened_at_ms: asked.at_ms,
            closed_at_ms,
            result,
        })
    };
    session.polls.by_id.values().filter_map(outcome).collect()
}

fn timings(session: &Session) -> Vec<Timing> {
    let segments = session.agenda.segments.iter();
    // What was left out and never promised is nobody's business any more.
    let held = segments.filter(|segment| segment.plan_ms > 0 || segment.ran.is_some());
    held.map(|segment| Timing {
        kind: segment.kind,
        title: segment.title.clone(),
        plan_ms: segment.plan_ms,
        started_at_ms: segment.ran.map(|ran| ran.started_at_ms),
        ended_at_ms: segment.ran.map(|ran| ran.ended_at_ms),
        took_ms: segment.ran.map(|ran| ran.took_ms),
        speakers: speakers(session, segment),
    })
    .collect()
}

fn speakers(session: &Session, segment: &Segment) -> Vec<SpeakerTiming> {
    let timing = |slot: &Slot| {
        let speaker = slot.speaker;
        let name = session.links.get(&speaker)?.holder.clone()?;
        Some(SpeakerTiming {
            name,
            plan_ms: segment.planned_allowance_ms(slot),
            used_ms: session
                .speaking
                .spoken_ms(segment.id, Voice::Speaker { speaker }),
        })
    };
    segment.slots.iter().filter_map(timing).collect()
}

fn counts(session: &Session) -> Counts {
    let mut counts = Counts {
        balance: session.floor.balance(),
        ..Counts::default()
    };
    for person in session.people.values() {
        let joined = match (person.link, person.profile.attendance) {
            (Some(_), _) => &mut counts.staff,
            (None, Attendance::Online) => &mut counts.joined_online,
            (None, Attendance::Room) => &mut counts.joined_room,
            (None, Attendance::Hub) => &mut counts.joined_hub,
        };
        *joined += 1;
    }
    for item in session.floor.items.values() {
        *match item.entered.kind {
            ItemKind::Question => &mut counts.questions,
            ItemKind::Comment => &mut counts.comments,
            ItemKind::Hand => &mut counts.hands,
            ItemKind::Proxy => &mut counts.proxies,
        } += 1;
        match item.state {
            ItemState::AnsweredAloud => counts.answered_aloud += 1,
            ItemState::AnsweredInText => counts.answered_in_text += 1,
            ItemState::Deferred => counts.deferred += 1,
            ItemState::Dismissed => counts.dismissed += 1,
            _ => {}
        }
        counts.votes += item.votes.len();
    }
    counts
}
