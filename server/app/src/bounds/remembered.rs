//! What is remembered of many, until it says nothing any more.
//!
//! Those of whom nothing is left to remember are looked for when as many have come as were there after
//! the last look: a look goes through all, and each newcomer pays for two of the others, however many
//! there are. So at most twice as many are kept as have to be.

use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};

use dashmap::DashMap;

/// Something for each of many.
#[derive(Debug)]
pub(crate) struct Remembered<K: Eq + Hash, V> {
    all: DashMap<K, V>,
    /// Since the last look.
    newcomers: AtomicUsize,
    /// At how many newcomers the next look is taken.
    look_at: AtomicUsize,
    /// How many newcomers are waited for at least.
    few: usize,
}

impl<K: Eq + Hash, V> Remembered<K, V> {
    /// Nobody yet; the first look is taken when this many have come.
    pub(crate) fn past(few: usize) -> Self {
        Self {
            all: DashMap::new(),
            newcomers: AtomicUsize::new(0),
            look_at: AtomicUsize::new(few),
            few,
        }
    }

    /// Works on what is remembered of somebody, or on something `new`; what `is_over` of others may be
    /// forgotten. Neither may come back here.
    pub(crate) fn with<T>(
        &self,
        who: K,
        new: impl FnOnce() -> V,
        is_over: impl Fn(&V) -> bool,
        work: impl FnOnce(&mut V) -> T,
    ) -> T {
        if let Some(mut found) = self.all.get_mut(&who) {
            return work(&mut found);
        }
        // One newcomer is the last that is waited for, and nobody else takes that look.
        let newcomers = self.newcomers.fetch_add(1, Ordering::Relaxed) + 1;
        if newcomers == self.look_at.load(Ordering::Relaxed) {
            self.all.retain(|_, value| !is_over(value));
            let left = self.all.len().max(self.few);
            self.look_at.store(left, Ordering::Relaxed);
            self.newcomers.store(0, Ordering::Relaxed);
        }
        let mut entry = self.all.entry(who).or_insert_with(new);
        work(&mut entry)
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const FEW: usize = 100;

    /// Lets so many come, of whom each one of `stay` in a row has to be kept; how many were kept at
    /// most, and how often one was looked at.
    fn come(number: usize, stay: usize) -> (usize, usize) {
        let all = Remembered::past(FEW);
        let looks = Cell::new(0);
        let is_over = |value: &usize| {
            looks.set(looks.get() + 1);
            !value.is_multiple_of(stay)
        };
        let mut most = 0;
        for who in 0..number {
            all.with(who, || who, is_over, |_| ());
            most = most.max(all.len());
        }
        (most, looks.get())
    }

    #[test]
    fn however_many_have_to_be_kept_a_newcomer_pays_for_two() {
        for number in [1_000, 10_000, 100_000] {
            let (most, looks) = come(number, 1);
            assert_eq!(most, number);
            assert!(looks <= 2 * number, "{looks} looks at {number}");
        }
    }

    #[test]
    fn those_who_are_over_are_forgotten_at_the_same_cost() {
        let (most, looks) = come(100_000, 100);
        // One in a hundred has to be kept.
        assert!(most <= 2 * 1_000 + FEW, "{most}");
        assert!(looks <= 2 * 100_000, "{looks}");
        let (most, looks) = come(100_000, usize::MAX);
        assert!(most <= 2 * FEW, "{most}");
        assert!(looks <= 2 * 100_000, "{looks}");
    }

    #[test]
    fn whoever_is_remembered_is_no_newcomer() {
        let all = Remembered::past(FEW);
        let never = |_: &u32| unreachable!("nobody has come");
        for _ in 0..10 * FEW {
            all.with("ana", || 0, never, |times| *times += 1);
        }
        assert_eq!(all.with("ana", || 0, never, |times| *times), 1_000);
    }
}
