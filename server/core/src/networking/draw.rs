//! The draw of a round: who takes part and what is known of them, in the terms of [`matching`].

use std::collections::{BTreeMap, BTreeSet};

use super::Round;
use crate::ids::PersonId;
use crate::matching::{self, Matching, Request};
use crate::people::Person;

/// Matches people into rooms of about `room_size`: new faces, a common language, mixed groups.
///
/// Fewer than two people cannot be drawn and give no room.
pub(super) fn draw(
    taking_part: &BTreeSet<PersonId>,
    people: &BTreeMap<PersonId, Person>,
    rounds: &[Round],
    room_size: u32,
    seed: u64,
) -> Vec<Vec<PersonId>> {
    let ids: Vec<PersonId> = taking_part.iter().copied().collect();
    let known: Vec<Option<&Person>> = ids.iter().map(|id| people.get(id)).collect();
    let affiliations = numbered(known.iter().flatten().filter_map(|it| affiliation(it)));
    let languages = numbered(known.iter().flatten().flat_map(|it| spoken(it)));
    let crowd = ids.iter().zip(&known).map(|(id, person)| matching::Person {
        id: id.0,
        stakeholder: person.and_then(|it| it.profile.stakeholder_group.map(|group| group as u8)),
        region: person.and_then(|it| it.profile.region.map(|region| region as u8)),
        affiliation: person
            .and_then(affiliation)
            .and_then(|name| affiliations.get(&name).copied()),
        languages: person.map_or(0, |it| bits(&languages, it)),
        // Whoever works for the session helps a room along; one in each is better than two in one.
        host: person.is_some_and(|it| it.link.is_some()),
        off_target: 0,
    });
    let mut request = Request::new(crowd.collect(), room_size as usize, seed);
    request.met = met(&ids, rounds);
    // The bounds were checked, and what is known of people contradicts nothing.
    let Matching { rooms, .. } = matching::match_round(&request).unwrap_or_default();
    let seated = |room: matching::RoomDraw| room.people.into_iter().map(|at| ids[at]).collect();
    rooms.into_iter().map(seated).collect()
}

/// Who sat together before, each pair as often as they did.
fn met(ids: &[PersonId], rounds: &[Round]) -> Vec<(usize, usize)> {
    let at: BTreeMap<PersonId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let rooms = rounds.iter().flat_map(|round| &round.rooms);
    rooms
        .flat_map(|room| {
            let here: Vec<usize> = room
                .members
                .iter()
                .filter_map(|id| at.get(id).copied())
                .collect();
            let pairs = here.iter().enumerate();
            pairs
                .flat_map(|(nth, a)| here[nth + 1..].iter().map(|b| (*a, *b)))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn affiliation(person: &Person) -> Option<String> {
    let affiliation = person.profile.affiliation.as_ref();
    affiliation.map(|affiliation| affiliation.to_lowercase())
}

/// Languages without their regions: who speaks `en-GB` and who speaks `en` understand each other.
fn spoken(person: &Person) -> Vec<String> {
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
