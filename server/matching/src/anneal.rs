//! One round made better by swapping two people at a time.
//!
//! What people are is priced first, since that takes four lines of the cache; only a proposal that
//! could still pass is asked for its meetings, and then for its languages. The number of proposals
//! depends on the number of people alone, never on the time that passed.

use super::chill::Temperature;
use super::cost::{self, OFF_TARGET};
use super::input::{Card, Crowd};
use super::past::Past;
use super::random::{Random, scale};

/// Temperatures of one fall.
const STEPS: usize = 64;
/// Falls from 3 to a half in 63 steps: the 63rd root of a sixth, in 1/65536.
const RATIO: u64 = 63_698;
/// The deal is close to the best already: a hot start would only undo it.
const START: Temperature = Temperature::of(3);
/// People with whom a mending swap is tried, where there are many.
const PARTNERS_MAX: usize = 1_024;
/// Times that every broken room is gone over.
const MENDS: usize = 4;
/// Seat of somebody who waits.
const NOWHERE: u32 = u32::MAX;

/// A round while it is searched.
#[derive(Debug, Clone)]
pub(super) struct Round<'a> {
    pub(super) crowd: &'a Crowd,
    seats: Vec<Card>,
    /// Where each room begins in `seats`, and the end.
    starts: Vec<u32>,
    room_of: Vec<u32>,
    /// Whether each room is off the wanted size, if rooms differ in that.
    off_target: Option<Vec<bool>>,
    /// The seat of each person.
    seat_of: Vec<u32>,
    /// What meetings and blocks cost in each room.
    met: Vec<i64>,
    /// What languages cost in each room.
    talk: Vec<i64>,
}

impl<'a> Round<'a> {
    pub(super) fn new(crowd: &'a Crowd, past: &Past, rooms: &[Vec<u32>]) -> Self {
        let mut starts = vec![0];
        let (mut seats, mut room_of) = (Vec::new(), Vec::new());
        for (number, room) in rooms.iter().enumerate() {
            seats.extend(room.iter().map(|person| crowd.cards[*person as usize]));
            room_of.resize(seats.len(), number as u32);
            starts.push(seats.len() as u32);
        }
        let off: Vec<bool> = rooms
            .iter()
            .map(|room| room.len() != crowd.sizes.target)
            .collect();
        let mut seat_of = vec![NOWHERE; crowd.people()];
        for (seat, card) in seats.iter().enumerate() {
            seat_of[card.person()] = seat as u32;
        }
        let mut round = Self {
            crowd,
            seat_of,
            seats,
            starts,
            room_of,
            off_target: (off.contains(&true) && off.contains(&false)).then_some(off),
            met: Vec::new(),
            talk: Vec::new(),
        };
        round.talk = (0..rooms.len()).map(|room| round.talk_in(room)).collect();
        round.recall(past);
        round
    }

    /// Prices the meetings anew, after the past changed.
    pub(super) fn recall(&mut self, past: &Past) {
        self.met = (0..self.starts.len() - 1)
            .map(|room| {
                let room = &self.seats[self.range(room)];
                let mut sum = 0;
                for (at, a) in room.iter().enumerate() {
                    for b in &room[at + 1..] {
                        sum += past.met.cost(a.person(), b.person());
                    }
                }
                sum
            })
            .collect();
    }

    /// Who sits where.
    pub(super) fn rooms(&self) -> Vec<Vec<u32>> {
        let rooms = 0..self.starts.len() - 1;
        rooms
            .map(|room| {
                let seats = self.seats[self.range(room)].iter();
                seats.map(|card| card.person() as u32).collect()
            })
            .collect()
    }

    /// Notes the round as past, or takes it back.
    pub(super) fn note(&self, past: &mut Past, back: bool) {
        for number in 0..self.starts.len() - 1 {
            let room = &self.seats[self.range(number)];
            if self.off_target.as_ref().is_some_and(|off| off[number]) {
                for card in room {
                    let times = &mut past.off_target[card.person()];
                    *times = times.saturating_add_signed(if back { -1 } else { 1 });
                }
            }
            for (at, a) in room.iter().enumerate() {
                for b in &room[at + 1..] {
                    if !self.in_one_unit(a, b) {
                        past.met.note(a.person(), b.person(), back);
                    }
                }
            }
        }
    }

