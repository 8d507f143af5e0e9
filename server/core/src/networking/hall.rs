//! What a rule about rounds looks at, and nothing else of the session.

use std::collections::{BTreeMap, BTreeSet};

use super::settings::Tables;
use super::state::{Networking, Round};
use crate::context::Presence;
use crate::ids::PersonId;
use crate::people::Person;
use crate::rejection::Rejection;

/// All that a rule about rounds looks at: the rounds, who is here, who asks, and the moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) networking: &'a Networking,
    /// The language of the session, which whoever names none speaks.
    pub(crate) spoken: &'a str,
    pub(crate) people: &'a BTreeMap<PersonId, Person>,
    pub(crate) presence: &'a Presence,
    /// Who is kept out; their screens close a moment later.
    pub(crate) banned: &'a BTreeSet<PersonId>,
    /// Whose screen asks; a display is nobody's.
    pub(crate) asking: Option<PersonId>,
    /// Whether the session is over: then no round is called.
    pub(crate) is_over: bool,
    pub(crate) now_ms: u64,
    pub(crate) seed: u64,
}

impl<'a> Hall<'a> {
    /// The same with other rounds, to look a step ahead.
    pub(super) fn with(self, networking: &'a Networking) -> Self {
        Self { networking, ..self }
    }

    /// Whoever asks, if somebody of this session does.
    pub(super) fn asking(&self) -> Result<PersonId, Rejection> {
        let person = self.asking.filter(|id| self.people.contains_key(id));
        person.ok_or(Rejection::PersonUnknown)
    }

    /// Refuses what makes no sense once the session is over.
    pub(super) fn not_ended(&self) -> Result<(), Rejection> {
        let is_on = !self.is_over;
        is_on.then_some(()).ok_or(Rejection::SessionEnded)
    }

    /// The round whose rooms are there.
    pub(super) fn open(&self) -> Result<&'a Round, Rejection> {
        self.networking.open().ok_or(Rejection::RoundNotOpen)
    }

    /// Whether a round of this kind is for somebody, whatever they chose.
    pub(super) fn is_for(&self, person: PersonId, tables: Tables) -> bool {
        let person = self.people.get(&person);
        person.is_some_and(|person| is_for(person, tables))
    }

    /// Who would be drawn now.
    pub(super) fn players(&self, tables: Tables) -> BTreeSet<PersonId> {
        let mut players = players(self.people, self.presence, tables);
        for banned in self.banned {
            players.remove(banned);
        }
        players
    }

    /// Whether somebody takes part in rounds, and this kind is for them.
    pub(super) fn plays(&self, person: PersonId, tables: Tables) -> bool {
        let known = self.people.get(&person);
        let plays = known.is_some_and(|person| person.takes_part() && is_for(person, tables));
        plays && !self.banned.contains(&person)
    }

    /// Whether this person sits at a table rather than at a screen.
    pub(super) fn at_a_table(&self, person: PersonId) -> bool {
        self.people
            .get(&person)
            .is_some_and(Person::sits_in_the_room)
    }

    /// A number for the next room.
    pub(super) fn next_room(&self) -> u32 {
        let rooms = self.networking.rounds.iter().map(|round| round.rooms.len());
        u32::try_from(rooms.sum::<usize>()).unwrap_or(u32::MAX) + 1
    }
}

/// Who would be drawn now into a round of this kind.
pub(super) fn players(
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
