//! What a process uses, as Linux tells it, and what came of a measurement.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use onefloor_tests::Failure;

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

/// Processor time that a process has used, in microseconds; by the kernel's ticks of 10 ms.
pub(crate) fn cpu_us(process: u32) -> Result<f64, Failure> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || -> Result<f64, Failure> { Ok(fields.next().unwrap_or("0").parse()?) };
    Ok((ticks()? + ticks()?) * 10_000.0)
}

/// Memory that a process holds, in kB.
pub(crate) fn memory_kb(process: u32) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.ok_or("no memory is told")?.trim();
    Ok(kb.trim_end_matches(" kB").parse()?)
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
