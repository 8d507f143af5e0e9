//! The draw: the same people and seed give the same rooms on every machine.

use std::collections::BTreeSet;

use crate::ids::PersonId;

/// Puts people into rooms of about `room_size`, sizes differing by at most one, nobody alone.
///
/// Fewer than two people cannot be drawn and give no room.
pub(super) fn draw(people: &BTreeSet<PersonId>, room_size: u32, seed: u64) -> Vec<Vec<PersonId>> {
    let mut shuffled: Vec<PersonId> = people.iter().copied().collect();
    let wanted = shuffled.len().div_ceil(room_size.max(2) as usize);
    let rooms = wanted.min(shuffled.len() / 2);
    if rooms == 0 {
        return Vec::new();
    }
    shuffle(&mut shuffled, seed);
    let mut drawn = vec![Vec::new(); rooms];
    for (at, person) in shuffled.into_iter().enumerate() {
        drawn[at % rooms].push(person);
    }
    drawn
}

/// Fisher and Yates, over SplitMix64: a few lines that never change under the log, as a library may.
fn shuffle(people: &mut [PersonId], seed: u64) {
    let mut state = seed;
    for last in (1..people.len()).rev() {
        let bound = last as u64 + 1;
        // 64 random bits over at most 20 000 people: the bias is below 2⁻⁴⁹.
        let chosen = split_mix(&mut state) % bound;
        people.swap(last, usize::try_from(chosen).unwrap_or(last));
    }
}

/// `SplitMix64` by Sebastiano Vigna (public domain), <https://prng.di.unimi.it/splitmix64.c>.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn everybody_sits_once_in_even_rooms_and_nobody_alone(
            people in 2_u32..300, room_size in 2_u32..12, seed: u64,
        ) {
            let everybody: BTreeSet<PersonId> = (1..=people).map(PersonId).collect();
            let rooms = draw(&everybody, room_size, seed);
            let seated: BTreeSet<PersonId> = rooms.iter().flatten().copied().collect();
            prop_assert_eq!(&seated, &everybody);
            prop_assert_eq!(rooms.iter().map(Vec::len).sum::<usize>(), everybody.len());
            let smallest = rooms.iter().map(Vec::len).min().unwrap();
            let largest = rooms.iter().map(Vec::len).max().unwrap();
            prop_assert!(smallest >= 2 && largest - smallest <= 1);
            prop_assert_eq!(draw(&everybody, room_size, seed), rooms);
        }
    }

    #[test]
    fn three_in_pairs_make_one_trio() {
        let three = BTreeSet::from([PersonId(1), PersonId(2), PersonId(3)]);
        assert_eq!(draw(&three, 2, 7).len(), 1);
    }

    #[test]
    fn one_alone_is_not_drawn() {
        assert!(draw(&BTreeSet::from([PersonId(1)]), 2, 7).is_empty());
    }
}
