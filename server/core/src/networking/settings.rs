//! What a moderator chooses about a round.

use serde::{Deserialize, Serialize};

use crate::limits;
use crate::rejection::{Field, Rejection};

/// What people in the room do while those online are in rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tables {
    /// They are not matched.
    #[default]
    None,
    /// They are matched among themselves, at tables with letters.
    Apart,
    /// They are matched together with those online: a table with a telephone.
    Mixed,
}

/// A round as a moderator wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundSettings {
    /// What the rooms talk about.
    #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::PROMPT_CHARS_MAX)))]
    pub prompt: String,
    /// People wanted in a room.
    #[cfg_attr(feature = "wire", schemars(range(min = limits::ROOM_SIZE_MIN, max = limits::ROOM_SIZE_MAX)))]
    pub room_size: u32,
    /// From opening to closing, in milliseconds.
    #[cfg_attr(feature = "wire", schemars(range(min = limits::ROUND_MS_MIN, max = limits::ROUND_MS_MAX)))]
    pub length_ms: u64,
    /// Rounds of the series.
    #[serde(default = "one")]
    #[cfg_attr(feature = "wire", schemars(range(min = 1, max = limits::ROUNDS_AT_ONCE_MAX)))]
    pub rounds: u32,
    /// Between two rounds, in milliseconds.
    #[serde(default = "pause")]
    #[cfg_attr(feature = "wire", schemars(range(min = limits::ROUND_PAUSE_MS_MIN, max = limits::ROUND_PAUSE_MS_MAX)))]
    pub pause_ms: u64,
    /// Whether the next round calls itself.
    #[serde(default)]
    pub by_itself: bool,
    /// Whether people are asked if they are ready before the draw.
    #[serde(default)]
    pub ready_check: bool,
    /// What people in the room do.
    #[serde(default)]
    pub tables: Tables,
}

fn one() -> u32 {
    1
}

fn pause() -> u64 {
    limits::ROUND_PAUSE_MS
}

impl RoundSettings {
    /// Rooms of this size for this long, everything else as it is by default.
    #[must_use]
    pub fn new(prompt: &str, room_size: u32, length_ms: u64) -> Self {
        Self {
            prompt: prompt.to_owned(),
            room_size,
            length_ms,
            rounds: one(),
            pause_ms: pause(),
            by_itself: false,
            ready_check: false,
            tables: Tables::None,
        }
    }

    /// Cleans the prompt and checks every bound.
    ///
    /// # Errors
    /// The field that is past its bound.
    pub fn checked(&self) -> Result<Self, Rejection> {
        let prompt = Field::Prompt.line(&self.prompt, limits::PROMPT_CHARS_MAX)?;
        let size = limits::ROOM_SIZE_MIN.into()..=limits::ROOM_SIZE_MAX.into();
        within(Field::RoomSize, self.room_size.into(), size)?;
        length_in_bounds(self.length_ms)?;
        let rounds = 1..=limits::ROUNDS_AT_ONCE_MAX.into();
        within(Field::Rounds, self.rounds.into(), rounds)?;
        let pause = limits::ROUND_PAUSE_MS_MIN..=limits::ROUND_PAUSE_MS_MAX;
        within(Field::Pause, self.pause_ms, pause)?;
        Ok(Self {
            prompt,
            ..self.clone()
        })
    }
}

/// Checks the length of a round, or what is left of it.
pub(super) fn length_in_bounds(length_ms: u64) -> Result<(), Rejection> {
    let bounds = limits::ROUND_MS_MIN..=limits::ROUND_MS_MAX;
    within(Field::RoundLength, length_ms, bounds)
}

fn within(
    field: Field,
    value: u64,
    bounds: std::ops::RangeInclusive<u64>,
) -> Result<(), Rejection> {
    if bounds.contains(&value) {
        return Ok(());
    }
    let (min, max) = bounds.into_inner();
    Err(Rejection::OutOfRange { field, min, max })
}