    fn in_one_unit(&self, a: &Card, b: &Card) -> bool {
        let unit = self.crowd.unit_of[a.person()];
        unit != 0 && unit == self.crowd.unit_of[b.person()]
    }

    /// What meetings, blocks and languages cost.
    pub(super) fn hard(&self) -> i64 {
        self.met.iter().sum::<i64>() + self.talk.iter().sum::<i64>()
    }

    /// All that the round costs.
    pub(super) fn cost(&self, past: &Past) -> i64 {
        let rooms = 0..self.starts.len() - 1;
        let alike = rooms.map(|room| cost::pairs(&self.seats[self.range(room)]));
        let off_target = self.off_target.as_ref().map_or(0, |off| {
            let seats = self.seats.iter().zip(&self.room_of);
            seats
                .filter(|(_, room)| off[**room as usize])
                .map(|(card, _)| OFF_TARGET * i64::from(past.off_target[card.person()]))
                .sum()
        });
        alike.sum::<i64>() + off_target + self.hard()
    }

    /// A whole fall of the temperature and the mending after it; once more, where somebody had to be moved
    /// to be understood.
    pub(super) fn anneal(&mut self, past: &Past, proposals: usize, random: &mut Random) {
        self.fall(past, proposals, random);
        if self.understand(past, random) {
            self.fall(past, proposals, random);
        }
    }

    fn fall(&mut self, past: &Past, proposals: usize, random: &mut Random) {
        let mut temperature = START;
        for _ in 0..STEPS {
            if self.crowd.plain && self.hard() == 0 {
                return;
            }
            self.propose(past, proposals / STEPS, temperature, random);
            temperature = temperature.cooled(RATIO);
        }
        self.mend(past, random);
    }

    /// So many proposals at one temperature.
    ///
    /// Where languages differ, every third one is for two people who speak the same ones: among
    /// those that is the swap which breaks no room.
    pub(super) fn propose(
        &mut self,
        past: &Past,
        proposals: usize,
        temperature: Temperature,
        random: &mut Random,
    ) {
        let people = self.seats.len();
        for proposal in 0..proposals {
            let bits = random.bits();
            let first = scale(bits, people);
            // The low half is as good as drawn anew; its last eight bits decide on the allowance.
            let second = if self.crowd.mixed_languages && proposal % 3 == 2 {
                let alike = self.crowd.alike(self.seats[first].person());
                self.seat_of[alike[scale(bits << 32, alike.len())] as usize] as usize
            } else {
                scale(bits << 32, people)
            };
            if second != NOWHERE as usize {
                self.swap(past, first, second, temperature.allowance(bits));
            }
        }
    }

    /// Tries to mend each room that repeats or does not share a language, without making others worse.
    pub(super) fn mend(&mut self, past: &Past, random: &mut Random) {
        let people = self.seats.len();
        for _ in 0..MENDS {
            let broken = |room: &usize| self.met[*room] + self.talk[*room] > 0;
            let broken = (0..self.met.len()).filter(broken);
            let seats: Vec<usize> = broken.flat_map(|room| self.range(room)).collect();
            let mut mended = false;
            for seat in seats {
                let from = random.below(people);
                for step in 0..people.min(PARTNERS_MAX) {
                    // A stride through everybody, or a window of neighbours in a long row.
                    mended |= self.swap(past, seat, (from + step) % people, -1);
                }
            }
            if !mended {
                return;
            }
        }
    }

    pub(super) fn rooms_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Everybody who sits somewhere.
    pub(super) fn people(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        let people: Vec<usize> = self.seats.iter().map(|card| card.person()).collect();
        people.into_iter()
    }

