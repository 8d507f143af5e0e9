//! How many files the process may have open: a connection is one.

/// Raises the bound of open files as far as the system lets it; the bound.
#[cfg(unix)]
pub(crate) fn raised() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let bound = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: bound.maximum,
        maximum: bound.maximum,
    };
    // A sandbox may forbid the call, so that it is made only where it changes something; and some
    // systems name a maximum that they do not give.
    let is_raised = bound.current != bound.maximum && setrlimit(Resource::Nofile, most).is_ok();
    let current = if is_raised {
        bound.maximum
    } else {
        bound.current
    };
    current.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    })
}

/// Where connections are not files, nothing bounds them here.
#[cfg(not(unix))]
pub(crate) fn raised() -> usize {
    usize::MAX
}
