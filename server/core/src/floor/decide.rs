//! Commands of the floor. Moves name the state that the screen saw, so that staff do not fight (Q11).

use super::{Anonymity, Floor, FloorRules, Item, ItemKind, ItemState, NewItem, Origin, order};
use crate::event::Event;
use crate::ids::{ItemId, PersonId};
use crate::limits;
use crate::people::Person;
use crate::rejection::{Field, Rejection};
use crate::text;

type Decided = Result<Vec<Event>, Rejection>;

/// Brings a question.
///
/// # Errors
/// The floor is closed, the person has too many open questions, or no name for a named one.
pub fn ask(
    floor: &Floor,
    person: &Person,
    typed: &str,
    anonymity: Anonymity,
    language: Option<&str>,
    now_ms: u64,
) -> Decided {
    may_enter(floor)?;
    let open = own_open(floor, person).filter(|item| item.entered.kind == ItemKind::Question);
    if open.count() >= limits::OPEN_QUESTIONS_MAX {
        return Err(Rejection::TooManyQuestions {
            max: limits::OPEN_QUESTIONS_MAX,
        });
    }
    if anonymity == Anonymity::Named && person.profile.name.is_none() {
        return Err(Rejection::NameMissing);
    }
    let told = anonymity != Anonymity::HiddenFromAll;
    let state = if floor.rules.premoderation {
        ItemState::Submitted
    } else {
        ItemState::Approved
    };
    let language = language.unwrap_or_default();
    Ok(vec![Event::ItemEntered {
        item: NewItem {
            name: person.profile.name.clone().filter(|_| told),
            affiliation: person.profile.affiliation.clone().filter(|_| told),
            text: Some(text::lines(
                Field::Question,
                typed,
                limits::QUESTION_CHARS_MAX,
            )?),
            language: text::optional_line(Field::Languages, language, limits::LANGUAGE_CHARS_MAX)?,
            anonymity,
            state,
            ..entering(floor, ItemKind::Question, person, now_ms)
        },
    }])
}

/// Raises a hand; a person has one.
///
/// # Errors
/// The floor is closed, the hand is up already, or there is no name to call.
pub fn raise_hand(floor: &Floor, person: &Person, note: &str, now_ms: u64) -> Decided {
    may_enter(floor)?;
    let raised = own_open(floor, person).find(|item| item.entered.kind == ItemKind::Hand);
    if let Some(hand) = raised {
        return Err(Rejection::HandAlreadyRaised {
            item: hand.entered.id,
        });
    }
    let name = person.profile.name.clone().ok_or(Rejection::NameMissing)?;
    Ok(vec![Event::ItemEntered {
        item: NewItem {
            name: Some(name),
            affiliation: person.profile.affiliation.clone(),
            text: text::optional_line(Field::Note, note, limits::QUESTION_CHARS_MAX)?,
            ..entering(floor, ItemKind::Hand, person, now_ms)
        },
    }])
}

/// Enters somebody without a device (Q2); any one word about them is enough.
///
/// # Errors
/// Nothing at all was typed, or a text is past its bound.
pub fn add_proxy(
    floor: &Floor,
    entered_by: Option<PersonId>,
    [name, affiliation, place, typed]: [&str; 4],
    origin: Origin,
    now_ms: u64,
) -> Decided {
    has_room(floor)?;
    let name = text::optional_line(Field::Name, name, limits::NAME_CHARS_MAX)?;
    let affiliation = text::optional_line(
        Field::Affiliation,
        affiliation,
        limits::AFFILIATION_CHARS_MAX,
    )?;
    let place = text::optional_line(Field::Place, place, limits::PLACE_CHARS_MAX)?;
    let typed = text::optional_lines(Field::Question, typed, limits::QUESTION_CHARS_MAX)?;
    if [&name, &affiliation, &place, &typed]
        .iter()
        .all(|part| part.is_none())
    {
        return Err(Rejection::TextMissing { field: Field::Name });
    }
    Ok(vec![Event::ItemEntered {
        item: NewItem {
            id: floor.next_id(),
            kind: ItemKind::Proxy,
            origin,
            asker: None,
            entered_by,
            name,
            affiliation,
            place,
            text: typed,
            language: None,
            anonymity: Anonymity::Named,
            state: ItemState::Approved,
            at_ms: now_ms,
        },
    }])
}

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
    reason: &str,
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
    Ok(vec![moved(item, to, reason, now_ms)])
}

