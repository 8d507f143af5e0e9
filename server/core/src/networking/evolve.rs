//! Events of the rounds folded into them. What is said of a round is said of the last one; an event
//! about a room that it does not have changes nothing.

mod meeting;
mod room;
mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::event::{Event, of_meeting, of_room, of_round};
use super::settings::RoundSettings;
use super::state::{DrawnRoom, Networking, Rooms, Round};
use crate::ids::RoundId;

impl Networking {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::RoundOpened {
                round,
                prompt,
                rooms,
                at_ms,
                closes_at_ms,
                ..
            } => {
                let opened = opened(*round, prompt, rooms, (*at_ms, *closes_at_ms));
                self.rounds.push(Arc::new(opened));
            }
            Event::RoundCalled {
                round,
                number,
                settings,
                at_ms,
                draws_at_ms,
            } => {
                self.series_ended = false;
                let called = called(*round, *number, settings, *at_ms, *draws_at_ms);
                self.rounds.push(Arc::new(called));
            }
            Event::SeriesEnded { .. } => self.series_ended = true,
            Event::DiscussionSet { prompt, at_ms } => {
                self.discussion = prompt.clone().map(|prompt| (prompt, *at_ms));
            }
            of_meeting!() => Arc::make_mut(&mut self.meeting).evolve(event),
            of_round!() | of_room!() => {
                if let Some(round) = self.rounds.last_mut() {
                    Arc::make_mut(round).evolve(event);
                }
            }
        }
    }
}

/// A round as it was opened before rounds were called and drawn.
fn opened(id: RoundId, prompt: &str, rooms: &[DrawnRoom], (opens, closes): (u64, u64)) -> Round {
    let length_ms = closes.saturating_sub(opens);
    let size = rooms.iter().map(|room| room.members.len()).max();
    let size = u32::try_from(size.unwrap_or_default()).unwrap_or_default();
    let settings = RoundSettings::new(prompt, size, length_ms);
    let mut opened = called(id, 1, &settings, opens, None);
    opened.draw(rooms, opens, (opens, closes));
    opened
}

fn called(
    id: RoundId,
    number: u32,
    settings: &RoundSettings,
    at_ms: u64,
    draws_at_ms: Option<u64>,
) -> Round {
    Round {
        id,
        number,
        settings: settings.clone(),
        called_at_ms: at_ms,
        draws_at_ms,
        ready: BTreeSet::new(),
        drawing: None,
        drawn_at_ms: None,
        opened_at_ms: at_ms,
        closes_at_ms: at_ms,
        rooms: Rooms::default(),
        held: BTreeMap::new(),
        unseated: BTreeMap::new(),
        offers: BTreeMap::new(),
        warned_ms: BTreeSet::new(),
        message: None,
        closed: None,
    }
}
