//! Several rounds: from a known design, by looking ahead, or one after the other, whichever is best.

use super::anneal::Round;
use super::chill::Temperature;
use super::draw::{Drawn, draw};
use super::input::Crowd;
use super::past::{Past, pairs_of};
use super::random::Random;
use super::{bank, fit, rooms};

/// Most people for whom rounds are searched together.
const AHEAD_PEOPLE_MAX: usize = 128;
/// Rounds that are searched together.
const AHEAD: usize = 4;
/// Temperatures of the search ahead, from less than half a repeat.
const AHEAD_STEPS: usize = 96;
const AHEAD_START: Temperature = Temperature::of(400);
/// Falls from 400 to a half, where the annealer ends, in 95 steps, in 1/65536.
const AHEAD_RATIO: u64 = 61_083;
/// Falls from 400 to 120 only: where nothing but repeats counts, less moves nothing.
const AHEAD_RATIO_PLAIN: u64 = 64_711;
/// Proposals of one search ahead.
const AHEAD_PROPOSALS: usize = 200_000;

/// Times that each round of a plan is gone over when the others stand, and how often each person is
/// moved then: what few meetings leave free is spent on groups and regions.
const POLISHES: usize = 2;
const POLISH_PROPOSALS: usize = 400;

/// Stream of the seed that the rounds under way draw from.
pub(super) const SEATING: u64 = u64::MAX - 1;

/// One round on top of what the request says of before.
pub(super) fn next_round(crowd: &Crowd) -> Vec<Drawn> {
    let past = Past::after(crowd, &[]);
    let mut random = Random::stream(crowd.seed, 0);
    vec![draw(crowd, &past, !crowd.met.is_empty(), &mut random)]
}

/// Several rounds.
pub(super) fn rounds(crowd: &Crowd, rounds: usize) -> Vec<Drawn> {
    if rounds < 2 {
        let mut planned = next_round(crowd);
        planned.truncate(rounds);
        return planned;
    }
    let start = from_bank(crowd, rounds).unwrap_or_default();
    if start.len() == rounds && crowd.plain {
        return start;
    }
    let mut plans = Vec::new();
    if !start.is_empty() {
        plans.push(one_by_one(crowd, start, rounds));
    }
    plans.push(one_by_one(crowd, Vec::new(), rounds));
    let waits = plans
        .iter()
        .flatten()
        .any(|drawn| !drawn.waiting.is_empty());
    let mut priced: Vec<(i64, Vec<Drawn>)> = plans
        .into_iter()
        .map(|plan| (cost(crowd, &plan), plan))
        .collect();
    // The first of equals wins, so that ties do not depend on anything else.
    priced.sort_by_key(|(cost, _)| *cost);
    let repeats = priced.first().map_or(0, |(_, plan)| meetings(crowd, plan));
    if crowd.people() <= AHEAD_PEOPLE_MAX && !waits && repeats > 0 {
        let ahead = looking_ahead(crowd, rounds);
        priced.extend(ahead.map(|plan| (cost(crowd, &plan), plan)));
        priced.sort_by_key(|(cost, _)| *cost);
    }
    priced
        .into_iter()
        .next()
        .map_or_else(Vec::new, |(_, plan)| plan)
}

/// Repeats of a plan.
fn meetings(crowd: &Crowd, plan: &[Drawn]) -> usize {
    let mut met = crowd.met.clone();
    for drawn in plan {
        met.extend(pairs_of(crowd, &drawn.rooms));
    }
    met.sort_unstable();
    met.chunk_by(|a, b| a == b).map(|same| same.len() - 1).sum()
}

/// All that a plan costs, with people who wait dearer than anything.
fn cost(crowd: &Crowd, plan: &[Drawn]) -> i64 {
    let round = |(at, drawn): (usize, &Drawn)| {
        let past = Past::after(crowd, &plan[..at]);
        let seated = Round::new(crowd, &past, &drawn.rooms).cost(&past);
        seated + super::cost::BLOCK * drawn.waiting.len() as i64
    };
    plan.iter().enumerate().map(round).sum()
}

