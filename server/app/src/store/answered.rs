//! A command that had its outcome, as the log remembers it.

use std::fmt;

use onefloor_core::ids::PersonId;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// Who asked, and the id that their client made: 128 bits of a hash of both. A retry is known by it, and
/// nobody learns from it who asked for what stands beside it, or at which millisecond.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answered(u128);

/// As the first logs hold it: until answers were sealed, the two stood there as they are.
#[derive(Deserialize)]
struct Named {
    person: PersonId,
    id: Uuid,
}

/// Reads either form without keeping it in between: a log has one for each command.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Answered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an answered command: 32 hexadecimal digits")
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<Answered, E> {
        let hash = u128::from_str_radix(digits, 16);
        let unexpected = |_| E::invalid_value(Unexpected::Str(digits), &self);
        hash.map(Answered).map_err(unexpected)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answered, A::Error> {
        let named = Named::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Answered::of(named.person, named.id))
    }
}

impl Answered {
    /// A command of a person.
    #[must_use]
    pub fn of(person: PersonId, id: Uuid) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("onefloor 2026 answered commands");
        hasher.update(&person.0.to_le_bytes());
        hasher.update(id.as_bytes());
        let mut first = [0; 16];
        hasher.finalize_xof().fill(&mut first);
        Self(u128::from_le_bytes(first))
    }
}

impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answered({:032x})", self.0)
    }
}

impl Serialize for Answered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:032x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Answered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_of_an_old_log_is_known_and_a_new_log_names_nobody() {
        let id: Uuid = "01a225ce-d87f-74b7-b933-fbab407e3c6f".parse().unwrap();
        let now = Answered::of(PersonId(7), id);
        let old = format!(r#"{{"person":7,"id":"{id}"}}"#);
        assert_eq!(serde_json::from_str::<Answered>(&old).unwrap(), now);
        let written = serde_json::to_string(&now).unwrap();
        assert_eq!(written.len(), 34);
        assert_eq!(serde_json::from_str::<Answered>(&written).unwrap(), now);
        assert_ne!(Answered::of(PersonId(8), id), now);
        assert!(serde_json::from_str::<Answered>("\"nobody\"").is_err());
    }
}
