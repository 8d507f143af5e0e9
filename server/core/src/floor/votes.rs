//! Support for what waits.

use super::asking::Asking;
use super::event::Event;
use super::moves::known;
use super::state::Floor;
use crate::ids::ItemId;
use crate::rejection::Rejection;
use crate::terms::ItemState;

type Decided = Result<Vec<Event>, Rejection>;

/// Supports a waiting question, or no longer; saying it twice changes nothing. Support for one
/// that was merged is support for the one it is asked with.
///
/// # Errors
/// The item does not wait, or is the person's own.
pub(super) fn vote(floor: &Floor, asking: Asking<'_>, item: ItemId, support: bool) -> Decided {
    let was_public = known(floor, item)?.state;
    let item = floor.root(item);
    let voted = known(floor, item)?;
    if !voted.state.is_public() || !(was_public.is_public() || was_public == ItemState::Merged) {
        return Err(Rejection::ItemUnknown);
    }
    let mut group = floor.merged_with(item);
    group.push(item);
    let asks = |id: &ItemId| asking.owns(&floor.items[id].entered);
    let person = asking.person.id;
    if !voted.state.waits() || group.iter().any(asks) {
        return Err(Rejection::VoteImpossible);
    }
    let supported = |id: &&ItemId| floor.items[*id].votes.contains(&person);
    let supports = group.iter().any(|id| supported(&id));
    Ok(match (supports, support) {
        (false, true) => vec![Event::VoteCast { item, person }],
        // Taken back is taken back, wherever it was cast before the merge.
        (true, false) => group
            .iter()
            .filter(supported)
            .map(|item| Event::VoteRetracted {
                item: *item,
                person,
            })
            .collect(),
        _ => Vec::new(),
    })
}
