//! People as the matching sees them: what is known of each, who met whom, who blocks whom.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_matching::{self as matching, Request};

use super::hall::Hall;
use super::state::{Networking, Room};
use crate::ids::PersonId;
use crate::people::Person;

impl Hall<'_> {
    /// People and what is known of them as a request to the matching; places are those of `ids`.
    pub(super) fn request(&self, ids: &[PersonId], room_size: u32) -> Request {
        let known: Vec<Option<&Person>> = ids.iter().map(|id| self.people.get(id)).collect();
        let affiliations = numbered(known.iter().flatten().filter_map(|it| affiliation(it)));
        let languages = numbered(known.iter().flatten().flat_map(|it| spoken(it)));
        let crowd = ids.iter().zip(&known).map(|(id, person)| {
            let profile = person.map(|it| &it.profile);
            let affiliation = person.and_then(affiliation);
            matching::Person {
                id: id.0,
                stakeholder: profile.and_then(|it| Some(it.stakeholder_group? as u8)),
                region: profile.and_then(|it| Some(it.region? as u8)),
                affiliation: affiliation.and_then(|name| affiliations.get(&name).copied()),
                languages: person.map_or(0, |it| bits(&languages, it)),
                // Whoever works for the session helps a room along; one in each is better than two in one.
                host: person.is_some_and(|it| it.link.is_some()),
                off_target: self.off_target(*id),
            }
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

fn affiliation(person: &Person) -> Option<String> {
    let affiliation = person.profile.affiliation.as_ref();
    affiliation.map(|affiliation| affiliation.to_lowercase())
}

/// Languages without their regions: who speaks `en-GB` and who speaks `en` understand each other.
pub(super) fn spoken(person: &Person) -> Vec<String> {
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
