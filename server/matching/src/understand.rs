//! Nobody sits among people of whom none understands them, where that can be.
//!
//! Small communities have to fill whole rooms, or share one with somebody whom nobody understands anyway. From
//! where annealing stands, several swaps may lead there of which the first ones better nothing, and repeats
//! forbid them. So here nothing counts but who is understood and who is blocked: a walk over all rounds that
//! are no worse in that. What it undoes is annealed again.

use super::anneal::Round;
use super::cost::{BLOCK, ISOLATED};
use super::input::Crowd;
use super::past::Past;
use super::random::Random;

/// Steps for each person; a fixed number, so that equal requests do equal work.
const STEPS: usize = 400;
/// Steps in all: of thousands of people, those who are left are few.
const STEPS_MAX: usize = 50_000;

impl Round<'_> {
    /// Walks until only those are isolated whom nobody of these people understands; whether it moved anybody.
    pub(super) fn understand(&mut self, past: &Past, random: &mut Random) -> bool {
        if !self.crowd.mixed_languages {
            return false;
        }
        let forced = forced(self.crowd, self.people());
        let mut moved = false;
        let (mut broken, mut isolated) = self.broken();
        for _ in 0..(STEPS * self.people().count()).min(STEPS_MAX) {
            if isolated <= forced {
                break;
            }
            let here = broken[random.below(broken.len())];
            let there = random.below(self.rooms_count());
            if here != there && self.step(past, here, there, random) {
                moved = true;
                (broken, isolated) = self.broken();
            }
        }
        if moved {
            self.recall(past);
        }
        moved
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

    /// The rooms in which somebody is isolated, and how many are in all.
    fn broken(&self) -> (Vec<usize>, usize) {
        let rooms = 0..self.rooms_count();
        let broken: Vec<usize> = rooms.filter(|room| self.isolated(*room) > 0).collect();
        let isolated = broken.iter().map(|room| self.isolated(*room)).sum();
        (broken, isolated)
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
            others.map(|b| past.met.cost(a.person(), b.person()))
        });
        pairs.filter(|cost| *cost >= BLOCK).count()
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
