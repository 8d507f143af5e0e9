//! A ledger as it is kept beside its log: JSON, as the log is, behind the name of the build that wrote it.
//!
//! It holds what the log says, and nothing that the log does not say: a seal, or what makes one, is in
//! neither.

use std::collections::{HashMap, VecDeque};

use onefloor_core::recent::Recent;
use onefloor_core::{Session, limits};
use serde::{Deserialize, Serialize};

use super::Ledger;
use crate::store::Answered;

/// This build, by a hash over its sources: whatever another one wrote is not read.
const BUILD: &str = env!("ONEFLOOR_BUILD");

/// What stands behind the build.
#[derive(Serialize)]
struct Writing<'a> {
    version: u64,
    at_ms: u64,
    settled: u32,
    session: &'a Session,
    recent: Option<&'a Recent>,
    answered: Vec<(Answered, u64)>,
}

#[derive(Deserialize)]
struct Reading {
    version: u64,
    at_ms: u64,
    settled: u32,
    session: Session,
    recent: Option<Recent>,
    answered: VecDeque<(Answered, u64)>,
}

/// Why a state is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// Another build wrote it.
    Foreign,
    /// It is not what this build writes.
    Damaged,
}

/// A ledger as it is kept; `None` if it is too long. `settled` counts the erasures of which the log holds
/// nothing any more.
pub(in crate::session) fn bytes(ledger: &Ledger, settled: u32) -> Option<Vec<u8>> {
    let answered = ledger.answered_in_order.iter();
    let answered = answered.filter_map(|it| Some((*it, ledger.outcome(it)?)));
    let writing = Writing {
        version: ledger.version,
        at_ms: ledger.at_ms,
        settled,
        session: &ledger.session,
        recent: ledger.recent.as_ref(),
        answered: answered.collect(),
    };
    let mut bytes = BUILD.as_bytes().to_vec();
    bytes.push(b'\n');
    // Everything in it can be written: it would be a defect, and then it is not kept.
    serde_json::to_writer(&mut bytes, &writing).ok()?;
    (bytes.len() <= limits::SNAPSHOT_BYTES_MAX).then_some(bytes)
}

/// The ledger that was kept as the state after a version, and how many erasures are settled.
pub(super) fn read(bytes: &[u8], version: u64) -> Result<(Ledger, u32), Unread> {
    let state = bytes.strip_prefix(BUILD.as_bytes());
    let state = state.and_then(|rest| rest.strip_prefix(b"\n"));
    let state = state.ok_or(Unread::Foreign)?;
    let reading: Reading = serde_json::from_slice(state).map_err(|_| Unread::Damaged)?;
    if reading.version != version {
        return Err(Unread::Damaged);
    }
    let answered_in_order = reading.answered.iter().map(|(answered, _)| *answered);
    let ledger = Ledger {
        session: reading.session,
        version,
        at_ms: reading.at_ms,
        may_owe: false,
        recent: reading.recent,
        unkept: 0,
        kept_bytes: bytes.len(),
        answered_in_order: answered_in_order.collect(),
        answered: reading.answered.into_iter().collect::<HashMap<_, _>>(),
    };
    Ok((ledger, reading.settled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        let mut ledger = Ledger {
            version: 7,
            at_ms: 1_234,
            ..Ledger::default()
        };
        let id = uuid::Uuid::from_u128(9);
        let answered = Answered::of(onefloor_core::ids::PersonId(3), id);
        ledger.remember(&[answered], 5);
        ledger
    }

    #[test]
    fn a_ledger_that_was_kept_answers_as_before() {
        let written = bytes(&ledger(), 2).unwrap();
        let (read, settled) = read(&written, 7).unwrap();
        assert_eq!((read.version, read.at_ms, settled), (7, 1_234, 2));
        let answered = *read.answered_in_order.front().unwrap();
        assert_eq!(read.outcome(&answered), Some(5));
        assert_eq!(read.session, ledger().session);
    }

    #[test]
    fn what_another_build_wrote_or_is_cut_or_is_of_another_version_is_not_read() {
        let written = bytes(&ledger(), 0).unwrap();
        let mut foreign = written.clone();
        foreign[0] = if foreign[0] == b'0' { b'1' } else { b'0' };
        assert_eq!(read(&foreign, 7).err(), Some(Unread::Foreign));
        assert_eq!(read(b"", 7).err(), Some(Unread::Foreign));
        let cut = &written[..written.len() - 1];
        assert_eq!(read(cut, 7).err(), Some(Unread::Damaged));
        assert_eq!(read(&written, 8).err(), Some(Unread::Damaged));
    }
}
