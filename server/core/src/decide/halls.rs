//! What the rules of each concept may look at, out of the session and what surrounds it.

use crate::consensus;
use crate::context::Context;
use crate::poll;
use crate::session::Session;

pub(super) fn poll<'a>(session: &'a Session, context: &Context<'a>) -> poll::Hall<'a> {
    poll::Hall {
        polls: &session.polls,
        conduct: &session.conduct,
        attendees: session.attendees(context.presence),
        running: session.agenda.running(),
        is_over: session.agenda.ended_at_ms.is_some(),
        asking: session.asking(context).ok().map(|person| person.id),
        now_ms: context.now_ms,
    }
}

pub(super) fn consensus<'a>(session: &'a Session, context: &Context<'a>) -> consensus::Hall<'a> {
    consensus::Hall {
        consensus: &session.consensus,
        capture: &session.capture,
        conduct: &session.conduct,
        attendees: session.attendees(context.presence),
        running: session.agenda.running(),
        is_over: session.agenda.ended_at_ms.is_some(),
        asking: session.asking(context).ok().map(|person| person.id),
        now_ms: context.now_ms,
    }
}
