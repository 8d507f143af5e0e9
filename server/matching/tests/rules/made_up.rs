//! Made-up people and requests, the same in every run.

use onefloor_matching::{Person, Request};

/// Numbers for made-up people, by `SplitMix64`.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.roll() % bound.max(1) as u64) as usize
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

pub(super) fn alike(people: u32) -> Vec<Person> {
    let person = |id| Person {
        id,
        ..Person::default()
    };
    (0..people).map(person).collect()
}

pub(super) fn conference(people: u32, seed: u64) -> Vec<Person> {
    let mut dice = Dice(seed);
    let mut someone = |id: u32| {
        let english = dice.chance(85);
        let other = 1 << (1 + dice.below(6));
        Person {
            id,
            stakeholder: dice.chance(90).then_some(dice.below(6) as u8),
            region: dice.chance(90).then_some(dice.below(5) as u8),
            affiliation: dice
                .chance(90)
                .then(|| dice.below(people as usize / 3 + 1) as u32),
            languages: match (english, dice.chance(50)) {
                (true, true) => 1 | other,
                (true, false) => 1,
                (false, _) => other,
            },
            host: dice.chance(5),
            off_target: 0,
        }
    };
    (0..people).map(&mut someone).collect()
}

pub(super) fn instance(dice: &mut Dice) -> Request {
    let people = 2 + dice.below(49);
    let min = 2 + dice.below(4);
    let max = min + dice.below(5);
    let mut request = Request {
        people: conference(people as u32, dice.roll()),
        target: min + dice.below(max - min + 1),
        min,
        max,
        seed: dice.roll(),
        ..Request::default()
    };
    let pair = |dice: &mut Dice| (dice.below(people), dice.below(people));
    let mut tied = vec![false; people];
    if dice.chance(40) {
        for _ in 0..dice.below(people / 6 + 1) {
            let (a, b) = pair(dice);
            if a != b && !tied[a] && !tied[b] {
                (tied[a], tied[b]) = (true, true);
                request.together.push(vec![a, b]);
            }
        }
    }
    if dice.chance(50) {
        for _ in 0..dice.below(people) {
            let (a, b) = pair(dice);
            let one_unit = request
                .together
                .iter()
                .any(|unit| unit.contains(&a) && unit.contains(&b));
            if a != b && !one_unit {
                request.blocks.push((a, b));
            }
        }
    }
    if dice.chance(60) {
        for _ in 0..dice.below(4 * people) {
            let (a, b) = pair(dice);
            if a != b {
                request.met.push((a, b));
            }
        }
    }
    request
}
