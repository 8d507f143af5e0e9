//! Whose an item is, as far as the order of the waiting asks.

use super::item::Item;
use crate::ids::PersonId;
use crate::seal::Pseudonym;

/// Somebody on the floor: by their browser, by the seal of what they asked hidden from all, or by the name
/// that staff typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Person(PersonId),
    Sealed(Pseudonym),
    Called(String),
}

impl Who {
    /// Whose this item is, where anything says so.
    pub(super) fn of(item: &Item) -> Option<Self> {
        let entered = &item.entered;
        let called = || Some(Self::Called(entered.name.as_ref()?.to_lowercase()));
        let person = entered.asker.map(Self::Person);
        let sealed = || entered.sealed.map(Self::Sealed);
        person.or_else(sealed).or_else(called)
    }
}
