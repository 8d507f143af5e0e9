//! An item moves on. A move names the state that the screen saw, so that staff do not fight.

use super::asking::Asking;
use super::event::Event;
use super::here::Here;
use super::item::Item;
use super::new_item::Because;
use super::order::order;
use super::state::Floor;
use crate::ids::ItemId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::terms::{ItemState, Turn};

type Decided = Result<Vec<Event>, Rejection>;

/// Takes an own item back.
///
/// # Errors
/// It is not the person's, or it is no longer open.
pub(super) fn withdraw(floor: &Floor, asking: Asking<'_>, item: ItemId, now_ms: u64) -> Decided {
    let own = known(floor, item)?;
    if !asking.owns(&own.entered) {
        return Err(Rejection::ItemUnknown);
    }
    match own.state {
        ItemState::Withdrawn => Ok(Vec::new()),
        ItemState::OnFloor => Err(Rejection::MoveImpossible { state: own.state }),
        state if state.is_open() => {
            let at_ms = own.entered.told_ms(now_ms);
            Ok(vec![moved(item, ItemState::Withdrawn, None, at_ms)])
        }
        state => Err(Rejection::MoveImpossible { state }),
    }
}

/// Moves an item on.
///
/// # Errors
/// It has moved since the screen was drawn, cannot go there, or the floor is taken.
pub(super) fn move_item(
    here: &Here<'_>,
    item: ItemId,
    from: ItemState,
    to: ItemState,
    (reason, because): (&str, Option<Because>),
) -> Decided {
    let Here { floor, now_ms, .. } = *here;
    let present = seen(floor, item, from)?;
    if !present.state.may_become(to) {
        return Err(Rejection::MoveImpossible {
            state: present.state,
        });
    }
    match to {
        ItemState::OnFloor => {
            here.has_floor()?;
            floor_is_free(floor)?;
        }
        ItemState::Next => here.is_near()?,
        _ => {}
    }
    let reason = Field::Reason.optional_line(reason, limits::REASON_CHARS_MAX)?;
    let answer = None;
    Ok(vec![Event::ItemMoved {
        item,
        to,
        reason,
        because,
        answer,
        at_ms: now_ms,
    }])
}

/// Answers an item in writing; the answer goes to its asker and to the report.
///
/// # Errors
/// It has moved since the screen was drawn, is answered already, or the answer is missing or past
/// its bound.
pub(super) fn answer_in_text(
    floor: &Floor,
    item: ItemId,
    from: ItemState,
    answer: &str,
    now_ms: u64,
) -> Decided {
    let present = seen(floor, item, from)?;
    let (to, state) = (ItemState::AnsweredInText, present.state);
    if !state.may_become(to) {
        return Err(Rejection::MoveImpossible { state });
    }
    let answer = Field::Answer.lines(answer, limits::ANSWER_CHARS_MAX)?;
    Ok(vec![Event::ItemMoved {
        item,
        to,
        reason: None,
        because: None,
        answer: Some(answer),
        at_ms: now_ms,
    }])
}

/// Takes the last move of an item back.
///
/// # Errors
/// It has moved since, has no earlier state, or would need a floor that is taken.
pub(super) fn undo(here: &Here<'_>, item: ItemId, from: ItemState) -> Decided {
    let Here { floor, now_ms, .. } = *here;
    let present = seen(floor, item, from)?;
    let to = present
        .history
        .last()
        .ok_or(Rejection::NothingToUndo)?
        .state;
    match to {
        ItemState::OnFloor => {
            here.has_floor()?;
            floor_is_free(floor)?;
        }
        ItemState::Next => here.is_near()?,
        _ => {}
    }
    Ok(vec![Event::ItemRestored {
        item,
        to,
        at_ms: now_ms,
    }])
}

/// Closes the turn on the floor as answered and gives the floor to the given or the first waiting.
///
/// # Errors
/// Another item has the floor than the screen saw, the wanted one does not wait, nobody does, or the
/// segment has no floor.
pub(super) fn take_next(
    here: &Here<'_>,
    on_floor: Option<ItemId>,
    wanted: Option<ItemId>,
    open_floor: bool,
) -> Decided {
    let Here { floor, now_ms, .. } = *here;
    let running = here.agenda.running();
    let turn = floor.on_floor();
    let present = turn.map(|item| item.entered.id);
    match (present, on_floor) {
        (Some(present), seen) if seen != Some(present) => {
            return Err(Rejection::FloorTaken { item: present });
        }
        (None, Some(gone)) => {
            let state = known(floor, gone)?.state;
            return Err(Rejection::ItemChanged { item: gone, state });
        }
        _ => {}
    }
    let next = match wanted {
        Some(item) => {
            let state = known(floor, item)?.state;
            if !state.waits() {
                return Err(Rejection::ItemChanged { item, state });
            }
            Some(item)
        }
        None => order(floor, running).first().map(|placed| placed.item),
    };
    if present.is_none() && next.is_none() {
        return Err(Rejection::NobodyWaits);
    }
    let opened = match (here.has_floor(), running) {
        (Err(_), Some(segment)) if next.is_some() && (open_floor || here.opens_floor()) => {
            Some(Event::FloorOpenedIn { segment })
        }
        (checked, _) if next.is_some() => {
            checked?;
            None
        }
        _ => None,
    };
    let answered = turn.map(|item| moved(item.entered.id, item.ends_as(), None, now_ms));
    let taken = next.map(|item| moved(item, ItemState::OnFloor, None, now_ms));
    Ok(opened.into_iter().chain(answered).chain(taken).collect())
}

/// Says how an item is brought up; saying what holds already changes nothing.
///
/// # Errors
/// There is no such item, nothing is there to be read, or it is over.
pub(super) fn set_turn(floor: &Floor, item: ItemId, turn: Turn) -> Decided {
    let present = known(floor, item)?;
    let state = present.state;
    if present.erased || !state.is_open() {
        return Err(Rejection::ItemChanged { item, state });
    }
    if turn == Turn::ReadAloud && present.text().is_none() {
        let field = Field::Question;
        return Err(Rejection::TextMissing { field });
    }
    Ok(if present.turn() == turn {
        Vec::new()
    } else {
        vec![Event::TurnSet { item, turn }]
    })
}

pub(super) fn known(floor: &Floor, item: ItemId) -> Result<&Item, Rejection> {
    floor.items.get(&item).ok_or(Rejection::ItemUnknown)
}

fn seen(floor: &Floor, item: ItemId, state: ItemState) -> Result<&Item, Rejection> {
    let present = known(floor, item)?;
    // Nothing is left to be asked of what was erased.
    if present.erased {
        return Err(Rejection::MoveImpossible {
            state: present.state,
        });
    }
    if present.state == state {
        return Ok(present);
    }
    Err(Rejection::ItemChanged {
        item,
        state: present.state,
    })
}

fn floor_is_free(floor: &Floor) -> Result<(), Rejection> {
    floor.on_floor().map_or(Ok(()), |item| {
        Err(Rejection::FloorTaken {
            item: item.entered.id,
        })
    })
}

pub(super) fn moved(item: ItemId, to: ItemState, reason: Option<String>, at_ms: u64) -> Event {
    Event::ItemMoved {
        item,
        to,
        reason,
        because: None,
        answer: None,
        at_ms,
    }
}
