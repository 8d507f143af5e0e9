//! What a process has used of processors and of memory, as `/proc` tells it; where that is not there, nobody
//! knows.

use std::fs;

use crate::Failure;

/// A tick of the kernel's accounting, in milliseconds: 100 a second for what programs are shown.
const TICK_MS: f64 = 10.0;

/// What a process has used of processors, in milliseconds.
///
/// # Errors
/// The system does not say.
pub fn cpu_ms(process: u32) -> Result<f64, Failure> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || -> Result<f64, Failure> { Ok(fields.next().unwrap_or("0").parse()?) };
    Ok((ticks()? + ticks()?) * TICK_MS)
}

/// Bytes that a process holds in memory.
///
/// # Errors
/// The system does not say.
pub fn resident(process: u32) -> Result<f64, Failure> {
    status(process, "VmRSS:")
}

/// The most that it ever held.
///
/// # Errors
/// The system does not say.
pub fn resident_max(process: u32) -> Result<f64, Failure> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let mut lines = status.lines().filter_map(|line| line.strip_prefix(name));
    let kb = lines.next().and_then(|line| line.split_whitespace().next());
    Ok(kb.ok_or("the system does not say")?.parse::<f64>()? * 1024.0)
}
