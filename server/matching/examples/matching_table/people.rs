//! People as they come to an IGF, made up.

use onefloor_matching::Person;

/// `SplitMix64`: the people and the shuffle are made up, the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn chance(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of several, by weight.
    fn pick(&mut self, weights: &[f64]) -> usize {
        let mut at = self.chance() * weights.iter().sum::<f64>();
        for (choice, weight) in weights.iter().enumerate() {
            at -= weight;
            if at < 0.0 {
                return choice;
            }
        }
        weights.len() - 1
    }
}

const STAKEHOLDERS: [f64; 6] = [40.0, 20.0, 15.0, 15.0, 5.0, 5.0];
/// Africa, Western Europe and others, Asia-Pacific, Latin America, Eastern Europe: IGF 2022.
const REGIONS: [f64; 5] = [44.0, 21.0, 15.0, 8.0, 4.0];
/// The language beside English, by region: French, Arabic, Portuguese, Spanish, Chinese, Russian.
const LANGUAGES: [[f64; 6]; 5] = [
    [6.0, 2.5, 1.5, 0.0, 0.0, 0.0],
    [5.0, 0.0, 1.0, 3.0, 0.0, 1.0],
    [0.5, 3.0, 0.0, 0.0, 5.5, 1.0],
    [0.0, 0.0, 3.0, 7.0, 0.0, 0.0],
    [1.0, 0.0, 0.0, 0.0, 0.0, 9.0],
];

pub(super) fn conference(people: usize, one_language: bool, dice: &mut Dice) -> Vec<Person> {
    let houses: Vec<f64> = (1..=people.div_ceil(3))
        .map(|rank| (rank as f64).powf(-0.6))
        .collect();
    let total: f64 = houses.iter().sum();
    let mut ends = Vec::with_capacity(houses.len());
    let mut end = 0.0;
    for house in &houses {
        end += house / total;
        ends.push(end);
    }
    let mut someone = |id| {
        let region = dice.pick(&REGIONS);
        let other = 2_u64 << dice.pick(&LANGUAGES[region]);
        let spoken = match (dice.chance() < 0.85, dice.chance() < 0.72) {
            (true, true) => 1 | other,
            (true, false) => 1,
            (false, _) => other,
        };
        let at = dice.chance();
        let house = ends.partition_point(|end| *end < at) as u32;
        Person {
            id,
            stakeholder: Some(dice.pick(&STAKEHOLDERS) as u8),
            region: Some(region as u8),
            affiliation: (dice.chance() >= 0.1).then_some(house),
            languages: if one_language { 1 } else { spoken },
            ..Person::default()
        }
    };
    (0..people as u32).map(&mut someone).collect()
}
