//! Designs: schedules in which no two people meet twice, known before anybody arrives.
//!
//! `matching.md` §4.1 has the best-known numbers; for rooms of three to six and up to ten of them
//! every one is reached here. Three sources: fields and their transversal designs ([`field`]),
//! starter rounds that are turned by a cyclic group and a published design ([`starters`]). Nothing
//! is searched at run time; a test goes through every pair of every design.

mod field;
mod starters;

use field::Field;

/// Rooms of every round, as points.
pub(super) type Rounds = Vec<Vec<Vec<u16>>>;

/// Most people whom a schedule is looked for.
pub(super) const PEOPLE_MAX: usize = 200;
/// Most people for whom every point is tried as the first one to leave out.
const THOROUGH: usize = 64;

/// Rounds without a repeat that are known for so many full rooms.
#[must_use]
pub fn best_known(rooms: usize, size: usize) -> usize {
    design(rooms, size).len()
}

/// The best schedule that is known for `rooms` rooms of `size`: points from 0 in every round.
pub(super) fn design(rooms: usize, size: usize) -> Rounds {
    if rooms == 0 || size == 0 || rooms * size > PEOPLE_MAX {
        return Vec::new();
    }
    if size == 2 {
        return circle(rooms);
    }
    if rooms < size {
        // Of the people of one room, two must meet again in any other round.
        let points: Vec<u16> = (0..(rooms * size) as u16).collect();
        return vec![points.chunks(size).map(<[u16]>::to_vec).collect()];
    }
    let shipped = starters::shipped(rooms, size).unwrap_or_default();
    let derived = match Field::new(rooms) {
        Some(field) => transversal(rooms, size, &(0..rooms).collect::<Vec<_>>(), |a, b, c| {
            field.sum(a, field.product(b, c))
        }),
        None => transversal(rooms, size, &multipliers(rooms, size), |a, b, c| {
            (a + b * c) % rooms
        }),
    };
    if derived.len() > shipped.len() {
        derived
    } else {
        shipped
    }
}

/// Pairs: everybody but one moves around a circle.
fn circle(rooms: usize) -> Rounds {
    let moving = 2 * rooms - 1;
    let round = |turn: usize| {
        let pair = |step: usize| {
            let first = (turn + step) % moving;
            let second = match step {
                0 => moving,
                _ => (turn + moving - step) % moving,
            };
            vec![first as u16, second as u16]
        };
        (0..rooms).map(pair).collect()
    };
    (0..moving).map(round).collect()
}

/// Person (column c, value v) sits in round m in room r where v = r + m · c.
///
/// People of one column never meet, so that afterwards each column can hold a schedule of its own.
fn transversal(
    rooms: usize,
    size: usize,
    multipliers: &[usize],
    value: impl Fn(usize, usize, usize) -> usize,
) -> Rounds {
    let point = |column: usize, value: usize| (column * rooms + value) as u16;
    let mut rounds: Rounds = Vec::new();
    for multiplier in multipliers {
        let room = |room| {
            let seat = |column| point(column, value(room, *multiplier, column));
            (0..size).map(seat).collect()
        };
        rounds.push((0..rooms).map(room).collect());
    }
    if rooms.is_multiple_of(size) {
        for within in design(rooms / size, size) {
            let columns = (0..size).flat_map(|column| {
                let room = |room: &Vec<u16>| -> Vec<u16> {
                    room.iter().map(|at| point(column, *at as usize)).collect()
                };
                within.iter().map(room).collect::<Vec<_>>()
            });
            rounds.push(columns.collect());
        }
    }
    rounds
}

/// Numbers modulo `rooms` whose differences send no two of `size` columns to the same value.
fn multipliers(rooms: usize, size: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for candidate in 0..rooms {
        let apart = |other: &usize| {
            (1..size).all(|columns| !((candidate - other) * columns).is_multiple_of(rooms))
        };
        if chosen.iter().all(apart) {
            chosen.push(candidate);
        }
    }
    chosen
}

/// A schedule without a repeat for any number of people in so many rooms, sizes one apart at most.
///
/// Points are left out of a design; rounds in which two of those share a room are dropped, since
/// that room would be too small. The points that stay are numbered anew.
pub(super) fn schedule(people: usize, rooms: usize) -> Option<Rounds> {
    if rooms == 0 || !(2..=PEOPLE_MAX).contains(&people) {
        return None;
    }
    let size = people.div_ceil(rooms);
    let rounds = design(rooms, size);
    let out = left_out(&rounds, rooms * size, rooms * size - people)?;
    let mut number = vec![None; rooms * size];
    let staying = (0..rooms * size).filter(|point| !out[*point]);
    for (renumbered, point) in staying.enumerate() {
        number[point] = Some(renumbered as u16);
    }
    let kept = rounds.into_iter().filter_map(|round| {
        let room = |room: Vec<u16>| -> Vec<u16> {
            room.into_iter()
                .filter_map(|point| number[point as usize])
                .collect()
        };
        let round: Vec<Vec<u16>> = round.into_iter().map(room).collect();
        round
            .iter()
            .all(|room| room.len() + 1 >= size)
            .then_some(round)
    });
    Some(kept.collect())
}

