//! Counting how people stand to an entry.

use super::put::STANCES;
use super::state::{Answer, Check};
use crate::ids::EntryId;
use crate::poll::{Attendees, Given, PollResult, count};
use crate::seal::Voter;

/// Counts an entry as it stands.
pub(super) fn tally(check: &Check, entry: EntryId, attendees: Attendees<'_>) -> PollResult {
    let answers = check.answers.get(&entry).into_iter().flatten();
    let given = |(by, answer): (&Voter, &Answer)| {
        let choices = answer.stance.choice().to_vec();
        let side = answer.side;
        (*by, Given { choices, side })
    };
    let hands = check.hands.get(&entry).map_or(&[][..], Vec::as_slice);
    let answers = answers.map(given).collect();
    count(&answers, check.purpose(entry), hands, STANCES, attendees)
}
