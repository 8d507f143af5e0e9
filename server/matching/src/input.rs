//! A request as the search reads it: checked, sorted by id, packed.
//!
//! Inside this module family a person is a number that counts in the order of ids, so that nothing
//! depends on the order of the request. Next: [`super::cost`].

use super::error::{MatchError, MatchField};
use super::random::split_mix;
use super::{PAIRS_MAX, PEOPLE_MAX, Request, SIZE_MAX};

/// What is asked of a person's seat, in sixteen bytes: a room of four is one line of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Card {
    /// One bit a language; unknown languages are all of them.
    pub(super) languages: u64,
    /// Affiliation counted from 1; 0 is unknown.
    pub(super) affiliation: u16,
    /// Stakeholder group counted from 1; 0 is unknown.
    pub(super) stakeholder: u8,
    /// Region counted from 1; 0 is unknown.
    pub(super) region: u8,
    /// Number of the person and the flags below.
    tagged: u32,
}

const HOST: u32 = 1 << 30;
const PERSON: u32 = (1 << 24) - 1;

impl Card {
    pub(super) fn person(self) -> usize {
        (self.tagged & PERSON) as usize
    }

    pub(super) fn is_host(self) -> bool {
        self.tagged & HOST != 0
    }
}

/// Wanted and allowed sizes of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) target: usize,
    pub(super) min: usize,
    pub(super) max: usize,
}

/// A checked request.
#[derive(Debug)]
pub(super) struct Crowd {
    /// Place in the request of each person.
    pub(super) places: Vec<usize>,
    /// What is known of each person.
    pub(super) cards: Vec<Card>,
    /// Whether each person said which languages they speak.
    pub(super) speaks: Vec<bool>,
    /// How often each person already sat in a room off the wanted size.
    pub(super) off_target: Vec<u16>,
    /// Who must sit together, each unit in order.
    pub(super) units: Vec<Vec<u32>>,
    /// The unit of each person, counted from 1; 0 is none.
    pub(super) unit_of: Vec<u32>,
    /// Pairs who never share a room, sorted.
    pub(super) blocks: Vec<(u32, u32)>,
    /// Pairs who met, once for each meeting, sorted; pairs of one unit are left out.
    pub(super) met: Vec<(u32, u32)>,
    /// The room sizes.
    pub(super) sizes: Sizes,
    /// Seed of this draw: the request's, and who is there.
    pub(super) seed: u64,
    /// Everybody, those of the same languages in a row.
    by_languages: Vec<u32>,
    /// Where in that list the people of each person's languages begin and end.
    row_of: Vec<(u32, u32)>,
    /// Whether somebody speaks a language that others do not.
    pub(super) mixed_languages: bool,
    /// Whether everybody is alike, so that only meetings count.
    pub(super) plain: bool,
}

impl Crowd {
    pub(super) fn new(request: &Request) -> Result<Self, MatchError> {
        let sizes = checked_sizes(request)?;
        let people = request.people.len();
        for (field, entries, max) in [
            (MatchField::People, people, PEOPLE_MAX),
            (MatchField::Blocks, request.blocks.len(), PAIRS_MAX),
            (MatchField::Together, request.together.len(), PEOPLE_MAX),
            (MatchField::Met, request.met.len(), PAIRS_MAX),
        ] {
            if entries > max {
                return Err(MatchError::TooMany { field, max });
            }
        }
        let mut places: Vec<usize> = (0..people).collect();
        places.sort_by_key(|place| (request.people[*place].id, *place));
        for pair in places.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            if request.people[first].id == request.people[second].id {
                return Err(MatchError::DuplicateId { first, second });
            }
        }
        let mut numbers = vec![0_u32; people];
        for (number, place) in places.iter().enumerate() {
            numbers[*place] = number as u32;
        }
        let (units, unit_of) = units(request, &numbers, sizes.max)?;
        let blocks = pairs(MatchField::Blocks, &request.blocks, &numbers)?;
        for (entry, (a, b)) in blocks.iter().enumerate() {
            if unit_of[*a as usize] != 0 && unit_of[*a as usize] == unit_of[*b as usize] {
                return Err(MatchError::BlockInsideUnit { entry });
            }
        }
        let blocks = sorted(blocks);
        let mut met = sorted(pairs(MatchField::Met, &request.met, &numbers)?);
        met.retain(|(a, b)| {
            unit_of[*a as usize] == 0 || unit_of[*a as usize] != unit_of[*b as usize]
        });
        let cards = cards(request, &places);
        let speaks: Vec<bool> = places
            .iter()
            .map(|place| request.people[*place].languages != 0)
            .collect();
        let mut seed = request.seed;
        for place in &places {
            seed ^= u64::from(request.people[*place].id);
            seed = split_mix(&mut seed);
        }
        let shared = cards
            .iter()
            .fold(u64::MAX, |all, card| all & card.languages);
        let (by_languages, row_of) = rows(&cards);
        let plain = shared != 0
            && cards.iter().all(|card| {
                (card.affiliation, card.stakeholder, card.region) == (0, 0, 0) && !card.is_host()
            });
        Ok(Self {
            off_target: places
                .iter()
                .map(|place| request.people[*place].off_target)
                .collect(),
            by_languages,
            row_of,
            places,
            cards,
            speaks,
            units,
            unit_of,
            blocks,
            met,
            sizes,
            seed,
            mixed_languages: shared == 0,
            plain,
        })
    }

    pub(super) fn people(&self) -> usize {
        self.cards.len()
    }

    /// Who speaks exactly what this person does, themselves included.
    pub(super) fn alike(&self, person: usize) -> &[u32] {
        let (start, end) = self.row_of[person];
        &self.by_languages[start as usize..end as usize]
    }
}

