//! The machine: processors for the server and for the generator, and what a process has used of them and
//! of memory. By `/proc`; where that is not there, the figures of it are left out.

use std::fs;

use onefloor_tests::Failure;

/// A tick of the kernel's accounting, in milliseconds: 100 a second for what programs are shown.
const TICK_MS: f64 = 10.0;

/// Which processor each side has; the server the first one, the generator the second.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Side {
    Server,
    Generator,
}

impl Side {
    /// Holds this thread, and whatever it starts, to the processor of a side. Whether it is held.
    pub(crate) fn takes_this_thread(self) -> bool {
        pinned(self as usize)
    }
}

#[cfg(target_os = "linux")]
fn pinned(processor: usize) -> bool {
    use rustix::thread::{CpuSet, sched_setaffinity};
    let mut set = CpuSet::new();
    set.set(processor);
    sched_setaffinity(None, &set).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn pinned(_processor: usize) -> bool {
    false
}

/// How many processors this machine gives.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What a process has used of processors, in milliseconds.
pub(crate) fn cpu_ms(process: u32) -> Result<f64, Failure> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = after_name.split_whitespace().skip(11);
    let mut ticks = || -> Result<f64, Failure> { Ok(fields.next().unwrap_or("0").parse()?) };
    Ok((ticks()? + ticks()?) * TICK_MS)
}

/// Bytes that a process holds in memory.
pub(crate) fn resident(process: u32) -> Result<f64, Failure> {
    status(process, "VmRSS:")
}

/// The most that it ever held.
pub(crate) fn resident_max(process: u32) -> Result<f64, Failure> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let mut lines = status.lines().filter_map(|line| line.strip_prefix(name));
    let kb = lines.next().and_then(|line| line.split_whitespace().next());
    Ok(kb.ok_or("the system does not say")?.parse::<f64>()? * 1024.0)
}
