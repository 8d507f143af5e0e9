//! Who is muted or kept out, and which words wait for a moderator.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::ids::PersonId;
use crate::people::face;
use crate::rejection::Rejection;

/// What holds for the conduct of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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

    /// Whether nothing of somebody counts.
    #[must_use]
    pub fn silences(&self, person: PersonId) -> bool {
        self.muted.contains(&person) || self.banned.contains(&person)
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

    /// Puts somebody back to where they were before an act.
    pub(crate) fn set_back(&mut self, person: PersonId, muted: bool, banned: bool) {
        set(&mut self.muted, person, muted);
        set(&mut self.banned, person, banned);
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PersonMutedSet { person, muted } => set(&mut self.muted, *person, *muted),
            Event::PersonBannedSet { person, banned } => set(&mut self.banned, *person, *banned),
            Event::WordListSet { words } => self.words.clone_from(words),
        }
    }
}

fn set(people: &mut BTreeSet<PersonId>, person: PersonId, is_in: bool) {
    if is_in {
        people.insert(person);
    } else {
        people.remove(&person);
    }
}

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
