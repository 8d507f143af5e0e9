//! What a round costs, in whole numbers; the order of the prices is the order of what matters.
//!
//! From `matching.md` §1: languages come before repeats, repeats before affiliations, those before
//! stakeholder groups and regions. A block is no price but a wall; it is written as one that no
//! sum of the others reaches, and a round that still holds one is never given out.

use super::SIZE_MAX;
use super::input::Card;

/// Two people who never share a room.
pub(super) const BLOCK: i64 = 1_000_000_000_000_000;
/// A pair that met before, times the square of how often.
pub(super) const REPEAT: i64 = 1_000;
/// Somebody who shares no language with anybody in the room: more than any repeats of two rooms, since who is
/// not understood has not met anybody.
pub(super) const ISOLATED: i64 = 1_000_000_000;
/// Somebody who does not speak the room's best common language.
pub(super) const LEFT_OUT: i64 = 500;
/// A room off the wanted size, for each time that the person had one already.
pub(super) const OFF_TARGET: i64 = 30;
const BOTH_HOSTS: i32 = 300;
const SAME_AFFILIATION: i32 = 120;
/// Two people of one stakeholder group.
pub(super) const SAME_STAKEHOLDER: i32 = 10;
/// Two people of one region.
pub(super) const SAME_REGION: i32 = 6;

/// What two people in one room cost by what they are.
pub(super) fn pair(a: &Card, b: &Card) -> i32 {
    let price = |alike: bool, known: bool, price: i32| i32::from(alike & known) * price;
    price(a.is_host(), b.is_host(), BOTH_HOSTS)
        + price(
            a.affiliation == b.affiliation,
            a.affiliation != 0,
            SAME_AFFILIATION,
        )
        + price(
            a.stakeholder == b.stakeholder,
            a.stakeholder != 0,
            SAME_STAKEHOLDER,
        )
        + price(a.region == b.region, a.region != 0, SAME_REGION)
}

/// What the pairs of a room cost by what they are.
pub(super) fn pairs(room: &[Card]) -> i64 {
    let mut sum = 0;
    for (at, a) in room.iter().enumerate() {
        for b in &room[at + 1..] {
            sum += i64::from(pair(a, b));
        }
    }
    sum
}

/// How well a room can talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Talk {
    /// People who share no language with anybody.
    pub(super) isolated: usize,
    /// People outside of the best common language.
    pub(super) left_out: usize,
}

impl Talk {
    pub(super) fn cost(self) -> i64 {
        ISOLATED * self.isolated as i64 + LEFT_OUT * self.left_out as i64
    }
}

/// How well people with these languages can talk with each other.
pub(super) fn talk(languages: impl Iterator<Item = u64> + Clone) -> Talk {
    let (shared, people) = languages
        .clone()
        .fold((u64::MAX, 0), |(shared, people), spoken| {
            (shared & spoken, people + 1)
        });
    if shared != 0 || people < 2 {
        return Talk::default();
    }
    // The array is cleared on every call, and rooms are small. Rooms grow past their bound where
    // nothing else fits, never to twice of it.
    if people < 8 {
        counted::<9>(languages)
    } else {
        counted::<{ 2 * SIZE_MAX }>(languages)
    }
}

/// `by_at_least[k]` gathers the languages that at least k + 1 people speak, all 64 at once.
fn counted<const SIZE: usize>(languages: impl Iterator<Item = u64> + Clone) -> Talk {
    let mut by_at_least = [0_u64; SIZE];
    let mut people = 0;
    for spoken in languages.clone() {
        for k in (1..=people).rev() {
            by_at_least[k] |= by_at_least[k - 1] & spoken;
        }
        by_at_least[0] |= spoken;
        people += 1;
    }
    let best = by_at_least
        .iter()
        .take_while(|spoken| **spoken != 0)
        .count();
    let isolated = languages
        .filter(|spoken| spoken & by_at_least[1] == 0)
        .count();
    Talk {
        isolated,
        left_out: people - best,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: u64 = 1;
    const FR: u64 = 2;
    const ES: u64 = 4;

    #[test]
    fn a_common_language_costs_nothing() {
        assert_eq!(talk([EN, EN | FR, EN | ES].into_iter()), Talk::default());
    }

    #[test]
    fn the_best_language_leaves_the_fewest_out() {
        let room = [EN, EN | FR, FR, EN];
        let talk = talk(room.into_iter());
        assert_eq!((talk.isolated, talk.left_out), (0, 1));
    }

    #[test]
    fn a_language_of_ones_own_isolates() {
        let talk = talk([EN, EN, ES].into_iter());
        assert_eq!((talk.isolated, talk.left_out), (1, 1));
        assert_eq!(talk.cost(), ISOLATED + LEFT_OUT);
        // Whatever two rooms of the largest size could repeat, in eight rounds together.
        let pairs = (SIZE_MAX * (SIZE_MAX - 1)) as i64;
        assert!(ISOLATED > REPEAT * 8 * 8 * pairs);
    }

    #[test]
    fn large_rooms_count_alike() {
        let room = (0..20).map(|person| if person < 12 { EN } else { FR });
        let talk = talk(room);
        assert_eq!((talk.isolated, talk.left_out), (0, 8));
    }
}