fn checked_sizes(request: &Request) -> Result<Sizes, MatchError> {
    let Request {
        target, min, max, ..
    } = *request;
    for (field, size, least, most) in [
        (MatchField::Target, target, 2, SIZE_MAX),
        (MatchField::Min, min, 2, target),
        (MatchField::Max, max, target, SIZE_MAX),
    ] {
        if !(least..=most).contains(&size) {
            let (min, max) = (least, most);
            return Err(MatchError::Size { field, min, max });
        }
    }
    Ok(Sizes { target, min, max })
}

fn cards(request: &Request, places: &[usize]) -> Vec<Card> {
    let people = || places.iter().map(|place| &request.people[*place]);
    let mut affiliations: Vec<u32> = people().filter_map(|person| person.affiliation).collect();
    affiliations.sort_unstable();
    affiliations.dedup();
    let from_one = |number: Option<u8>| number.map_or(0, |number| number.min(u8::MAX - 1) + 1);
    let card = |(number, person): (usize, &super::Person)| Card {
        languages: match person.languages {
            0 => u64::MAX,
            known => known,
        },
        affiliation: person
            .affiliation
            .and_then(|affiliation| affiliations.binary_search(&affiliation).ok())
            .map_or(0, |rank| rank as u16 + 1),
        stakeholder: from_one(person.stakeholder),
        region: from_one(person.region),
        tagged: number as u32 | if person.host { HOST } else { 0 },
    };
    people().enumerate().map(card).collect()
}

/// People in rows of the same languages, and the row of each.
fn rows(cards: &[Card]) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut people: Vec<u32> = (0..cards.len() as u32).collect();
    people.sort_by_key(|person| cards[*person as usize].languages);
    let mut row_of = vec![(0, 0); cards.len()];
    let mut start = 0;
    let same = |a: &u32, b: &u32| cards[*a as usize].languages == cards[*b as usize].languages;
    for row in people.chunk_by(same) {
        let end = start + row.len() as u32;
        for person in row {
            row_of[*person as usize] = (start, end);
        }
        start = end;
    }
    (people, row_of)
}

/// The pairs by number, the smaller one first.
fn pairs(
    field: MatchField,
    named: &[(usize, usize)],
    numbers: &[u32],
) -> Result<Vec<(u32, u32)>, MatchError> {
    let number = |entry, person: usize| {
        numbers
            .get(person)
            .copied()
            .ok_or(MatchError::UnknownPerson {
                field,
                entry,
                person,
            })
    };
    let named = named.iter().enumerate().map(|(entry, (a, b))| {
        let (a, b) = (number(entry, *a)?, number(entry, *b)?);
        if a == b {
            return Err(MatchError::OnePerson { field, entry });
        }
        Ok((a.min(b), a.max(b)))
    });
    named.collect()
}

fn sorted(mut pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    pairs.sort_unstable();
    pairs
}

type Units = (Vec<Vec<u32>>, Vec<u32>);

/// The units, joined where they overlap, and the unit of each person.
fn units(request: &Request, numbers: &[u32], max: usize) -> Result<Units, MatchError> {
    let field = MatchField::Together;
    let mut root: Vec<u32> = (0..numbers.len() as u32).collect();
    let mut entry_of = vec![0_usize; numbers.len()];
    for (entry, unit) in request.together.iter().enumerate() {
        let mut first = None;
        for person in unit {
            let number = *numbers.get(*person).ok_or(MatchError::UnknownPerson {
                field,
                entry,
                person: *person,
            })?;
            entry_of[number as usize] = entry;
            let of_number = find(&mut root, number);
            let of_first = find(&mut root, *first.get_or_insert(number));
            // The smaller number leads, whatever the order of the entries.
            root[of_number.max(of_first) as usize] = of_number.min(of_first);
        }
    }
    let mut members = vec![Vec::new(); numbers.len()];
    for number in 0..numbers.len() as u32 {
        members[find(&mut root, number) as usize].push(number);
    }
    let units: Vec<Vec<u32>> = members.into_iter().filter(|unit| unit.len() > 1).collect();
    let mut unit_of = vec![0; numbers.len()];
    for (unit, members) in (1..).zip(&units) {
        if members.len() > max {
            return Err(MatchError::UnitTooLarge {
                entry: entry_of[members[0] as usize],
                people: members.len(),
                max,
            });
        }
        for member in members {
            unit_of[*member as usize] = unit;
        }
    }
    Ok((units, unit_of))
}

fn find(root: &mut [u32], mut number: u32) -> u32 {
    while root[number as usize] != number {
        root[number as usize] = root[root[number as usize] as usize];
        number = root[number as usize];
    }
    number
}
