//! What a draw would come to, for the moderator to see before anybody is asked.

use std::collections::BTreeMap;

use onefloor_matching::{self as matching, Matching, Request, RoomDraw};
use serde::Serialize;

use super::draw::{ahead, matched};
use super::hall::Hall;
use super::request::Asked;
use super::settings::{RoundSettings, Tables};
use crate::rejection::Rejection;

/// What a draw would come to, for the moderator to see before anybody is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are those of the matching")]
pub struct RoundPreview {
    pub people: usize,
    /// Rooms by size, the largest first.
    pub rooms: Vec<RoomsOfSize>,
    /// How many of them are tables.
    pub tables: usize,
    pub waiting: usize,
    /// Rounds of the series that were looked at, from the first on: as many as are planned together, and
    /// one where that is too much for so many people.
    pub rounds: usize,
    /// Pairs who meet again in those.
    pub repeats: usize,
    pub forced_repeats: usize,
    pub isolated: usize,
    pub clean_round_limit: usize,
    pub clean_round_bound: usize,
    pub diversity_permille: u32,
}

/// So many rooms of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct RoomsOfSize {
    pub size: usize,
    pub count: usize,
}

/// All that a preview is worked out from: the session goes on meanwhile, and is not asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRequest {
    asked: Asked,
    tables: Tables,
    ahead: u32,
}

/// Who would be drawn with these settings now.
///
/// # Errors
/// A setting is past its bound.
pub(crate) fn preview(
    hall: &Hall<'_>,
    settings: &RoundSettings,
) -> Result<PreviewRequest, Rejection> {
    let settings = settings.checked()?;
    let players = hall.players(settings.tables);
    Ok(PreviewRequest {
        asked: Asked::of(hall, &players, &settings, hall.seed),
        tables: settings.tables,
        ahead: ahead(&settings, 1),
    })
}

impl PreviewRequest {
    /// Works it out, wherever there is time: of a hundred people for several rounds that takes a few
    /// tenths of a second.
    #[must_use]
    pub fn work(&self) -> RoundPreview {
        let mut preview = RoundPreview {
            people: self.asked.people(),
            ..RoundPreview::default()
        };
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut drawn: Vec<Matching> = Vec::new();
        for (pool, request) in self.asked.requests() {
            let (matched, later) = matched(&request, self.ahead);
            preview.add(&request, &matched, &later);
            let tables = pool
                .iter()
                .map(|it| self.tables != Tables::None && it.at_table);
            preview.tables += tables_of(&matched, &tables.collect::<Vec<bool>>());
            // What can be promised of both pools is what was looked at in both.
            let rounds = later.len() + 1;
            let least = if drawn.is_empty() {
                rounds
            } else {
                preview.rounds
            };
            preview.rounds = rounds.min(least);
            for room in &matched.rooms {
                *sizes.entry(room.people.len()).or_default() += 1;
            }
            drawn.extend(Some(matched).filter(|matched| !matched.rooms.is_empty()));
        }
        // Of two pools, what the poorer one can do is what can be promised.
        let least = |of: fn(&Matching) -> usize| drawn.iter().map(of).min().unwrap_or_default();
        preview.clean_round_limit = least(|matched| matched.clean_round_limit);
        preview.clean_round_bound = least(|matched| matched.clean_round_bound);
        let diversity = drawn.iter().map(|matched| matched.diversity_permille);
        preview.diversity_permille = diversity.min().unwrap_or_default();
        let by_size = sizes.into_iter().rev();
        preview.rooms = by_size
            .map(|(size, count)| RoomsOfSize { size, count })
            .collect();
        preview
    }
}

impl RoundPreview {
    /// Adds what the people of one pool come to, in the next round and in those after it.
    fn add(&mut self, request: &Request, matched: &Matching, later: &[Matching]) {
        self.waiting += matched.waiting.len();
        self.isolated += matched.isolated;
        let repeats = later.iter().map(|round| round.repeats).sum::<usize>() + matched.repeats;
        self.repeats += repeats;
        self.forced_repeats += if later.is_empty() {
            matched.forced_repeats
        } else {
            // Repeats that no plan of so many rounds could avoid, languages aside.
            let forced = matching::forced_repeats(request, later.len() + 1);
            forced.map_or(0, |forced| forced.by_numbers).min(repeats)
        };
    }
}

/// Rooms in which somebody sits at a table.
fn tables_of(matched: &Matching, at_table: &[bool]) -> usize {
    let has_table = |room: &&RoomDraw| room.people.iter().any(|at| at_table[*at]);
    matched.rooms.iter().filter(has_table).count()
}
