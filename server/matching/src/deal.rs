//! The deal that annealing begins with: already close to what can be reached.
//!
//! Units sit down first, then hosts, one a room, then everybody who lacks the common language,
//! beside people who speak theirs, the rarest language first; the others are dealt by stakeholder
//! group and region. Seating languages before annealing is what saves most isolated people
//! (`matching.md` §5.3): swaps of two people seldom find a room for a rare language.

use super::input::Crowd;
use super::random::Random;

/// Share of those who speak both languages who sit in the rooms of the rarer one from the start.
///
/// More of them would part people who need help, and tie up whole regions; fewer, the reverse.
const HELPING: (usize, usize) = (2, 20);

/// Rooms being filled.
struct Deal<'a> {
    crowd: &'a Crowd,
    free: Vec<usize>,
    rooms: Vec<Vec<u32>>,
    seated: Vec<bool>,
}

/// Seats these people in rooms of these sizes; `None` if the units do not fit.
pub(super) fn deal(
    crowd: &Crowd,
    people: &[u32],
    sizes: &[usize],
    random: &mut Random,
) -> Option<Vec<Vec<u32>>> {
    let mut order = people.to_vec();
    random.shuffle(&mut order);
    let mut deal = Deal {
        crowd,
        free: sizes.to_vec(),
        rooms: vec![Vec::new(); sizes.len()],
        seated: vec![true; crowd.people()],
    };
    for person in people {
        deal.seated[*person as usize] = false;
    }
    deal.units(random)?;
    let hosts = order.iter().copied();
    let hosts: Vec<u32> = hosts
        .filter(|person| crowd.cards[*person as usize].is_host())
        .collect();
    deal.hosts(&hosts);
    if crowd.mixed_languages {
        deal.languages(&order, random);
    }
    order.sort_by_key(|person| {
        let card = &crowd.cards[*person as usize];
        (card.stakeholder, card.region)
    });
    deal.round_robin(&order);
    Some(deal.rooms)
}

