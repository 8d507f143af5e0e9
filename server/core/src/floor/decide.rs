//! Commands of the floor. Moves name the state that the screen saw, so that staff do not fight (Q11).

use super::command::Command;
use super::event::Event;
use super::intake::{Question, add_proxies, ask, raise_hand};
use super::merge::{merge, reword};
use super::queue::{confirm_ready, give_last_word, let_pass, place_item, rejoin};
use super::{Because, Floor, FloorRules, Item, ItemKind, order};
use crate::context::Context;
use crate::ids::{ItemId, PersonId, SegmentId};
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::terms::{ItemState, Origin};

type Decided = Result<Vec<Event>, Rejection>;

/// Decides about the queue: of staff, and of those who bring something.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (floor, now_ms) = (&session.floor, context.now_ms);
    let asking = || session.asking(context);
    match command {
        Command::WithdrawItem { item } => withdraw(floor, asking()?.id, *item, now_ms),
        Command::ConfirmReady { item } => confirm_ready(floor, asking()?.id, *item, now_ms),
        Command::LetPass { item } => {
            let_pass(floor, session.agenda.running(), asking()?.id, *item, now_ms)
        }
        Command::AskQuestion {
            text,
            anonymity,
            language,
            comment,
        } => {
            let person = asking()?;
            session.not_ended()?;
            let question = Question {
                text,
                anonymity: *anonymity,
                language: language.as_deref(),
                is_comment: *comment,
            };
            ask(floor, &session.conduct, person, question, now_ms)
        }
        Command::RaiseHand { note } => {
            let person = asking()?;
            session.not_ended()?;
            raise_hand(floor, &session.conduct, person, note, now_ms)
        }
        Command::Rejoin { item } => {
            let person = asking()?;
            session.not_ended()?;
            rejoin(floor, person.id, *item, now_ms)
        }
        Command::Vote { item, support } => {
            let person = asking()?;
            session.not_ended()?;
            session.conduct.may_answer(person.id)?;
            vote(floor, person.id, *item, *support)
        }
        Command::AddProxy(entry) => {
            session.not_ended()?;
            let entries = std::slice::from_ref(entry);
            add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AddProxies { entries } => {
            session.not_ended()?;
            add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AnswerInText { item, from, text } => {
            answer_in_text(floor, *item, *from, text, now_ms)
        }
        Command::MergeItems { into, items } => merge(floor, *into, items, now_ms),
        Command::RewordItem {
            item,
            text,
            revision,
        } => reword(floor, *item, text, *revision, now_ms),
        Command::PlaceItem {
            item,
            after,
            before,
            reason,
        } => place_item(floor, *item, [*after, *before], reason, now_ms),
        Command::SetSegmentOrder { segment, order } => {
            let known = session.agenda.segment(*segment);
            known.ok_or(Rejection::SegmentUnknown)?;
            set_segment_order(floor, *segment, *order)
        }
        Command::LastCall { after_ms } => {
            session.not_ended()?;
            last_call(floor, *after_ms, now_ms)
        }
        Command::GiveLastWord { item } => give_last_word(floor, *item),
        Command::MoveItem {
            item,
            from,
            to,
            reason,
            because,
        } => {
            // What was left is still put in order for the report; nobody speaks any more.
            if matches!(to, ItemState::OnFloor | ItemState::Next) {
                session.not_ended()?;
            }
            move_item(floor, *item, *from, *to, (reason, *because), now_ms)
        }
        Command::UndoItem { item, from } => {
            let undone = undo(floor, *item, *from, now_ms)?;
            let speaks = |event: &Event| {
                let Event::ItemRestored { to, .. } = event else {
                    return false;
                };
                matches!(to, ItemState::OnFloor | ItemState::Next)
            };
            if undone.iter().any(speaks) {
                session.not_ended()?;
            }
            Ok(undone)
        }
        Command::TakeNext { on_floor, item } => {
            session.not_ended()?;
            take_next(floor, session.agenda.running(), *on_floor, *item, now_ms)
        }
        Command::SetFloor { rules } => set_floor(floor, *rules),
    }
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

/// Ends the turn on the floor, if there is one: with the session, everything ends.
#[must_use]
pub(crate) fn end_turn(floor: &Floor, at_ms: u64) -> Option<Event> {
    let item = floor.on_floor()?;
    Some(Event::ItemMoved {
        item: item.entered.id,
        to: ItemState::AnsweredAloud,
        reason: None,
        because: None,
        answer: None,
        at_ms,
    })
}
