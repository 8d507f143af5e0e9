//! What follows from one concept's events in another: the voice follows the floor and the segments,
//! messages end with their segment, deadlines follow the first segment.

use super::{arrive, halls};
use crate::context::Context;
use crate::event::Event;
use crate::session::Session;
use crate::speaking::{self, Happened};
use crate::stage::DisplayMode;
use crate::terms::{ItemState, Turn};
use crate::{agenda, floor, form, stage};

/// Adds what follows, in order.
pub(super) fn follow(session: &Session, events: &mut Vec<Event>, context: &Context<'_>) {
    let now_ms = context.now_ms;
    events.extend(arrive::arrive(session, events, now_ms));
    events.extend(voice(session, events, context));
    events.extend(messages(session, events, now_ms));
    events.extend(display(session, events));
    if let Some(started_at_ms) = first_start(events) {
        let due = form::resolved(&halls::form(session, context), started_at_ms);
        events.extend(due.into_iter().map(Event::from));
    }
}

/// A turn on the floor gives the voice to the asker, and the end of a turn or of a segment takes it
/// back.
fn voice(session: &Session, events: &[Event], context: &Context<'_>) -> Vec<Event> {
    let on_floor = session.floor.on_floor().map(|item| item.entered.id);
    let mut happened = Happened {
        running: session.agenda.running(),
        ..Happened::default()
    };
    for event in events {
        match event {
            Event::Floor(
                moved @ (floor::Event::ItemMoved { item, to, .. }
                | floor::Event::ItemRestored { item, to, .. }),
            ) => {
                if *to == ItemState::OnFloor {
                    let taken = session.floor.items.get(item);
                    let is_read = taken.is_some_and(|it| it.turn() == Turn::ReadAloud);
                    let restored = matches!(moved, floor::Event::ItemRestored { .. });
                    happened.is_silent = is_read || arrive::is_awaited(session, *item, restored);
                    happened.taken = Some((*item, restored));
                } else if on_floor == Some(*item) {
                    happened.left = true;
                }
            }
            Event::Floor(floor::Event::TurnSet { item, turn }) if on_floor == Some(*item) => {
                happened.turned = Some(*item);
                let is_read = *turn == Turn::ReadAloud;
                happened.is_silent = is_read || arrive::awaits_as(session, *item, *turn);
            }
            // What is read instead of spoken begins without a voice.
            Event::Floor(floor::Event::TurnBegan { item, .. }) if happened.turned.is_none() => {
                happened.taken = Some((*item, false));
            }
            Event::Agenda(agenda::Event::SegmentStarted { segment, .. }) => {
                happened.running = Some(*segment);
            }
            Event::Agenda(agenda::Event::SegmentEnded { .. }) => happened.ended = true,
            Event::Agenda(agenda::Event::LengthSet { length_ms }) => {
                happened.length_ms = Some(*length_ms);
            }
            Event::Speaking(
                speaking::Event::VoiceTaken { .. } | speaking::Event::VoiceYielded { .. },
            ) => return Vec::new(),
            _ => {}
        }
    }
    speaking::follow(&halls::speaking(session, context), happened)
}

/// Messages end with the segment that they were said in.
fn messages(session: &Session, events: &[Event], now_ms: u64) -> Vec<Event> {
    let ended = |event: &Event| matches!(event, Event::Agenda(agenda::Event::SegmentEnded { .. }));
    if !events.iter().any(ended) {
        return Vec::new();
    }
    let cleared = |event: &Event| match event {
        Event::Stage(stage::Event::CueCleared { cue, .. }) => Some(*cue),
        _ => None,
    };
    let gone: Vec<_> = events.iter().filter_map(cleared).collect();
    let left = stage::cleared_all(&session.stage, &gone, now_ms);
    left.into_iter().map(Event::from).collect()
}

/// What a moderator put on the display goes with the segment, where it was about that: the floor of the
/// questions that are over, a result.
fn display(session: &Session, events: &[Event]) -> Option<Event> {
    let ended = |event: &Event| matches!(event, Event::Agenda(agenda::Event::SegmentEnded { .. }));
    let is_over = match session.stage.display {
        DisplayMode::Floor | DisplayMode::Prompt => true,
        DisplayMode::Poll => session.polls.open().is_none(),
        DisplayMode::Consensus => session.consensus.open().is_none(),
        DisplayMode::Auto
        | DisplayMode::Clock
        | DisplayMode::Join
        | DisplayMode::Takeaways
        | DisplayMode::Blank => false,
    };
    let mode = DisplayMode::Auto;
    let goes = is_over && events.iter().any(ended);
    goes.then(|| stage::Event::DisplaySet { mode }.into())
}

fn first_start(events: &[Event]) -> Option<u64> {
    events.iter().find_map(|event| match event {
        Event::Agenda(agenda::Event::SegmentStarted { at_ms, .. }) => Some(*at_ms),
        _ => None,
    })
}
