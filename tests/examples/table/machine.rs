//! The machine: processors for the server and for the generator.

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
