//! What is put on the screens in the room: what the display shows, and how a speaker is told.

use serde::{Deserialize, Serialize};

/// What the moderator has put on the display of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisplayMode {
    /// What the segment calls for.
    #[default]
    Auto,
    /// The clock of the segment, and who speaks.
    Clock,
    /// Who has the floor and who comes next.
    Floor,
    /// The prompt of the breakout round and its clock.
    Prompt,
    /// The temperature check that is open, else the last.
    Poll,
    /// How to join.
    Join,
    /// The takeaways captured so far.
    Takeaways,
    /// What is put to everybody, else the last.
    Consensus,
    /// Nothing at all.
    Blank,
}

/// How a message to a speaker is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It stands there.
    Steady,
    /// It draws the eye.
    Flash,
    /// It asks to come to an end; without words of its own it says so in the speaker's language.
    WrapUp,
}

/// A moment at which a speaker's screen speaks by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Time that is left then; negative once it is over.
    pub left_ms: i64,
    /// The organiser's words; without, the screen says how much is left in its own language.
    pub text: Option<String>,
    /// How.
    pub tone: Tone,
}
