//! Which parts of a count may be shown apart from the others.
//!
//! A part that stands for few people tells how each of them answered, and so does what is missing from a
//! sum. So no line stands for fewer than five people: smaller parts are gathered with those of whom
//! nothing is known, and where these are still too few, the smallest part left joins them.

use std::collections::{BTreeMap, BTreeSet};

use crate::limits;

/// The parts that stand alone, out of how many people each stands for; `None` is those of whom it is not
/// known. All others are one line.
pub(crate) fn apart<K: Ord + Copy>(people: &BTreeMap<Option<K>, usize>) -> BTreeSet<K> {
    let is_large = |people: usize| people >= limits::PART_PEOPLE_MIN;
    let known = people
        .iter()
        .filter_map(|(part, people)| Some(((*part)?, *people)));
    let mut alone: BTreeMap<K, usize> = known.filter(|(_, people)| is_large(*people)).collect();
    let all: usize = people.values().sum();
    let gathered = all - alone.values().sum::<usize>();
    if gathered > 0 && !is_large(gathered) {
        // Any part that stands alone is large enough to hide these few.
        let smallest = alone.iter().min_by_key(|(_, people)| **people);
        let smallest = smallest.map(|(part, _)| *part);
        alone.retain(|part, _| Some(*part) != smallest);
    }
    alone.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_map;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What is written, and what can be worked out of it and of the sum, stands for five or more.
        #[test]
        fn no_line_and_no_difference_stands_for_few(
            people in btree_map(proptest::option::of(0u8..7), 0usize..12, 0..8),
        ) {
            let alone = apart(&people);
            let all: usize = people.values().sum();
            let mut lines: Vec<usize> =
                alone.iter().map(|part| people[&Some(*part)]).collect();
            let gathered = all - lines.iter().sum::<usize>();
            lines.extend((gathered > 0).then_some(gathered));
            if lines.len() > 1 {
                prop_assert!(lines.iter().all(|line| *line >= limits::PART_PEOPLE_MIN), "{lines:?}");
            }
        }

        /// Nothing is hidden that hides nobody.
        #[test]
        fn large_parts_stand_alone(people in btree_map((0u8..7).prop_map(Some), 5usize..12, 0..8)) {
            prop_assert_eq!(apart(&people).len(), people.len());
        }
    }
}
