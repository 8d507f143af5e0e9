//! How a voice arrives: each step by whom it is seen, and none of them twice.

use super::command::Command;
use super::event::Event;
use super::state::{Sound, Venue};
use crate::floor::{self, Asking, Floor, Item};
use crate::ids::ItemId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::ItemState;

/// All that a rule about sound looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) sound: &'a Sound,
    pub(crate) floor: &'a Floor,
    /// Whoever asks, where somebody of the session does.
    pub(crate) asking: Option<Asking<'a>>,
    pub(crate) now_ms: u64,
}

/// Decides about sound. That a voice is heard is a fact of the floor, since the turn begins with it; so is that
/// whoever was called is there.
pub(crate) fn decide<E>(hall: &Hall<'_>, command: &Command) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<floor::Event>,
{
    let at_ms = hall.now_ms;
    match command {
        Command::SetVenue { venue } => {
            let venue = venue.clone().map(checked).transpose()?;
            let same = hall.sound.venue == venue;
            let set = (!same).then_some(Event::VenueSet { venue });
            Ok(set.into_iter().map(E::from).collect())
        }
        Command::SayHere { item, microphone } => say_here(hall, *item, *microphone),
        Command::OpenChannel { item } => {
            let handover = hall.sound.handovers.get(item);
            let is_open = handover.is_some_and(|handover| handover.open);
            if awaited(hall.floor, *item)?.is_none() || is_open {
                return Ok(Vec::new());
            }
            Ok(vec![Event::ChannelOpened { item: *item, at_ms }.into()])
        }
        Command::HearVoice { item } => {
            let began = floor::Event::TurnBegan { item: *item, at_ms };
            let awaited = awaited(hall.floor, *item)?;
            Ok(awaited.map(|_| E::from(began)).into_iter().collect())
        }
        Command::RetryHandover { item } => {
            let expected = Event::VoiceExpected {
                item: *item,
                anew: true,
                at_ms,
            };
            let awaited = awaited(hall.floor, *item)?;
            Ok(awaited.map(|_| E::from(expected)).into_iter().collect())
        }
    }
}

fn checked(venue: Venue) -> Result<Venue, Rejection> {
    let Venue::Meeting { link, name } = venue else {
        return Ok(venue);
    };
    let link = Field::Link.line(&link, limits::LINK_CHARS_MAX)?;
    if !onefloor_page::is_https(&link) {
        return Err(Rejection::LinkNotHttps);
    }
    let name = name.unwrap_or_default();
    let name = Field::Name.optional_line(&name, limits::PLACE_CHARS_MAX)?;
    Ok(Venue::Meeting { link, name })
}

/// Whoever speaks is there: while they wait, or when the room waits for them.
///
/// # Errors
/// It is not theirs, or nobody expects a voice there.
fn say_here<E>(hall: &Hall<'_>, item: ItemId, microphone: bool) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<floor::Event>,
{
    let asking = hall.asking.ok_or(Rejection::PersonUnknown)?;
    let found = hall.floor.items.get(&item);
    let own = found.filter(|found| asking.owns(&found.entered));
    let own = own.ok_or(Rejection::ItemUnknown)?;
    let is_expected = match own.state {
        ItemState::OnFloor => own.taken_at_ms.is_none(),
        state => state.waits() && hall.sound.expects(own, own.turn()),
    };
    if !is_expected {
        return Err(Rejection::VoiceNotExpected);
    }
    let at_ms = hall.now_ms;
    let handover = hall.sound.handovers.get(&item);
    let same = handover.is_some_and(|handover| handover.microphone == Some(microphone));
    let arrived = (!same).then_some(Event::VoiceArrived {
        item,
        microphone,
        at_ms,
    });
    // Whoever was called and answers did not fail to come.
    let ready = own
        .is_awaited()
        .then_some(floor::Event::ReadyConfirmed { item, at_ms });
    let events = arrived.map(E::from).into_iter();
    Ok(events.chain(ready.map(E::from)).collect())
}

/// The item if it has the floor and its turn has not begun; `None` once it has.
///
/// # Errors
/// It does not have the floor.
fn awaited(floor: &Floor, item: ItemId) -> Result<Option<&Item>, Rejection> {
    let found = floor.items.get(&item).ok_or(Rejection::ItemUnknown)?;
    if found.state != ItemState::OnFloor {
        let state = found.state;
        return Err(Rejection::ItemChanged { item, state });
    }
    Ok(Some(found).filter(|found| found.taken_at_ms.is_none()))
}
