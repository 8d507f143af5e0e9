//! How many rounds can do without a repeat, and how many repeats nobody could avoid.
//!
//! Two numbers are never mixed up: what a construction is *known* for, which may be promised, and
//! what counting does not rule out, which may not.

use super::draw::Drawn;
use super::history::History;
use super::input::{Crowd, Sizes};
use super::{bank, rooms};

/// Rounds without a repeat, from a fresh start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct CleanRounds {
    /// As many are known to exist.
    pub known: usize,
    /// More than these cannot.
    pub bound: usize,
}

/// What a number of rooms would bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// How many rooms.
    pub rooms: usize,
    /// People in the smallest one.
    pub smallest: usize,
    /// People in the largest one.
    pub largest: usize,
    /// Rounds without a repeat.
    pub clean: CleanRounds,
}

/// What each possible number of rooms would bring, the most rounds without a repeat first, and of
/// equals the fewest rooms.
#[must_use]
pub fn advise(people: usize, min: usize, max: usize) -> Vec<Advice> {
    let min = min.max(2);
    let sizes = Sizes {
        target: min,
        min,
        max: max.max(min),
    };
    let (counts, _) = rooms::counts(people, sizes, false);
    let advice = counts.into_iter().map(|rooms| Advice {
        rooms,
        smallest: people / rooms,
        largest: people.div_ceil(rooms),
        clean: clean_rounds_of(&rooms::even(people, rooms)),
    });
    let mut advice: Vec<Advice> = advice.collect();
    advice.sort_by_key(|advice| (std::cmp::Reverse(advice.clean.known), advice.rooms));
    advice
}

/// Rounds without a repeat in rooms of these sizes.
pub(super) fn clean_rounds_of(sizes: &[usize]) -> CleanRounds {
    let (Some(largest), Some(smallest)) = (sizes.iter().max(), sizes.iter().min()) else {
        return CleanRounds::default();
    };
    let (largest, smallest, rooms) = (*largest, *smallest, sizes.len());
    if rooms < largest || smallest < 2 {
        // Of the people of one room, two must meet again in any other round.
        return CleanRounds { known: 1, bound: 1 };
    }
    let people: usize = sizes.iter().sum();
    let seats: usize = sizes.iter().map(|size| pairs(*size)).sum();
    let bound = (pairs(people) / seats).min((people - 1) / (smallest - 1));
    // Hajnal and Szemerédi: a graph of degree d parts evenly into d + 1 classes or more, here into
    // rooms of people who never met, as long as everybody met fewer than there are rooms.
    let guaranteed = 1 + (rooms - 1) / (largest - 1);
    let designed = if largest - smallest <= 1 {
        bank::schedule(people, rooms).map_or(0, |rounds| rounds.len())
    } else {
        1
    };
    CleanRounds {
        known: guaranteed.max(designed).min(bound),
        bound,
    }
}

fn pairs(people: usize) -> usize {
    people * people.saturating_sub(1) / 2
}

/// Repeats that nobody can avoid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forced {
    /// By numbers of people alone.
    pub by_numbers: usize,
    /// If nobody is to be isolated: who shares a language with few people meets them again.
    pub by_languages: usize,
}

/// What a round begins with: how many people share a language with each, whoever they met.
pub(super) struct Fresh {
    speakers: [usize; 64],
    all_languages: usize,
}

impl Fresh {
    pub(super) fn new(crowd: &Crowd) -> Self {
        let mut speakers = [0; 64];
        for card in &crowd.cards {
            for (language, count) in speakers.iter_mut().enumerate() {
                *count += (card.languages >> language & 1) as usize;
            }
        }
        Self {
            speakers,
            all_languages: crowd.cards.len(),
        }
    }

    /// Repeats that no draw of this round could have avoided without isolating more people.
    pub(super) fn forced(&self, crowd: &Crowd, history: &History, drawn: &Drawn) -> usize {
        let smallest = drawn.rooms.iter().map(Vec::len).min().unwrap_or(0);
        let mut needed = 0;
        for room in &drawn.rooms {
            for person in room {
                let others = self.others(crowd, history, *person as usize);
                let seats = smallest.saturating_sub(unit_size(crowd, *person as usize));
                let by_numbers = seats.saturating_sub(others.unmet);
                let shares = |other: &u32| {
                    let spoken = |person: u32| crowd.cards[person as usize].languages;
                    other != person && spoken(*other) & spoken(*person) != 0
                };
                let talks = others.sharing == Some(0) && room.iter().any(shares);
                needed += by_numbers.max(usize::from(talks));
            }
        }
        needed.div_ceil(2).max(by_groups(crowd, history, drawn))
    }

