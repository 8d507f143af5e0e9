//! The entries of the hour: agenda, voice, stage, and what staff and speakers see of them.

use serde::Serialize;

use super::entry::{
    AgendaEntry, Coming, CueEntry, Entry, LengthChange, ReplanEntry, RundownEntry, SegmentDraft,
    SegmentEntry, SentEntry, SlotEntry, SpeakerEntry, SpeakersEntry, StageEntry, TakeawaysEntry,
    ThresholdsEntry, VoiceEntry,
};
use super::{View, is_named};
use crate::agenda::{Plan, Segment, plan_of};
use crate::capture::EntryKind;
use crate::context::Presence;
use crate::ids::LinkId;
use crate::igf::SegmentKind;
use crate::limits;
use crate::people::Link;
use crate::session::Session;
use crate::speaking::{Stint, shares, speaker_share};
use crate::stage::{Cue, DisplayMode};
use crate::terms::Role;
use crate::terms::Voice;

/// Changes smaller than this together are not worth a tap.
const REPLAN_MS_MIN: u64 = 30_000;

/// What the display shows at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are what is shown")]
pub enum Showing {
    Soon,
    Clock,
    Floor,
    Prompt,
    Poll,
    Join,
    Takeaways,
    Consensus,
    Blank,
    Thanks,
}

/// Puts what everybody sees of the hour.
pub(super) fn put_common(view: &mut View, session: &Session, plan: &Plan) {
    view.insert("agenda".to_owned(), agenda(session, plan));
    view.insert("stage".to_owned(), stage(session));
    if let Some(stint) = &session.speaking.now {
        view.insert("voice".to_owned(), voice(session, stint));
    }
    if session.stage.display == DisplayMode::Takeaways {
        view.insert("takeaways".to_owned(), takeaways(session));
    }
}

/// Puts what staff sees of the hour besides.
pub(super) fn put_staff(view: &mut View, session: &Session, presence: &Presence) {
    let plans = session.agenda.segments.iter().map(|segment| SegmentDraft {
        segment: segment.id,
        revision: segment.revision,
        plan: plan_of(segment, &session.links),
        ahead: session.agenda.is_ahead(segment.id),
    });
    let plans = plans.collect();
    view.insert("thresholds".to_owned(), thresholds(session));
    view.insert("rundown".to_owned(), Entry::Rundown(RundownEntry { plans }));
    let named = session.links.values().filter(|link| !link.revoked);
    let speakers = named.filter_map(|link| speaker(session, presence, link));
    let speakers = speakers.collect();
    let speakers = Entry::Speakers(SpeakersEntry { speakers });
    view.insert("speakers".to_owned(), speakers);
    view.insert("speaking".to_owned(), Entry::Speaking(shares(session)));
    for cue in session.stage.standing() {
        view.insert(format!("cue/{}", cue.id), sent(cue));
    }
}

/// When a speaker's screen speaks by itself, and in which words: for speakers and staff.
pub(super) fn thresholds(session: &Session) -> Entry {
    Entry::Thresholds(ThresholdsEntry {
        thresholds: session.stage.thresholds.clone(),
    })
}

/// The message that stands on the screens of a link: the newest that is for them.
pub(super) fn cue_for(session: &Session, link: LinkId) -> Option<Entry> {
    let link = session.links.get(&link).filter(|link| !link.revoked)?;
    let voice = session.speaking.now.map(|stint| stint.voice);
    let standing = session.stage.standing();
    let cue = standing.filter(|cue| cue.is_for(link, voice)).last()?;
    Some(Entry::Cue(CueEntry {
        id: cue.id,
        text: cue.text.clone(),
        tone: cue.tone,
        at_ms: cue.at_ms,
        seen: cue.seen.contains_key(&link.id),
    }))
}

fn agenda(session: &Session, plan: &Plan) -> Entry {
    let agenda = &session.agenda;
    let ends_at_ms = agenda.ended_at_ms.or(plan.ends_at_ms);
    let over = ends_at_ms.zip(agenda.promised_end_ms);
    let segments = agenda.segments.iter();
    Entry::Agenda(AgendaEntry {
        segments: segments.map(|it| segment(session, plan, it)).collect(),
        running: agenda.running(),
        running_ends_at_ms: plan.running_ends_at_ms,
        scheduled_start_ms: agenda.scheduled_start_ms,
        started_at_ms: agenda.started_at_ms,
        planned_end_ms: agenda.promised_end_ms,
        ends_at_ms,
        over_ms: over.map_or(0, |(ends, promised)| {
            // Both lie within the years that a session may have.
            ends.cast_signed() - promised.cast_signed()
        }),
        replan: replan(session, plan),
        ended_at_ms: agenda.ended_at_ms,
    })
}

