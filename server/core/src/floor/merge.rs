//! Asking several as one: both texts, both askers and the union of votes stay.
//!
//! A merged item points at the one it is asked with and keeps its own votes, so that taking it out
//! again restores everything. Only items that stand for themselves are merged, into another that
//! does: there is no circle.

use super::event::Event;
use super::item::Item;
use super::state::Floor;
use crate::ids::ItemId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::ItemState;

type Decided = Result<Vec<Event>, Rejection>;

/// Merges items into another one that waits.
///
/// # Errors
/// One of them is unknown, does not wait (any more), or is the one they are merged into.
pub(super) fn merge(floor: &Floor, into: ItemId, items: &[ItemId], now_ms: u64) -> Decided {
    mergeable(floor, into)?;
    let mut merged: Vec<ItemId> = Vec::with_capacity(items.len());
    for item in items {
        mergeable(floor, *item)?;
        if *item == into {
            return Err(Rejection::MergeImpossible);
        }
        // Named twice is once.
        if !merged.contains(item) {
            merged.push(*item);
        }
    }
    if merged.is_empty() {
        return Err(Rejection::MergeImpossible);
    }
    Ok(vec![Event::ItemsMerged {
        into,
        items: merged,
        at_ms: now_ms,
    }])
}

fn mergeable(floor: &Floor, id: ItemId) -> Result<&Item, Rejection> {
    let item = floor.items.get(&id).ok_or(Rejection::ItemUnknown)?;
    let stands = matches!(
        item.state,
        ItemState::Submitted | ItemState::Approved | ItemState::Held | ItemState::Next
    );
    if stands {
        return Ok(item);
    }
    let state = item.state;
    Err(Rejection::ItemChanged { item: id, state })
}

/// Changes the wording; the original stays. An empty text goes back to it.
///
/// # Errors
/// The item is unknown or has nothing to word, the text is past its bound, or another moderator has
/// changed it since: theirs comes back.
pub(super) fn reword(
    floor: &Floor,
    id: ItemId,
    typed: &str,
    revision: u32,
    now_ms: u64,
) -> Decided {
    let item = floor.items.get(&id).ok_or(Rejection::ItemUnknown)?;
    if item.rewordings != revision {
        return Err(Rejection::TextChanged {
            text: item.text().unwrap_or_default().to_owned(),
            revision: item.rewordings,
        });
    }
    let typed = Field::Question.optional_lines(typed, limits::QUESTION_CHARS_MAX)?;
    let wording = typed.filter(|typed| item.entered.text.as_ref() != Some(typed));
    Ok(if item.wording == wording {
        Vec::new()
    } else {
        vec![Event::ItemReworded {
            item: id,
            text: wording,
            at_ms: now_ms,
        }]
    })
}
