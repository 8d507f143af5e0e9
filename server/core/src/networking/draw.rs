//! The draw of a round: who takes part and what is known of them, in the terms of [`matching`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{DrawnRoom, Networking, Room, RoundSettings, Tables};
use crate::context::Presence;
use crate::ids::{PersonId, RoomId};
use crate::people::Person;
use crate::session::Session;
use onefloor_matching::{self as matching, Matching, Request};

/// More people than this are drawn for one round only, without looking at the ones after it.
const LOOK_AHEAD_PEOPLE_MAX: usize = 500;

/// All that a rule about seats looks at: the rounds, who is here, and the moment.
#[derive(Clone, Copy)]
pub(super) struct Hall<'a> {
    pub(super) networking: &'a Networking,
    pub(super) people: &'a BTreeMap<PersonId, Person>,
    pub(super) presence: &'a Presence,
    pub(super) now_ms: u64,
    pub(super) seed: u64,
}

impl<'a> Hall<'a> {
    pub(super) fn of(session: &'a Session, context: &'a crate::Context<'a>) -> Self {
        Self {
            networking: &session.networking,
            people: &session.people,
            presence: context.presence,
            now_ms: context.now_ms,
            seed: context.seed,
        }
    }

    /// Whether a round of this kind is for somebody, whatever they chose.
    pub(super) fn is_for(&self, person: PersonId, tables: Tables) -> bool {
        let person = self.people.get(&person);
        person.is_some_and(|person| is_for(person, tables))
    }

    /// Who would be drawn now.
    pub(super) fn players(&self, tables: Tables) -> BTreeSet<PersonId> {
        players(self.people, self.presence, tables)
    }

    /// Whether this person sits at a table rather than at a screen.
    pub(super) fn at_a_table(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(Person::sits_in_the_room)
    }

    /// People and what is known of them as a request to the matching; places are those of `ids`.
    pub(super) fn request(&self, ids: &[PersonId], room_size: u32) -> Request {
        let known: Vec<Option<&Person>> = ids.iter().map(|id| self.people.get(id)).collect();
        let affiliations = numbered(known.iter().flatten().filter_map(|it| affiliation(it)));
        let languages = numbered(known.iter().flatten().flat_map(|it| spoken(it)));
        let crowd = ids.iter().zip(&known).map(|(id, person)| matching::Person {
            id: id.0,
            stakeholder: person
                .and_then(|it| it.profile.stakeholder_group.map(|group| group as u8)),
            region: person.and_then(|it| it.profile.region.map(|region| region as u8)),
            affiliation: person
                .and_then(affiliation)
                .and_then(|name| affiliations.get(&name).copied()),
            languages: person.map_or(0, |it| bits(&languages, it)),
            // Whoever works for the session helps a room along; one in each is better than two in one.
            host: person.is_some_and(|it| it.link.is_some()),
            off_target: self.off_target(*id),
        });
        let mut request = Request::new(crowd.collect(), room_size as usize, self.seed);
        let at: BTreeMap<PersonId, usize> = (0..).zip(ids).map(|(at, id)| (*id, at)).collect();
        request.met = met(&at, self.networking);
        let blocks = self.networking.meeting.blocks.iter();
        let both = blocks.filter_map(|(by, of)| Some((*at.get(by)?, *at.get(of)?)));
        request.blocks = both.collect();
        request
    }

    /// In how many rounds somebody was drawn into a room off the wanted size.
    fn off_target(&self, person: PersonId) -> u16 {
        let rounds = self.networking.rounds.iter();
        let off = rounds.filter(|round| {
            let mut rooms = round.rooms.iter();
            rooms.any(|room| {
                room.met.contains(&person) && room.drawn != round.settings.room_size as usize
            })
        });
        u16::try_from(off.count()).unwrap_or(u16::MAX)
    }

    /// A number for the next room, and a letter for the next table.
    pub(super) fn next_room(&self) -> u32 {
        let rooms = self.networking.rounds.iter().map(|round| round.rooms.len());
        u32::try_from(rooms.sum::<usize>()).unwrap_or(u32::MAX) + 1
    }
}

/// Who would be drawn now into a round of this kind.
pub(crate) fn players(
    people: &BTreeMap<PersonId, Person>,
    presence: &Presence,
    tables: Tables,
) -> BTreeSet<PersonId> {
    let plays = |id: &PersonId| {
        let person = people.get(id);
        person.is_some_and(|person| person.takes_part() && is_for(person, tables))
    };
    presence.iter().copied().filter(plays).collect()
}

fn is_for(person: &Person, tables: Tables) -> bool {
    tables != Tables::None || !person.sits_in_the_room()
}

/// Rooms, and who finds a place in none of them.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) rooms: Vec<DrawnRoom>,
    pub(super) waiting: Vec<PersonId>,
}

/// Matches people into rooms of about the wanted size: new faces, a common language, mixed groups.
pub(super) fn draw(
    hall: &Hall<'_>,
    players: &BTreeSet<PersonId>,
    settings: &RoundSettings,
    rounds_left: u32,
) -> Drawn {
    let mut drawn = Drawn::default();
    let mut id = hall.next_room();
    let mut tables = 0;
    for pool in pools(hall, players, settings.tables) {
        let (matched, _) = matched(hall, &pool, settings, rounds_left);
        let seated =
            |room: &[usize]| -> Vec<PersonId> { room.iter().map(|at| pool[*at]).collect() };
        for room in &matched.rooms {
            let members = seated(&room.people);
            let has_table = members.iter().any(|person| hall.at_a_table(*person));
            let table = (settings.tables != Tables::None && has_table).then(|| {
                tables += 1;
                letter(tables - 1)
            });
            drawn.rooms.push(DrawnRoom {
                id: RoomId(id),
                members,
                table,
            });
            id += 1;
        }
        drawn.waiting.extend(seated(&matched.waiting));
    }
    drawn
}

