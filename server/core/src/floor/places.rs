//! Places on the floor. What was taken back or dismissed gives its place back; some are kept for whoever
//! works for the session, so that nobody can fill the floor against those who run it.

use super::asking::Asking;
use super::event::Event;
use super::moves::known;
use super::new_item::Because;
use super::state::Floor;
use crate::ids::ItemId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::ItemState;

/// Whose place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Whoever came without a role link.
    Anybody,
    /// Who runs the session or speaks in it, and whom they enter.
    Staff,
}

impl ItemState {
    /// Whether an item in this state takes no place.
    pub(super) fn gives_back(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Dismissed)
    }
}

impl Floor {
    /// Items that may still come.
    pub(super) fn places_left(&self, whose: For) -> usize {
        let (places, ever) = match whose {
            For::Anybody => (limits::ITEMS_MAX, limits::ITEMS_EVER_MAX),
            For::Staff => (
                limits::ITEMS_MAX + limits::ITEMS_STAFF_MAX,
                limits::ITEMS_EVER_MAX + limits::ITEMS_STAFF_MAX,
            ),
        };
        let taken = self.items.len() - self.given_back;
        let left = places.saturating_sub(taken);
        left.min(ever.saturating_sub(self.items.len()))
    }

    /// Places left for everybody, where they are few.
    pub(super) fn few_places_left(&self) -> Option<usize> {
        let left = self.places_left(For::Anybody);
        (left <= limits::ITEMS_MAX / limits::FEW_PLACES).then_some(left)
    }
}

/// Whether whoever asks may bring one more.
///
/// # Errors
/// No place is left, or they have brought as much as one person may.
pub(super) fn has_place(floor: &Floor, asking: Asking<'_>) -> Result<(), Rejection> {
    let (whose, max) = match asking.person.link {
        Some(_) => (For::Staff, usize::MAX),
        None => (For::Anybody, limits::ASKED_MAX),
    };
    let field = Field::Question;
    if asking.items(floor).count() >= max {
        return Err(Rejection::Full { field, max });
    }
    if floor.places_left(whose) == 0 {
        let max = limits::ITEMS_MAX;
        return Err(Rejection::Full { field, max });
    }
    Ok(())
}

/// Dismisses many at once. Whoever was called, has the floor or was answered since the screen was drawn is
/// left where they are.
///
/// # Errors
/// One of them is unknown, or they are more than a screen may send.
pub(super) fn dismiss_items(
    floor: &Floor,
    items: &[ItemId],
    because: Option<Because>,
    at_ms: u64,
) -> Result<Vec<Event>, Rejection> {
    Field::Question.holds(items.len(), limits::DISMISSED_AT_ONCE_MAX)?;
    let mut dismissed = Vec::with_capacity(items.len());
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let state = known(floor, item)?.state;
        if state != ItemState::Next && state.may_become(ItemState::Dismissed) {
            dismissed.push(Event::ItemMoved {
                item,
                to: ItemState::Dismissed,
                reason: None,
                because,
                answer: None,
                at_ms,
            });
        }
    }
    Ok(dismissed)
}
