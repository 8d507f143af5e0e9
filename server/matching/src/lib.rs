//! Who meets whom in breakout rooms: different people, anew in every round, in a language they share.
//!
//! [`match_round`] draws one round on top of what happened before, [`match_rounds`] plans several,
//! [`Seating`] takes in who comes late and closes the gap of who leaves, [`advise`] says how many
//! rounds can do without a repeat. All of it is a pure function of the request: the same people,
//! in whatever order, and the same seed give the same rooms on every machine.
//!
//! There is no clock in here, no float and no hash table. Safety comes first and is never traded:
//! blocked people share no room, units stay together, nobody sits alone. Then come languages, then
//! repeats, then diversity; `cost` has the prices. Read `input` for what is taken in, `deal` and
//! `anneal` for one round, `plan` and `bank` for many, `join` for a round under way.

mod anneal;
mod bank;
mod bound;
mod chill;
mod cost;
mod deal;
mod draw;
mod error;
mod fit;
mod history;
mod input;
mod join;
mod past;
mod plan;
mod random;
mod report;
mod rooms;
mod seats;
mod understand;
mod why;

pub use bank::best_known;
pub use bound::{Advice, CleanRounds, Forced, advise};
pub use error::{MatchError, MatchField};
pub use join::{Move, Seated, Seating};
pub use why::Why;

use input::Crowd;

/// Most people that one request may hold.
pub const PEOPLE_MAX: usize = 65_000;
/// Most people that one room may hold.
pub const SIZE_MAX: usize = 64;
/// Most pairs in each of the lists of blocks and meetings.
pub const PAIRS_MAX: usize = 4_000_000;
/// Most rounds that are planned at once.
pub const ROUNDS_MAX: usize = 200;

/// Somebody to be seated, as far as matching needs to know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Person {
    /// What they are sorted by; unique, and stable from round to round.
    pub id: u32,
    /// Number of their stakeholder group, if known.
    pub stakeholder: Option<u8>,
    /// Number of their region, if known.
    pub region: Option<u8>,
    /// Number of their affiliation, if known.
    pub affiliation: Option<u32>,
    /// One bit a language; none set means unknown, and counts as sharing every language.
    pub languages: u64,
    /// Whether they facilitate; hosts are spread over the rooms.
    pub host: bool,
    /// How often they already sat in a room that was off the wanted size.
    pub off_target: u16,
}

/// What is to be drawn. People are named by their place in `people`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Who is there.
    pub people: Vec<Person>,
    /// Pairs who never share a room.
    pub blocks: Vec<(usize, usize)>,
    /// Units who always do; units with a person in common are one.
    pub together: Vec<Vec<usize>>,
    /// Who met before; a pair that is named twice met twice.
    pub met: Vec<(usize, usize)>,
    /// Wanted size of a room.
    pub target: usize,
    /// Fewest people in a room, at least two.
    pub min: usize,
    /// Most people in a room.
    pub max: usize,
    /// Decides where all else is equal; publish it, and the draw can be audited.
    pub seed: u64,
}

impl Request {
    /// These people in rooms of about `target`, one more or less, with nothing known of before.
    #[must_use]
    pub fn new(people: Vec<Person>, target: usize, seed: u64) -> Self {
        Self {
            people,
            target,
            min: target.saturating_sub(1).max(2),
            max: (target + 1).min(SIZE_MAX),
            seed,
            ..Self::default()
        }
    }
}

/// A room and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomDraw {
    /// Who sits in it, in the order of their ids.
    pub people: Vec<usize>,
    /// What they have in common and what not.
    pub why: Why,
}

/// One round as drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matching {
    /// The rooms.
    pub rooms: Vec<RoomDraw>,
    /// Who could not be seated: somebody on their own, or people whose blocks leave no room.
    pub waiting: Vec<usize>,
    /// Pairs in one room who met before, units aside.
    pub repeats: usize,
    /// Repeats that no draw of this round could have avoided: a lower bound.
    pub forced_repeats: usize,
    /// People who share no language with anybody in their room.
    pub isolated: usize,
    /// Rounds without a repeat that a construction is known for, from a fresh start.
    pub clean_round_limit: usize,
    /// Rounds without a repeat that counting does not rule out.
    pub clean_round_bound: usize,
    /// Diversity of groups and regions as a share of the possible, in thousandths.
    pub diversity_permille: u32,
    /// Whether `min` or `max` had to give way.
    pub relaxed: bool,
}

/// Draws one round.
///
/// # Errors
/// The field of the request that is out of bounds, unknown or contradicts itself.
pub fn match_round(request: &Request) -> Result<Matching, MatchError> {
    let crowd = Crowd::new(request)?;
    let rounds = plan::next_round(&crowd);
    Ok(report::matchings(&crowd, &rounds).pop().unwrap_or_default())
}

/// Plans several rounds for people who stay.
///
/// # Errors
/// The field of the request that is out of bounds, unknown or contradicts itself.
pub fn match_rounds(request: &Request, rounds: usize) -> Result<Vec<Matching>, MatchError> {
    if rounds > ROUNDS_MAX {
        return Err(MatchError::TooMany {
            field: MatchField::Rounds,
            max: ROUNDS_MAX,
        });
    }
    let crowd = Crowd::new(request)?;
    let planned = plan::rounds(&crowd, rounds);
    Ok(report::matchings(&crowd, &planned))
}

/// Lower bounds on the repeats of `rounds` rounds for this request.
///
/// # Errors
/// The field of the request that is out of bounds, unknown or contradicts itself.
pub fn forced_repeats(request: &Request, rounds: usize) -> Result<Forced, MatchError> {
    let crowd = Crowd::new(request)?;
    Ok(bound::forced(&crowd, rounds))
}
