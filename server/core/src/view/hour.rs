//! The agenda as each audience sees it.

use super::entry::{Entry, View};
use crate::agenda::{self, Plan};
use crate::session::Session;

/// Puts what everybody sees of the hour.
pub(super) fn put_common(view: &mut View, session: &Session, plan: &Plan) {
    let spoken_ms = |segment, voice| session.speaking.spoken_ms(segment, voice);
    let agenda = agenda::agenda(&session.agenda, &session.links, plan, spoken_ms);
    view.insert("agenda".to_owned(), Entry::Agenda(agenda));
}

/// Puts what staff sees of the hour besides.
pub(super) fn put_staff(view: &mut View, session: &Session) {
    let rundown = agenda::rundown(&session.agenda, &session.links);
    view.insert("rundown".to_owned(), Entry::Rundown(rundown));
}
