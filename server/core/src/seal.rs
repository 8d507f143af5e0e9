//! What ties a person to what they said sealed: that nobody is told, and nothing on a disk tells.
//!
//! A browser keeps a key that the server never stores. While the person is here, the server holds a
//! [`Seal`] made from it, in memory. Whatever is promised as sealed stands in the log under a
//! [`Pseudonym`] of that seal: one for all that a person asks hidden from all, and another one for each
//! question that is put to everybody, so that two answers cannot be joined with one another either. With the seal, whoever said it finds it again, changes it and is
//! counted once; without it, a pseudonym is a random number.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize, de};

use crate::ids::{ConsensusId, EntryId, PersonId, PollId};

/// A person's seal in one session: 32 secret bytes, held in memory while they are here. It is in no
/// event, no view and no log line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seal([u8; 32]);

/// For what a pseudonym stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// What one asks hidden from all: one for the session, so that limits hold and what is one's own is
    /// found again.
    Asking,
    /// The answer to a temperature check.
    Poll(PollId),
    /// How one stands to an entry of a check of consensus.
    Stance(ConsensusId, EntryId),
    /// Feedback after the end.
    Feedback,
}

/// Somebody for one purpose: 128 bits that only their seal leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(u128);

impl Seal {
    /// The seal that these bytes are; they must be secret and evenly spread.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Who its person is for a purpose.
    #[must_use]
    pub fn pseudonym(&self, purpose: Purpose) -> Pseudonym {
        let (kind, numbers) = match purpose {
            Purpose::Asking => (0u8, [0, 0]),
            Purpose::Poll(poll) => (1, [poll.0, 0]),
            Purpose::Stance(check, entry) => (2, [check.0, entry.0]),
            Purpose::Feedback => (3, [0, 0]),
        };
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&[kind]);
        for number in numbers {
            hasher.update(&number.to_le_bytes());
        }
        let mut first = [0; 16];
        hasher.finalize_xof().fill(&mut first);
        Pseudonym(u128::from_le_bytes(first))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(..)")
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pseudonym({self})")
    }
}

/// As 32 hexadecimal digits: no JSON number holds 128 bits.
impl Serialize for Pseudonym {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pseudonym {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let read = Self::read(&digits);
        read.ok_or_else(|| de::Error::custom("a pseudonym is 32 hexadecimal digits"))
    }
}

/// Digits of a pseudonym as it is written.
const PSEUDONYM_DIGITS: usize = 32;

impl Pseudonym {
    fn read(digits: &str) -> Option<Self> {
        u128::from_str_radix(digits, 16).ok().map(Self)
    }
}

/// To what times beside something sealed are rounded down.
const MINUTE_MS: u64 = 60_000;

/// A time as it may stand beside something sealed: its minute.
#[must_use]
pub const fn minute_of(at_ms: u64) -> u64 {
    at_ms - at_ms % MINUTE_MS
}

/// Who gave an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voter {
    /// A person by their id: so in logs from before answers were sealed.
    Known(PersonId),
    /// Whoever has the seal.
    Sealed(Pseudonym),
}

/// As text, so that it can be the key of a JSON map: a number is a person.
impl Serialize for Voter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(person) => serializer.collect_str(person),
            Self::Sealed(pseudonym) => serializer.collect_str(pseudonym),
        }
    }
}

impl<'de> Deserialize<'de> for Voter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = || Some(Self::Known(PersonId(text.parse().ok()?)));
        let sealed = || Some(Self::Sealed(Pseudonym::read(&text)?));
        // A pseudonym has all its digits, whatever they are.
        let voter = if text.len() == PSEUDONYM_DIGITS {
            sealed()
        } else {
            known()
        };
        voter.ok_or_else(|| de::Error::custom("a voter is a number or a pseudonym"))
    }
}

/// Who of those who are here is behind which answer, for one purpose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faces(BTreeMap<Pseudonym, PersonId>);

impl Faces {
    /// Of these people, by their seals.
    pub(crate) fn of<'a>(
        here: impl Iterator<Item = (&'a PersonId, &'a Seal)>,
        purpose: Purpose,
    ) -> Self {
        let face = |(person, seal): (&PersonId, &Seal)| (seal.pseudonym(purpose), *person);
        Self(here.map(face).collect())
    }

    /// The person, where it is known: by the log, or since they are here.
    pub(crate) fn person(&self, voter: Voter) -> Option<PersonId> {
        match voter {
            Voter::Known(person) => Some(person),
            Voter::Sealed(pseudonym) => self.0.get(&pseudonym).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_pseudonym_a_question_and_none_is_another() {
        let (ada, ben) = (Seal::new([1; 32]), Seal::new([2; 32]));
        let purposes = [
            Purpose::Asking,
            Purpose::Poll(PollId(1)),
            Purpose::Poll(PollId(2)),
            Purpose::Stance(ConsensusId(1), EntryId(2)),
            Purpose::Stance(ConsensusId(2), EntryId(1)),
            Purpose::Feedback,
        ];
        let all = [ada, ben]
            .iter()
            .flat_map(|seal| purposes.map(|purpose| seal.pseudonym(purpose)))
            .collect::<std::collections::BTreeSet<_>>();
        assert_eq!(all.len(), 12);
        assert_eq!(ada.pseudonym(purposes[0]), ada.pseudonym(purposes[0]));
    }

    #[test]
    fn a_pseudonym_is_written_whole_and_a_seal_is_not_written() {
        let pseudonym = Pseudonym(7);
        let json = serde_json::to_string(&pseudonym).unwrap();
        assert_eq!(json, "\"00000000000000000000000000000007\"");
        assert_eq!(serde_json::from_str::<Pseudonym>(&json).unwrap(), pseudonym);
        assert!(serde_json::from_str::<Pseudonym>("\"nobody\"").is_err());
        assert_eq!(format!("{:?}", Seal::new([7; 32])), "Seal(..)");
    }
}
