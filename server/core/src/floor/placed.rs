//! A place in the order, and why an item has it.

use serde::{Deserialize, Serialize};

use crate::ids::ItemId;

/// Why an item is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A moderator called it.
    CalledNext,
    /// It came before the following ones.
    Arrival,
    /// It is its side's turn.
    Alternates,
    /// Its asker has not had the floor yet.
    FirstTime,
    /// It has this much support.
    Votes,
    /// A moderator put it there.
    Moved,
    /// Its asker let others pass.
    LetPass,
    /// Its asker was called in vain and came back.
    Returned,
    /// It had the floor, or was called, when the segment was left.
    CarriedOver,
    /// It has the last word.
    LastWord,
}

/// One place in the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Placed {
    /// Which item.
    pub item: ItemId,
    /// Why it is here.
    pub why: Why,
    /// In the words of who put it here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wire", ts(optional))]
    pub reason: Option<String>,
}
