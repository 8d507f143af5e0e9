//! A round that is under way: who comes late, who leaves, and the rooms that this leaves short.
//!
//! Nobody who is talking is moved by the way. [`Seating::leave`] only says that a room is short;
//! the caller waits out the grace that people need and then asks for [`Seating::reseat`].

use super::error::{MatchError, MatchField};
use super::history::History;
use super::input::Crowd;
use super::random::Random;
use super::seats::Seats;
use super::{Request, cost, plan};

/// Rooms that are priced for somebody; the best of so many is nearly the best of all.
const SAMPLE: usize = 64;
/// Rooms that are priced if the best of the sample repeats or isolates.
const WIDE_SAMPLE: usize = 1_024;
/// Somebody beyond the wanted size: worse than two alike, better than a repeat.
const OVER_TARGET: i64 = 25;

/// Somebody goes to a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Who, by their place in the request.
    pub person: usize,
    /// Where to.
    pub room: usize,
}

/// What became of a latecomer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seated {
    /// They sit in a room that was there.
    InRoom(usize),
    /// They and the people who waited with them opened a room.
    Opened {
        /// The room.
        room: usize,
        /// Who sits in it.
        people: Vec<usize>,
    },
    /// No room takes them at present.
    Waits,
}

/// The rooms of a round that is under way. Numbers of rooms stay; a dissolved room is empty.
#[derive(Debug)]
pub struct Seating {
    crowd: Crowd,
    history: History,
    numbers: Vec<u32>,
    seats: Seats,
    waiting: Vec<u32>,
    random: Random,
}

impl Seating {
    /// The rooms as they are; `request.people` holds everybody who may come, seated or not.
    ///
    /// # Errors
    /// What is wrong with the request, or a room that names nobody or somebody twice.
    pub fn new(request: &Request, rooms: &[Vec<usize>]) -> Result<Self, MatchError> {
        let crowd = Crowd::new(request)?;
        let people = crowd.people();
        let mut numbers = vec![0; people];
        for (number, place) in crowd.places.iter().enumerate() {
            numbers[*place] = number as u32;
        }
        let mut seating = Self {
            history: History::new(people, &crowd.met, &crowd.blocks),
            random: Random::stream(crowd.seed, plan::SEATING),
            crowd,
            numbers,
            seats: Seats::new(people),
            waiting: Vec::new(),
        };
        for (entry, room) in rooms.iter().enumerate() {
            let number = seating.seats.add_room();
            for person in room {
                let person = seating.number(*person, entry)?;
                if seating.seats.room_of(person).is_some() {
                    let field = MatchField::People;
                    return Err(MatchError::OnePerson { field, entry });
                }
                seating.seats.put(person, number);
            }
        }
        Ok(seating)
    }

    /// Who sits where, by places in the request; dissolved rooms are empty.
    #[must_use]
    pub fn rooms(&self) -> Vec<Vec<usize>> {
        let rooms = self.seats.rooms().iter();
        rooms.map(|room| self.places(room)).collect()
    }

    /// Who waits for a seat.
    #[must_use]
    pub fn waiting(&self) -> Vec<usize> {
        self.places(&self.waiting)
    }

    /// Seats somebody who comes late, or who was left over: in the cheapest room with a free seat,
    /// or in a new one with those who wait as soon as they are enough.
    ///
    /// # Errors
    /// There is no such person.
    pub fn seat_latecomer(&mut self, person: usize) -> Result<Seated, MatchError> {
        let number = self.number(person, 0)?;
        if let Some(room) = self.seats.room_of(number) {
            return Ok(Seated::InRoom(room));
        }
        if let Some(room) = self.cheapest(number, None) {
            self.seats.put(number, room);
            self.waiting.retain(|other| *other != number);
            return Ok(Seated::InRoom(room));
        }
        if !self.waiting.contains(&number) {
            self.waiting.push(number);
        }
        let mut group = vec![number];
        for other in &self.waiting {
            let fits = group.len() < self.crowd.sizes.target && !group.contains(other);
            if fits && !self.is_blocked(*other, &group) {
                group.push(*other);
            }
        }
        if group.len() < self.crowd.sizes.min {
            return Ok(Seated::Waits);
        }
        let room = self.open(&group);
        let people = self.places(self.seats.room(room));
        Ok(Seated::Opened { room, people })
    }