fn segment(session: &Session, plan: &Plan, segment: &Segment) -> SegmentEntry {
    let projected = plan.coming.iter().find(|it| it.segment == segment.id);
    let slot = |slot: &crate::agenda::Slot| {
        let link = session.links.get(&slot.speaker);
        let voice = Voice::Speaker {
            speaker: slot.speaker,
        };
        SlotEntry {
            speaker: slot.speaker,
            name: link.and_then(|link| link.holder.clone()),
            affiliation: link.and_then(|link| link.affiliation.clone()),
            plan_ms: segment.planned_allowance_ms(slot),
            allowance_ms: segment.allowance_ms(slot),
            used_ms: session.speaking.spoken_ms(segment.id, voice),
        }
    };
    SegmentEntry {
        id: segment.id,
        planned_start_ms: planned_start_ms(session, segment),
        kind: segment.kind,
        title: segment.title.clone(),
        plan_ms: segment.plan_ms,
        length_ms: segment.length_ms,
        min_ms: segment.min_ms,
        max_ms: segment.max_ms,
        slots: segment.slots.iter().map(slot).collect(),
        hard_start_ms: segment.hard_start_ms,
        auto_advance: segment.auto_advance,
        skipped: segment.skipped,
        started_at_ms: segment.ran.map(|ran| ran.started_at_ms),
        ended_at_ms: segment.ran.map(|ran| ran.ended_at_ms),
        took_ms: segment.ran.map(|ran| ran.took_ms),
        coming: projected.map(|projected| Coming {
            starts_at_ms: projected.starts_at_ms,
            length_ms: projected.length_ms,
            late_ms: projected.late_ms,
        }),
    }
}

/// When a segment should begin by the plan that was promised; nothing for what it left out.
fn planned_start_ms(session: &Session, segment: &Segment) -> Option<u64> {
    let agenda = &session.agenda;
    if segment.plan_ms == 0 || segment.skipped {
        return None;
    }
    let promised = agenda
        .promised_end_ms
        .map(|ends| ends.saturating_sub(agenda.plan_ms()));
    let begins_at_ms = promised.or(agenda.scheduled_start_ms)?;
    let before = agenda.segments.iter().take_while(|it| it.id != segment.id);
    let held = before.filter(|it| !it.skipped);
    Some(begins_at_ms + held.map(|it| it.plan_ms).sum::<u64>())
}

fn replan(session: &Session, plan: &Plan) -> Option<ReplanEntry> {
    let change = |refitted: &crate::agenda::Refitted| {
        let segment = session.agenda.segment(refitted.segment)?;
        Some(LengthChange {
            segment: segment.id,
            from_ms: segment.left_ms(),
            to_ms: refitted.length_ms.saturating_sub(segment.took_ms()),
        })
    };
    let changes: Vec<LengthChange> = plan.refit.lengths.iter().filter_map(change).collect();
    let moved_ms: u64 = changes.iter().map(|it| it.from_ms.abs_diff(it.to_ms)).sum();
    (moved_ms >= REPLAN_MS_MIN).then_some(ReplanEntry {
        changes,
        late_ms: plan.refit.late_ms,
    })
}

fn voice(session: &Session, stint: &Stint) -> Entry {
    let item = |id| session.floor.items.get(&id);
    let (name, affiliation, origin) = match stint.voice {
        Voice::Speaker { speaker } => {
            let share = speaker_share(session, speaker);
            let origin = share.as_ref().map(|share| share.origin);
            let (name, affiliation) = share.map_or((None, None), |it| (it.name, it.affiliation));
            (name, affiliation, origin)
        }
        Voice::Asker { item: id } => {
            let named = item(id).filter(|item| is_named(item));
            let of = |part: fn(&crate::floor::NewItem) -> Option<String>| {
                named.and_then(|item| part(&item.entered))
            };
            let name = of(|entered| entered.name.clone());
            let affiliation = of(|entered| entered.affiliation.clone());
            (name, affiliation, item(id).map(|item| item.entered.origin))
        }
    };
    Entry::Voice(VoiceEntry {
        voice: stint.voice,
        name,
        affiliation,
        origin: origin.unwrap_or(crate::terms::Origin::Room),
        item: stint.item,
        counts_from_ms: stint.since_awake_ms + session.agenda.paused_ms,
        allowance_ms: stint.allowance_ms,
    })
}

