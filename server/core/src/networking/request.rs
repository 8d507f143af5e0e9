//! People as the matching sees them: what is known of each, who met whom, who blocks whom.
//!
//! What a draw is worked out from is taken at one moment, cheaply, and made into the matching's terms
//! where it is worked out: neither may a session wait for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onefloor_matching::{self as matching, Request};

use super::hall::Hall;
use super::settings::{RoundSettings, Tables};
use super::state::{Networking, Room, Round};
use crate::ids::PersonId;
use crate::limits;

/// Somebody to be matched, and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Player {
    pub(super) id: PersonId,
    /// Counts as somebody at a table.
    pub(super) at_table: bool,
    stakeholder: Option<u8>,
    region: Option<u8>,
    affiliation: Option<String>,
    languages: Vec<String>,
    host: bool,
}

/// People to be matched, as they were known at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// Those who are matched among themselves.
    pools: Vec<Vec<Player>>,
    /// Rounds before, shared with the session.
    past: Vec<Arc<Round>>,
    blocks: Vec<(PersonId, PersonId)>,
    room_size: u32,
    seed: u64,
}

impl Asked {
    /// These people, for a round of this kind.
    pub(super) fn of(
        hall: &Hall<'_>,
        players: &BTreeSet<PersonId>,
        settings: &RoundSettings,
        seed: u64,
    ) -> Self {
        let players = players.iter().filter_map(|id| hall.player(*id));
        // People in the room may be among themselves.
        let (at_tables, online): (Vec<Player>, Vec<Player>) =
            players.partition(|it| settings.tables == Tables::Apart && it.at_table);
        let mut pools = vec![online, at_tables];
        pools.retain(|pool| !pool.is_empty());
        Self {
            pools,
            past: hall.networking.rounds.clone(),
            blocks: hall.networking.meeting.blocks.iter().copied().collect(),
            room_size: settings.room_size,
            seed,
        }
    }

    /// How many they are.
    pub(super) fn people(&self) -> usize {
        self.pools.iter().map(Vec::len).sum()
    }

    /// Each pool in the terms of the matching, which names people by their places in it.
    pub(super) fn requests(&self) -> impl Iterator<Item = (&[Player], Request)> {
        self.pools
            .iter()
            .map(|pool| (pool.as_slice(), self.request(pool)))
    }

    fn request(&self, pool: &[Player]) -> Request {
        let mut request = request(pool, self.room_size, self.seed);
        let at: BTreeMap<PersonId, usize> = (0..).zip(pool).map(|(at, it)| (it.id, at)).collect();
        let place = |person: &PersonId| at.get(person).copied();
        let rooms = self.past.iter().flat_map(|round| &round.rooms);
        request.met = rooms.flat_map(|room| pairs(room, place)).collect();
        let blocks = self.blocks.iter();
        let both = blocks.filter_map(|(by, of)| Some((place(by)?, place(of)?)));
        request.blocks = both.collect();
        for round in &self.past {
            off_target(round, place, &mut request.people);
        }
        request
    }
}

impl Hall<'_> {
    /// What the matching may know of somebody.
    fn player(&self, id: PersonId) -> Option<Player> {
        let person = self.people.get(&id)?;
        let profile = &person.profile;
        // Unknown is not all: a draw must not count on what nobody has said.
        let languages = match profile.languages.as_slice() {
            [] => vec![self.spoken.to_owned()],
            named => named.to_vec(),
        };
        Some(Player {
            id,
            at_table: person.sits_in_the_room(),
            stakeholder: profile.stakeholder_group.map(|group| group as u8),
            region: profile.region.map(|region| region as u8),
            affiliation: profile.affiliation.clone(),
            languages,
            // Whoever works for the session helps a room along; one in each is better than two in one.
            host: person.link.is_some(),
        })
    }

    /// Some people who sit in rooms under way, and some who may come to them. Of who met whom, only what
    /// those who may come did is asked: the others stay where they are.
    pub(super) fn seating(&self, ids: &[PersonId], coming: &[PersonId], room_size: u32) -> Request {
        let players: Vec<Player> = ids.iter().filter_map(|id| self.player(*id)).collect();
        let mut request = request(&players, room_size, self.seed);
        // Rooms may not grow past the bound.
        request.max = request.max.min(limits::ROOM_SIZE_MAX as usize);
        let place = |person: PersonId| players.binary_search_by_key(&person, |it| it.id).ok();
        let meeting = &self.networking.meeting;
        for newcomer in coming {
            let Some(new) = place(*newcomer) else {
                continue;
            };
            // What two of them have in common is said by one.
            let counts = |other: &PersonId| other > newcomer || !coming.contains(other);
            let met = met(self.networking, *newcomer).filter(counts);
            let met = met.filter_map(|other| Some((new, place(other)?)));
            request.met.extend(met);
            let blocked = (0..).zip(&players).filter(|(_, other)| {
                other.id != *newcomer && meeting.is_blocked(*newcomer, other.id)
            });
            request
                .blocks
                .extend(blocked.map(|(other, _)| (new, other)));
        }
        request
    }
}

/// What is known of these people, with nothing of whom they met.
fn request(players: &[Player], room_size: u32, seed: u64) -> Request {
    let affiliations = numbered(players.iter().filter_map(Player::affiliation));
    let languages = numbered(players.iter().flat_map(|it| spoken(&it.languages)));
    let crowd = players.iter().map(|player| matching::Person {
        id: player.id.0,
        stakeholder: player.stakeholder,
        region: player.region,
        affiliation: player
            .affiliation()
            .and_then(|name| affiliations.get(&name).copied()),
        languages: bits(&languages, &player.languages),
        host: player.host,
        off_target: 0,
    });
    Request::new(crowd.collect(), room_size as usize, seed)
}

impl Player {
    fn affiliation(&self) -> Option<String> {
        self.affiliation.as_deref().map(str::to_lowercase)
    }
}

/// Pairs who sat together in a room, each once.
fn pairs(room: &Room, place: impl Fn(&PersonId) -> Option<usize>) -> Vec<(usize, usize)> {
    let here: Vec<usize> = room.met.iter().filter_map(place).collect();
    let pairs = here.iter().enumerate();
    pairs
        .flat_map(|(nth, a)| here[nth + 1..].iter().map(|b| (*a, *b)))
        .collect()
}

/// Whom somebody met, each as often as they did.
fn met(networking: &Networking, person: PersonId) -> impl Iterator<Item = PersonId> {
    let rounds = networking.rounds.iter();
    let rooms = rounds.flat_map(move |round| round.rooms.ever_of(person));
    let met = rooms.flat_map(|room| room.met.iter().copied());
    met.filter(move |other| *other != person)
}

/// Notes who sat in a room off the wanted size in this round.
fn off_target(
    round: &Round,
    place: impl Fn(&PersonId) -> Option<usize>,
    people: &mut [matching::Person],
) {
    let wanted = round.settings.room_size as usize;
    let off = round.rooms.iter().filter(|room| room.drawn != wanted);
    let people_off: BTreeSet<usize> = off
        .flat_map(|room| room.met.iter().filter_map(&place))
        .collect();
    for at in people_off {
        people[at].off_target = people[at].off_target.saturating_add(1);
    }
}

/// Languages without their regions: who speaks `en-GB` and who speaks `en` understand each other.
pub(super) fn spoken(languages: &[String]) -> Vec<String> {
    let tags = languages.iter();
    tags.filter_map(|tag| tag.split('-').next())
        .map(str::to_lowercase)
        .collect()
}

fn bits(languages: &BTreeMap<String, u32>, of: &[String]) -> u64 {
    let numbers = spoken(of)
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