impl Deal<'_> {
    fn sit(&mut self, person: u32, room: usize) {
        self.rooms[room].push(person);
        self.free[room] -= 1;
        self.seated[person as usize] = true;
    }

    /// Whole units into rooms: spread out if that fits, packed tightly otherwise.
    fn units(&mut self, random: &mut Random) -> Option<()> {
        let crowd = self.crowd;
        let units = crowd.units.iter();
        let mut units: Vec<&Vec<u32>> = units
            .filter(|unit| !self.seated[unit[0] as usize])
            .collect();
        if units.is_empty() {
            return Some(());
        }
        random.shuffle(&mut units);
        units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
        let sizes: Vec<usize> = units.iter().map(|unit| unit.len()).collect();
        let rooms = spread(&sizes, &self.free).or_else(|| packed(&sizes, &self.free))?;
        for (unit, room) in units.into_iter().zip(rooms) {
            for person in unit {
                self.sit(*person, room);
            }
        }
        Some(())
    }

    fn hosts(&mut self, hosts: &[u32]) {
        let hosted = |room: &Vec<u32>| {
            let mut cards = room.iter().map(|person| self.crowd.cards[*person as usize]);
            cards.any(|card| card.is_host())
        };
        let mut rooms: Vec<usize> = (0..self.rooms.len())
            .filter(|room| self.free[*room] > 0 && !hosted(&self.rooms[*room]))
            .collect();
        rooms.reverse();
        for host in hosts {
            if !self.seated[*host as usize]
                && let Some(room) = rooms.pop()
            {
                self.sit(*host, room);
            }
        }
    }

    /// Gives each language beside the most spoken one rooms of its own, as far as it needs them.
    fn languages(&mut self, order: &[u32], random: &mut Random) {
        let crowd = self.crowd;
        let speaks = |person: u32, language: usize| {
            crowd.speaks[person as usize]
                && crowd.cards[person as usize].languages >> language & 1 == 1
        };
        let waiting: Vec<u32> = order
            .iter()
            .copied()
            .filter(|person| !self.seated[*person as usize])
            .collect();
        let mut speakers = [0_usize; 64];
        for person in &waiting {
            for (language, count) in speakers.iter_mut().enumerate() {
                *count += usize::from(speaks(*person, language));
            }
        }
        let most_spoken = |known: u64| {
            (0..64)
                .filter(|language| known >> language & 1 == 1)
                .max_by_key(|language| (speakers[*language], 63 - language))
        };
        let Some(common) = most_spoken(u64::MAX) else {
            return;
        };
        let mut lacking = vec![Vec::new(); 64];
        for person in &waiting {
            let card = &crowd.cards[*person as usize];
            if !speaks(*person, common)
                && crowd.speaks[*person as usize]
                && let Some(language) = most_spoken(card.languages)
            {
                lacking[language].push(*person);
            }
        }
        let mut communities: Vec<usize> = (0..64).filter(|at| !lacking[*at].is_empty()).collect();
        communities.sort_by_key(|language| (speakers[*language], *language));
        let mut rooms: Vec<usize> = (0..self.rooms.len()).collect();
        random.shuffle(&mut rooms);
        rooms.sort_by_key(|room| std::cmp::Reverse(self.free[*room]));
        let size = (order.len() / self.rooms.len()).max(1);
        for language in communities {
            let alone = lacking[language].len();
            let helpers: Vec<u32> = waiting
                .iter()
                .copied()
                .filter(|person| speaks(*person, language) && speaks(*person, common))
                .filter(|person| !self.seated[*person as usize])
                .collect();
            let wanted = (HELPING.1 * alone + HELPING.0 * helpers.len()) / (HELPING.1 * size);
            let wanted = wanted.clamp(alone.div_ceil(size), alone).min(rooms.len());
            let taken: Vec<usize> = rooms.drain(..wanted).collect();
            self.fill(&taken, &lacking[language]);
            self.fill(&taken, &helpers);
            // Languages that come after all rooms are taken share them.
            rooms.extend(taken.into_iter().filter(|room| self.free[*room] > 0));
        }
    }

    /// Deals people over some rooms until either are used up.
    fn fill(&mut self, rooms: &[usize], people: &[u32]) {
        let crowd = self.crowd;
        let region = |person: u32| crowd.cards[person as usize].region;
        let mut people = people.to_vec();
        // Where not all find a seat, each region gives as many: a language is mostly of one region.
        let seats: usize = rooms.iter().map(|room| self.free[*room]).sum();
        if people.len() > seats {
            let mut given = [0_u32; 256];
            let mut turns: Vec<(u32, u32)> = Vec::with_capacity(people.len());
            for person in people {
                let turn = &mut given[region(person) as usize];
                turns.push((*turn, person));
                *turn += 1;
            }
            turns.sort_by_key(|(turn, _)| *turn);
            turns.truncate(seats);
            people = turns.into_iter().map(|(_, person)| person).collect();
        }
        people.sort_by_key(|person| (region(*person), crowd.cards[*person as usize].stakeholder));
        let mut next = 0;
        for person in people {
            let found = (0..rooms.len())
                .map(|step| rooms[(next + step) % rooms.len()])
                .position(|room| self.free[room] > 0);
            let Some(step) = found else {
                return;
            };
            self.sit(person, rooms[(next + step) % rooms.len()]);
            next += step + 1;
        }
    }

    /// Deals the others layer by layer, so that neighbours in the order part.
    fn round_robin(&mut self, order: &[u32]) {
        let mut open: Vec<usize> = (0..self.rooms.len()).collect();
        let mut next = 0;
        for person in order {
            if self.seated[*person as usize] {
                continue;
            }
            while open.get(next).is_none_or(|room| self.free[*room] == 0) {
                if next >= open.len() {
                    open.retain(|room| self.free[*room] > 0);
                    next = 0;
                } else {
                    next += 1;
                }
            }
            self.sit(*person, open[next]);
            next += 1;
        }
    }
}

/// Each unit into the emptiest room.
fn spread(units: &[usize], free: &[usize]) -> Option<Vec<usize>> {
    let mut free = free.to_vec();
    let mut rooms = Vec::with_capacity(units.len());
    for unit in units {
        let room = (0..free.len()).max_by_key(|room| (free[*room], free.len() - room))?;
        free[room] = free[room].checked_sub(*unit)?;
        rooms.push(room);
    }
    Some(rooms)
}

/// Each unit into the fullest room that still takes it, going back where that leads nowhere.
fn packed(units: &[usize], free: &[usize]) -> Option<Vec<usize>> {
    /// Steps of the search; the question is NP-hard, the instances are small.
    const STEPS_MAX: usize = 20_000;
    fn place(
        units: &[usize],
        free: &mut [usize],
        rooms: &mut Vec<usize>,
        steps: &mut usize,
    ) -> bool {
        let Some(unit) = units.get(rooms.len()).copied() else {
            return true;
        };
        let mut fitting: Vec<usize> = (0..free.len()).filter(|room| free[*room] >= unit).collect();
        fitting.sort_by_key(|room| free[*room]);
        // Rooms with the same number of free seats are the same room.
        fitting.dedup_by_key(|room| free[*room]);
        for room in fitting {
            if *steps == 0 {
                return false;
            }
            *steps -= 1;
            free[room] -= unit;
            rooms.push(room);
            if place(units, free, rooms, steps) {
                return true;
            }
            rooms.pop();
            free[room] += unit;
        }
        false
    }
    let (mut free, mut rooms) = (free.to_vec(), Vec::with_capacity(units.len()));
    place(units, &mut free, &mut rooms, &mut { STEPS_MAX }).then_some(rooms)
}
