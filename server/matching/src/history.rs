//! Who met whom, looked up some million times a round.
//!
//! A matrix of counts up to about a thousand people; above, lists of partners behind a 64-bit
//! signature each, which answers most questions alone (`matching.md` §5.4). Blocks live in the same
//! place, so that one look answers both.

use super::cost::{BLOCK, REPEAT};

/// Most people for whom the matrix is kept: one megabyte.
const MATRIX_MAX: usize = 1_024;
/// Code of a blocked pair; smaller codes count meetings.
const BLOCKED: u8 = u8::MAX;
/// Meetings of one pair that are counted from the past; a plan adds fewer than the rest.
const COUNTED_MAX: u8 = 40;
/// Meetings beyond this many cost no more, so that no sum of them reaches a block.
const PRICED_MAX: usize = 15;

/// What another meeting costs, by code.
const COST: [i64; 256] = {
    let mut cost = [BLOCK; 256];
    let mut count = 0;
    while count < BLOCKED as usize {
        let priced = if count < PRICED_MAX {
            count
        } else {
            PRICED_MAX
        };
        cost[count] = REPEAT * (priced * priced) as i64;
        count += 1;
    }
    cost
};

/// Meetings and blocks.
#[derive(Debug, Clone)]
pub(super) enum History {
    /// A code for each ordered pair.
    Matrix {
        /// How many people.
        people: usize,
        /// Row by row.
        codes: Vec<u8>,
    },
    /// Partners of each person.
    Lists {
        /// Where each person's partners begin.
        starts: Vec<u32>,
        /// The partners and their codes.
        partners: Vec<(u32, u8)>,
        /// One bit for each partner, by a hash of its number.
        signatures: Vec<u64>,
    },
}

impl History {
    /// From sorted or unsorted pairs; a pair that is named twice met twice.
    pub(super) fn new(people: usize, met: &[(u32, u32)], blocks: &[(u32, u32)]) -> Self {
        let codes = met
            .iter()
            .map(|pair| (*pair, 1))
            .chain(blocks.iter().map(|pair| (*pair, BLOCKED)));
        if people <= MATRIX_MAX {
            let mut matrix = vec![0; people * people];
            for ((a, b), code) in codes {
                for at in [
                    a as usize * people + b as usize,
                    b as usize * people + a as usize,
                ] {
                    matrix[at] = added(matrix[at], code);
                }
            }
            return Self::Matrix {
                people,
                codes: matrix,
            };
        }
        lists(people, codes)
    }

    /// What it costs to seat these two together.
    #[inline]
    pub(super) fn cost(&self, a: usize, b: usize) -> i64 {
        COST[self.code(a, b) as usize]
    }

    #[inline]
    fn code(&self, a: usize, b: usize) -> u8 {
        match self {
            Self::Matrix { people, codes } => codes[a * people + b],
            Self::Lists {
                starts,
                partners,
                signatures,
            } => {
                if signatures[a] & bit(b as u32) == 0 {
                    return 0;
                }
                let (from, to) = (starts[a] as usize, starts[a + 1] as usize);
                partners[from..to]
                    .iter()
                    .find(|(partner, _)| *partner as usize == b)
                    .map_or(0, |(_, code)| *code)
            }
        }
    }

    /// How often these two met.
    pub(super) fn meetings(&self, a: usize, b: usize) -> usize {
        match self.code(a, b) {
            BLOCKED => 0,
            count => count as usize,
        }
    }

    /// Whether these two must not meet.
    pub(super) fn is_blocked(&self, a: usize, b: usize) -> bool {
        self.code(a, b) == BLOCKED
    }

    /// Whom a person met or must not meet.
    pub(super) fn partners(&self, a: usize) -> usize {
        match self {
            Self::Matrix { people, codes } => {
                let row = &codes[a * people..(a + 1) * people];
                row.iter().filter(|code| **code != 0).count()
            }
            Self::Lists { starts, .. } => (starts[a + 1] - starts[a]) as usize,
        }
    }

    /// Notes a meeting, or takes one back; only the matrix can, and where nobody asks for more.
    pub(super) fn note(&mut self, a: usize, b: usize, back: bool) {
        if let Self::Matrix { people, codes } = self {
            for at in [a * *people + b, b * *people + a] {
                codes[at] = match (codes[at], back) {
                    (BLOCKED, _) => BLOCKED,
                    (code, false) => (code + 1).min(BLOCKED - 1),
                    (code, true) => code.saturating_sub(1),
                };
            }
        }
    }
}

fn added(code: u8, more: u8) -> u8 {
    if code == BLOCKED || more == BLOCKED {
        BLOCKED
    } else {
        (code + more).min(COUNTED_MAX)
    }
}

fn bit(person: u32) -> u64 {
    1 << (person.wrapping_mul(0x9e37_79b1) >> 26)
}

fn lists(people: usize, codes: impl Iterator<Item = ((u32, u32), u8)>) -> History {
    let mut both_ways: Vec<(u32, u32, u8)> = codes
        .flat_map(|((a, b), code)| [(a, b, code), (b, a, code)])
        .collect();
    both_ways.sort_unstable();
    let mut starts = vec![0; people + 1];
    let mut partners: Vec<(u32, u8)> = Vec::with_capacity(both_ways.len());
    let mut signatures = vec![0; people];
    let mut last = None;
    for (a, b, code) in both_ways {
        if last == Some((a, b))
            && let Some((_, known)) = partners.last_mut()
        {
            *known = added(*known, code);
            continue;
        }
        last = Some((a, b));
        partners.push((b, code));
        signatures[a as usize] |= bit(b);
        starts[a as usize + 1] += 1;
    }
    for person in 0..people {
        starts[person + 1] += starts[person];
    }
    History::Lists {
        starts,
        partners,
        signatures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrix_and_lists_remember_alike() {
        let met = [(0, 1), (1, 2), (0, 1), (5, 900)];
        let blocks = [(2, 3), (1, 2)];
        let small = History::new(1_000, &met, &blocks);
        let large = History::new(2_000, &met, &blocks);
        for history in [&small, &large] {
            assert_eq!(history.meetings(1, 0), 2);
            assert_eq!(history.cost(0, 1), 4_000);
            assert_eq!(history.cost(900, 5), 1_000);
            assert!(history.is_blocked(3, 2) && history.is_blocked(1, 2));
            assert_eq!(history.meetings(1, 2), 0);
            assert_eq!(history.cost(0, 7), 0);
            assert_eq!(history.partners(1), 2);
        }
    }

    #[test]
    fn a_meeting_can_be_taken_back() {
        let mut history = History::new(4, &[(0, 1)], &[(2, 3)]);
        history.note(0, 1, false);
        history.note(2, 3, false);
        assert_eq!(history.meetings(0, 1), 2);
        history.note(0, 1, true);
        assert_eq!(history.meetings(0, 1), 1);
        assert!(history.is_blocked(2, 3));
    }
}
