//! Nobody sits among people of whom none understands them, where that can be.
//!
//! Small communities have to fill whole rooms, or share one with somebody whom nobody understands anyway. From
//! where annealing stands, several swaps may lead there of which the first ones better nothing, and repeats
//! forbid them. So here nothing counts but who is understood and who is blocked: a walk over all rounds that
//! are no worse in that. What it undoes is annealed again.

use super::anneal::Round;
use super::cost::ISOLATED;
use super::input::Crowd;
use super::past::Past;
use super::random::Random;

/// Steps for each person; a fixed number, so that equal requests do equal work.
const STEPS: usize = 400;
/// Steps since the last that isolated fewer: of thousands of people, those who are left are few, and where
/// units or blocks isolate somebody, no walk helps.
const STEPS_MAX: usize = 20_000;

impl Round<'_> {
    /// Walks until only those are isolated whom nobody of these people understands; whether it isolates
    /// fewer now. A walk that does not leaves the round as it was.
    pub(super) fn understand(&mut self, past: &Past, random: &mut Random) -> bool {
        if !self.crowd.mixed_languages {
            return false;
        }
        let forced = forced(self.crowd, self.people());
        let before = self.clone();
        let mut broken: Vec<usize> = (0..self.rooms_count())
            .filter(|room| self.isolated(*room) > 0)
            .collect();
        let begun = broken.iter().map(|room| self.isolated(*room)).sum();
        let (mut isolated, mut fewest): (usize, usize) = (begun, begun);
        let mut left = (STEPS * self.people().count()).min(STEPS_MAX);
        while isolated > forced && left > 0 {
            left -= 1;
            let here = broken[random.below(broken.len())];
            let there = random.below(self.rooms_count());
            let were = self.isolated(here) + self.isolated(there);
            if here == there || !self.step(past, here, there, random) {
                continue;
            }
            isolated = isolated + self.isolated(here) + self.isolated(there) - were;
            broken.retain(|room| *room != here && *room != there);
            let both = [here, there].into_iter();
            broken.extend(both.filter(|room| self.isolated(*room) > 0));
            if isolated < fewest {
                fewest = isolated;
                left = (STEPS * self.people().count()).min(STEPS_MAX);
            }
        }
        // No step isolates more: where the walk ends, the fewest are.
        let is_better = isolated < begun;
        if is_better {
            self.recall(past);
        } else {
            *self = before;
        }
        is_better
    }

    /// Swaps two people, or all but one of a room with all of a smaller one, unless that isolates more.
    fn step(&mut self, past: &Past, here: usize, there: usize, random: &mut Random) -> bool {
        let (mut large, mut small) = (self.range(here), self.range(there));
        if large.len() < small.len() {
            (large, small) = (small, large);
        }
        let before = self.isolated(here) + self.isolated(there);
        let swaps: Vec<(usize, usize)> = if large.len() > small.len() && random.below(2) == 0 {
            let stays = large.start + random.below(large.len());
            large.filter(|seat| *seat != stays).zip(small).collect()
        } else {
            let (a, b) = (random.below(large.len()), random.below(small.len()));
            vec![(large.start + a, small.start + b)]
        };
        let is_tied = |(a, b): &(usize, usize)| self.is_tied(*a) || self.is_tied(*b);
        if swaps.iter().any(is_tied) {
            return false;
        }
        let blocked = self.blocked(past, here) + self.blocked(past, there);
        self.exchange(&swaps);
        let is_worse = self.isolated(here) + self.isolated(there) > before
            || self.blocked(past, here) + self.blocked(past, there) > blocked;
        if is_worse {
            self.exchange(&swaps);
        }
        !is_worse
    }

    fn isolated(&self, room: usize) -> usize {
        // What else languages cost in a room never adds up to that.
        (self.talk_of(room) / ISOLATED) as usize
    }

    fn blocked(&self, past: &Past, room: usize) -> usize {
        if self.crowd.blocks.is_empty() {
            return 0;
        }
        let cards = self.cards(room);
        let pairs = cards.iter().enumerate().flat_map(|(at, a)| {
            let others = cards[at + 1..].iter();
            others.map(|b| past.met.is_blocked(a.person(), b.person()))
        });
        pairs.filter(|is_blocked| *is_blocked).count()
    }
}

/// People who share a language with nobody of these.
fn forced(crowd: &Crowd, people: impl Iterator<Item = usize> + Clone) -> usize {
    let spoken = people.clone().map(|person| crowd.cards[person].languages);
    let (_, twice) = spoken.fold((0, 0), |(once, twice), spoken| {
        (once | spoken, twice | once & spoken)
    });
    people
        .filter(|person| crowd.cards[*person].languages & twice == 0)
        .count()
}