fn stage(session: &Session) -> Entry {
    let display = session.stage.display;
    Entry::Stage(StageEntry {
        display,
        shows: match display {
            DisplayMode::Auto => called_for(session),
            // Nothing of the hour goes on after its end.
            DisplayMode::Clock | DisplayMode::Floor | DisplayMode::Prompt
                if session.agenda.ended_at_ms.is_some() =>
            {
                Showing::Thanks
            }
            DisplayMode::Clock => Showing::Clock,
            DisplayMode::Floor => Showing::Floor,
            DisplayMode::Prompt => Showing::Prompt,
            DisplayMode::Poll => Showing::Poll,
            DisplayMode::Join => Showing::Join,
            DisplayMode::Takeaways => Showing::Takeaways,
            DisplayMode::Consensus => Showing::Consensus,
            DisplayMode::Blank => Showing::Blank,
        },
    })
}

/// What the moment calls for.
fn called_for(session: &Session) -> Showing {
    let agenda = &session.agenda;
    if agenda.ended_at_ms.is_some() {
        return Showing::Thanks;
    }
    if session.networking.current().is_some() {
        return Showing::Prompt;
    }
    if session.consensus.open().is_some() {
        return Showing::Consensus;
    }
    if session.polls.open().is_some() || shows_result(session) {
        return Showing::Poll;
    }
    if shows_support(session) {
        return Showing::Consensus;
    }
    if session.floor.on_floor().is_some() {
        return Showing::Floor;
    }
    let running = agenda.running().and_then(|id| agenda.segment(id));
    match running.map(|segment| segment.kind) {
        None => Showing::Soon,
        Some(SegmentKind::Questions | SegmentKind::Discussion) => Showing::Floor,
        Some(_) => Showing::Clock,
    }
}

/// So does what support the takeaways had.
fn shows_support(session: &Session) -> bool {
    let Some(check) = session.consensus.checks.last() else {
        return false;
    };
    let closed_at_ms = check.closed.as_ref().map(|(at_ms, _)| *at_ms);
    let items = session.floor.items.values();
    let taken_at_ms = items.filter_map(|item| item.taken_at_ms).max();
    check.put.segment == session.agenda.running() && closed_at_ms > taken_at_ms
}

/// The result of a poll stays until somebody takes the floor or the segment ends.
fn shows_result(session: &Session) -> bool {
    let Some(poll) = session.polls.by_id.values().next_back() else {
        return false;
    };
    let closed_at_ms = poll.closed.as_ref().map(|(at_ms, _)| *at_ms);
    let items = session.floor.items.values();
    let taken_at_ms = items.filter_map(|item| item.taken_at_ms).max();
    poll.asked.segment == session.agenda.running() && closed_at_ms > taken_at_ms
}

fn takeaways(session: &Session) -> Entry {
    let of = |kind| {
        let entries = session.capture.written(kind);
        entries
            .map(|entry| entry.text.text().to_owned())
            .take(limits::TAKEAWAYS_SHOWN_MAX)
            .collect()
    };
    Entry::Takeaways(TakeawaysEntry {
        takeaways: of(EntryKind::Takeaway),
        calls_to_action: of(EntryKind::CallToAction),
    })
}

fn speaker(session: &Session, presence: &Presence, link: &Link) -> Option<SpeakerEntry> {
    let share = speaker_share(session, link.id)?;
    let here = presence.iter().any(|id| {
        let person = session.people.get(id);
        person.is_some_and(|person| person.link == Some(link.id))
    });
    Some(SpeakerEntry {
        speaker: link.id,
        name: share.name?,
        affiliation: share.affiliation,
        origin: share.origin,
        stakeholder_group: share.stakeholder_group,
        here: here && link.roles.contains(&Role::Speaker),
    })
}

fn sent(cue: &Cue) -> Entry {
    Entry::Sent(SentEntry {
        id: cue.id,
        to: cue.to,
        text: cue.text.clone(),
        tone: cue.tone,
        at_ms: cue.at_ms,
        seen: cue
            .seen
            .iter()
            .map(|(link, at_ms)| (*link, *at_ms))
            .collect(),
    })
}
