//! What orders the waiting.

use serde::{Deserialize, Serialize};

/// What orders the waiting; the switches combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(from = "Written")]
pub struct OrderRules {
    /// Online and room by turns.
    pub alternate: bool,
    /// Whoever has not had the floor yet comes first.
    pub first_timers: bool,
    /// The more supported comes first.
    pub votes: bool,
}

impl Default for OrderRules {
    fn default() -> Self {
        Self {
            alternate: true,
            first_timers: false,
            votes: false,
        }
    }
}

/// As it is written now, and as the first logs wrote it.
#[derive(Deserialize)]
#[cfg_attr(feature = "wire", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "wire", schemars(rename = "OrderRulesWritten"))]
#[serde(untagged)]
enum Written {
    Named(Named),
    Rules(Switches),
}

#[derive(Deserialize)]
#[cfg_attr(feature = "wire", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "wire", schemars(inline))]
#[serde(rename_all = "snake_case")]
enum Named {
    Arrival,
    Alternate,
    Votes,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "wire", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "wire", schemars(inline))]
#[serde(deny_unknown_fields)]
struct Switches {
    alternate: bool,
    first_timers: bool,
    votes: bool,
}

impl From<Written> for OrderRules {
    fn from(written: Written) -> Self {
        let (alternate, first_timers, votes) = match written {
            Written::Named(Named::Arrival) => (false, false, false),
            Written::Named(Named::Alternate) => (true, false, false),
            Written::Named(Named::Votes) => (false, false, true),
            Written::Rules(rules) => (rules.alternate, rules.first_timers, rules.votes),
        };
        Self {
            alternate,
            first_timers,
            votes,
        }
    }
}
