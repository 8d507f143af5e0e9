//! What a room writes together, and whose each letter is: whoever erases themselves takes theirs out.

use serde::{Deserialize, Serialize};

use crate::forgotten::blotted;
use crate::ids::PersonId;
use crate::shared_text::{SharedText, Splice};

/// A room's notes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notes {
    /// The text that all of them see.
    pub shared: SharedText,
    /// Who wrote how many letters, one after the other; together as many as the text has.
    by: Vec<(PersonId, u32)>,
}

impl Notes {
    /// Folds in what somebody did to them.
    pub(crate) fn apply(&mut self, splice: &Splice, revision: u32, person: PersonId) {
        self.shared.apply(splice, revision);
        let from = self.part_at(splice.at);
        let to = self.part_at(splice.at.saturating_add(splice.delete));
        let inserted = u32::try_from(splice.insert.chars().count()).unwrap_or(u32::MAX);
        let inserted = (inserted > 0).then_some((person, inserted));
        self.by.splice(from..to, inserted);
        // One hand that goes on is one part.
        self.by.dedup_by(|next, part| {
            let goes_on = next.0 == part.0;
            part.1 += if goes_on { next.1 } else { 0 };
            goes_on
        });
    }

    /// The part that begins at a letter, parted there if need be; past the end, none.
    fn part_at(&mut self, letter: u32) -> usize {
        let mut left = letter;
        for at in 0..self.by.len() {
            let (person, letters) = self.by[at];
            if left == 0 {
                return at;
            }
            if left < letters {
                self.by[at].1 = left;
                self.by.insert(at + 1, (person, letters - left));
                return at + 1;
            }
            left -= letters;
        }
        self.by.len()
    }

    /// The text in parts, with whose each is.
    fn parts(&self) -> impl Iterator<Item = (PersonId, String)> {
        let mut letters = self.shared.text().chars();
        let parts = self.by.iter();
        parts.map(move |(person, count)| {
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            (*person, letters.by_ref().take(count).collect())
        })
    }

    /// The letters of one person, in their order.
    pub(crate) fn letters_of(&self, person: PersonId) -> String {
        let own = self.parts().filter(|(by, _)| *by == person);
        own.map(|(_, part)| part).collect()
    }

    /// Blots out every letter of some people; places and revision stay.
    pub(crate) fn blot(&mut self, whose: impl Fn(PersonId) -> bool) {
        let parts = self.parts().map(|(by, part)| match whose(by) {
            true => blotted(&part),
            false => part,
        });
        let text: String = parts.collect();
        self.shared.overwrite(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_whose_it_is_however_it_came_there() {
        let (ada, ben) = (PersonId(1), PersonId(2));
        let mut notes = Notes::default();
        let mut whose: Vec<PersonId> = Vec::new();
        let mut seed = 7_u32;
        let mut below = |bound: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % bound
        };
        for revision in 1..400 {
            let length = u32::try_from(whose.len()).unwrap();
            let (at, delete) = (below(length + 1), below(4));
            let insert = "é字x".chars().cycle().take(below(6) as usize).collect();
            let splice = Splice {
                at,
                delete,
                insert,
                follows: false,
            };
            let person = if below(2) == 0 { ada } else { ben };
            notes.apply(&splice, revision, person);
            let to = (at + delete).min(length) as usize;
            let inserted = splice.insert.chars().map(|_| person);
            whose.splice(at as usize..to, inserted);
            let parts = notes.by.iter();
            let parts = parts.flat_map(|(by, count)| vec![*by; *count as usize]);
            assert_eq!(parts.collect::<Vec<_>>(), whose);
        }
        let text = notes.shared.text().to_owned();
        notes.blot(|person| person == ada);
        let letters = text.chars().zip(whose).map(|(letter, by)| match by == ada {
            true => '·',
            false => letter,
        });
        assert_eq!(notes.shared.text(), letters.collect::<String>());
    }
}
