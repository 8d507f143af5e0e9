//! How many rooms, and of which sizes.
//!
//! Sizes differ by one at most. Few people get more and smaller rooms, since more rounds can then
//! do without a repeat (`matching.md` §5.2): among five people of one room two must meet again if
//! there are only four rooms to go to.

use super::input::Sizes;

/// Below so many people the rooms are the smaller ones.
const FEW: usize = 35;

/// Numbers of rooms that fit, the preferred one first, and whether `min` or `max` had to give way.
///
/// Fewer than two people fit nowhere. `again` says that there are other rounds, before or after.
pub(super) fn counts(people: usize, sizes: Sizes, again: bool) -> (Vec<usize>, bool) {
    if people < 2 {
        return (Vec::new(), false);
    }
    let given = (sizes.min, sizes.max);
    let (mut min, mut max) = given;
    while range(people, min, max).is_none() {
        // Room by room gives way first at the top, then at the bottom.
        if max - given.1 <= given.0 - min {
            max += 1;
        } else {
            min = (min - 1).max(2);
            max += usize::from(min == 2);
        }
    }
    let Some((fewest, most)) = range(people, min, max) else {
        return (Vec::new(), false);
    };
    let nearest = (people + sizes.target / 2) / sizes.target;
    let wanted = if people < FEW || nearest < sizes.max {
        people.div_ceil(sizes.target)
    } else {
        nearest
    };
    let mut preferred = wanted.clamp(fewest, most);
    while again && preferred < most && preferred < people.div_ceil(preferred) {
        preferred += 1;
    }
    let mut counts: Vec<usize> = (fewest..=most).collect();
    counts.sort_by_key(|count| (count.abs_diff(preferred), *count));
    (counts, (min, max) != given)
}

/// Fewest and most rooms, if any number of them keeps to the sizes.
fn range(people: usize, min: usize, max: usize) -> Option<(usize, usize)> {
    let (fewest, most) = (people.div_ceil(max), people / min);
    (fewest <= most).then_some((fewest, most))
}

/// The size of each room, the larger ones first.
pub(super) fn even(people: usize, rooms: usize) -> Vec<usize> {
    let size = |room| people / rooms + usize::from(room < people % rooms);
    (0..rooms).map(size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes_of(people: usize, target: usize, min: usize, max: usize, again: bool) -> Vec<usize> {
        let (counts, _) = counts(people, Sizes { target, min, max }, again);
        counts
            .first()
            .map_or_else(Vec::new, |rooms| even(people, *rooms))
    }

    #[test]
    fn seventeen_people_in_fours_take_five_rooms() {
        assert_eq!(sizes_of(17, 4, 3, 5, true), [4, 4, 3, 3, 3]);
        assert_eq!(sizes_of(101, 4, 3, 5, true).len(), 25);
    }

    #[test]
    fn rooms_are_never_fewer_than_their_seats_if_people_meet_again() {
        assert_eq!(sizes_of(12, 4, 3, 5, false), [4, 4, 4]);
        assert_eq!(sizes_of(12, 4, 3, 5, true), [3, 3, 3, 3]);
    }

    #[test]
    fn sizes_give_way_where_nothing_fits() {
        assert_eq!(sizes_of(5, 4, 4, 4, false), [5]);
        assert_eq!(sizes_of(7, 4, 4, 4, false), [4, 3]);
        assert_eq!(sizes_of(3, 6, 5, 8, false), [3]);
        assert_eq!(sizes_of(2, 6, 6, 6, false), [2]);
        assert_eq!(sizes_of(1, 2, 2, 3, false), [0; 0]);
    }
}
