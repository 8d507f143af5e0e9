//! How far a voice has come, as everybody sees it; where it has to go, as those see it who need it.

use serde::Serialize;

use super::event::Event;
use super::state::{Handover, Sound, Venue};
use crate::entries::entries;
use crate::floor::{Floor, Item};
use crate::ids::ItemId;
use crate::terms::ItemState;
use crate::touch::Touched;

/// Where voices are heard, without its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the places")]
pub enum VenueKind {
    Meeting,
    Microphones,
    Hub,
}

/// How far a voice has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandoverStep {
    /// Whoever speaks was told where and how.
    Told,
    /// They are there, and their microphone works.
    Here,
    /// They are there, and their microphone does not work.
    NoMicrophone,
    /// Their channel is open.
    Open,
    /// The room hears them.
    Heard,
}

entries! {
    /// Where voices are heard, and the one that is on its way.
    SoundEntry {
        kind: Option<VenueKind>,
        /// Staff: with its address.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        venue: Option<Venue>,
        /// Of what has the floor, where its voice has to arrive.
        handover: Option<HandoverEntry>,
        /// Staff: of those who wait, who have said that they are there.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<Vec<HandoverEntry>>"))]
        ready: Vec<HandoverEntry>,
    }
    /// A voice on its way.
    HandoverEntry {
        item: ItemId,
        step: HandoverStep,
        /// When it last came a step further.
        since_ms: u64,
    }
    /// What somebody whose turn comes has to know.
    ArrivalEntry {
        /// Where they are heard; nothing any more where staff took it back.
        venue: Option<Venue>,
        step: HandoverStep,
    }
}

impl From<&Venue> for VenueKind {
    fn from(venue: &Venue) -> Self {
        match venue {
            Venue::Meeting { .. } => Self::Meeting,
            Venue::Microphones => Self::Microphones,
            Venue::Hub => Self::Hub,
        }
    }
}

impl SoundEntry {
    /// Nothing where nobody said where voices are heard and none is expected.
    pub(crate) fn of(sound: &Sound, floor: &Floor, for_staff: bool) -> Option<Self> {
        let on_floor = floor.on_floor();
        let handover = on_floor.and_then(|item| HandoverEntry::of(sound, item));
        if sound.venue.is_none() && handover.is_none() {
            return None;
        }
        let waiting = sound.handovers.keys().filter(|_| for_staff);
        let waiting = waiting.filter_map(|id| floor.items.get(id));
        let waiting = waiting.filter(|item| item.state.waits());
        Some(Self {
            kind: sound.venue.as_ref().map(VenueKind::from),
            venue: sound.venue.clone().filter(|_| for_staff),
            handover,
            ready: waiting
                .filter_map(|item| HandoverEntry::of(sound, item))
                .collect(),
        })
    }
}

impl HandoverEntry {
    fn of(sound: &Sound, item: &Item) -> Option<Self> {
        let handover = sound.handovers.get(&item.entered.id)?;
        let is_heard = item.state == ItemState::OnFloor && item.taken_at_ms.is_some();
        Some(Self {
            item: item.entered.id,
            step: step(Some(handover), is_heard),
            since_ms: handover.since_ms,
        })
    }
}

impl ArrivalEntry {
    /// Whoever has the floor and is not heard yet, or comes soon and speaks from afar.
    pub(crate) fn of(sound: &Sound, item: &Item, is_near: bool) -> Option<Self> {
        let handover = sound.handovers.get(&item.entered.id);
        let is_heard = match item.state {
            ItemState::OnFloor => {
                handover?;
                item.taken_at_ms.is_some()
            }
            _ if is_near && item.state.waits() && sound.expects(item, item.turn()) => false,
            _ => return None,
        };
        Some(Self {
            venue: sound.venue.clone(),
            step: step(handover, is_heard),
        })
    }
}

fn step(handover: Option<&Handover>, is_heard: bool) -> HandoverStep {
    match handover {
        _ if is_heard => HandoverStep::Heard,
        Some(handover) if handover.open => HandoverStep::Open,
        Some(handover) => match handover.microphone {
            Some(true) => HandoverStep::Here,
            Some(false) => HandoverStep::NoMicrophone,
            None => HandoverStep::Told,
        },
        None => HandoverStep::Told,
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("sound");
    match event {
        Event::VenueSet { .. } => touched.all_brought(),
        Event::VoiceExpected { item, .. }
        | Event::VoiceArrived { item, .. }
        | Event::ChannelOpened { item, .. } => touched.brought(*item),
    }
}
