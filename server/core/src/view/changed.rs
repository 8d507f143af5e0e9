//! A view that is kept and brought up to date by what is looked at anew.

use super::entry::View;
use crate::touch::Wanted;

/// Which keys of a view are new or different, and which are gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// In the view now, and not so before; in order.
    pub put: Vec<String>,
    /// Not in the view any more; in order.
    pub del: Vec<String>,
}

impl Changed {
    /// Whether nothing is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.put.is_empty() && self.del.is_empty()
    }
}

/// Brings a view up to date. `fresh` holds all wanted entries that there are now: what was wanted and is
/// not among them is gone.
pub fn bring_up(view: &mut View, fresh: View, wanted: Wanted<'_>) -> Changed {
    let mut changed = Changed::default();
    for key in wanted.among(view) {
        if !fresh.contains_key(&key) {
            view.remove(&key);
            changed.del.push(key);
        }
    }
    for (key, entry) in fresh {
        if view.get(&key) != Some(&entry) {
            view.insert(key.clone(), entry);
            changed.put.push(key);
        }
    }
    changed
}
