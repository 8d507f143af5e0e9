//! A round under way: closed, lengthened, spoken to.

use super::call::closed;
use super::event::Event;
use super::hall::Hall;
use super::settings::length_in_bounds;
use super::state::{ClosedBy, Networking};
use crate::ids::RoomId;
use crate::limits;
use crate::rejection::{Field, Rejection};

type Decided = Result<Vec<Event>, Rejection>;

/// Closes the round before its time.
///
/// # Errors
/// None is under way.
pub(crate) fn close(networking: &Networking, by: ClosedBy, now_ms: u64) -> Decided {
    let round = networking.current().ok_or(Rejection::RoundNotOpen)?;
    let nobody_met = round.drawn_at_ms.is_none() && by == ClosedBy::Moderator;
    let by = if nobody_met { ClosedBy::CalledOff } else { by };
    Ok(vec![closed(round, by, now_ms)])
}

/// Closes one room; its people are back in the main room.
///
/// # Errors
/// No round is open, or the room is none of it.
pub(super) fn close_one(hall: &Hall<'_>, room: RoomId) -> Decided {
    let known = hall.open()?.room(room).ok_or(Rejection::RoomUnknown)?;
    let closed = Event::RoomClosed {
        room,
        at_ms: hall.now_ms,
    };
    Ok(known.is_open().then_some(closed).into_iter().collect())
}

/// Gives or takes whole minutes.
///
/// # Errors
/// None is open, or what is left would be too short or too long.
pub(super) fn extend(hall: &Hall<'_>, minutes: i32) -> Decided {
    let round = hall.open()?;
    let delta_ms = u64::from(minutes.unsigned_abs()).saturating_mul(60_000);
    let closes_at_ms = if minutes < 0 {
        round.closes_at_ms.saturating_sub(delta_ms)
    } else {
        round.closes_at_ms.saturating_add(delta_ms)
    };
    length_in_bounds(closes_at_ms.saturating_sub(hall.now_ms))?;
    Ok(vec![Event::RoundExtended {
        round: round.id,
        at_ms: hall.now_ms,
        closes_at_ms,
    }])
}

/// Says something to all rooms.
///
/// # Errors
/// No round is open, or the text is empty or too long.
pub(super) fn message(hall: &Hall<'_>, typed: &str) -> Decided {
    let round = hall.open()?.id;
    let text = Field::Message.line(typed, limits::ROOMS_MESSAGE_CHARS_MAX)?;
    Ok(vec![Event::RoomsMessaged {
        round,
        text,
        at_ms: hall.now_ms,
    }])
}
