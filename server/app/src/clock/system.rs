//! What a system says of the time.

use std::fmt;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
use std::sync::LazyLock;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
use std::time::Instant;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a system's clocks say at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Milliseconds since 1970, by a clock that can be set.
    pub wall_ms: u64,
    /// Milliseconds since some moment, by one that only goes on.
    pub steady_ms: u64,
}

/// Where the time comes from.
pub trait Source: fmt::Debug + Send + Sync {
    /// Reads both clocks.
    fn read(&self) -> Reading;
}

/// The clocks of this machine.
#[derive(Debug, Clone, Copy)]
pub struct System;

impl Source for System {
    fn read(&self) -> Reading {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Reading {
            wall_ms: since.map_or(0, |since| whole_ms(since.as_millis())),
            steady_ms: steady_ms(),
        }
    }
}

/// A clock that goes on while the machine sleeps, as the hour does.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn steady_ms() -> u64 {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::Boottime);
    let ms = i128::from(time.tv_sec) * 1_000 + i128::from(time.tv_nsec) / 1_000_000;
    u64::try_from(ms).unwrap_or(0)
}

/// Elsewhere the standard library's own, which may stand still while the machine sleeps.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn steady_ms() -> u64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    whole_ms(BEGUN.elapsed().as_millis())
}

fn whole_ms(ms: u128) -> u64 {
    u64::try_from(ms).unwrap_or(u64::MAX)
}
