//! The table of the matching: ours beside a shuffle, on people as they come to an IGF.
//!
//! `cargo run --release -p onefloor-matching --example matching_table` prints it as Markdown. Times are
//! CPU time of the one thread, where Linux tells it, and the clock's elsewhere; they include reading
//! the request and building the tables. A further argument prints the rows that begin with it.
#![allow(
    clippy::disallowed_methods,
    reason = "a measurement reads the clock; the core does not"
)]

mod people;
mod sums;
mod watch;

use std::io::{self, Write};
use std::time::Instant;

use onefloor_matching::{
    Person, Request, Seated, Seating, forced_repeats, match_round, match_rounds,
};

use self::people::{Dice, conference};
use self::sums::Sums;
use self::watch::Watch;

#[derive(Clone, Copy, PartialEq)]
enum Method {
    Shuffle,
    RoundByRound,
    Planned,
}

fn measure(people: &[Person], size: usize, rounds: usize, method: Method, seed: u64) -> Sums {
    let mut sums = Sums::default();
    let mut request = Request::new(people.to_vec(), size, seed);
    let rooms_of = |matching: onefloor_matching::Matching| -> Vec<Vec<usize>> {
        matching.rooms.into_iter().map(|room| room.people).collect()
    };
    let began = Watch::start();
    let mut planned = match method {
        Method::Planned => match_rounds(&request, rounds).unwrap_or_default(),
        _ => Vec::new(),
    };
    sums.ms += began.ms();
    planned.reverse();
    if method != Method::Shuffle {
        let forced = forced_repeats(&request, rounds).unwrap_or_default();
        sums.forced = forced.by_languages as f64;
    }
    let mut dice = Dice(seed);
    let count = match_round(&request).map_or(1, |matching| matching.rooms.len());
    let mut met = Vec::new();
    for round in 0..rounds {
        let began = Watch::start();
        let rooms = match method {
            Method::Shuffle => {
                let mut order: Vec<usize> = (0..people.len()).collect();
                for last in (1..order.len()).rev() {
                    order.swap(last, (dice.roll() % (last as u64 + 1)) as usize);
                }
                let mut rooms = vec![Vec::new(); count];
                for (at, person) in order.into_iter().enumerate() {
                    rooms[at % count].push(person);
                }
                rooms
            }
            Method::RoundByRound => {
                request.met.clone_from(&met);
                request.seed = seed + round as u64;
                rooms_of(match_round(&request).unwrap_or_default())
            }
            Method::Planned => rooms_of(planned.pop().unwrap_or_default()),
        };
        sums.ms += began.ms();
        sums.count(people, &rooms, &mut met);
    }
    sums
}

fn table(wanted: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "| n/p/rounds | method | repeats (forced ≥) | same stakeholder % (least) | same region % (least) | gap | same affiliation | isolated | interpreted rooms | ms/round |\n|---|---|---|---|---|---|---|---|---|---|"
    )?;
    for (people, size, rounds, instances) in [
        (37, 4, 5, 10),
        (100, 3, 8, 10),
        (100, 4, 8, 10),
        (100, 6, 6, 10),
        (1_000, 4, 6, 3),
        (1_003, 5, 6, 3),
        (10_000, 4, 3, 2),
        (20_000, 4, 2, 1),
        (50_000, 4, 2, 1),
    ] {
        let name = format!("{people}/{size}/{rounds}");
        if !name.starts_with(wanted) {
            continue;
        }
        for (one_language, method, called) in [
            (false, Method::Shuffle, "shuffle"),
            (false, Method::RoundByRound, "ours, round by round"),
            (false, Method::Planned, "ours, planned"),
            (true, Method::Shuffle, "shuffle, one language"),
            (
                true,
                Method::RoundByRound,
                "ours, round by round, one language",
            ),
        ] {
            if method == Method::Planned && people > 1_003 {
                continue;
            }
            let mut all = Sums::default();
            for instance in 0..instances {
                let mut dice = Dice(instance + 1);
                let crowd = conference(people, one_language, &mut dice);
                let one = measure(&crowd, size, rounds, method, 100 + instance);
                all.pairs += one.pairs;
                all.repeats += one.repeats;
                all.stakeholder += one.stakeholder;
                all.stakeholder_least += one.stakeholder_least;
                all.region += one.region;
                all.region_least += one.region_least;
                all.affiliation += one.affiliation;
                all.isolated += one.isolated;
                all.interpreted += one.interpreted;
                all.forced += one.forced;
                all.ms += one.ms;
                all.rounds += one.rounds;
            }
            out.write_all(all.row(&name, called, instances as f64).as_bytes())?;
        }
    }
    Ok(())
}

/// Plans for people of whom nothing is known: only meetings count.
fn clean(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| g-p-w | repeats | ms for the whole plan |\n|---|---|---|"
    )?;
    for (rooms, size, rounds) in [
        (5, 3, 7),
        (5, 4, 5),
        (8, 4, 5),
        (8, 4, 7),
        (8, 4, 9),
        (8, 4, 10),
        (8, 4, 11),
        (10, 6, 7),
        (25, 4, 8),
        (50, 4, 6),
    ] {
        let people = (0..rooms * size).map(|id| Person {
            id: id as u32,
            ..Person::default()
        });
        let request = Request::new(people.collect(), size, 7);
        // The fastest of some, by the clock: the processor's own count is too coarse for these.
        let mut planned = Vec::new();
        let mut ms = f64::INFINITY;
        for _ in 0..5 {
            let began = Instant::now();
            planned = match_rounds(&request, rounds).unwrap_or_default();
            ms = ms.min(began.elapsed().as_secs_f64() * 1e3);
        }
        let repeats: usize = planned.iter().map(|matching| matching.repeats).sum();
        writeln!(out, "| {rooms}-{size}-{rounds} | {repeats} | {ms:.2} |")?;
    }
    Ok(())
}

