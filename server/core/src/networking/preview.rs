//! What a draw would come to, for the moderator to see before anybody is asked.

use std::collections::BTreeMap;

use onefloor_matching::{self as matching, Matching, Request, RoomDraw};
use serde::Serialize;

use super::draw::{matched, pools};
use super::hall::Hall;
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
    /// Pairs who meet again, in all rounds of the series as it would be planned now; in a crowd that
    /// is too large for that, in the first one.
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
    pools: Vec<Pool>,
    rounds: u32,
}

/// People who would be matched among themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pool {
    request: Request,
    /// Who of them counts as somebody at a table.
    at_table: Vec<bool>,
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
    let pools = pools(hall, &players, settings.tables).map(|pool| Pool {
        at_table: pool
            .iter()
            .map(|person| settings.tables != Tables::None && hall.at_a_table(*person))
            .collect(),
        request: hall.request(&pool, settings.room_size),
    });
    Ok(PreviewRequest {
        pools: pools.collect(),
        rounds: settings.rounds,
    })
}

impl PreviewRequest {
    /// Works it out; of a large crowd or of many rounds that takes seconds.
    #[must_use]
    pub fn work(&self) -> RoundPreview {
        let people = self.pools.iter().map(|pool| pool.request.people.len());
        let mut preview = RoundPreview {
            people: people.sum(),
            ..RoundPreview::default()
        };
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut drawn: Vec<Matching> = Vec::new();
        for pool in &self.pools {
            let (matched, later) = matched(&pool.request, self.rounds);
            preview.add(pool, &matched, &later);
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
    fn add(&mut self, pool: &Pool, matched: &Matching, later: &[Matching]) {
        let has_table = |room: &&RoomDraw| room.people.iter().any(|at| pool.at_table[*at]);
        self.tables += matched.rooms.iter().filter(has_table).count();
        self.waiting += matched.waiting.len();
        self.isolated += matched.isolated;
        let repeats = later.iter().map(|round| round.repeats).sum::<usize>() + matched.repeats;
        self.repeats += repeats;
        self.forced_repeats += if later.is_empty() {
            matched.forced_repeats
        } else {
            // Repeats that no plan of so many rounds could avoid, languages aside.
            let forced = matching::forced_repeats(&pool.request, later.len() + 1);
            forced.map_or(0, |forced| forced.by_numbers).min(repeats)
        };
    }
}
