//! What came of a measurement.

use std::time::{SystemTime, UNIX_EPOCH};

use onefloor_tests::Failure;
use onefloor_tests::used::{cpu_ms, resident};

/// What came of one server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured {
    /// Frames that arrived at all connections together.
    pub(crate) frames: usize,
    /// Processor time of the server for each of them, in microseconds.
    pub(crate) cpu_us: f64,
    /// From the change until it had arrived, in milliseconds: the half and 99 of 100 were sooner.
    pub(crate) median_ms: f64,
    pub(crate) p99_ms: f64,
    /// Memory of a connection before anything is sent, and in the end, in kB.
    pub(crate) idle_kb: f64,
    pub(crate) after_kb: f64,
    /// Memory of a screen of staff that was shown a large session, in kB, and the kB that it read.
    pub(crate) large_kb: Option<(f64, f64)>,
}

/// Processor time that a process has used, in microseconds.
pub(crate) fn cpu_us(process: u32) -> Result<f64, Failure> {
    Ok(cpu_ms(process)? * 1e3)
}

/// Memory that a process holds, in kB.
pub(crate) fn memory_kb(process: u32) -> Result<f64, Failure> {
    Ok(resident(process)? / 1024.0)
}

/// Microseconds since 1970, which all processes of a machine count alike.
pub(crate) fn now_us() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    u64::try_from(now.unwrap_or_default().as_micros()).unwrap_or_default()
}

/// The value below which this part of them is; 0 of none.
pub(crate) fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let at = (values.len() as f64 * part) as usize;
    let last = values.len().saturating_sub(1);
    values.get(at.min(last)).copied().unwrap_or_default()
}
