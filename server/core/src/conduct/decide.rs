//! Decisions about conduct on the floor.

use super::command::Command;
use super::event::Event;
use super::state::Conduct;
use crate::ids::PersonId;
use crate::limits;
use crate::people::{People, Person};
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules about conduct look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) conduct: &'a Conduct,
    pub(crate) people: &'a People,
}

/// Decides who is muted or kept out, and which words wait.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    let Hall { conduct, people } = *hall;
    match command {
        Command::SetMuted { person, muted } => set_muted(conduct, people, *person, *muted),
        Command::SetBanned { person, banned } => set_banned(conduct, people, *person, *banned),
        Command::SetWordList { words } => set_words(conduct, words),
    }
}

/// Takes somebody's right to bring things to the floor, or gives it back.
///
/// # Errors
/// Nobody has this id, or they work for the session.
fn set_muted(conduct: &Conduct, people: &People, person: PersonId, muted: bool) -> Decided {
    participant(people, person)?;
    let same = conduct.muted.contains(&person) == muted;
    Ok(unless(same, Event::PersonMutedSet { person, muted }))
}

/// Keeps somebody out, or lets them in again.
///
/// # Errors
/// Nobody has this id, or they work for the session.
fn set_banned(conduct: &Conduct, people: &People, person: PersonId, banned: bool) -> Decided {
    participant(people, person)?;
    let same = conduct.banned.contains(&person) == banned;
    Ok(unless(same, Event::PersonBannedSet { person, banned }))
}

/// Sets the words that hold a text back.
///
/// # Errors
/// A word or the list is past its bound.
fn set_words(conduct: &Conduct, typed: &[String]) -> Decided {
    if typed.len() > limits::WORDS_MAX {
        return Err(Rejection::Full {
            field: Field::Words,
            max: limits::WORDS_MAX,
        });
    }
    let mut words = Vec::with_capacity(typed.len());
    for word in typed {
        let word = Field::Words.optional_line(word, limits::WORD_CHARS_MAX)?;
        words.extend(word.filter(|word| !words.contains(word)));
    }
    let same = conduct.words == words;
    Ok(unless(same, Event::WordListSet { words }))
}

fn unless(same: bool, event: Event) -> Vec<Event> {
    if same { Vec::new() } else { vec![event] }
}

fn participant(people: &People, id: PersonId) -> Result<&Person, Rejection> {
    let person = people.get(&id).ok_or(Rejection::PersonUnknown)?;
    // Whoever works for the session came by a link, and a link is revoked.
    if person.link.is_some() {
        return Err(Rejection::NotAllowed);
    }
    Ok(person)
}