    /// Opens a room for those who wait with people from rooms above the wanted size, one of each.
    ///
    /// Everybody who moves is named; ask them first.
    pub fn seat_waiting(&mut self) -> Vec<Move> {
        let Some(first) = self.waiting.first().copied() else {
            return Vec::new();
        };
        let mut group = vec![first];
        for other in self.waiting.clone() {
            let fits = group.len() < self.crowd.sizes.min && !group.contains(&other);
            if fits && !self.is_blocked(other, &group) {
                group.push(other);
            }
        }
        let rooms = self.seats.of_at_least(self.crowd.sizes.target + 1);
        for room in rooms {
            if group.len() >= self.crowd.sizes.min {
                break;
            }
            let free = self.seats.room(room as usize).iter().copied();
            let free = free.filter(|person| {
                self.crowd.unit_of[*person as usize] == 0 && !self.is_blocked(*person, &group)
            });
            let priced = free.map(|person| (self.price(person, &group), person));
            if let Some((_, person)) = priced.min() {
                group.push(person);
            }
        }
        if group.len() < self.crowd.sizes.min {
            return Vec::new();
        }
        for person in &group {
            self.seats.take(*person);
        }
        let room = self.open(&group);
        self.moves(&group, room)
    }

    /// Takes somebody out; the room if it is now below the smallest size and wants [`Self::reseat`].
    pub fn leave(&mut self, person: usize) -> Option<usize> {
        let number = *self.numbers.get(person)?;
        self.waiting.retain(|other| *other != number);
        let room = self.seats.take(number)?;
        let left = self.seats.room(room).len();
        (left > 0 && left < self.crowd.sizes.min).then_some(room)
    }

    /// Mends a short room: somebody who waits comes, or its people go where they fit best, or
    /// somebody from a larger room comes.
    ///
    /// Where neither is possible two or more stay together, and somebody alone waits.
    pub fn reseat(&mut self, room: usize) -> Vec<Move> {
        let people = self.seats.room(room).to_vec();
        if people.is_empty() || people.len() >= self.crowd.sizes.min {
            return Vec::new();
        }
        let mut moves = Vec::new();
        for person in self.waiting.clone() {
            let short = self.seats.room(room).len() < self.crowd.sizes.min;
            if short && !self.is_blocked(person, self.seats.room(room)) {
                self.waiting.retain(|other| *other != person);
                self.seats.put(person, room);
                moves.extend(self.moves(&[person], room));
            }
        }
        let people = self.seats.room(room).to_vec();
        if people.len() >= self.crowd.sizes.min {
            return moves;
        }
        let tied = people
            .iter()
            .any(|person| self.crowd.unit_of[*person as usize] != 0);
        if !tied && let Some(dissolved) = self.dissolve(room, &people) {
            moves.extend(dissolved);
            return moves;
        }
        while self.seats.room(room).len() < self.crowd.sizes.min {
            let Some(person) = self.spared_for(room) else {
                break;
            };
            self.seats.take(person);
            self.seats.put(person, room);
            moves.extend(self.moves(&[person], room));
        }
        if let [alone] = *self.seats.room(room) {
            self.seats.take(alone);
            self.waiting.push(alone);
        }
        moves
    }

    fn dissolve(&mut self, room: usize, people: &[u32]) -> Option<Vec<Move>> {
        let mut moves = Vec::new();
        for person in people {
            match self.cheapest(*person, Some(room)) {
                Some(other) => {
                    self.seats.take(*person);
                    self.seats.put(*person, other);
                    moves.extend(self.moves(&[*person], other));
                }
                None => {
                    for person in people {
                        self.seats.take(*person);
                        self.seats.put(*person, room);
                    }
                    return None;
                }
            }
        }
        Some(moves)
    }