/// Takes the last move of an item back.
///
/// # Errors
/// It has moved since, has no earlier state, or would need a floor that is taken.
pub fn undo(floor: &Floor, item: ItemId, from: ItemState, now_ms: u64) -> Decided {
    let present = seen(floor, item, from)?;
    let (to, _) = present.history.last().ok_or(Rejection::NothingToUndo)?;
    if *to == ItemState::OnFloor {
        floor_is_free(floor)?;
    }
    Ok(vec![Event::ItemRestored {
        item,
        to: *to,
        at_ms: now_ms,
    }])
}

/// Closes the turn on the floor as answered and gives the floor to the given or the first waiting.
///
/// # Errors
/// Another item has the floor than the screen saw, the wanted one does not wait, or nobody does.
pub fn take_next(
    floor: &Floor,
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
        None => order(floor).first().map(|placed| placed.item),
    };
    if present.is_none() && next.is_none() {
        return Err(Rejection::NobodyWaits);
    }
    let answered = present.map(|item| moved(item, ItemState::AnsweredAloud, None, now_ms));
    let taken = next.map(|item| moved(item, ItemState::OnFloor, None, now_ms));
    Ok(answered.into_iter().chain(taken).collect())
}

/// Supports a waiting question, or no longer; saying it twice changes nothing (Q4).
///
/// # Errors
/// The item does not wait, or is the person's own.
pub fn vote(floor: &Floor, person: PersonId, item: ItemId, support: bool) -> Decided {
    let voted = known(floor, item)?;
    if !voted.state.is_public() {
        return Err(Rejection::ItemUnknown);
    }
    if !voted.state.waits() || voted.entered.asker == Some(person) {
        return Err(Rejection::VoteImpossible);
    }
    Ok(match (voted.votes.contains(&person), support) {
        (false, true) => vec![Event::VoteCast { item, person }],
        (true, false) => vec![Event::VoteRetracted { item, person }],
        _ => Vec::new(),
    })
}

/// Sets how the floor is run; what waits keeps its state (Q3).
///
/// # Errors
/// An allowance is past its bounds.
pub fn set_floor(floor: &Floor, rules: FloorRules) -> Decided {
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

fn entering(floor: &Floor, kind: ItemKind, person: &Person, at_ms: u64) -> NewItem {
    NewItem {
        id: floor.next_id(),
        kind,
        origin: Origin::from(person.profile.attendance),
        asker: Some(person.id),
        entered_by: None,
        name: None,
        affiliation: None,
        place: None,
        text: None,
        language: None,
        anonymity: Anonymity::Named,
        state: ItemState::Approved,
        at_ms,
    }
}

fn own_open<'a>(floor: &'a Floor, person: &'a Person) -> impl Iterator<Item = &'a Item> {
    person
        .items
        .iter()
        .filter_map(|id| floor.items.get(id))
        .filter(|item| item.state.is_open())
}

fn may_enter(floor: &Floor) -> Result<(), Rejection> {
    if floor.rules.open {
        has_room(floor)
    } else {
        Err(Rejection::FloorClosed)
    }
}

fn has_room(floor: &Floor) -> Result<(), Rejection> {
    if floor.items.len() < limits::ITEMS_MAX {
        return Ok(());
    }
    Err(Rejection::Full {
        field: Field::Question,
        max: limits::ITEMS_MAX,
    })
}

fn known(floor: &Floor, item: ItemId) -> Result<&Item, Rejection> {
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

fn moved(item: ItemId, to: ItemState, reason: Option<String>, at_ms: u64) -> Event {
    Event::ItemMoved {
        item,
        to,
        reason,
        at_ms,
    }
}
