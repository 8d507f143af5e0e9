//! The entries of one part that are looked at: what nobody wants is not worked out.

use std::collections::BTreeSet;

use super::entry::{Entry, View};
use crate::touch::Wanted;

/// A view in the making.
pub(super) struct Looking<'w> {
    wanted: Wanted<'w>,
    view: View,
}

impl<'w> Looking<'w> {
    pub(super) fn at(wanted: Wanted<'w>) -> Self {
        let view = View::new();
        Self { wanted, view }
    }

    /// Puts an entry that is always there.
    pub(super) fn put(&mut self, key: &str, entry: impl FnOnce() -> Entry) {
        self.put_any(key, || Some(entry()));
    }

    /// Puts an entry, if there is one.
    pub(super) fn put_any(&mut self, key: &str, entry: impl FnOnce() -> Option<Entry>) {
        if self.wanted.holds(key) {
            self.view
                .extend(entry().map(|entry| (key.to_owned(), entry)));
        }
    }

    /// Whether any entry of a family is looked at; if none is, they need not be walked.
    pub(super) fn has_of(&self, family: &str) -> bool {
        self.wanted.has_of(family)
    }

    /// The numbers of a family that are looked at; `None` for all.
    pub(super) fn numbers(&self, family: &str) -> Option<BTreeSet<u32>> {
        self.wanted.numbers(family)
    }

    pub(super) fn seen(self) -> View {
        self.view
    }
}
