//! What a room writes together, and whose each letter is: whoever erases themselves takes theirs out.

use crate::forgotten::blotted;
use crate::ids::PersonId;
use crate::shared_text::{SharedText, Splice};

/// A room's notes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// The text that all of them see.
    pub shared: SharedText,
    /// Who wrote each of its letters; as long as the text.
    by: Vec<PersonId>,
}

impl Notes {
    /// Folds in what somebody did to them.
    pub(crate) fn apply(&mut self, splice: &Splice, revision: u32, person: PersonId) {
        self.shared.apply(splice, revision);
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX).min(self.by.len());
        let (from, to) = (
            place(splice.at),
            place(splice.at.saturating_add(splice.delete)),
        );
        let inserted = splice.insert.chars().map(|_| person);
        self.by.splice(from..to, inserted);
    }

    /// The letters of one person, in their order.
    pub(crate) fn letters_of(&self, person: PersonId) -> String {
        let letters = self.shared.text().chars().zip(&self.by);
        let own = letters.filter(|(_, by)| **by == person);
        own.map(|(letter, _)| letter).collect()
    }

    /// Blots out every letter of some people; places and revision stay.
    pub(crate) fn blot(&mut self, whose: impl Fn(PersonId) -> bool) {
        let letters = self.shared.text().chars().zip(&self.by);
        let letters = letters.map(|(letter, by)| match whose(*by) {
            true => blotted(letter.encode_utf8(&mut [0; 4])),
            false => letter.to_string(),
        });
        let text: String = letters.collect();
        self.shared.overwrite(text);
    }
}
