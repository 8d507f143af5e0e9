//! Time spoken, as the report may tell it.

use super::names::is_nameless;
use crate::session::Session;
use crate::speaking::{Shares, shares_where};
use crate::terms::Voice;

/// Time spoken: what was said under the Chatham House Rule is counted for its side alone, and groups
/// where the organiser collects them.
pub(super) fn reported(session: &Session) -> Shares {
    let asks_nameless = |voice: Voice| match voice {
        Voice::Asker { item } => {
            let item = session.floor.items.get(&item);
            item.is_some_and(|item| is_nameless(session, item))
        }
        Voice::Speaker { .. } => false,
    };
    let mut shares = shares_where(session.roster(), |segment, voice| {
        !session.capture.is_chatham(segment) && !asks_nameless(voice)
    });
    if !session.form.rules.collect_groups {
        shares.by_group.clear();
        for share in &mut shares.people {
            share.stakeholder_group = None;
        }
    }
    shares
}
