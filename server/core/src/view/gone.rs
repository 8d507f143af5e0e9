//! What may have gone out of a view, where nobody has kept the view from before.

use super::Audience;
use crate::floor::Item;
use crate::ids::ItemId;
use crate::session::Session;

/// Entries of the public's part that come and go, besides items and their votes: each, or a family.
const COMES_AND_GOES: [&str; 7] = [
    "clock",
    "voice",
    "sound",
    "takeaways",
    "round",
    "discussion",
    "consensus",
];

/// Whether an audience may have seen an entry that it does not see now. The public is not told the names of
/// what is staff's alone.
#[must_use]
pub fn may_have_gone(session: &Session, audience: Audience, key: &str) -> bool {
    let (name, number) = key.split_once('/').unwrap_or((key, ""));
    match (audience, name) {
        (Audience::Staff, _) => true,
        (Audience::Public, "item" | "votes") => {
            let number = number.parse().ok().map(ItemId);
            let item = number.and_then(|number| session.floor.items.get(&number));
            item.is_some_and(may_have_been_public)
        }
        (Audience::Public, name) => COMES_AND_GOES.contains(&name),
        (Audience::Room(_) | Audience::Person(_), _) => false,
    }
}

/// An item that never moved is where it was when it came.
fn may_have_been_public(item: &Item) -> bool {
    let has_moved = !item.history.is_empty() || item.moved_at_ms != item.entered.at_ms;
    has_moved || item.entered.state.is_public()
}
