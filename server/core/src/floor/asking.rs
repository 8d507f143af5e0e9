//! Whoever asks, and what is theirs on the floor.

use super::item::Item;
use super::new_item::NewItem;
use super::state::Floor;
use crate::people::Person;
use crate::seal::Pseudonym;

/// A person, and who they are for what they ask hidden from all: the log has their id on neither side
/// of the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) person: &'a Person,
    /// `None` where their seal is not known, since they are not here.
    pub(crate) sealed: Option<Pseudonym>,
}

impl<'a> Asking<'a> {
    /// Whether they brought it.
    pub(crate) fn owns(&self, entered: &NewItem) -> bool {
        entered.asker == Some(self.person.id)
            || (entered.sealed.is_some() && entered.sealed == self.sealed)
    }

    /// What they brought: first what has their name, then what is sealed.
    pub(crate) fn items(&self, floor: &'a Floor) -> impl Iterator<Item = &'a Item> + use<'a> {
        let sealed = self.sealed.and_then(|sealed| floor.sealed.get(&sealed));
        let own = self.person.items.iter();
        own.chain(sealed.into_iter().flatten())
            .filter_map(|id| floor.items.get(id))
    }
}
