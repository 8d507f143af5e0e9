//! How far somebody is silenced of whom nobody knows who they are.

use serde::{Deserialize, Serialize};

/// How far somebody was silenced from what they asked hidden from all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// They bring nothing and support nothing.
    Muted,
    /// They do nothing at all.
    KeptOut,
}
