//! Counting how people stand to an entry.

use super::put::STANCES;
use super::state::Check;
use crate::ids::EntryId;
use crate::poll::{Attendees, PollResult, count};

/// Counts an entry as it stands.
pub(super) fn tally(check: &Check, entry: EntryId, attendees: Attendees<'_>) -> PollResult {
    let answers = check.answers.get(&entry).into_iter().flatten();
    let answers = answers.map(|(person, answer)| (*person, answer.stance.choice()));
    let hands = check.hands.get(&entry).map_or(&[][..], Vec::as_slice);
    count(&answers.collect(), hands, STANCES, attendees)
}
