//! Conduct on the floor (Q10): who is muted or kept out, which words wait for a moderator, and
//! names that would pass for somebody else's.
//!
//! Word lists hold and never delete: a person decides. Muting and banning hang on the person, not
//! on a socket, so that they survive a reconnect.

mod command;
mod decide;
mod event;

pub use command::Command;
pub(crate) use decide::decide;
pub use event::Event;

use std::collections::{BTreeMap, BTreeSet};

use unicode_security::skeleton;

use crate::ids::{LinkId, PersonId};
use crate::limits;
use crate::people::{Link, Person};
use crate::rejection::{Field, Rejection};
use crate::session::Session;

type Decided = Result<Vec<Event>, Rejection>;

/// What holds for the conduct of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conduct {
    /// Who may not bring anything to the floor or vote.
    pub muted: BTreeSet<PersonId>,
    /// Who is kept out.
    pub banned: BTreeSet<PersonId>,
    /// Words that hold a text back, as they were typed.
    pub words: Vec<String>,
}

impl Conduct {
    /// Whether a text has a word of the list in it; upper and lower case and look-alikes are one.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let text = face(text);
        self.words.iter().any(|word| contains(&text, &face(word)))
    }

    /// Refuses answers and support of whoever is muted.
    ///
    /// # Errors
    /// They are.
    pub(crate) fn may_answer(&self, person: PersonId) -> Result<(), Rejection> {
        if self.muted.contains(&person) {
            Err(Rejection::Muted)
        } else {
            Ok(())
        }
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        let set = |people: &mut BTreeSet<PersonId>, person: PersonId, is_in: bool| {
            if is_in {
                people.insert(person);
            } else {
                people.remove(&person);
            }
        };
        match event {
            Event::PersonMutedSet { person, muted } => set(&mut self.muted, *person, *muted),
            Event::PersonBannedSet { person, banned } => set(&mut self.banned, *person, *banned),
            Event::WordListSet { words } => self.words.clone_from(words),
        }
    }
}

/// What those who run a session are called, in the six languages: nobody else may be called that.
const ROLE_NAMES: &[&str] = &[
    "moderator",
    "the moderator",
    "online moderator",
    "onsite moderator",
    "host",
    "organiser",
    "organizer",
    "rapporteur",
    "modérateur",
    "modératrice",
    "organisateur",
    "moderador",
    "moderadora",
    "organizador",
    "relator",
    "модератор",
    "организатор",
    "докладчик",
    "主持人",
    "组织者",
    "مدير الجلسة",
    "المنظم",
];

/// Words of a script with spaces are found as words; in others, anywhere.
fn contains(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    let spaced = word.chars().all(|c| (c as u32) < 0x2e80);
    let is_edge = |c: Option<char>| !spaced || c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).any(|(at, found)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
    })
}

/// What a text looks like: look-alike letters of all scripts are one, and case does not count.
fn face(text: &str) -> String {
    let lower = text.to_lowercase();
    let folded: String = skeleton(&lower).collect();
    folded.to_lowercase()
}

/// Refuses a name that looks like that of somebody who runs or speaks in the session, or like a role.
///
/// # Errors
/// It is theirs, and this person did not come by their link.
pub fn check_name(
    links: &BTreeMap<LinkId, Link>,
    person: &Person,
    name: &str,
) -> Result<(), Rejection> {
    let own = person.link.and_then(|link| links.get(&link));
    if own.is_some() {
        return Ok(());
    }
    let worn = worn(name);
    let holders = links.values().filter(|link| !link.revoked);
    let mut holders = holders.filter_map(|link| link.holder.as_deref());
    let is_worn = |taken: &str| self::worn(taken) == worn;
    if holders.any(is_worn) || ROLE_NAMES.iter().copied().any(is_worn) {
        return Err(Rejection::NameReserved);
    }
    Ok(())
}

/// A name without what nobody reads in it: spaces, points, dashes.
fn worn(name: &str) -> String {
    face(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Takes somebody's right to bring things to the floor, or gives it back.
///
/// # Errors
/// Nobody has this id, or they work for the session.
pub fn set_muted(session: &Session, person: PersonId, muted: bool) -> Decided {
    participant(session, person)?;
    let same = session.conduct.muted.contains(&person) == muted;
    Ok(unless(same, Event::PersonMutedSet { person, muted }))
}

/// Keeps somebody out, or lets them in again.
///
/// # Errors
/// Nobody has this id, or they work for the session.
pub fn set_banned(session: &Session, person: PersonId, banned: bool) -> Decided {
    participant(session, person)?;
    let same = session.conduct.banned.contains(&person) == banned;
    Ok(unless(same, Event::PersonBannedSet { person, banned }))
}

/// Sets the words that hold a text back.
///
/// # Errors
/// A word or the list is past its bound.
pub fn set_words(conduct: &Conduct, typed: &[String]) -> Decided {
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

fn participant(session: &Session, id: PersonId) -> Result<&Person, Rejection> {
    let person = session.people.get(&id).ok_or(Rejection::PersonUnknown)?;
    // Whoever works for the session came by a link, and a link is revoked.
    if person.link.is_some() {
        return Err(Rejection::NotAllowed);
    }
    Ok(person)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conduct(words: &[&str]) -> Conduct {
        Conduct {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            ..Conduct::default()
        }
    }

    #[test]
    fn a_listed_word_is_found_as_a_word_and_not_inside_another() {
        let conduct = conduct(&["ass", "废话"]);
        assert!(conduct.holds("You ASS!"));
        assert!(!conduct.holds("We assess the assembly."));
        assert!(conduct.holds("这是废话吧"));
    }

    #[test]
    fn look_alike_letters_do_not_hide_a_word() {
        assert!(conduct(&["spam"]).holds("sp\u{0430}m"));
    }
}
