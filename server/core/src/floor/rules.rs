//! How the floor is run: open or not, approved first or not, in which order, for how long.

use serde::{Deserialize, Serialize};

use super::order_rules::OrderRules;

/// How the floor is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FloorRules {
    /// Whether participants may bring new questions and hands.
    pub open: bool,
    /// Whether new questions wait for a moderator before others see them.
    pub premoderation: bool,
    /// Who comes next, where a segment has no order of its own.
    pub order: OrderRules,
    /// Allowance of a turn on the floor, in milliseconds.
    #[serde(default = "turn_ms")]
    pub turn_ms: u64,
    /// Allowance of a follow-up after an answer, in milliseconds.
    #[serde(default = "follow_up_ms")]
    pub follow_up_ms: u64,
    /// Last call: when the floor closes by itself, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at_ms: Option<u64>,
    /// The one switch for a room that gets rough: everything waits for approval, nobody asks
    /// without a name, and everybody has one open item.
    #[serde(default, skip_serializing_if = "is_false")]
    pub calm: bool,
    /// Whether participants see how the floor is shared between online and room.
    #[serde(default, skip_serializing_if = "is_false")]
    pub balance_shown: bool,
}

const fn turn_ms() -> u64 {
    120_000
}

const fn follow_up_ms() -> u64 {
    30_000
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference to what it may skip"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Default for FloorRules {
    fn default() -> Self {
        Self {
            open: true,
            premoderation: false,
            order: OrderRules::default(),
            turn_ms: turn_ms(),
            follow_up_ms: follow_up_ms(),
            closes_at_ms: None,
            calm: false,
            balance_shown: false,
        }
    }
}

impl FloorRules {
    /// Whether a new question waits for a moderator.
    #[must_use]
    pub(crate) fn approves_first(&self) -> bool {
        self.premoderation || self.calm
    }
}
