//! What is counted for as long as it is there: each value here is one more, until it is dropped.

use onefloor_core::terms::{Role, Roles};

use super::metrics::{metrics, role_name};

/// An open connection.
#[derive(Debug)]
pub(crate) struct Connection(());

impl Connection {
    pub(crate) fn opens() -> Self {
        metrics().connections.inc();
        Self(())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        metrics().connections.dec();
    }
}

/// Heavy work that is being done.
#[derive(Debug)]
pub(crate) struct Working(());

impl Working {
    pub(crate) fn begins() -> Self {
        metrics().heavy.inc();
        Self(())
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        metrics().heavy.dec();
    }
}

/// A screen that was let in.
#[derive(Debug)]
pub(crate) struct Screen {
    role: &'static str,
    is_behind: bool,
}

impl Screen {
    /// Counted by the first of its roles; they are in the order of how much they may do.
    pub(crate) fn of(roles: &Roles) -> Self {
        let role = role_name(roles.first().copied().unwrap_or(Role::Participant));
        metrics().screens.get_or_create(&[("role", role)]).inc();
        let is_behind = false;
        Self { role, is_behind }
    }

    /// It reads too slowly.
    pub(crate) fn falls_behind(&mut self) {
        if !self.is_behind {
            metrics().slow_readers.inc();
            metrics().fell_behind.inc();
        }
        self.is_behind = true;
    }

    /// It has read all.
    pub(crate) fn caught_up(&mut self) {
        if self.is_behind {
            metrics().slow_readers.dec();
        }
        self.is_behind = false;
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.caught_up();
        let labels = [("role", self.role)];
        metrics().screens.get_or_create(&labels).dec();
    }
}