/// What a draw would come to, for the moderator to see before anybody is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct RoomsOfSize {
    pub size: usize,
    pub count: usize,
}

pub(super) fn preview(hall: &Hall<'_>, settings: &RoundSettings) -> RoundPreview {
    let players = hall.players(settings.tables);
    let mut preview = RoundPreview {
        people: players.len(),
        ..RoundPreview::default()
    };
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut drawn_before = false;
    for pool in pools(hall, &players, settings.tables) {
        let (matched, later) = matched(hall, &pool, settings, settings.rounds);
        for room in &matched.rooms {
            *sizes.entry(room.people.len()).or_default() += 1;
            let mut people = room.people.iter();
            let has_table = people.any(|at| hall.at_a_table(pool[*at]));
            preview.tables += usize::from(settings.tables != Tables::None && has_table);
        }
        preview.waiting += matched.waiting.len();
        let repeats = later.iter().map(|round| round.repeats).sum::<usize>() + matched.repeats;
        preview.repeats += repeats;
        preview.forced_repeats += if later.is_empty() {
            matched.forced_repeats
        } else {
            forced(hall, &pool, settings, later.len() + 1).min(repeats)
        };
        preview.isolated += matched.isolated;
        if matched.rooms.is_empty() {
            continue;
        }
        // Of two pools, what the poorer one can do is what can be promised.
        let least = |so_far: usize, here: usize| if drawn_before { so_far.min(here) } else { here };
        preview.clean_round_limit = least(preview.clean_round_limit, matched.clean_round_limit);
        preview.clean_round_bound = least(preview.clean_round_bound, matched.clean_round_bound);
        let diversity = (preview.diversity_permille, matched.diversity_permille);
        preview.diversity_permille = if drawn_before {
            diversity.0.min(diversity.1)
        } else {
            diversity.1
        };
        drawn_before = true;
    }
    let by_size = sizes.into_iter().rev();
    preview.rooms = by_size
        .map(|(size, count)| RoomsOfSize { size, count })
        .collect();
    preview
}

/// Who is matched with whom: people in the room may be among themselves.
fn pools(
    hall: &Hall<'_>,
    players: &BTreeSet<PersonId>,
    tables: Tables,
) -> impl Iterator<Item = Vec<PersonId>> + use<> {
    let (at_tables, online): (Vec<PersonId>, Vec<PersonId>) = players
        .iter()
        .copied()
        .partition(|person| tables == Tables::Apart && hall.at_a_table(*person));
    let pools = [online, at_tables];
    pools.into_iter().filter(|pool| !pool.is_empty())
}

/// The next round, with those after it as far as they are planned now.
fn matched(
    hall: &Hall<'_>,
    pool: &[PersonId],
    settings: &RoundSettings,
    rounds_left: u32,
) -> (Matching, Vec<Matching>) {
    let request = hall.request(pool, settings.room_size);
    // The bounds were checked, and what is known of people contradicts nothing.
    if rounds_left > 1 && pool.len() <= LOOK_AHEAD_PEOPLE_MAX {
        let planned = matching::match_rounds(&request, rounds_left as usize);
        let mut rounds = planned.unwrap_or_default().into_iter();
        return (rounds.next().unwrap_or_default(), rounds.collect());
    }
    let next = matching::match_round(&request).unwrap_or_default();
    (next, Vec::new())
}

/// Repeats that no plan of so many rounds could avoid, languages aside.
fn forced(hall: &Hall<'_>, pool: &[PersonId], settings: &RoundSettings, rounds: usize) -> usize {
    let request = hall.request(pool, settings.room_size);
    matching::forced_repeats(&request, rounds).map_or(0, |forced| forced.by_numbers)
}

/// Who sat together before, each pair as often as they did.
fn met(at: &BTreeMap<PersonId, usize>, networking: &Networking) -> Vec<(usize, usize)> {
    let rooms = networking.rounds.iter().flat_map(|round| &round.rooms);
    let pairs = |room: &Room| {
        let met = room.met.iter();
        let here: Vec<usize> = met.filter_map(|id| at.get(id).copied()).collect();
        let pairs = here.iter().enumerate();
        pairs
            .flat_map(|(nth, a)| here[nth + 1..].iter().map(|b| (*a, *b)))
            .collect::<Vec<_>>()
    };
    rooms.flat_map(pairs).collect()
}

/// A, B, … Z, AA, AB, …
pub(super) fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + &last.to_string(),
    }
}

fn affiliation(person: &Person) -> Option<String> {
    let affiliation = person.profile.affiliation.as_ref();
    affiliation.map(|affiliation| affiliation.to_lowercase())
}

/// Languages without their regions: who speaks `en-GB` and who speaks `en` understand each other.
pub(crate) fn spoken(person: &Person) -> Vec<String> {
    let tags = person.profile.languages.iter();
    tags.filter_map(|tag| tag.split('-').next())
        .map(str::to_lowercase)
        .collect()
}

fn bits(languages: &BTreeMap<String, u32>, person: &Person) -> u64 {
    let numbers = spoken(person)
        .into_iter()
        .filter_map(|tag| languages.get(&tag).copied());
    // More than 64 languages in one session: those beyond count as unknown.
    numbers
        .filter(|number| *number < u64::BITS)
        .fold(0, |bits, number| bits | 1 << number)
}

/// Numbers for names, in the order of the alphabet: the same on every machine.
fn numbered(names: impl Iterator<Item = String>) -> BTreeMap<String, u32> {
    let names: BTreeSet<String> = names.collect();
    names.into_iter().zip(0..).collect()
}
