//! What was touched lately of the public's and staff's part, and at which version: enough to say what a
//! screen has missed that comes back from before the state was read out of its log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::touch::Touched;

/// The versions at which entries were touched last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Recent {
    /// What was touched up to this version is not known.
    since: u64,
    ones: BTreeMap<String, u64>,
    families: BTreeMap<String, u64>,
}

impl Recent {
    /// Nothing is known of what came up to a version.
    #[must_use]
    pub fn since(version: u64) -> Self {
        Self {
            since: version,
            ..Self::default()
        }
    }

    /// The version up to which nothing is known: whoever has seen it can be told the rest.
    #[must_use]
    pub fn known_since(&self) -> u64 {
        self.since
    }

    /// Notes what the events of a version touched. Versions only grow.
    pub fn note(&mut self, version: u64, touched: &Touched) {
        let (ones, families) = touched.keys_of_main();
        for family in families {
            // What of all went cannot be told any more.
            if family.is_empty() {
                *self = Self::since(version);
            }
            self.families.insert(family.to_owned(), version);
        }
        for key in ones {
            match self.ones.get_mut(key) {
                Some(at) => *at = version,
                None => drop(self.ones.insert(key.to_owned(), version)),
            }
        }
        if self.ones.len() > limits::RECENT_KEYS_MAX {
            self.forget_older_half();
        }
    }

    /// When an entry was touched last, if it was.
    #[must_use]
    pub fn touched_at(&self, key: &str) -> Option<u64> {
        let one = self.ones.get(key).copied();
        let families = self.families.iter();
        let of_families = families.filter(|(family, _)| key.starts_with(family.as_str()));
        of_families.map(|(_, at)| *at).max().max(one)
    }

    /// Entries that were touched by name: those of them that are in no view any more are gone.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.ones.keys().map(String::as_str)
    }

    fn forget_older_half(&mut self) {
        let mut versions: Vec<u64> = self.ones.values().copied().collect();
        let middle = versions.len() / 2;
        let (_, at, _) = versions.select_nth_unstable(middle);
        self.since = *at;
        self.ones.retain(|_, at| *at > self.since);
        self.families.retain(|_, at| *at > self.since);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touching(key: u32) -> Touched {
        let mut touched = Touched::default();
        touched.numbered("item", key);
        touched
    }

    #[test]
    fn the_last_touch_counts_by_name_or_by_family() {
        let mut recent = Recent::since(4);
        recent.note(5, &touching(1));
        recent.note(6, &touching(2));
        assert_eq!(recent.touched_at("item/1"), Some(5));
        assert_eq!(recent.touched_at("item/3"), None);
        let mut family = Touched::default();
        family.all("item/");
        recent.note(7, &family);
        recent.note(8, &touching(1));
        assert_eq!(recent.touched_at("item/1"), Some(8));
        assert_eq!(recent.touched_at("item/2"), Some(7));
        assert_eq!(recent.touched_at("item/3"), Some(7));
        assert_eq!(recent.known_since(), 4);
        recent.note(9, &Touched::everything());
        assert_eq!(recent.known_since(), 9);
        assert_eq!(recent.named().count(), 0);
    }

    #[test]
    fn it_is_bounded_and_says_how_far_back_it_knows() {
        let mut recent = Recent::since(0);
        let many = 3 * u32::try_from(limits::RECENT_KEYS_MAX).unwrap();
        for key in 1..=many {
            recent.note(u64::from(key), &touching(key));
            assert!(recent.ones.len() <= limits::RECENT_KEYS_MAX);
        }
        let since = recent.known_since();
        assert!(since > 0 && since < u64::from(many));
        for key in 1..=many {
            let at = u64::from(key);
            let known = recent.touched_at(&format!("item/{key}"));
            assert_eq!(known, (at > since).then_some(at));
        }
    }
}
