//! Simulated people who behave: they come in waves, say who they are, ask in six languages, support what
//! others ask, raise hands and miss their turn, answer polls, meet in rooms, lose the line and come back.
//!
//! Everything is a pure value: a [`Crowd`] is made of a seed, a size and an [`Hour`], and each [`Persona`]
//! answers one question, [`Persona::acts`]: given what they see and the moment, what do they do? The same
//! seed and the same sights give the same acts. Whoever drives them (a benchmark over sockets, a rehearsal,
//! the demo) turns acts into commands and connections, and shows them the frames in return, by [`Sight`].
//!
//! Time here is the crowd's own, in milliseconds since the doors opened. A driver that lets it run ten times
//! as fast as the clock ([`SPEED_MAX`]) keeps within what the server lets one person send, since nobody
//! gives two commands within [`BREATH_MS`].
//!
//! This crate knows no socket, no clock and no chance but [`Dice`]. Reading order: [`Hour`], [`Persona`],
//! [`Sight`], [`Act`].

mod acts;
mod character;
mod dice;
mod hour;
mod names;
mod persona;
mod persona_in_room;
mod questions;
mod sight;

pub use acts::Act;
pub use character::{Bent, Character, Stay};
pub use dice::Dice;
pub use hour::Hour;
pub use persona::{BREATH_MS, Persona};
pub use sight::{Called, SeenRoom, Sight};

/// Fewest people of a crowd.
pub const PEOPLE_MIN: usize = 10;
/// Most people of a crowd.
pub const PEOPLE_MAX: usize = 10_000;
/// How many times as fast as the clock a crowd may live.
pub const SPEED_MAX: u32 = 10;

/// Everybody who comes to an hour.
#[derive(Debug, Clone)]
pub struct Crowd {
    /// In the order of their numbers.
    pub people: Vec<Persona>,
}

impl Crowd {
    /// So many people, at least [`PEOPLE_MIN`] and at most [`PEOPLE_MAX`]; the same ones for the same seed.
    #[must_use]
    pub fn new(seed: u64, people: usize, hour: &Hour) -> Self {
        let people = people.clamp(PEOPLE_MIN, PEOPLE_MAX);
        // One of them is there to disturb.
        let troll = Dice::new(seed).below(people);
        let persona =
            |number| Persona::new(Character::of(seed, number, people, hour, number == troll));
        Self {
            people: (0..people).map(persona).collect(),
        }
    }
}
