//! What the rules about rounds see of a session.

use crate::context::Context;
use crate::networking::{self, Hall, RoundPreview, RoundSettings};
use crate::rejection::Rejection;
use crate::session::Session;

/// The rounds, who is here and who asks.
pub(super) fn hall<'a>(session: &'a Session, context: &'a Context<'_>) -> Hall<'a> {
    Hall {
        networking: &session.networking,
        people: &session.people,
        presence: context.presence,
        asks: context.actor.person(),
        has_ended: session.agenda.ended_at_ms.is_some(),
        now_ms: context.now_ms,
        seed: context.seed,
    }
}

/// What a draw with these settings would come to now.
///
/// # Errors
/// The screen may not draw a round, or a setting is past its bound.
pub fn preview_round(
    session: &Session,
    settings: &RoundSettings,
    context: &Context<'_>,
) -> Result<RoundPreview, Rejection> {
    let drawn = networking::Command::DrawRound;
    drawn.right().check(context.actor)?;
    networking::preview(&hall(session, context), settings)
}