/// Which points to leave out so that the fewest rounds are lost: greedily, from each first point.
fn left_out(rounds: &Rounds, points: usize, leaving: usize) -> Option<Vec<bool>> {
    let mut meets_in = vec![0_u16; points * points];
    for (number, round) in (1..).zip(rounds) {
        for room in round {
            for a in room {
                for b in room {
                    meets_in[*a as usize * points + *b as usize] = number;
                }
            }
        }
    }
    let firsts = if points <= THOROUGH { points } else { 1 };
    let mut best: Option<(usize, Vec<bool>)> = None;
    for first in 0..firsts {
        let (mut out, mut lost) = (vec![false; points], vec![false; rounds.len() + 1]);
        let mut chosen: Vec<usize> = Vec::new();
        for _ in 0..leaving {
            let newly_lost = |point: usize| {
                let mut rounds: Vec<u16> = chosen
                    .iter()
                    .map(|other| meets_in[point * points + other])
                    .filter(|round| *round != 0 && !lost[*round as usize])
                    .collect();
                rounds.sort_unstable();
                rounds.dedup();
                rounds
            };
            let staying = (0..points).map(|step| (first + step) % points);
            let point = staying
                .filter(|point| !out[*point])
                .min_by_key(|point| newly_lost(*point).len())?;
            for round in newly_lost(point) {
                lost[round as usize] = true;
            }
            out[point] = true;
            chosen.push(point);
        }
        let rounds_lost = lost.iter().filter(|lost| **lost).count();
        if best
            .as_ref()
            .is_none_or(|(fewest, _)| rounds_lost < *fewest)
        {
            best = Some((rounds_lost, out));
        }
        if rounds_lost == 0 {
            break;
        }
    }
    best.map(|(_, out)| out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether everybody sits once in each round, in full rooms, and no two meet twice.
    fn is_clean(rounds: &Rounds, people: usize, size: usize) -> bool {
        let mut met = vec![false; people * people];
        rounds.iter().all(|round| {
            let mut seated: Vec<u16> = round.concat();
            seated.sort_unstable();
            let everybody = seated.into_iter().eq(0..people as u16);
            let full = round
                .iter()
                .all(|room| room.len() == size || room.len() + 1 == size);
            let mut pairs = round.iter().flat_map(|room| {
                let pair = |(at, a): (usize, &u16)| {
                    let a = *a as usize;
                    let later = room[at + 1..].iter();
                    later.map(|b| (a, *b as usize)).collect::<Vec<_>>()
                };
                room.iter().enumerate().flat_map(pair).collect::<Vec<_>>()
            });
            let anew = pairs.all(|(a, b)| {
                let (low, high) = (a.min(b), a.max(b));
                !std::mem::replace(&mut met[low * people + high], true)
            });
            everybody && full && anew
        })
    }

    #[test]
    fn every_cell_of_the_table_is_reached_and_no_two_meet_twice() {
        /// Best-known rounds for 3, 4, 5 and 6 in a room, by number of rooms from 3.
        const BEST: [[usize; 4]; 8] = [
            [4, 1, 1, 1],
            [4, 5, 1, 1],
            [7, 5, 6, 1],
            [8, 7, 6, 3],
            [10, 9, 7, 7],
            [11, 10, 8, 8],
            [13, 11, 9, 9],
            [14, 13, 9, 7],
        ];
        for (rooms, row) in (3..).zip(BEST) {
            for (size, best) in (3..).zip(row) {
                let rounds = design(rooms, size);
                assert_eq!(rounds.len(), best, "{rooms} rooms of {size}");
                assert!(is_clean(&rounds, rooms * size, size), "{rooms}-{size}");
            }
        }
    }

    #[test]
    fn other_designs_and_schedules_with_people_left_out_are_clean_too() {
        for rooms in 1..=13 {
            for size in 2..=7 {
                let people = rooms * size;
                assert!(
                    is_clean(&design(rooms, size), people, size),
                    "{rooms}-{size}"
                );
                for people in people - rooms + 1..=people {
                    let rounds = schedule(people, rooms).unwrap_or_default();
                    assert!(is_clean(&rounds, people, size), "{people} in {rooms}");
                }
            }
        }
    }
}
