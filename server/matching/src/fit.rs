//! Laying people over the points of a design: no pair meets twice wherever they are laid.
//!
//! That leaves the whole freedom of who is which point to languages, affiliations and groups.

use super::bank::Rounds;
use super::chill::Temperature;
use super::cost;
use super::history::History;
use super::input::{Card, Crowd};
use super::random::Random;

/// Proposals for each person.
const EFFORT: usize = 300;
const STEPS: usize = 64;
/// The sum over the rounds is what is annealed, so that the start is warmer than for one round.
const START: Temperature = Temperature::of(60);
/// Falls from 60 to 3 in 63 steps, in 1/65536.
const RATIO: u64 = 62_493;

/// A design with people on its points.
struct Laid<'a> {
    rounds: &'a [Vec<Vec<u16>>],
    history: &'a History,
    on: Vec<Card>,
    mixed_languages: bool,
    room_of: Vec<Vec<u16>>,
    price: Vec<Vec<i64>>,
}

/// Rounds from the schedule, as many as it has and as are wanted; `None` if blocks cannot be kept.
pub(super) fn lay(
    crowd: &Crowd,
    schedule: &Rounds,
    rounds: usize,
    random: &mut Random,
) -> Option<Vec<Vec<Vec<u32>>>> {
    let mut schedule = schedule.clone();
    random.shuffle(&mut schedule);
    schedule.truncate(rounds);
    let history = History::new(crowd.people(), &[], &crowd.blocks);
    let mut order: Vec<usize> = (0..crowd.people()).collect();
    random.shuffle(&mut order);
    // Points with neighbouring numbers seldom meet, and never do in a transversal design.
    order.sort_by_key(|person| {
        (
            crowd.cards[*person].stakeholder,
            crowd.cards[*person].region,
        )
    });
    let mut laid = Laid {
        rounds: &schedule,
        history: &history,
        on: order.iter().map(|person| crowd.cards[*person]).collect(),
        mixed_languages: crowd.mixed_languages,
        room_of: schedule
            .iter()
            .map(|round| rooms_of(round, crowd.people()))
            .collect(),
        price: Vec::new(),
    };
    laid.price = (0..schedule.len())
        .map(|round| {
            let rooms = 0..schedule[round].len();
            rooms.map(|room| laid.priced(round, room)).collect()
        })
        .collect();
    if !crowd.plain || !crowd.blocks.is_empty() {
        laid.anneal(random);
    }
    let blocked = |room: &Vec<u16>| {
        let mut people = room.iter().map(|point| laid.on[*point as usize].person());
        let others: Vec<usize> = people.clone().collect();
        people.any(|a| others.iter().any(|b| history.is_blocked(a, *b)))
    };
    if schedule.iter().flatten().any(blocked) {
        return None;
    }
    let people = |room: &Vec<u16>| -> Vec<u32> {
        let mut people: Vec<u32> = room
            .iter()
            .map(|point| laid.on[*point as usize].person() as u32)
            .collect();
        people.sort_unstable();
        people
    };
    let seated = schedule.iter().map(|round| {
        let mut rooms: Vec<Vec<u32>> = round.iter().map(people).collect();
        rooms.sort_unstable();
        rooms
    });
    Some(seated.collect())
}

fn rooms_of(round: &[Vec<u16>], people: usize) -> Vec<u16> {
    let mut room_of = vec![0; people];
    for (number, room) in round.iter().enumerate() {
        for point in room {
            room_of[*point as usize] = number as u16;
        }
    }
    room_of
}

impl Laid<'_> {
    fn anneal(&mut self, random: &mut Random) {
        let points = self.on.len();
        let mut temperature = START;
        for _ in 0..STEPS {
            for _ in 0..EFFORT * points / STEPS {
                let (first, second) = (random.below(points), random.below(points));
                self.swap(first, second, temperature.allowance(random.bits()));
            }
            temperature = temperature.cooled(RATIO);
        }
    }

    /// Lets two people change points if that costs no more than allowed over all rounds.
    fn swap(&mut self, first: usize, second: usize, allowance: i64) {
        if first == second {
            return;
        }
        self.on.swap(first, second);
        let mut delta = 0;
        let mut priced = Vec::with_capacity(2 * self.rounds.len());
        for round in 0..self.rounds.len() {
            let (here, there) = (self.room_of[round][first], self.room_of[round][second]);
            if here == there {
                continue;
            }
            for room in [here as usize, there as usize] {
                let price = self.priced(round, room);
                delta += price - self.price[round][room];
                priced.push((round, room, price));
            }
        }
        if delta > allowance {
            self.on.swap(first, second);
            return;
        }
        for (round, room, price) in priced {
            self.price[round][room] = price;
        }
    }

    fn priced(&self, round: usize, room: usize) -> i64 {
        let points = &self.rounds[round][room];
        let cards = points.iter().map(|point| &self.on[*point as usize]);
        let mut sum = 0;
        for (at, a) in cards.clone().enumerate() {
            for b in cards.clone().skip(at + 1) {
                sum += i64::from(cost::pair(a, b)) + self.history.cost(a.person(), b.person());
            }
        }
        if self.mixed_languages {
            sum += cost::talk(cards.map(|card| card.languages)).cost();
        }
        sum
    }
}
