//! A round: as it was called, who is ready, its rooms and seats, and its deadlines.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::settings::RoundSettings;
use super::room::Room;
use super::rooms::Rooms;
use crate::ids::{PersonId, RoomId, RoundId};

/// Milliseconds left at which the rooms are warned.
const WARNINGS_MS: [u64; 2] = [60_000, 10_000];

/// Why a round closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Its time was up.
    Time,
    /// A moderator closed it.
    Moderator,
    /// The session ended.
    SessionEnd,
    /// It was called off before anybody met.
    CalledOff,
    /// Fewer than two were ready.
    TooFew,
    /// The server failed to draw it.
    NotDrawn,
}

/// Why somebody who was seated is not any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unseated {
    /// They left, and sit this round out.
    Left,
    /// Their connection did not come back in time.
    Lost,
    /// They go to another room.
    Moved,
}

/// A draw that is being worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// What it is drawn by.
    pub seed: u64,
    /// Since when.
    pub began_at_ms: u64,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Id, counting from 1.
    pub id: RoundId,
    /// Which one of its series, from 1.
    pub number: u32,
    /// As the moderator wants it.
    pub settings: RoundSettings,
    /// When it was called.
    pub called_at_ms: u64,
    /// When it is drawn by itself, while people say that they are ready.
    pub draws_at_ms: Option<u64>,
    /// Who said so.
    pub ready: BTreeSet<PersonId>,
    /// The draw that was begun and is not over.
    pub drawing: Option<Drawing>,
    /// When it was drawn.
    pub drawn_at_ms: Option<u64>,
    /// When it opens; it may lie ahead.
    pub opened_at_ms: u64,
    /// When it closes by itself.
    pub closes_at_ms: u64,
    /// Its rooms.
    pub rooms: Rooms,
    /// Seats of people who are not connected, and until when they are held.
    pub held: BTreeMap<PersonId, u64>,
    /// Who was seated and is not any more.
    pub unseated: BTreeMap<PersonId, Unseated>,
    /// Another room that somebody left alone may go to.
    pub offers: BTreeMap<PersonId, RoomId>,
    /// Warnings given or no longer due, in milliseconds left.
    pub warned_ms: BTreeSet<u64>,
    /// The moderator's last message to all rooms.
    pub message: Option<(String, u64)>,
    /// When and why it closed.
    pub closed: Option<(u64, ClosedBy)>,
}

impl Round {
    /// The room where this person sits.
    #[must_use]
    pub fn room_of(&self, person: PersonId) -> Option<&Room> {
        self.rooms.of(person)
    }

    /// The room in which this person sits or looks.
    #[must_use]
    pub fn room_seen_by(&self, person: PersonId) -> Option<&Room> {
        let visited = self.rooms.visited_by(person);
        visited.or_else(|| self.room_of(person))
    }

    /// A room of it.
    #[must_use]
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(id)
    }

    /// Whether people may still be asked if they are ready.
    #[must_use]
    pub(crate) fn is_called(&self) -> bool {
        self.closed.is_none() && self.drawn_at_ms.is_none()
    }

    /// The draw that is being worked out.
    #[must_use]
    pub fn drawing(&self) -> Option<&Drawing> {
        self.drawing.as_ref().filter(|_| self.is_called())
    }

    /// Whether another round of the series is to come.
    #[must_use]
    pub(crate) fn has_next(&self) -> bool {
        let met = matches!(self.closed, Some((_, ClosedBy::Time | ClosedBy::Moderator)));
        met && self.number < self.settings.rounds
    }

    /// When the next round of the series calls itself.
    #[must_use]
    pub(crate) fn next_call(&self) -> Option<u64> {
        let (closed_at_ms, _) = self.closed?;
        let by_itself = self.settings.by_itself && self.has_next();
        by_itself.then(|| closed_at_ms.saturating_add(self.settings.pause_ms))
    }

    /// When it next wants something.
    pub(in super::super) fn next_deadline(&self) -> Option<u64> {
        if self.is_called() {
            // What is drawn already comes back by itself.
            return self.draws_at_ms.filter(|_| self.drawing.is_none());
        }
        let warning_ms = self.warnings_ahead().max().unwrap_or(0);
        let closing_ms = self.closes_at_ms.saturating_sub(warning_ms);
        let held_ms = self.held.values().copied().min();
        [Some(closing_ms), held_ms].into_iter().flatten().min()
    }

    /// Forgets the warnings that a new closing time makes due again, and skips those already past.
    pub(in super::super) fn rearm_warnings(&mut self, now_ms: u64) {
        let left_ms = self.closes_at_ms.saturating_sub(now_ms);
        let past = WARNINGS_MS
            .into_iter()
            .filter(|warning_ms| *warning_ms >= left_ms);
        self.warned_ms = past.collect();
    }

    /// Warnings that are still to be given, in milliseconds left.
    pub(in super::super) fn warnings_ahead(&self) -> impl Iterator<Item = u64> {
        WARNINGS_MS
            .into_iter()
            .filter(|warning_ms| !self.warned_ms.contains(warning_ms))
    }
}
