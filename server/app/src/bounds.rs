//! What callers may do, whether they come by HTTP or by socket: how many at once, how much of what,
//! how fast, and how slowly.

mod buckets;
mod budget;
mod callers;
mod connections;
mod files;
mod guesses;
mod known;
mod left;
mod rates;
mod remembered;

use std::time::Duration;

pub(crate) use buckets::{Buckets, Rate};
pub(crate) use budget::Budget;
pub use callers::Proxies;
pub(crate) use callers::is_own;
pub(crate) use connections::{Connections, Permit};
pub(crate) use guesses::{Attempt, Guesses};
pub(crate) use rates::{Cost, Rates};
pub(crate) use remembered::Remembered;

/// Bytes of the longest request: a saved page with its markup.
pub(crate) const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes a millisecond of a body that may go on: 64 kbit/s, a phone at the edge of its network.
pub(crate) const BODY_BYTES_PER_MS_MIN: u64 = 8;
/// Bytes of the longest page that `read-page` reads: as many as a request may bring.
pub const PAGE_BYTES_MAX: usize = BODY_BYTES_MAX;

/// Bytes of the longest file of people that `match` reads.
pub(crate) const MATCH_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Bytes of all bodies that are being read or answered.
pub(crate) const BODIES_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Bytes of the longest head of a request.
pub(crate) const HEAD_BYTES_MAX: usize = 64 * 1024;

/// Documents that are written, and pages that are read, at once.
pub(crate) const HEAVY_AT_ONCE_MAX: usize = 2;

/// Draws of rounds that are worked out at once, besides.
pub(crate) const DRAWS_AT_ONCE_MAX: usize = 2;

/// How long one of them may wait for its turn.
pub(crate) const HEAVY_WAIT: Duration = Duration::from_secs(10);

/// Requests of another system by one token: README.md says so.
pub(crate) const INTAKE_RATE: Rate = Rate {
    burst: 30.0,
    per_second: 10.0,
};
/// Files of `--fonts`, and the bytes of one: the largest free font of Chinese has 40 million.
pub(crate) const FONTS_MAX: usize = 64;
/// See [`FONTS_MAX`].
pub(crate) const FONT_BYTES_MAX: u64 = 64 << 20;
/// Characters of the sentence that says who runs a server.
pub(crate) const OPERATOR_CHARS_MAX: usize = 300;

/// How often it is looked for sessions whose time to be purged has come.
pub(crate) const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// Shortest rest of the store between two scrubs.
pub(crate) const SCRUB_REST_MIN: Duration = Duration::from_secs(10);
/// The same, in times of what the last one took: erasing oneself again and again holds nobody up.
pub(crate) const SCRUB_REST_TIMES: u32 = 50;

/// Bounds of connections; the default is for a server on the open Internet.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How long the head of a request may take; for the first one, from the connection on.
    pub head_wait: Duration,
    /// How long a connection may wait for its next request: longer than a proxy keeps one, so that no
    /// request of a proxy meets the end.
    pub idle_wait: Duration,
    /// How long the body of a request may take, besides the time that its bytes earn at
    /// 64 kbit/s.
    pub body_wait: Duration,
    /// How long a body, or somebody who reads an answer, may stand still.
    pub stall_wait: Duration,
    /// How long requests may go on when the server stops.
    pub drain_wait: Duration,
    /// Connections in all.
    pub connections_max: usize,
    /// Connections of one address: a venue of 500 behind one has a socket and six requests each.
    pub connections_per_address_max: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            head_wait: Duration::from_secs(10),
            idle_wait: Duration::from_secs(150),
            body_wait: Duration::from_secs(60),
            stall_wait: Duration::from_secs(15),
            drain_wait: Duration::from_secs(5),
            connections_max: 16_000,
            connections_per_address_max: 4_000,
        }
    }
}

impl Bounds {
    /// The same for a process that may open this many files: each connection is one, and the store
    /// needs some. One address has at most half of them.
    #[must_use]
    pub fn within(self, files_max: usize) -> Self {
        /// Files of the store, its readers and the log.
        const OWN_FILES: usize = 64;
        let connections_max = self
            .connections_max
            .min(files_max.saturating_sub(OWN_FILES).max(1));
        let half = connections_max.div_ceil(2);
        Self {
            connections_max,
            connections_per_address_max: self.connections_per_address_max.min(half),
            ..self
        }
    }

    /// The same within what this process may open at most; that many are asked for.
    #[must_use]
    pub fn of_this_process(self) -> Self {
        self.within(files::raised())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_files_make_few_connections_and_leave_some_for_others() {
        let bounds = Bounds::default().within(256);
        assert_eq!(bounds.connections_max, 192);
        assert_eq!(bounds.connections_per_address_max, 96);
        let bounds = Bounds::default().within(65_536);
        assert_eq!(bounds.connections_max, 16_000);
        assert_eq!(bounds.connections_per_address_max, 4_000);
    }
}
