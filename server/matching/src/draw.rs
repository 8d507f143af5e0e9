//! One round: a number of rooms, a deal, annealing, and who has to wait.
//!
//! A round in which two blocked people share a room is never given out. If no number of rooms
//! avoids it, somebody waits, one step after the other, until the rest can be seated.

use super::anneal::Round;
use super::cost::BLOCK;
use super::deal::deal;
use super::history::History;
use super::input::Crowd;
use super::past::Past;
use super::random::Random;
use super::rooms;

/// A round by numbers of people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Who sits with whom.
    pub(super) rooms: Vec<Vec<u32>>,
    /// Who waits.
    pub(super) waiting: Vec<u32>,
    /// Whether a bound of the sizes gave way.
    pub(super) relaxed: bool,
}

/// Deals tried for one number of rooms while blocks are broken.
const TRIES: usize = 3;
/// Numbers of rooms tried while blocks are broken.
const COUNTS_MAX: usize = 6;

/// Proposals for each person, a fixed table, so that equal requests do equal work.
pub(super) fn effort(people: usize) -> usize {
    match people {
        0..=64 => 400,
        65..=2_000 => 120,
        _ => 60,
    }
}

/// Draws a round; `again` says that there are others before or after it.
pub(super) fn draw(crowd: &Crowd, past: &Past, again: bool, random: &mut Random) -> Drawn {
    let mut people: Vec<u32> = (0..crowd.people() as u32).collect();
    let mut waiting = Vec::new();
    loop {
        let (counts, relaxed) = rooms::counts(people.len(), crowd.sizes, again);
        if counts.is_empty() {
            waiting.extend(people);
            return seated(Vec::new(), waiting, relaxed);
        }
        let (rooms, broken) = best(crowd, past, &people, &counts, random);
        if broken == 0 {
            return seated(rooms, waiting, relaxed);
        }
        for person in in_the_way(crowd, &past.met, &rooms, broken) {
            people.retain(|other| *other != person);
            waiting.push(person);
        }
    }
}

fn seated(mut rooms: Vec<Vec<u32>>, mut waiting: Vec<u32>, relaxed: bool) -> Drawn {
    for room in &mut rooms {
        room.sort_unstable();
    }
    rooms.sort_unstable();
    waiting.sort_unstable();
    Drawn {
        rooms,
        waiting,
        relaxed,
    }
}

/// The rooms with the fewest broken blocks over some numbers of rooms, and how many those are.
fn best(
    crowd: &Crowd,
    past: &Past,
    people: &[u32],
    counts: &[usize],
    random: &mut Random,
) -> (Vec<Vec<u32>>, usize) {
    let mut best: Option<(Vec<Vec<u32>>, usize)> = None;
    for (at, count) in counts.iter().enumerate() {
        let sizes = rooms::even(people.len(), *count);
        for attempt in 0..TRIES {
            let Some(dealt) = deal(crowd, people, &sizes, random) else {
                break;
            };
            let mut round = Round::new(crowd, past, &dealt);
            round.anneal(past, effort(people.len()) * people.len(), random);
            let rooms = round.rooms();
            let broken = if crowd.blocks.is_empty() {
                0
            } else {
                broken_blocks(&past.met, &rooms)
            };
            if best.as_ref().is_none_or(|(_, fewest)| broken < *fewest) {
                best = Some((rooms, broken));
            }
            let far_off = broken > 2 && attempt + 1 < TRIES;
            if broken == 0 || far_off {
                break;
            }
        }
        let done = best.as_ref().is_some_and(|(_, broken)| *broken == 0);
        let far_off = best.as_ref().is_some_and(|(_, broken)| *broken > 4);
        if done || (best.is_some() && (far_off || at + 1 >= COUNTS_MAX)) {
            break;
        }
    }
    // Units that fit no even sizes get rooms around them.
    best.unwrap_or_else(|| uneven(crowd, past, people, random))
}

/// Rooms of uneven sizes for units that fit no others: each unit is a room, and grows by turns.
fn uneven(
    crowd: &Crowd,
    past: &Past,
    people: &[u32],
    random: &mut Random,
) -> (Vec<Vec<u32>>, usize) {
    let largest = crowd.sizes.max;
    let mut sizes: Vec<usize> = Vec::new();
    let present = |unit: &&Vec<u32>| people.binary_search(&unit[0]).is_ok();
    let mut units: Vec<usize> = crowd.units.iter().filter(present).map(Vec::len).collect();
    units.sort_unstable_by_key(|unit| std::cmp::Reverse(*unit));
    for unit in units {
        match sizes.iter_mut().find(|size| **size + unit <= largest) {
            Some(size) => *size += unit,
            None => sizes.push(unit),
        }
    }
    let mut others = people.len() - sizes.iter().sum::<usize>();
    while others > 0 {
        let smallest = (0..sizes.len()).min_by_key(|room| sizes[*room]);
        match smallest.filter(|room| sizes[*room] < crowd.sizes.target || others == 1) {
            Some(room) => sizes[room] += 1,
            None => {
                sizes.push(2);
                others -= 1;
            }
        }
        others -= 1;
    }
    let dealt = deal(crowd, people, &sizes, random).unwrap_or_else(|| vec![people.to_vec()]);
    let mut round = Round::new(crowd, past, &dealt);
    round.anneal(past, effort(people.len()) * people.len(), random);
    let rooms = round.rooms();
    let broken = broken_blocks(&past.met, &rooms);
    (rooms, broken)
}

fn broken_blocks(history: &History, rooms: &[Vec<u32>]) -> usize {
    let broken = |room: &Vec<u32>| -> usize {
        room.iter()
            .map(|person| broken_with(history, *person, room))
            .sum()
    };
    rooms.iter().map(broken).sum::<usize>() / 2
}

fn broken_with(history: &History, person: u32, room: &[u32]) -> usize {
    room.iter()
        .filter(|other| history.cost(person as usize, **other as usize) == BLOCK)
        .count()
}

/// Whom to let wait: the people, with their units, who break the most blocks, few at a time.
fn in_the_way(crowd: &Crowd, history: &History, rooms: &[Vec<u32>], broken: usize) -> Vec<u32> {
    let mut rooms = rooms.to_vec();
    let mut out = Vec::new();
    let most = broken.div_ceil(8);
    while out.len() < most {
        let worst = rooms
            .iter()
            .flat_map(|room| room.iter().map(move |person| (room, *person)))
            .map(|(room, person)| (broken_with(history, person, room), person))
            .max();
        let Some((1.., person)) = worst else {
            break;
        };
        let unit = crowd.unit_of[person as usize];
        let leaves =
            |other: u32| other == person || (unit != 0 && crowd.unit_of[other as usize] == unit);
        for room in &mut rooms {
            out.extend(room.iter().copied().filter(|other| leaves(*other)));
            room.retain(|other| !leaves(*other));
        }
    }
    out
}
