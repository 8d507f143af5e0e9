//! What support an entry had when it was put to everybody.

use serde::{Deserialize, Serialize};

use crate::capture::Entry;
use crate::consensus::{StanceWhy, whys};
use crate::poll::PollResult;
use crate::session::Session;

/// The outcome of the last consensus check that an entry was part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// Support, can live with it, object: room and online apart.
    pub result: PollResult,
    /// Words why, without names, those who support first.
    pub whys: Vec<StanceWhy>,
    /// Whether the entry says something else since.
    pub reworded: bool,
    /// When the check closed.
    pub closed_at_ms: u64,
}

/// The support that an entry had, once a check of it has closed.
#[must_use]
pub(super) fn support(session: &Session, entry: &Entry) -> Option<Support> {
    let checks = session.consensus.checks.iter().rev();
    checks
        .filter_map(|check| {
            let (closed_at_ms, results) = check.closed.as_ref()?;
            let result = results.iter().find(|result| result.entry == entry.id)?;
            let put = check.put.entries.iter().find(|put| put.entry == entry.id)?;
            Some(Support {
                result: result.result.clone(),
                whys: whys(check, entry.id),
                reworded: put.text != entry.text.text(),
                closed_at_ms: *closed_at_ms,
            })
        })
        .next()
}