    fn others(&self, crowd: &Crowd, history: &History, person: usize) -> Others {
        let unit = unit_size(crowd, person);
        let partners = history.partners(person);
        let unmet = (self.all_languages - unit).saturating_sub(partners);
        let languages = crowd.cards[person].languages;
        let spoken = (0..64).filter(|language| languages >> language & 1 == 1);
        let most = spoken.map(|language| self.speakers[language]).max();
        // Only a small community can be used up; for the others the count is not needed.
        let small = unit == 1 && most.is_some_and(|most| most <= partners + 1 || most <= 64);
        let sharing = small.then(|| {
            let others = (0..crowd.people()).filter(|other| *other != person);
            let sharing = others.filter(|other| crowd.cards[*other].languages & languages != 0);
            let unmet = |other: &usize| {
                history.meetings(person, *other) == 0 && !history.is_blocked(person, *other)
            };
            sharing.filter(unmet).count()
        });
        Others { unmet, sharing }
    }
}

/// Repeats in as many rooms as were drawn because whole groups have met: three people who know each
/// other cannot be parted over two rooms. Groups are gathered greedily and share nobody, so that
/// their repeats may be added up.
fn by_groups(crowd: &Crowd, history: &History, drawn: &Drawn) -> usize {
    let people = crowd.people();
    let rooms = drawn.rooms.len();
    // A group has at most one more than somebody has partners; no larger one, no repeat.
    let most = (0..people).map(|person| history.partners(person)).max();
    if rooms == 0 || !drawn.waiting.is_empty() || most.is_none_or(|most| most < rooms) {
        return 0;
    }
    let mut free: Vec<usize> = (0..people)
        .filter(|person| unit_size(crowd, *person) == 1)
        .collect();
    let mut repeats = 0;
    while let Some(first) = free.first().copied() {
        let mut group = vec![first];
        for other in &free[1..] {
            if group.iter().all(|it| history.meetings(*it, *other) > 0) {
                group.push(*other);
            }
        }
        free.retain(|person| !group.contains(person));
        let parts = rooms::even(group.len(), rooms);
        repeats += parts.into_iter().map(pairs).sum::<usize>();
    }
    repeats
}

/// Whom somebody could still meet.
struct Others {
    unmet: usize,
    /// Those of them who share a language, where they may be few.
    sharing: Option<usize>,
}

fn unit_size(crowd: &Crowd, person: usize) -> usize {
    match crowd.unit_of[person] {
        0 => 1,
        unit => crowd.units[unit as usize - 1].len(),
    }
}

/// Repeats that no plan of so many rounds, all in as many rooms, could avoid.
pub(super) fn forced(crowd: &Crowd, rounds: usize) -> Forced {
    let again = rounds > 1 || !crowd.met.is_empty();
    let (counts, _) = rooms::counts(crowd.people(), crowd.sizes, again);
    let Some(count) = counts.first() else {
        return Forced::default();
    };
    let sizes = rooms::even(crowd.people(), *count);
    let history = History::new(crowd.people(), &crowd.met, &crowd.blocks);
    let fresh = Fresh::new(crowd);
    let smallest = sizes.last().copied().unwrap_or(0);
    let (mut numbers, mut languages, mut unmet) = (0, 0, 0);
    for person in 0..crowd.people() {
        let others = fresh.others(crowd, &history, person);
        let seats = rounds * smallest.saturating_sub(unit_size(crowd, person));
        let short = seats.saturating_sub(others.unmet);
        let sharing = others.sharing.filter(|sharing| *sharing > 0);
        numbers += short;
        languages += short.max(sharing.map_or(0, |sharing| rounds.saturating_sub(sharing)));
        unmet += others.unmet;
    }
    let tied: usize = crowd.units.iter().map(|unit| pairs(unit.len())).sum();
    let seats: usize = sizes.iter().map(|size| pairs(*size)).sum();
    let by_pairs = (rounds * seats.saturating_sub(tied)).saturating_sub(unmet / 2);
    // Each room of the first round parts over the rooms of any other one, at best evenly.
    let parting = if tied == 0 {
        sizes
            .iter()
            .map(|size| rooms::even(*size, sizes.len()))
            .map(|parts| parts.into_iter().map(pairs).sum::<usize>())
            .sum::<usize>()
    } else {
        0
    };
    let by_parting = rounds.saturating_sub(1) * parting;
    let by_numbers = numbers.div_ceil(2).max(by_pairs).max(by_parting);
    Forced {
        by_numbers,
        by_languages: languages.div_ceil(2).max(by_numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(people: usize, rooms: usize) -> (usize, usize) {
        let CleanRounds { known, bound } = clean_rounds_of(&rooms::even(people, rooms));
        (known, bound)
    }

    #[test]
    fn known_rounds_never_pass_the_counting_bound() {
        assert_eq!(clean(16, 4), (5, 5));
        assert_eq!(clean(17, 5), (5, 6));
        assert_eq!(clean(32, 8), (10, 10));
        assert_eq!(clean(12, 3), (1, 1));
        for people in 2..60 {
            for rooms in 1..=people / 2 {
                let (known, bound) = clean(people, rooms);
                assert!(1 <= known && known <= bound, "{people} in {rooms}");
            }
        }
    }

    #[test]
    fn advice_prefers_rooms_that_meet_anew_longest() {
        let best = advise(12, 3, 4)[0];
        assert_eq!((best.rooms, best.clean.known), (4, 4));
        let best = advise(26, 3, 5)[0];
        assert!(best.clean.known >= 8);
        assert!(advise(1, 3, 5).is_empty());
    }
}
