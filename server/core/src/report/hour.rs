//! The hour as it went: turns, rounds, polls, times, numbers.

use super::content::{Breakout, Counts, PollOutcome, SpeakerTiming, Timing, Turn};
use super::names::is_nameless;
use crate::agenda::{Segment, Slot};
use crate::floor::{Item, ItemKind};
use crate::poll::Poll;
use crate::session::Session;
use crate::terms::{Attendance, ItemState, Voice};

pub(super) fn discussion(session: &Session) -> Vec<Turn> {
    let is_heard = |item: &&Item| item.state.is_public();
    let mut heard: Vec<&Item> = session.floor.items.values().filter(is_heard).collect();
    heard.sort_by_key(|item| (item.taken_at_ms.unwrap_or(u64::MAX), item.entered.id));
    heard.into_iter().map(|item| turn(session, item)).collect()
}

fn turn(session: &Session, item: &Item) -> Turn {
    let entered = &item.entered;
    let named = item.is_named() && !is_nameless(session, item);
    let times = item.taken_at_ms.zip(item.done_at_ms);
    Turn {
        item: entered.id,
        kind: entered.kind,
        origin: entered.origin,
        name: entered.name.clone().filter(|_| named),
        affiliation: entered.affiliation.clone().filter(|_| named),
        text: item.text().map(str::to_owned),
        answer: item.public_answer().map(str::to_owned),
        language: entered.language.clone(),
        outcome: item.state,
        votes: session.floor.voters(entered.id).len(),
        merged: session.floor.merged_with(entered.id).len(),
        taken_at_ms: item.taken_at_ms,
        took_ms: times.map(|(taken, done)| done.saturating_sub(taken)),
        heard: item.taken_at_ms.map(|_| item.turn()),
        erased: item.erased,
    }
}

pub(super) fn breakouts(session: &Session) -> Vec<Breakout> {
    let rounds = session.networking.rounds.iter();
    rounds
        .map(|round| Breakout {
            round: round.id,
            prompt: round.settings.prompt.clone(),
            opened_at_ms: round.opened_at_ms,
            closed_at_ms: round.closed.map(|(at_ms, _)| at_ms),
            rooms: round.rooms.len(),
            people: round.rooms.iter().map(|room| room.met.len()).sum(),
        })
        .collect()
}

pub(super) fn polls(session: &Session) -> Vec<PollOutcome> {
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

pub(super) fn timings(session: &Session) -> Vec<Timing> {
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
    if session.capture.is_chatham(Some(segment.id)) {
        return Vec::new();
    }
    segment.slots.iter().filter_map(timing).collect()
}

pub(super) fn counts(session: &Session) -> Counts {
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
