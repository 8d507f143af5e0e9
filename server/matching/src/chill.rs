//! How much worse a proposal may make things: annealing's acceptance as a committed table.
//!
//! A proposal passes if its cost is at most `T · −ln u`. The logarithm is not computed here: the
//! last bit of `ln` differs between mathematical libraries, and with it would differ the rooms.

/// `−ln((k + ½) / 256)`, in 1/4096.
const MINUS_LN: [u16; 256] = [
    25_552, 21_052, 18_960, 17_582, 16_552, 15_730, 15_046, 14_460, 13_947, 13_492, 13_082, 12_709,
    12_368, 12_052, 11_760, 11_487, 11_230, 10_989, 10_762, 10_546, 10_341, 10_146, 9_960, 9_782,
    9_611, 9_447, 9_290, 9_138, 8_992, 8_851, 8_714, 8_582, 8_454, 8_330, 8_209, 8_092, 7_978,
    7_868, 7_760, 7_655, 7_553, 7_453, 7_355, 7_260, 7_167, 7_076, 6_987, 6_899, 6_814, 6_731,
    6_649, 6_568, 6_490, 6_412, 6_336, 6_262, 6_189, 6_117, 6_046, 5_977, 5_909, 5_841, 5_775,
    5_710, 5_646, 5_583, 5_521, 5_460, 5_400, 5_341, 5_282, 5_224, 5_167, 5_111, 5_056, 5_001,
    4_948, 4_894, 4_842, 4_790, 4_739, 4_688, 4_638, 4_589, 4_540, 4_492, 4_444, 4_397, 4_351,
    4_305, 4_259, 4_214, 4_170, 4_126, 4_082, 4_039, 3_996, 3_954, 3_912, 3_871, 3_830, 3_789,
    3_749, 3_709, 3_670, 3_631, 3_592, 3_554, 3_516, 3_479, 3_441, 3_404, 3_368, 3_332, 3_296,
    3_260, 3_225, 3_190, 3_155, 3_121, 3_086, 3_053, 3_019, 2_986, 2_953, 2_920, 2_887, 2_855,
    2_823, 2_791, 2_760, 2_729, 2_698, 2_667, 2_636, 2_606, 2_576, 2_546, 2_516, 2_487, 2_457,
    2_428, 2_400, 2_371, 2_342, 2_314, 2_286, 2_258, 2_231, 2_203, 2_176, 2_149, 2_122, 2_095,
    2_068, 2_042, 2_016, 1_990, 1_964, 1_938, 1_912, 1_887, 1_862, 1_837, 1_812, 1_787, 1_762,
    1_737, 1_713, 1_689, 1_665, 1_641, 1_617, 1_593, 1_570, 1_546, 1_523, 1_500, 1_477, 1_454,
    1_431, 1_409, 1_386, 1_364, 1_342, 1_319, 1_297, 1_275, 1_254, 1_232, 1_210, 1_189, 1_168,
    1_146, 1_125, 1_104, 1_083, 1_063, 1_042, 1_021, 1_001, 981, 960, 940, 920, 900, 880, 860, 841,
    821, 802, 782, 763, 744, 724, 705, 686, 668, 649, 630, 611, 593, 574, 556, 538, 520, 501, 483,
    465, 448, 430, 412, 394, 377, 359, 342, 325, 307, 290, 273, 256, 239, 222, 205, 188, 172, 155,
    138, 122, 105, 89, 73, 56, 40, 24, 8,
];

/// A temperature in cost units, in 1/65536.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Temperature(u64);

impl Temperature {
    /// So many whole cost units.
    pub(super) const fn of(units: u32) -> Self {
        Self((units as u64) << 16)
    }

    /// What a proposal may cost, drawn by the low eight bits.
    pub(super) fn allowance(self, bits: u64) -> i64 {
        let minus_ln = MINUS_LN[(bits & 0xff) as usize];
        ((self.0 * u64::from(minus_ln)) >> 28) as i64
    }

    /// The next step of a geometric fall; `ratio` is in 1/65536.
    pub(super) fn cooled(self, ratio: u64) -> Self {
        Self((self.0 * ratio) >> 16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_falls_and_averages_one() {
        assert!(MINUS_LN.is_sorted_by(|earlier, later| earlier > later));
        let sum: u64 = MINUS_LN.iter().map(|value| u64::from(*value)).sum();
        // The mean of −ln u is 1; the midpoint rule over 256 steps is off by a thousandth.
        assert!((4_085..=4_100).contains(&(sum / 256)), "{}", sum / 256);
    }

    #[test]
    fn nothing_is_allowed_at_zero() {
        assert_eq!(Temperature::of(0).allowance(0), 0);
        assert_eq!(Temperature::of(4).allowance(0), 24);
    }
}
