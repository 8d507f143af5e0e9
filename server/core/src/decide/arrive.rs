//! A turn that was given to somebody on line begins when the room hears them.

use crate::event::Event;
use crate::ids::ItemId;
use crate::session::Session;
use crate::sound::Sound;
use crate::terms::{ItemState, Turn, Voice};
use crate::{floor, sound, speaking};

/// Whether an item that takes the floor by this event has to wait until its asker is heard. A turn that was
/// ended by mistake goes on as it was.
pub(super) fn is_awaited(session: &Session, item: ItemId, restored: bool) -> bool {
    let Some(taken) = session.floor.items.get(&item) else {
        return false;
    };
    let had_begun = restored && taken.taken_at_ms.is_some();
    !had_begun && session.sound.expects(taken, taken.turn())
}

/// Whether what has the floor waits for a voice once it is brought up in this way.
pub(super) fn awaits_as(session: &Session, item: ItemId, turn: Turn) -> bool {
    let on_floor = session.floor.items.get(&item);
    session.speaking.now.is_none() && on_floor.is_some_and(|it| session.sound.expects(it, turn))
}

/// What follows in the floor and in what the room waits for.
pub(super) fn arrive(session: &Session, events: &[Event], at_ms: u64) -> Vec<Event> {
    let on_floor = session.floor.on_floor();
    let on_floor = on_floor.map(|item| (item.entered.id, item.taken_at_ms.is_none()));
    let waits = |item: ItemId| on_floor == Some((item, true));
    let begins = |event: &Event| matches!(event, Event::Floor(floor::Event::TurnBegan { .. }));
    let began = |item| Event::from(floor::Event::TurnBegan { item, at_ms });
    let mut follows = Vec::new();
    for event in events {
        match event {
            Event::Floor(
                moved @ (floor::Event::ItemMoved { item, to, .. }
                | floor::Event::ItemRestored { item, to, .. }),
            ) => match to {
                ItemState::OnFloor => {
                    let restored = matches!(moved, floor::Event::ItemRestored { .. });
                    if is_awaited(session, *item, restored) {
                        follows.extend(expected(*item, at_ms));
                    }
                }
                // Whoever said that they are there while they waited has answered the call.
                ItemState::Next if is_here(session, *item) => {
                    let item = *item;
                    let ready = floor::Event::ReadyConfirmed { item, at_ms };
                    follows.push(ready.into());
                }
                _ => {}
            },
            Event::Floor(floor::Event::TurnSet { item, turn })
                if on_floor.is_some_and(|(id, _)| id == *item) =>
            {
                let awaits = awaits_as(session, *item, *turn);
                match (awaits, waits(*item)) {
                    (true, false) => follows.extend(expected(*item, at_ms)),
                    (false, true) => follows.push(began(*item)),
                    (true, true) | (false, false) => {}
                }
            }
            // Nobody waits for a voice that is expected nowhere any more.
            Event::Sound(sound::Event::VenueSet { venue }) => {
                let awaited = session.floor.on_floor();
                let awaited = awaited.filter(|item| waits(item.entered.id));
                let given_up =
                    awaited.filter(|item| !Sound::expects_at(venue.as_ref(), item, item.turn()));
                follows.extend(given_up.map(|item| began(item.entered.id)));
            }
            // A moderator who gives them the voice has heard them.
            Event::Speaking(speaking::Event::VoiceTaken {
                voice: Voice::Asker { item },
                ..
            }) if waits(*item) && !events.iter().any(begins) => follows.push(began(*item)),
            _ => {}
        }
    }
    follows
}

fn is_here(session: &Session, item: ItemId) -> bool {
    let handover = session.sound.handovers.get(&item);
    let found = session.floor.items.get(&item);
    handover.is_some_and(|handover| handover.microphone == Some(true))
        && found.is_some_and(|found| !found.ready)
}

fn expected(item: ItemId, at_ms: u64) -> [Event; 2] {
    let awaited = floor::Event::TurnAwaited { item };
    let expected = sound::Event::VoiceExpected {
        item,
        anew: false,
        at_ms,
    };
    [awaited.into(), expected.into()]
}
