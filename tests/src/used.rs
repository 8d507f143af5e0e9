//! What a process has used of processors and of memory, as Linux tells it; elsewhere, nobody knows.

use std::fs;

use crate::Failure;

/// What a process has used of processors, in milliseconds, of all its threads that are and that were.
///
/// # Errors
/// The system does not say.
#[cfg(target_os = "linux")]
pub fn cpu_ms(process: u32) -> Result<f64, Failure> {
    use nix::time::{clock_getcpuclockid, clock_gettime};
    use nix::unistd::Pid;

    let clock = clock_getcpuclockid(Pid::from_raw(i32::try_from(process)?))?;
    let used = std::time::Duration::from(clock_gettime(clock)?);
    Ok(used.as_secs_f64() * 1e3)
}

/// What a process has used of processors.
///
/// # Errors
/// Nothing but Linux is asked.
#[cfg(not(target_os = "linux"))]
pub fn cpu_ms(_process: u32) -> Result<f64, Failure> {
    Err("only Linux says so here".into())
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
