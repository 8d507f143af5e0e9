//! Who somebody is and what they are like: all of it from the seed and their number.

use onefloor_core::people::Profile;
use onefloor_core::terms::Attendance;

use crate::{Dice, Hour, names};

/// Milliseconds of a second and of a minute.
const SECOND_MS: usize = 1_000;
const MINUTE_MS: usize = 60 * SECOND_MS;

/// Somebody's ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// What they say of themselves.
    pub profile: Profile,
    /// The language in which they write.
    pub language: String,
    /// What they do in an hour, as often.
    pub bent: Bent,
    /// When they are there; the line between two of them is broken.
    pub stays: Vec<Stay>,
    /// Their own chance.
    pub dice: Dice,
}

/// What somebody is inclined to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub struct Bent {
    /// Questions in the hour.
    pub questions: usize,
    /// Questions of others that they support.
    pub votes: usize,
    /// Whether they raise a hand.
    pub raises_hand: bool,
    /// Whether they miss their turn when they are called for the first time.
    pub misses_turn: bool,
    /// Whether they come back to the queue after that.
    pub rejoins: bool,
    /// Whether they answer polls and checks of consensus.
    pub answers: bool,
    /// Whether they go to breakout rooms.
    pub networks: bool,
    /// Whether they are there to disturb.
    pub disturbs: bool,
    /// Mean time from one act to the next, in milliseconds.
    pub pace_ms: usize,
}

/// A time in which somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// When they come.
    pub from_ms: u64,
    /// When they go.
    pub to_ms: u64,
}

impl Character {
    /// The character of a number in a crowd of this size.
    pub(crate) fn of(seed: u64, number: usize, people: usize, hour: &Hour, disturbs: bool) -> Self {
        let own = (number as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let mut dice = Dice::new(seed ^ own);
        // A number beside another one begins like it.
        dice.any();
        let home = names::home(&mut dice);
        let attendance = match dice.below(100) {
            0..70 => Attendance::Online,
            70..95 => Attendance::Room,
            _ => Attendance::Hub,
        };
        let heads = u32::try_from(3 + dice.below(40)).ok();
        let profile = Profile {
            name: Some(names::name(home, &mut dice)),
            affiliation: names::affiliation(&mut dice),
            stakeholder_group: names::group(&mut dice),
            region: Some(home.region).filter(|_| dice.below(10) < 7),
            languages: home.languages.iter().map(|tag| (*tag).to_owned()).collect(),
            attendance,
            heads: heads.filter(|_| attendance == Attendance::Hub),
            about: None,
        };
        let language = home.languages.first().copied().unwrap_or("en").to_owned();
        let bent = Bent::of(&mut dice, people, attendance, disturbs);
        let stays = stays(&mut dice, hour);
        Self {
            profile,
            language,
            bent,
            stays,
            dice,
        }
    }
}

impl Bent {
    fn of(dice: &mut Dice, people: usize, attendance: Attendance, disturbs: bool) -> Self {
        let mut chance = |permille: usize| dice.below(1_000) < permille;
        // In a small room half of them ask; in a large one, some dozens and one in thirty.
        let asks = (40_000 / people + 30).min(500);
        let hands = (15_000 / people + 8).min(250);
        let (asks, raises_hand) = (chance(asks), chance(hands));
        let bent = Self {
            raises_hand,
            misses_turn: chance(300),
            rejoins: chance(600),
            answers: chance(750),
            networks: attendance == Attendance::Online && chance(650),
            disturbs,
            questions: usize::from(asks),
            votes: 0,
            pace_ms: 0,
        };
        Self {
            questions: if disturbs {
                12
            } else {
                bent.questions * (1 + dice.below(3))
            },
            votes: if disturbs { 0 } else { dice.below(13) },
            pace_ms: if disturbs {
                4 * SECOND_MS
            } else {
                15 * SECOND_MS + dice.below(30 * SECOND_MS)
            },
            ..bent
        }
    }
}

/// When somebody is there: from one of the waves on, or late; a few go early; some lose the line once or
/// twice, for seconds or for as long as a tunnel is.
fn stays(dice: &mut Dice, hour: &Hour) -> Vec<Stay> {
    let (doors, length) = (hour.doors_ms as usize, hour.length_ms as usize);
    // The sum of two is more often in the middle.
    let about = |dice: &mut Dice, at: usize, width: usize| {
        (at + dice.below(width / 2) + dice.below(width / 2)).saturating_sub(width / 2)
    };
    let comes = match dice.below(100) {
        0..20 => dice.below(doors),
        20..45 => about(dice, doors.saturating_sub(2 * MINUTE_MS), 2 * MINUTE_MS),
        45..80 => about(dice, doors, 2 * MINUTE_MS),
        80..92 => about(dice, doors + 4 * MINUTE_MS, 4 * MINUTE_MS),
        _ => doors + dice.below(length * 6 / 10),
    };
    let over = doors + length + dice.below(3 * MINUTE_MS);
    let goes = match dice.below(100) {
        0..8 => comes + MINUTE_MS + dice.below(length / 2),
        _ => over,
    };
    let goes = goes.clamp(comes + MINUTE_MS / 2, over.max(comes + MINUTE_MS / 2));
    let mut stays = vec![(comes, goes)];
    let breaks = match dice.below(100) {
        0..10 => 1,
        10..14 => 2,
        _ => 0,
    };
    for _ in 0..breaks {
        let Some((from, to)) = stays.pop() else { break };
        let gone_for = match dice.below(4) {
            // Longer than a seat in a room is held.
            0 => 95 * SECOND_MS + dice.below(MINUTE_MS),
            _ => 5 * SECOND_MS + dice.below(40 * SECOND_MS),
        };
        let breaks_at = from + 20 * SECOND_MS + dice.below((to - from).max(1));
        if breaks_at + gone_for + 10 * SECOND_MS < to {
            stays.extend([(from, breaks_at), (breaks_at + gone_for, to)]);
        } else {
            stays.push((from, to));
        }
    }
    let stay = |(from, to): (usize, usize)| Stay {
        from_ms: from as u64,
        to_ms: to as u64,
    };
    stays.into_iter().map(stay).collect()
}