/// The rounds of a design, people laid over its points.
fn from_bank(crowd: &Crowd, rounds: usize) -> Option<Vec<Drawn>> {
    if !crowd.met.is_empty() || !crowd.units.is_empty() {
        return None;
    }
    let (counts, relaxed) = rooms::counts(crowd.people(), crowd.sizes, true);
    let schedule = bank::schedule(crowd.people(), *counts.first()?)?;
    let mut random = Random::stream(crowd.seed, 1);
    let laid = fit::lay(crowd, &schedule, rounds, &mut random)?;
    let drawn = laid.into_iter().map(|rooms| Drawn {
        rooms,
        waiting: Vec::new(),
        relaxed,
    });
    Some(drawn.collect())
}

/// Goes on round by round.
fn one_by_one(crowd: &Crowd, mut plan: Vec<Drawn>, rounds: usize) -> Vec<Drawn> {
    for round in plan.len()..rounds {
        let past = Past::after(crowd, &plan);
        let mut random = Random::stream(crowd.seed, 2 + round as u64);
        plan.push(draw(crowd, &past, true, &mut random));
    }
    plan
}

/// Searches some rounds together, keeps the first of them, and moves on by one.
///
/// Drawn one by one, the first rounds use up the pairs that the last ones need: each is as good as it
/// can be, and the plan is not. A round that has been searched together with the next three leaves
/// them room. `past` holds the meetings of the kept rounds and of the window at once, and a round is
/// taken out of it before it is changed, so that it is priced against all the others.
fn looking_ahead(crowd: &Crowd, rounds: usize) -> Option<Vec<Drawn>> {
    let (counts, relaxed) = rooms::counts(crowd.people(), crowd.sizes, true);
    let sizes = rooms::even(crowd.people(), *counts.first()?);
    let mut past = Past::after(crowd, &[]);
    let people: Vec<u32> = (0..crowd.people() as u32).collect();
    let mut random = Random::stream(crowd.seed, u64::MAX);
    let mut plan: Vec<Round<'_>> = Vec::new();
    let mut window: Vec<Round<'_>> = Vec::new();
    while plan.len() < rounds {
        let ahead = AHEAD.min(rounds - plan.len());
        while window.len() < ahead {
            let dealt = super::deal::deal(crowd, &people, &sizes, &mut random)?;
            window.push(Round::new(crowd, &past, &dealt));
        }
        // The rounds behind the first keep what was found for them: the next search begins there.
        search(crowd, &mut past, &mut window, &mut random);
        let found = window.remove(0);
        found.note(&mut past, false);
        plan.push(found);
    }
    // Early rounds were searched without the last ones. Now that all stand, each is gone over again.
    for _ in 0..POLISHES {
        for round in &mut plan {
            round.note(&mut past, true);
            round.recall(&past);
            round.anneal(&past, POLISH_PROPOSALS * people.len(), &mut random);
            round.note(&mut past, false);
        }
    }
    let drawn = plan.into_iter().map(|round| {
        let mut rooms = round.rooms();
        for room in &mut rooms {
            room.sort_unstable();
        }
        rooms.sort_unstable();
        Drawn {
            rooms,
            waiting: Vec::new(),
            relaxed,
        }
    });
    Some(drawn.collect())
}

/// Anneals rounds together: each in turn against the meetings of all the others.
fn search(crowd: &Crowd, past: &mut Past, window: &mut [Round<'_>], random: &mut Random) {
    for round in window.iter() {
        round.note(past, false);
    }
    let turn = (AHEAD_PROPOSALS / AHEAD_STEPS / window.len().max(1)).max(1);
    let mut temperature = AHEAD_START;
    let ratio = if crowd.plain {
        AHEAD_RATIO_PLAIN
    } else {
        AHEAD_RATIO
    };
    for step in 0..=AHEAD_STEPS {
        let mut left = 0;
        for round in window.iter_mut() {
            round.note(past, true);
            round.recall(past);
            // Short turns: the others must not move on for long against a picture of the past.
            if step == AHEAD_STEPS {
                round.mend(past, random);
            } else {
                round.propose(past, turn, temperature, random);
            }
            left += round.hard();
            round.note(past, false);
        }
        if crowd.plain && left == 0 {
            break;
        }
        temperature = temperature.cooled(ratio);
    }
    for round in window.iter() {
        round.note(past, true);
    }
}
