//! A view that is kept and brought up to date by what is looked at anew.

use std::collections::BTreeMap;

use super::entry::{Entry, View};
use crate::floor::{Step, steps};
use crate::touch::Wanted;

/// Which keys of a view are new or different, and which are gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// In the view now, and not so before; in order.
    pub put: Vec<String>,
    /// Not in the view any more; in order.
    pub del: Vec<String>,
    /// Orders in which some have moved, where that is shorter than all of them: these are not in `put`.
    pub moves: BTreeMap<String, Vec<Step>>,
}

impl Changed {
    /// Whether nothing is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.put.is_empty() && self.del.is_empty() && self.moves.is_empty()
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
        let before = view.get(&key);
        if before == Some(&entry) {
            continue;
        }
        match before.and_then(|before| moved(before, &entry)) {
            Some(steps) => {
                changed.moves.insert(key.clone(), steps);
            }
            None => changed.put.push(key.clone()),
        }
        view.insert(key, entry);
    }
    changed
}

fn moved(before: &Entry, now: &Entry) -> Option<Vec<Step>> {
    match (before, now) {
        (Entry::Order(before), Entry::Order(now)) => steps(&before.places, &now.places),
        _ => None,
    }
}
