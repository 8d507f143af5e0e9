//! The generator of every draw: named, in these few lines, and so the same for ever.
//!
//! A library's shuffle changed between two of its versions on the very same stream; a draw that
//! is audited a year later must not. Never reads a clock or the system's randomness.

/// xoshiro256++ by David Blackman and Sebastiano Vigna (public domain), <https://prng.di.unimi.it>.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: [u64; 4],
}

impl Random {
    /// Seeded by `SplitMix64`, as its authors ask for.
    pub(super) fn new(seed: u64) -> Self {
        let mut mixed = seed;
        let state = std::array::from_fn(|_| split_mix(&mut mixed));
        Self { state }
    }

    /// A stream of its own for each use of the same seed.
    pub(super) fn stream(seed: u64, number: u64) -> Self {
        let mut mixed = seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93);
        Self::new(split_mix(&mut mixed))
    }

    /// Sixty-four random bits.
    pub(super) fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let drawn = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        drawn
    }

    /// An integer below `bound`; 0 where the bound is 0. The bias stays under 2⁻⁴⁰.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        scale(self.bits(), bound)
    }

    /// Fisher and Yates, from the back.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Scales a number below 2⁶⁴ down to one below `bound`.
pub(super) fn scale(bits: u64, bound: usize) -> usize {
    ((u128::from(bits) * bound as u128) >> 64) as usize
}

/// `SplitMix64` by Sebastiano Vigna (public domain).
pub(super) fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random {
            state: [1, 2, 3, 4],
        };
        let drawn: Vec<u64> = (0..3).map(|_| random.bits()).collect();
        assert_eq!(drawn, [41_943_041, 58_720_359, 3_588_806_011_781_223]);
    }

    #[test]
    fn a_shuffle_keeps_everybody_and_numbers_stay_below_their_bound() {
        let mut random = Random::new(7);
        let mut people: Vec<usize> = (0..100).collect();
        random.shuffle(&mut people);
        assert_ne!(people, (0..100).collect::<Vec<_>>());
        people.sort_unstable();
        assert_eq!(people, (0..100).collect::<Vec<_>>());
        assert!((0..1_000).all(|_| random.below(6) < 6));
        assert_eq!(random.below(0), 0);
    }
}
