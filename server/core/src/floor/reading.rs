//! Whoever cannot or does not want to speak says so once, and is read aloud.

use super::asking::Asking;
use super::event::Event;
use super::intake::brought;
use super::moves::known;
use super::new_item::Because;
use super::state::Floor;
use crate::conduct::Conduct;
use crate::ids::ItemId;
use crate::rejection::Rejection;
use crate::terms::{ItemState, Turn};

/// Has an own item read aloud; with the words that are read, where it has none.
///
/// # Errors
/// It is not the person's, it is over, or what is to be read may not be brought.
pub(super) fn ask_to_be_read(
    floor: &Floor,
    conduct: &Conduct,
    asking: Asking<'_>,
    item: ItemId,
    typed: &str,
    now_ms: u64,
) -> Result<Vec<Event>, Rejection> {
    let own = known(floor, item)?;
    if !asking.owns(&own.entered) {
        return Err(Rejection::ItemUnknown);
    }
    if own.erased || !own.state.is_open() {
        return Err(Rejection::MoveImpossible { state: own.state });
    }
    let (given, is_held) = match own.text() {
        Some(_) => (None, false),
        None => {
            let (text, is_held) = brought(floor, conduct, asking, typed)?;
            (Some(text), is_held)
        }
    };
    if is_held && own.state == ItemState::OnFloor {
        // Staff looks at them first, and the floor does not wait for that: nor does anybody leave it so.
        return Err(Rejection::MoveImpossible { state: own.state });
    }
    let words = given.map(|text| Event::WordsGiven {
        item,
        text: Some(text),
    });
    let read = Turn::ReadAloud;
    let turned = (own.turn() != read).then_some(Event::TurnSet { item, turn: read });
    let held = (is_held && own.state != ItemState::Held).then(|| Event::ItemMoved {
        item,
        to: ItemState::Held,
        reason: None,
        because: Some(Because::WordList),
        answer: None,
        at_ms: own.entered.told_ms(now_ms),
    });
    Ok(words.into_iter().chain(turned).chain(held).collect())
}
