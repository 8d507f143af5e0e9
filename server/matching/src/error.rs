//! What can be wrong with a request; each error names the field and the entry.

use std::fmt;

/// A field of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "each is the field of the request it is called after"
)]
pub enum MatchField {
    People,
    Blocks,
    Together,
    Met,
    Target,
    Min,
    Max,
    Rounds,
}

impl fmt::Display for MatchField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::People => "people",
            Self::Blocks => "blocks",
            Self::Together => "together",
            Self::Met => "met",
            Self::Target => "target",
            Self::Min => "min",
            Self::Max => "max",
            Self::Rounds => "rounds",
        })
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatchError {
    /// The field has more entries than its bound.
    TooMany {
        /// Which.
        field: MatchField,
        /// The bound.
        max: usize,
    },
    /// A size is outside of its bounds.
    Size {
        /// Which.
        field: MatchField,
        /// Smallest it may be.
        min: usize,
        /// Largest it may be.
        max: usize,
    },
    /// Two people have the same id.
    DuplicateId {
        /// Place of the first one.
        first: usize,
        /// Place of the second one.
        second: usize,
    },
    /// An entry names somebody who is not among the people.
    UnknownPerson {
        /// In which list.
        field: MatchField,
        /// Which entry of it.
        entry: usize,
        /// Whom it names.
        person: usize,
    },
    /// A pair names one person twice.
    OnePerson {
        /// In which list.
        field: MatchField,
        /// Which entry of it.
        entry: usize,
    },
    /// People who must stay together do not fit into the largest room.
    UnitTooLarge {
        /// An entry of `together` that the unit comes from.
        entry: usize,
        /// How many people it ties together.
        people: usize,
        /// Most that fit.
        max: usize,
    },
    /// Two people must share a room and must never share one.
    BlockInsideUnit {
        /// The entry of `blocks`.
        entry: usize,
    },
}

impl fmt::Display for MatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { field, max } => write!(formatter, "{field}: at most {max}"),
            Self::Size { field, min, max } => {
                write!(formatter, "{field}: must be between {min} and {max}")
            }
            Self::DuplicateId { first, second } => {
                write!(formatter, "people[{second}]: has the id of people[{first}]")
            }
            Self::UnknownPerson {
                field,
                entry,
                person,
            } => write!(formatter, "{field}[{entry}]: there is no people[{person}]"),
            Self::OnePerson { field, entry } => {
                write!(formatter, "{field}[{entry}]: names one person twice")
            }
            Self::UnitTooLarge { entry, people, max } => write!(
                formatter,
                "together[{entry}]: ties {people} people together, a room holds {max}"
            ),
            Self::BlockInsideUnit { entry } => write!(
                formatter,
                "blocks[{entry}]: these two are in one unit of together"
            ),
        }
    }
}

impl std::error::Error for MatchError {}