/// One in ten leaves between two rounds, and as many come.
fn churn(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| n/p/rounds, 10 % leave and 10 % come | repeats | most often off size | ms/round |\n|---|---|---|---|"
    )?;
    for (size_of_crowd, rounds) in [
        (40, 8),
        (41, 8),
        (100, 8),
        (1_000, 8),
        (1_003, 8),
        (10_000, 4),
    ] {
        let mut dice = Dice(3);
        let everybody = conference(2 * size_of_crowd, true, &mut dice);
        let mut off_target = vec![0_u16; everybody.len()];
        let mut present: Vec<usize> = (0..size_of_crowd).collect();
        let mut met: Vec<(usize, usize)> = Vec::new();
        let (mut next, mut repeats, mut ms) = (size_of_crowd, 0, 0.0);
        for round in 0..rounds {
            let mut place = vec![usize::MAX; everybody.len()];
            for (at, person) in present.iter().enumerate() {
                place[*person] = at;
            }
            let people = present.iter().map(|person| Person {
                off_target: off_target[*person],
                ..everybody[*person]
            });
            let mut request = Request::new(people.collect(), 4, round);
            let here = |pair: &(usize, usize)| (place[pair.0], place[pair.1]);
            request.met = met
                .iter()
                .map(here)
                .filter(|(a, b)| *a != usize::MAX && *b != usize::MAX)
                .collect();
            let watch = Watch::start();
            let matching = match_round(&request).unwrap_or_default();
            ms += watch.ms();
            repeats += matching.repeats;
            for room in &matching.rooms {
                for (at, a) in room.people.iter().enumerate() {
                    let later = room.people[at + 1..].iter();
                    met.extend(later.map(|b| (present[*a], present[*b])));
                    off_target[present[*a]] += u16::from(room.people.len() != 4);
                }
            }
            for _ in 0..size_of_crowd / 10 {
                let leaver = (dice.roll() % present.len() as u64) as usize;
                present.swap_remove(leaver);
                present.push(next);
                next += 1;
            }
        }
        let most = off_target.iter().max().copied().unwrap_or_default();
        let per_round = ms / rounds as f64;
        writeln!(
            out,
            "| {size_of_crowd}/4/{rounds} | {repeats} | {most} | {per_round:.2} |"
        )?;
    }
    Ok(())
}

/// People who come and go while a round of ten thousand is under way.
fn on_line(out: &mut impl Write) -> io::Result<()> {
    let mut dice = Dice(5);
    let people = conference(11_000, false, &mut dice);
    let mut early = Request::new(people[..10_000].to_vec(), 4, 1);
    let mut met = Vec::new();
    let mut rooms: Vec<Vec<usize>> = Vec::new();
    for round in 0..3 {
        early.met.clone_from(&met);
        early.seed = round;
        let matching = match_round(&early).unwrap_or_default();
        rooms = matching.rooms.into_iter().map(|room| room.people).collect();
        if round < 2 {
            Sums::default().count(&people, &rooms, &mut met);
        }
    }
    let mut request = Request::new(people.clone(), 4, 1);
    request.met = met;
    let began = Instant::now();
    let Ok(mut seating) = Seating::new(&request, &rooms) else {
        return Ok(());
    };
    let built_ms = began.elapsed().as_secs_f64() * 1e3;
    let (mut joins, mut leaves, mut taken_in) = (Vec::new(), Vec::new(), Vec::new());
    for late in 10_000..11_000 {
        let began = Instant::now();
        let seated = seating.seat_latecomer(late);
        joins.push(began.elapsed().as_nanos());
        if let Ok(Seated::InRoom(room)) = seated {
            taken_in.push((late, room));
        }
    }
    // Afterwards: looking through all rooms would drive everything else out of the cache.
    let rooms = seating.rooms();
    let alone = |(late, room): &&(usize, usize)| {
        let share = |other: &usize| people[*other].languages & people[*late].languages != 0;
        !rooms[*room]
            .iter()
            .any(|other| other != late && share(other))
    };
    let isolated = taken_in.iter().filter(alone).count();
    let mut moved = 0;
    for leaver in (0..9_000).step_by(3) {
        let began = Instant::now();
        if let Some(short) = seating.leave(leaver) {
            moved += seating.reseat(short).len();
        }
        leaves.push(began.elapsed().as_nanos());
    }
    writeln!(
        out,
        "\n| on line, 10,000 people | median µs | p99 µs | |\n|---|---|---|---|"
    )?;
    writeln!(out, "| build | {:.0} | | |", built_ms * 1e3)?;
    for (name, times, note) in [
        (
            "late join",
            &mut joins,
            format!("{isolated} isolated of 1,000"),
        ),
        (
            "leave and mend",
            &mut leaves,
            format!("{moved} moved by 3,000 leavers"),
        ),
    ] {
        times.sort_unstable();
        let at = |permille: usize| times[(times.len() - 1) * permille / 1_000] as f64 / 1e3;
        writeln!(out, "| {name} | {:.1} | {:.1} | {note} |", at(500), at(990))?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut out = io::stdout().lock();
    table(&wanted, &mut out)?;
    if wanted.is_empty() {
        clean(&mut out)?;
        churn(&mut out)?;
        on_line(&mut out)?;
    }
    Ok(())
}
