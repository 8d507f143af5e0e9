//! Commands of those who work for the session: clock, rundown, stage, floor, polls.

use crate::agenda;
use crate::command::Command;
use crate::conduct;
use crate::consensus;
use crate::context::Context;
use crate::event::Event;
use crate::floor::{self, ItemState};
use crate::networking::{self, ClosedBy};
use crate::poll::{self, Draft};
use crate::rejection::Rejection;
use crate::session::Session;
use crate::speaking;
use crate::stage;

use super::{Decided, not_ended};

/// Commands of the clock.
pub(super) fn decide_clock(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (agenda, now_ms) = (&session.agenda, context.now_ms);
    match command {
        Command::StartSegment { segment, after } => {
            agenda::start_segment(agenda, *segment, *after, now_ms)
        }
        Command::PauseClock => agenda::pause(agenda, now_ms),
        Command::ResumeClock => agenda::resume(agenda, now_ms),
        Command::AddTime { minutes, segment } => agenda::add_time(agenda, *minutes, *segment),
        Command::SetRemaining {
            remaining_ms,
            segment,
        } => agenda::set_remaining(agenda, *remaining_ms, *segment, now_ms),
        Command::SetEnd { ends_at_ms } => agenda::set_end(agenda, *ends_at_ms, now_ms),
        Command::EndSession => end(session, context),
        Command::ReopenSession => agenda::reopen(agenda, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands that change the rundown.
pub(super) fn decide_rundown(session: &Session, command: &Command, now_ms: u64) -> Decided {
    let (agenda, links) = (&session.agenda, &session.links);
    match command {
        Command::InsertSegment { plan, before } => agenda::insert(agenda, links, plan, *before),
        Command::EditSegment {
            segment,
            plan,
            revision,
        } => agenda::edit(agenda, links, *segment, plan, *revision),
        Command::MoveSegment { segment, before } => agenda::reposition(agenda, *segment, *before),
        Command::RemoveSegment { segment } => agenda::remove(agenda, *segment),
        Command::SkipSegment { segment, skipped } => {
            agenda::set_skipped(agenda, *segment, *skipped)
        }
        Command::Replan => agenda::replan(agenda, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands about who speaks and what the screens in the room show.
pub(super) fn decide_stage(session: &Session, command: &Command, now_ms: u64) -> Decided {
    match command {
        Command::GiveVoice { voice, seen } => speaking::give(session, *voice, *seen, now_ms),
        Command::YieldVoice { seen } => speaking::yield_voice(session, *seen, now_ms),
        Command::ExtendVoice { seen, minutes } => {
            speaking::extend(session, *seen, *minutes, now_ms)
        }
        Command::AddSpeaker {
            name,
            affiliation,
            origin,
        } => speaking::add_speaker(session, name, affiliation, *origin),
        Command::DescribeSpeaker {
            speaker,
            origin,
            stakeholder_group,
        } => speaking::describe(session, *speaker, *origin, *stakeholder_group),
        Command::SendCue { to, text, tone } => stage::send_cue(session, *to, text, *tone, now_ms),
        Command::ClearCue { cue } => stage::clear_cue(&session.stage, *cue, now_ms),
        Command::SetThresholds { thresholds } => stage::set_thresholds(&session.stage, thresholds),
        Command::SetDisplay { mode } => Ok(stage::set_display(&session.stage, *mode)),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff on the floor.
pub(super) fn decide_floor(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (floor, now_ms) = (&session.floor, context.now_ms);
    match command {
        Command::AddProxy(entry) => {
            not_ended(session)?;
            let entries = std::slice::from_ref(entry);
            floor::add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AddProxies { entries } => {
            not_ended(session)?;
            floor::add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AnswerInText { item, from, text } => {
            floor::answer_in_text(floor, *item, *from, text, now_ms)
        }
        Command::MergeItems { into, items } => floor::merge(floor, *into, items, now_ms),
        Command::RewordItem {
            item,
            text,
            revision,
        } => floor::reword(floor, *item, text, *revision, now_ms),
        Command::PlaceItem {
            item,
            after,
            before,
            reason,
        } => floor::place_item(floor, *item, [*after, *before], reason, now_ms),
        Command::SetSegmentOrder { segment, order } => {
            let known = session.agenda.segment(*segment);
            known.ok_or(Rejection::SegmentUnknown)?;
            floor::set_segment_order(floor, *segment, *order)
        }
        Command::LastCall { after_ms } => {
            not_ended(session)?;
            floor::last_call(floor, *after_ms, now_ms)
        }
        Command::GiveLastWord { item } => floor::give_last_word(floor, *item),
        Command::SetMuted { person, muted } => conduct::set_muted(session, *person, *muted),
        Command::SetBanned { person, banned } => conduct::set_banned(session, *person, *banned),
        Command::SetWordList { words } => conduct::set_words(&session.conduct, words),
        Command::MoveItem {
            item,
            from,
            to,
            reason,
            because,
        } => {
            // What was left is still put in order for the report; nobody speaks any more.
            if matches!(to, ItemState::OnFloor | ItemState::Next) {
                not_ended(session)?;
            }
            floor::move_item(floor, *item, *from, *to, (reason, *because), now_ms)
        }
        Command::UndoItem { item, from } => {
            let undone = floor::undo(floor, *item, *from, now_ms)?;
            let speaks = |event: &Event| {
                let Event::ItemRestored { to, .. } = event else {
                    return false;
                };
                matches!(to, ItemState::OnFloor | ItemState::Next)
            };
            if undone.iter().any(speaks) {
                not_ended(session)?;
            }
            Ok(undone)
        }
        Command::TakeNext { on_floor, item } => {
            not_ended(session)?;
            floor::take_next(floor, session.agenda.running(), *on_floor, *item, now_ms)
        }
        Command::SetFloor { rules } => floor::set_floor(floor, *rules),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff about temperature checks.
pub(super) fn decide_polls(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (polls, now_ms) = (&session.polls, context.now_ms);
    match command {
        Command::OpenPoll {
            kind,
            question,
            options,
            live,
        } => {
            not_ended(session)?;
            let draft = Draft {
                kind: *kind,
                question,
                options,
                live: *live,
            };
            poll::open(polls, draft, session.agenda.running(), now_ms)
        }
        Command::ClosePoll { poll } => poll::close(session, *poll, context.presence, now_ms),
        Command::CountHands { poll, counts } => poll::count_hands(polls, *poll, counts, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff about breakout rounds.
pub(super) fn decide_rounds(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Decided {
    let (networking, now_ms) = (&session.networking, context.now_ms);
    match command {
        Command::CallRound { settings } => {
            not_ended(session)?;
            networking::call(session, settings, context)
        }
        Command::NextRound => {
            not_ended(session)?;
            networking::next(session, context)
        }
        Command::DrawRound => networking::draw_now(session, context),
        Command::CallOffRound => networking::call_off(networking, now_ms),
        Command::CloseRound => networking::close(networking, ClosedBy::Moderator, now_ms),
        Command::ExtendRound { minutes } => networking::extend(networking, *minutes, now_ms),
        Command::CloseRoom { room } => networking::close_one(networking, *room, now_ms),
        Command::MovePerson { person, room } => {
            networking::move_person(session, *person, *room, context)
        }
        Command::MessageRooms { text } => networking::message(networking, text, now_ms),
        Command::VisitRoom { room } => {
            networking::visit(networking, context.actor.person(), *room, now_ms)
        }
        Command::AnswerCall { room } => networking::answer_call(networking, *room, now_ms),
        Command::SetReportHandled { report, handled } => {
            networking::handle_report(networking, *report, *handled)
        }
        Command::SetDiscussion { prompt } => {
            networking::set_discussion(networking, prompt.as_deref(), now_ms)
        }
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Ends the hour; the turn on the floor and an open round end with it.
fn end(session: &Session, context: &Context<'_>) -> Decided {
    let now_ms = context.now_ms;
    let mut events = agenda::end_session(&session.agenda, now_ms)?;
    if let Some(item) = session.floor.on_floor().filter(|_| !events.is_empty()) {
        let answered = Event::ItemMoved {
            item: item.entered.id,
            to: ItemState::AnsweredAloud,
            reason: None,
            because: None,
            answer: None,
            at_ms: now_ms,
        };
        events.insert(0, answered);
    }
    if session.networking.current().is_some() {
        let closed = networking::close(&session.networking, ClosedBy::SessionEnd, now_ms)?;
        events.splice(0..0, closed);
    }
    let closed = poll::close_open(session, context.presence, now_ms);
    events.splice(0..0, closed);
    let closed = consensus::close_open(session, context.presence, now_ms);
    events.splice(0..0, closed);
    Ok(events)
}
