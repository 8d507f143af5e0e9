//! One person on one device more: what their first device hands to the next one, once.
//!
//! A browser makes a token and a pad of random bytes, and puts both into the fragment of a link, which
//! no server sees. Here is kept, in memory and for five minutes, what the browser covered with the pad,
//! under a hash of the token: without the link it is noise, and with it the next device has the key of
//! the person. It comes in with that key as every device does, so nothing else has to be told: votes,
//! hand, seat, contacts and what was said sealed are the person's.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use onefloor_core::ids::PersonId;

/// How long a link to one device more works, in milliseconds.
pub(crate) const HANDOVER_MS: u64 = 300_000;
/// Characters of a token: 128 bits in hexadecimal digits.
pub(crate) const TOKEN_CHARS: usize = 32;
/// Characters of what is handed over, covered.
pub(crate) const COVERED_CHARS_MAX: usize = 512;
/// Handovers that wait at once; a person has one.
const WAITING_MAX: usize = 20_000;

type Whose = (String, PersonId);
type TokenHash = [u8; 32];

/// What waits to be taken to another device.
#[derive(Debug, Default)]
pub(crate) struct Handovers(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    by_token: HashMap<TokenHash, Handover>,
    by_person: HashMap<Whose, TokenHash>,
}

#[derive(Debug)]
struct Handover {
    whose: Whose,
    covered: String,
    until_ms: u64,
}

impl Handovers {
    /// Keeps what a person hands over, in the place of what they handed over before, and says until
    /// when; `None` for what is no token or too long, or while too many wait.
    pub(crate) fn offer(
        &self,
        session: &str,
        person: PersonId,
        (token, covered): (&str, String),
        now_ms: u64,
    ) -> Option<u64> {
        if !is_token(token) || covered.chars().count() > COVERED_CHARS_MAX {
            return None;
        }
        let whose = (session.to_owned(), person);
        let mut waiting = self.waiting();
        waiting.drop_of(&whose);
        if waiting.by_token.len() >= WAITING_MAX {
            waiting.drop_late(now_ms);
        }
        if waiting.by_token.len() >= WAITING_MAX {
            return None;
        }
        let until_ms = now_ms + HANDOVER_MS;
        let hash = hash(session, token);
        waiting.by_person.insert(whose.clone(), hash);
        let handover = Handover {
            whose,
            covered,
            until_ms,
        };
        waiting.by_token.insert(hash, handover);
        Some(until_ms)
    }

    /// Takes what waits under a token; the next one who asks finds nothing.
    pub(crate) fn take(&self, session: &str, token: &str, now_ms: u64) -> Option<String> {
        let mut waiting = self.waiting();
        let handover = waiting.by_token.remove(&hash(session, token))?;
        waiting.by_person.remove(&handover.whose);
        (now_ms < handover.until_ms).then_some(handover.covered)
    }

    /// Each change is whole before the guard goes.
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn drop_of(&mut self, whose: &Whose) {
        if let Some(before) = self.by_person.remove(whose) {
            self.by_token.remove(&before);
        }
    }

    fn drop_late(&mut self, now_ms: u64) {
        self.by_token
            .retain(|_, handover| now_ms < handover.until_ms);
        let by_token = &self.by_token;
        self.by_person
            .retain(|_, token| by_token.contains_key(token));
    }
}

fn is_token(token: &str) -> bool {
    token.len() == TOKEN_CHARS && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A table of hashes, looked up by one: the time of it tells nothing of the tokens.
fn hash(session: &str, token: &str) -> TokenHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(session.as_bytes());
    hasher.update(b" ");
    hasher.update(token.as_bytes());
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: PersonId = PersonId(1);
    const BAO: PersonId = PersonId(2);

    fn token(digit: char) -> String {
        digit.to_string().repeat(TOKEN_CHARS)
    }

    #[test]
    fn it_is_taken_once_within_five_minutes_and_in_its_session() {
        let handovers = Handovers::default();
        let offer = |person, digit, at_ms| {
            let offered = (&*token(digit), format!("of {person}"));
            handovers.offer("AB12CD", person, offered, at_ms)
        };
        assert_eq!(offer(ANA, 'a', 1_000), Some(1_000 + HANDOVER_MS));
        assert_eq!(handovers.take("ZZ99ZZ", &token('a'), 2_000), None);
        assert!(handovers.take("AB12CD", &token('a'), 2_000).is_some());
        assert_eq!(handovers.take("AB12CD", &token('a'), 2_000), None);
        assert!(offer(BAO, 'b', 1_000).is_some());
        assert_eq!(
            handovers.take("AB12CD", &token('b'), 1_000 + HANDOVER_MS),
            None
        );
    }

    #[test]
    fn a_person_has_one_and_the_last_one_holds() {
        let handovers = Handovers::default();
        for digit in ['a', 'b'] {
            let offered = (&*token(digit), "covered".to_owned());
            assert!(handovers.offer("AB12CD", ANA, offered, 0).is_some());
        }
        assert_eq!(handovers.take("AB12CD", &token('a'), 1), None);
        assert!(handovers.take("AB12CD", &token('b'), 1).is_some());
        assert!(handovers.waiting().by_person.is_empty());
    }

    #[test]
    fn what_is_no_token_or_too_long_is_not_kept() {
        let handovers = Handovers::default();
        let offer =
            |token: &str, covered: String| handovers.offer("AB12CD", ANA, (token, covered), 0);
        assert_eq!(offer("short", "covered".to_owned()), None);
        assert_eq!(offer(&token('g'), "covered".to_owned()), None);
        assert_eq!(offer(&token('a'), "a".repeat(COVERED_CHARS_MAX + 1)), None);
    }
}
