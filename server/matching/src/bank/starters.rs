//! The designs that are shipped as data: a digit is a point, a word is a room.
//!
//! A starter round is turned by a cyclic group: point x of an orbit of m goes to x + 1 modulo m,
//! and m turns make m rounds. They were found by annealing the starter alone, on counts of
//! differences, in at most 41 s each; the one for ten rooms of four is Bose's over the field of 13
//! elements. The rounds for eight rooms of four are a resolvable design with groups of two
//! (4-RGDD of type 2^16), a problem posed in 1998 and settled in 2004: see A. Aguado, "A 10 days
//! solution to the social golfer problem", and the collection of F. van Doorn's Dagstuhl tables.

use super::Rounds;

/// Rounds from turning some of them.
struct Starter {
    modulus: usize,
    orbits: usize,
    rounds: &'static [&'static str],
}

const fn starter(modulus: usize, orbits: usize, rounds: &'static [&'static str]) -> Starter {
    Starter {
        modulus,
        orbits,
        rounds,
    }
}

/// Points beyond the orbits stay where they are.
const STARTERS: [Starter; 12] = [
    starter(7, 2, &["09e 16b 25d 34a 78c"]),
    starter(
        4,
        4,
        &["068 1ef 25g 39h 47d abc", "04b 16a 23e 5ch 78f 9dg"],
    ),
    starter(
        5,
        4,
        &["0ab 14d 27g 35k 68i 9ef chj", "089 17e 23i 4gh 5bd 6aj cfk"],
    ),
    starter(11, 2, &["0ln 1fm 248 3bk 56h 7ac 9dg eij"]),
    starter(14, 2, &["039 15i 2nr 46g 7fs 8em apq bkt cdh jlo"]),
    starter(7, 3, &["015d 2cjl 3egh 4bkm 68in 79af"]),
    starter(9, 3, &["056f 1dkl 249i 3epr 7jmo 8cgq abhn"]),
    starter(11, 3, &["0hrz 1mpw 25su 3efj 48ac 6dgo 7lqy 9ivx bknt"]),
    starter(
        13,
        3,
        &["0dqD 1cil 2bgn 3asB 49jk 58rC 67uz epvy fotA hmwx"],
    ),
    starter(6, 5, &["057cg 13jkq 268ot 49dis abhln efmpr"]),
    starter(
        9,
        5,
        &["08sux 13mnq 279fh 4glIJ 5ewEM 6oADH aktGN bivCK cprFL djyzB"],
    ),
    starter(
        7,
        8,
        &["0ntMOX 18cwFS 26AJKR 3bdgmP 4jqzEN 5huBHU 7forIT 9isyGQ aepxCV klvDLW"],
    ),
];

/// Eight rooms of four, ten rounds.
const EIGHT_FOURS: [&str; 10] = [
    "0123 4567 89ab cdef ghij klmn opqr stuv",
    "048s 17im 26hn 35av 9ert bdpu cgko fjlq",
    "0lru 1nqs 29fk 36do 4ipv 5beg 7ach 8jmt",
    "0bio 1ajp 28gr 39hq 4cnt 5fmu 6elv 7dks",
    "0adm 14fr 2lps 378u 59ci 6gqt bhkv ejno",
    "09nv 15ot 2cju 3eis 4bmq 6akr 7fgp 8dhl",
    "05jk 169u 27bt 34gl 8cqv afos dinr ehmp",
    "0fht 1dgv 24ae 3cmr 58np 6bjs 79lo ikqu",
    "06cp 18ek 25dq 3bfn 4hou 7jrv 9gms ailt",
    "07eq 1bcl 2mov 3kpt 49dj 5hrs 68fi agnu",
];

/// The shipped design of this shape, if there is one.
pub(super) fn shipped(rooms: usize, size: usize) -> Option<Rounds> {
    if (rooms, size) == (8, 4) {
        return Some(EIGHT_FOURS.iter().map(|round| points(round)).collect());
    }
    let starter = STARTERS.iter().find(|starter| {
        let first = starter.rounds[0];
        let words = first.split(' ');
        words.clone().count() == rooms && words.map(str::len).max() == Some(size)
    })?;
    let turned = starter.rounds.iter().flat_map(|round| {
        let round = points(round);
        (0..starter.modulus).map(move |turn| {
            let rooms = round.iter();
            let turned = rooms.map(|room| room.iter().map(|point| starter.turned(*point, turn)));
            turned.map(Iterator::collect).collect()
        })
    });
    Some(turned.collect())
}

impl Starter {
    fn turned(&self, point: u16, turn: usize) -> u16 {
        let point = point as usize;
        if point >= self.modulus * self.orbits {
            return point as u16;
        }
        let (orbit, at) = (point / self.modulus, point % self.modulus);
        (orbit * self.modulus + (at + turn) % self.modulus) as u16
    }
}

/// A round from its words; digits are 0–9, a–z, A–Z.
fn points(round: &str) -> Vec<Vec<u16>> {
    let point = |digit: u8| {
        u16::from(match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'z' => digit - b'a' + 10,
            _ => digit.wrapping_sub(b'A').wrapping_add(36),
        })
    };
    round
        .split(' ')
        .map(|room| room.bytes().map(point).collect())
        .collect()
}
