//! Where voices are heard, and which ones are on their way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::floor::{self, Floor, Item};
use crate::ids::ItemId;
#[cfg(feature = "wire")]
use crate::limits;
use crate::terms::{ItemState, Turn};

/// Where the voices of people who are not in the room are heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Venue {
    /// In a meeting.
    Meeting {
        /// Its https address.
        #[cfg_attr(feature = "wire", schemars(length(max = limits::LINK_CHARS_MAX)))]
        link: String,
        /// The name that one has to use there, or how to be found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional), schemars(length(max = limits::PLACE_CHARS_MAX)))]
        name: Option<String>,
    },
    /// At the microphones of the hall alone: who is not there is read aloud.
    Microphones,
    /// Over the line of a hub.
    Hub,
}

/// A voice on its way into the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// When it last came a step further.
    pub since_ms: u64,
    /// Whether its microphone works; `None` before somebody said that they are there.
    pub microphone: Option<bool>,
    /// Whether its channel is open.
    pub open: bool,
}

/// Everything about how voices are heard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sound {
    /// Where; where nobody said so, a turn begins when it is given.
    pub venue: Option<Venue>,
    /// Of those who wait or have the floor: how far their voice has come.
    pub handovers: BTreeMap<ItemId, Handover>,
}

impl Sound {
    /// Whether the room waits for this voice before its turn begins. Of whoever is hidden from all, it would
    /// tell who they are.
    #[must_use]
    pub fn expects(&self, item: &Item, turn: Turn) -> bool {
        Self::expects_at(self.venue.as_ref(), item, turn)
    }

    /// The same where voices are heard there, or nowhere.
    pub(crate) fn expects_at(venue: Option<&Venue>, item: &Item, turn: Turn) -> bool {
        let is_far = match (venue, turn) {
            (Some(_), Turn::SpeaksOnline) | (Some(Venue::Hub), Turn::FromHub) => true,
            (Some(_), Turn::FromHub | Turn::ReadAloud | Turn::AtMicrophone) | (None, _) => false,
        };
        is_far && item.entered.sealed.is_none()
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::VenueSet { venue } => self.venue.clone_from(venue),
            Event::VoiceExpected { item, anew, at_ms } => {
                let was = self.handovers.get(item).filter(|_| !anew);
                let handover = Handover {
                    since_ms: *at_ms,
                    microphone: was.and_then(|was| was.microphone),
                    open: false,
                };
                self.handovers.insert(*item, handover);
            }
            Event::VoiceArrived {
                item,
                microphone,
                at_ms,
            } => {
                let handover = self.handover(*item, *at_ms);
                handover.microphone = Some(*microphone);
            }
            Event::ChannelOpened { item, at_ms } => self.handover(*item, *at_ms).open = true,
        }
    }

    fn handover(&mut self, item: ItemId, at_ms: u64) -> &mut Handover {
        let new = Handover {
            since_ms: at_ms,
            microphone: None,
            open: false,
        };
        let handover = self.handovers.entry(item).or_insert(new);
        handover.since_ms = at_ms;
        handover
    }

    /// What left the queue and the floor is on its way no more; `floor` is the floor after it.
    pub(crate) fn follow(&mut self, event: &floor::Event, floor: &Floor) {
        for item in event.moves() {
            let moved = floor.items.get(&item).map(|item| item.state);
            if !moved.is_some_and(|state| state.waits() || state == ItemState::OnFloor) {
                self.handovers.remove(&item);
            }
        }
    }

    /// Puts back how far a voice had come.
    pub(crate) fn set_back(&mut self, item: ItemId, was: Option<Handover>) {
        match was {
            Some(was) => drop(self.handovers.insert(item, was)),
            None => drop(self.handovers.remove(&item)),
        }
    }
}