    /// The person of a room above the wanted size who fits best here.
    fn spared_for(&mut self, room: usize) -> Option<u32> {
        let here = self.seats.room(room).to_vec();
        let sizes = self.crowd.sizes.target + 1..usize::MAX;
        let from = self.seats.sample(sizes, SAMPLE, &mut self.random);
        let people = from
            .into_iter()
            .flat_map(|room| self.seats.room(room as usize));
        let spared = people.copied().filter(|person| {
            self.crowd.unit_of[*person as usize] == 0 && !self.is_blocked(*person, &here)
        });
        let priced = spared.map(|person| (self.price(person, &here), person));
        priced.min().map(|(_, person)| person)
    }

    /// The cheapest room with a free seat that this person may sit in.
    fn cheapest(&mut self, person: u32, but: Option<usize>) -> Option<usize> {
        if let Some(room) = self.room_of_unit(person) {
            let people = self.seats.room(room);
            let is_open = people.len() < self.crowd.sizes.max;
            return (is_open && !self.is_blocked(person, people)).then_some(room);
        }
        let sizes = self.crowd.sizes;
        let mut best = None;
        for sample in [SAMPLE, WIDE_SAMPLE] {
            for range in [1..sizes.target, sizes.target..sizes.max] {
                for room in self.seats.sample(range, sample, &mut self.random) {
                    let people = self.seats.room(room as usize);
                    if but == Some(room as usize) || self.is_blocked(person, people) {
                        continue;
                    }
                    let over = i64::from(people.len() >= sizes.target) * OVER_TARGET;
                    let price = self.price(person, people) + over;
                    if best.is_none_or(|(least, _)| price < least) {
                        best = Some((price, room as usize));
                    }
                }
                if best.is_some_and(|(price, _)| price < cost::LEFT_OUT) {
                    break;
                }
            }
            if best.is_some_and(|(price, _)| price < cost::REPEAT) {
                break;
            }
        }
        best.map(|(_, room)| room)
    }

    /// Where the others of this person's unit sit.
    fn room_of_unit(&self, person: u32) -> Option<usize> {
        let unit = match self.crowd.unit_of[person as usize] {
            0 => return None,
            unit => &self.crowd.units[unit as usize - 1],
        };
        unit.iter().find_map(|other| self.seats.room_of(*other))
    }

    /// What somebody costs in a room beyond what it costs without them.
    fn price(&self, person: u32, room: &[u32]) -> i64 {
        let card = &self.crowd.cards[person as usize];
        let others = room.iter().map(|other| &self.crowd.cards[*other as usize]);
        let pairs = others.clone().map(|other| {
            i64::from(cost::pair(card, other)) + self.history.cost(card.person(), other.person())
        });
        let mut sum = pairs.sum();
        if self.crowd.mixed_languages {
            let spoken = others.map(|other| other.languages);
            let with = std::iter::once(card.languages).chain(spoken.clone());
            sum += cost::talk(with).cost() - cost::talk(spoken).cost();
        }
        sum
    }

    fn is_blocked(&self, person: u32, room: &[u32]) -> bool {
        let mut others = room.iter();
        !self.crowd.blocks.is_empty()
            && others.any(|other| self.history.is_blocked(person as usize, *other as usize))
    }

    fn number(&self, person: usize, entry: usize) -> Result<u32, MatchError> {
        let field = MatchField::People;
        let number = self.numbers.get(person).copied();
        number.ok_or(MatchError::UnknownPerson {
            field,
            entry,
            person,
        })
    }

    fn places(&self, people: &[u32]) -> Vec<usize> {
        let people = people.iter();
        people
            .map(|person| self.crowd.places[*person as usize])
            .collect()
    }

    fn moves(&self, people: &[u32], room: usize) -> Vec<Move> {
        let people = self.places(people).into_iter();
        people.map(|person| Move { person, room }).collect()
    }

    /// A room for these people: the first dissolved one, or one more.
    fn open(&mut self, people: &[u32]) -> usize {
        let room = self.seats.empty_room();
        self.waiting.retain(|other| !people.contains(other));
        for person in people {
            self.seats.put(*person, room);
        }
        room
    }
}
