//! Commands of the floor. Moves name the state that the screen saw, so that staff do not fight (Q11).

use super::{Because, Floor, FloorRules, Item, ItemKind, ItemState, Origin, order};
use crate::event::Event;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::text;

type Decided = Result<Vec<Event>, Rejection>;

/// Takes an own item back.
///
/// # Errors
/// It is not the person's, or it is no longer open.
pub fn withdraw(floor: &Floor, person: PersonId, item: ItemId, now_ms: u64) -> Decided {
    let own = known(floor, item)?;
    if own.entered.asker != Some(person) {
        return Err(Rejection::ItemUnknown);
    }
    match own.state {
        ItemState::Withdrawn => Ok(Vec::new()),
        ItemState::OnFloor => Err(Rejection::MoveImpossible { state: own.state }),
        state if state.is_open() => Ok(vec![moved(item, ItemState::Withdrawn, None, now_ms)]),
        state => Err(Rejection::MoveImpossible { state }),
    }
}

/// Moves an item on.
///
/// # Errors
/// It has moved since the screen was drawn, cannot go there, or the floor is taken.
pub fn move_item(
    floor: &Floor,
    item: ItemId,
    from: ItemState,
    to: ItemState,
    (reason, because): (&str, Option<Because>),
    now_ms: u64,
) -> Decided {
    let present = seen(floor, item, from)?;
    if !present.state.may_become(to) {
        return Err(Rejection::MoveImpossible {
            state: present.state,
        });
    }
    if to == ItemState::OnFloor {
        floor_is_free(floor)?;
    }
    let reason = text::optional_line(Field::Reason, reason, limits::REASON_CHARS_MAX)?;
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
pub fn answer_in_text(
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
    let answer = text::lines(Field::Answer, answer, limits::ANSWER_CHARS_MAX)?;
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
pub fn undo(floor: &Floor, item: ItemId, from: ItemState, now_ms: u64) -> Decided {
    let present = seen(floor, item, from)?;
    let to = present
        .history
        .last()
        .ok_or(Rejection::NothingToUndo)?
        .state;
    if to == ItemState::OnFloor {
        floor_is_free(floor)?;
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
/// Another item has the floor than the screen saw, the wanted one does not wait, or nobody does.
pub fn take_next(
    floor: &Floor,
    running: Option<SegmentId>,
    on_floor: Option<ItemId>,
    wanted: Option<ItemId>,
    now_ms: u64,
) -> Decided {
    let present = floor.on_floor().map(|item| item.entered.id);
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
    let answered = present.map(|item| moved(item, ItemState::AnsweredAloud, None, now_ms));
    let taken = next.map(|item| moved(item, ItemState::OnFloor, None, now_ms));
    Ok(answered.into_iter().chain(taken).collect())
}

/// Supports a waiting question, or no longer; saying it twice changes nothing (Q4). Support for one
/// that was merged is support for the one it is asked with.
///
/// # Errors
/// The item does not wait, or is the person's own.
pub fn vote(floor: &Floor, person: PersonId, item: ItemId, support: bool) -> Decided {
    let was_public = known(floor, item)?.state;
    let item = floor.root(item);
    let voted = known(floor, item)?;
    if !voted.state.is_public() || !(was_public.is_public() || was_public == ItemState::Merged) {
        return Err(Rejection::ItemUnknown);
    }
    let mut group = floor.merged_with(item);
    group.push(item);
    let asks = |id: &ItemId| floor.items[id].entered.asker == Some(person);
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

/// Gives a segment an order of its own, or takes it away.
///
/// # Errors
/// Never; the segment is looked up by the caller.
pub fn set_segment_order(
    floor: &Floor,
    segment: SegmentId,
    order: Option<super::OrderRules>,
) -> Decided {
    Ok(if floor.orders.get(&segment).copied() == order {
        Vec::new()
    } else {
        vec![Event::SegmentOrderSet { segment, order }]
    })
}

/// Last call: the floor closes by itself after this time.
///
/// # Errors
/// The floor is closed already, or the time is past its bounds.
pub fn last_call(floor: &Floor, after_ms: u64, now_ms: u64) -> Decided {
    let (min, max) = (limits::LAST_CALL_MS_MIN, limits::LAST_CALL_MS_MAX);
    if !floor.rules.open {
        return Err(Rejection::FloorClosed);
    }
    if !(min..=max).contains(&after_ms) {
        let field = Field::Minutes;
        return Err(Rejection::OutOfRange { field, min, max });
    }
    let mut rules = floor.rules;
    rules.closes_at_ms = Some(now_ms + after_ms);
    Ok(vec![Event::FloorSet { rules }])
}

/// What has become due: a last call that is over, somebody called who did not answer.
#[must_use]
pub fn due(floor: &Floor, now_ms: u64) -> Vec<Event> {
    let mut events = Vec::new();
    if floor.rules.open
        && floor
            .rules
            .closes_at_ms
            .is_some_and(|at_ms| at_ms <= now_ms)
    {
        let mut rules = floor.rules;
        (rules.open, rules.closes_at_ms) = (false, None);
        events.push(Event::FloorSet { rules });
    }
    let awaited = floor.items.values().filter_map(awaited_until_ms);
    let missed = awaited.filter(|(_, until_ms)| *until_ms <= now_ms);
    events.extend(missed.map(|(item, _)| Event::ItemMoved {
        item,
        to: ItemState::Held,
        reason: None,
        because: Some(Because::NoShow),
        answer: None,
        at_ms: now_ms,
    }));
    events
}

/// When [`due`] next yields something.
#[must_use]
pub fn next_deadline(floor: &Floor) -> Option<u64> {
    let closes_at_ms = floor.rules.closes_at_ms.filter(|_| floor.rules.open);
    let awaited = floor.items.values().filter_map(awaited_until_ms);
    awaited
        .map(|(_, until_ms)| until_ms)
        .chain(closes_at_ms)
        .min()
}

/// Somebody online who was called to speak and has not said that they are there: for how long the
/// floor waits for them. A written question is read aloud without its asker, and whoever is in the
/// room is seen.
fn awaited_until_ms(item: &Item) -> Option<(ItemId, u64)> {
    let speaks = item.entered.kind == ItemKind::Hand && item.entered.origin == Origin::Online;
    let awaited = item.state == ItemState::Next && speaks && !item.ready;
    awaited.then_some((item.entered.id, item.moved_at_ms + limits::NO_SHOW_MS))
}

/// Sets how the floor is run; what waits keeps its state (Q3).
///
/// # Errors
/// An allowance is past its bounds.
pub fn set_floor(floor: &Floor, mut rules: FloorRules) -> Decided {
    // A last call is an act of its own, and ends with whatever opens or closes the floor.
    rules.closes_at_ms = floor
        .rules
        .closes_at_ms
        .filter(|_| rules.open && floor.rules.open);
    let (min, max) = (limits::TURN_MS_MIN, limits::TURN_MS_MAX);
    let is_allowed = |ms: u64| (min..=max).contains(&ms);
    if !is_allowed(rules.turn_ms) || !is_allowed(rules.follow_up_ms) {
        return Err(Rejection::OutOfRange {
            field: Field::TurnLength,
            min,
            max,
        });
    }
    Ok(if floor.rules == rules {
        Vec::new()
    } else {
        vec![Event::FloorSet { rules }]
    })
}

pub(super) fn known(floor: &Floor, item: ItemId) -> Result<&Item, Rejection> {
    floor.items.get(&item).ok_or(Rejection::ItemUnknown)
}

fn seen(floor: &Floor, item: ItemId, state: ItemState) -> Result<&Item, Rejection> {
    let present = known(floor, item)?;
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