    /// What languages cost in a room.
    pub(super) fn talk_of(&self, room: usize) -> i64 {
        self.talk[room]
    }

    /// Who sits in a room.
    pub(super) fn cards(&self, room: usize) -> &[Card] {
        &self.seats[self.range(room)]
    }

    /// Whether whoever sits there belongs to a unit.
    pub(super) fn is_tied(&self, seat: usize) -> bool {
        self.crowd.unit_of[self.seats[seat].person()] != 0
    }

    /// Swaps people whatever that costs; meetings are to be priced anew.
    pub(super) fn exchange(&mut self, swaps: &[(usize, usize)]) {
        for (a, b) in swaps {
            self.seats.swap(*a, *b);
            for seat in [*a, *b] {
                self.seat_of[self.seats[seat].person()] = seat as u32;
                let room = self.room_of[seat] as usize;
                self.talk[room] = self.talk_in(room);
            }
        }
    }

    pub(super) fn range(&self, room: usize) -> std::ops::Range<usize> {
        self.starts[room] as usize..self.starts[room + 1] as usize
    }

    fn talk_in(&self, room: usize) -> i64 {
        if !self.crowd.mixed_languages {
            return 0;
        }
        let room = &self.seats[self.range(room)];
        cost::talk(room.iter().map(|card| card.languages)).cost()
    }

    /// Swaps two people if that costs no more than allowed.
    fn swap(&mut self, past: &Past, first: usize, second: usize, allowance: i64) -> bool {
        let (here, there) = (self.room_of[first] as usize, self.room_of[second] as usize);
        if here == there {
            return false;
        }
        let (a, b) = (self.seats[first], self.seats[second]);
        let is_tied = |card: Card| self.crowd.unit_of[card.person()] != 0;
        if !self.crowd.units.is_empty() && (is_tied(a) || is_tied(b)) {
            return false;
        }
        let mut alike = 0;
        for seat in self.range(here) {
            let other = &self.seats[seat];
            if seat != first {
                alike += cost::pair(&b, other) - cost::pair(&a, other);
            }
        }
        for seat in self.range(there) {
            let other = &self.seats[seat];
            if seat != second {
                alike += cost::pair(&a, other) - cost::pair(&b, other);
            }
        }
        let mut delta = i64::from(alike);
        if let Some(off) = &self.off_target {
            let times = |card: Card| i64::from(past.off_target[card.person()]);
            let moved = i64::from(off[here]) - i64::from(off[there]);
            delta += OFF_TARGET * moved * (times(b) - times(a));
        }
        let met_before = self.met[here] + self.met[there];
        let talk_before = self.talk[here] + self.talk[there];
        if delta - met_before - talk_before > allowance {
            return false;
        }
        let met_here = self.met[here] + self.met_change(past, here, first, a, b);
        let met_there = self.met[there] + self.met_change(past, there, second, b, a);
        delta += met_here + met_there - met_before;
        if delta - talk_before > allowance {
            return false;
        }
        self.seats[first] = b;
        self.seats[second] = a;
        let (talk_here, talk_there) = (self.talk_in(here), self.talk_in(there));
        if delta + talk_here + talk_there - talk_before > allowance {
            self.seats[first] = a;
            self.seats[second] = b;
            return false;
        }
        self.seat_of[a.person()] = second as u32;
        self.seat_of[b.person()] = first as u32;
        (self.met[here], self.met[there]) = (met_here, met_there);
        (self.talk[here], self.talk[there]) = (talk_here, talk_there);
        true
    }

    /// How the price of meetings changes in a room where `gone` leaves that seat to `comes`.
    fn met_change(&self, past: &Past, room: usize, seat: usize, gone: Card, comes: Card) -> i64 {
        let mut change = 0;
        let repeats = self.met[room] > 0;
        for at in self.range(room) {
            if at == seat {
                continue;
            }
            let other = self.seats[at].person();
            change += past.met.cost(comes.person(), other);
            if repeats {
                change -= past.met.cost(gone.person(), other);
            }
        }
        change
    }
}
