//! A plan as the caller gets it: places instead of numbers, reasons, and figures for the host.

use super::bound::{self, CleanRounds, Fresh};
use super::cost::{SAME_REGION, SAME_STAKEHOLDER};
use super::draw::Drawn;
use super::history::History;
use super::input::Crowd;
use super::past::pairs_of;
use super::why::why;
use super::{Matching, RoomDraw};

/// Rounds as matchings, each with the meetings of those before it behind it.
pub(super) fn matchings(crowd: &Crowd, rounds: &[Drawn]) -> Vec<Matching> {
    let mut met = crowd.met.clone();
    let fresh = Fresh::new(crowd);
    // Rounds of one plan mostly have the same sizes, and the limit takes longest to find.
    let mut clean: Option<(Vec<usize>, CleanRounds)> = None;
    let mut matchings = Vec::with_capacity(rounds.len());
    for drawn in rounds {
        let history = History::new(crowd.people(), &met, &crowd.blocks);
        let mut sizes: Vec<usize> = drawn.rooms.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        let clean = match clean.as_ref().filter(|(of, _)| *of == sizes) {
            Some((_, known)) => *known,
            None => {
                let found = bound::clean_rounds_of(&sizes);
                clean.insert((sizes, found)).1
            }
        };
        let figures = matching(crowd, &history, &fresh, drawn);
        matchings.push(Matching {
            clean_round_limit: clean.known,
            clean_round_bound: clean.bound,
            ..figures
        });
        met.extend(pairs_of(crowd, &drawn.rooms));
    }
    matchings
}

fn matching(crowd: &Crowd, history: &History, fresh: &Fresh, drawn: &Drawn) -> Matching {
    let places = |people: &[u32]| {
        let places = people.iter().map(|person| crowd.places[*person as usize]);
        places.collect::<Vec<usize>>()
    };
    let rooms: Vec<RoomDraw> = drawn
        .rooms
        .iter()
        .map(|room| RoomDraw {
            people: places(room),
            why: why(crowd, history, room),
        })
        .collect();
    Matching {
        waiting: places(&drawn.waiting),
        repeats: rooms.iter().map(|room| room.why.met_before).sum(),
        forced_repeats: fresh.forced(crowd, history, drawn),
        isolated: rooms.iter().map(|room| room.why.isolated).sum(),
        diversity_permille: diversity_permille(crowd, drawn),
        relaxed: drawn.relaxed,
        rooms,
        ..Matching::default()
    }
}

/// Pairs that differ in group and region, by their prices, over the most that could.
fn diversity_permille(crowd: &Crowd, drawn: &Drawn) -> u32 {
    let (mut alike, mut fewest, mut all) = (0, 0, 0);
    let group = |person: u32| crowd.cards[person as usize].stakeholder;
    let region = |person: u32| crowd.cards[person as usize].region;
    for (price, category) in [
        (SAME_STAKEHOLDER, &group as &dyn Fn(u32) -> u8),
        (SAME_REGION, &region),
    ] {
        let price = price as u64;
        let mut totals = [0_u64; 256];
        for room in &drawn.rooms {
            let mut counts = [0_u64; 256];
            for person in room {
                counts[category(*person) as usize] += 1;
                totals[category(*person) as usize] += 1;
            }
            alike += price * counts[1..].iter().map(|count| pairs(*count)).sum::<u64>();
            all += price * pairs(counts[1..].iter().sum());
        }
        let rooms = drawn.rooms.len().max(1) as u64;
        for total in &totals[1..] {
            let (each, rest) = (total / rooms, total % rooms);
            fewest += price * (rest * pairs(each + 1) + (rooms - rest) * pairs(each));
        }
    }
    let possible = all - fewest.min(all);
    if possible == 0 {
        return 1_000;
    }
    let reached = (all - alike).min(possible);
    (1_000 * reached / possible) as u32
}

fn pairs(people: u64) -> u64 {
    people * people.saturating_sub(1) / 2
}
