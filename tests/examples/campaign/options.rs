//! What to try, and how much of it.

use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

/// Faults on purpose, beside people who work: what was acknowledged is held against what is found.
#[derive(Debug, Clone, Parser)]
#[command(name = "campaign")]
pub(crate) struct Options {
    /// The parts to run; all unless said.
    #[arg(long, value_delimiter = ',', value_name = "PARTS")]
    pub(crate) only: Vec<Part>,
    /// SIGKILLs of the first part.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) kills: usize,
    /// Connections of each sort that stand still.
    #[arg(long, default_value_t = 200)]
    pub(crate) stalled: usize,
    /// Screens that read nothing for a while, and as many that never do.
    #[arg(long, default_value_t = 50)]
    pub(crate) slow: usize,
    /// People behind the address of the venue.
    #[arg(long, default_value_t = 500)]
    pub(crate) venue: usize,
    /// Seed of all chance in it.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The binary under trial.
    #[arg(
        long,
        env = "ONEFLOOR_BIN",
        default_value = "target/release/onefloor",
        value_name = "FILE"
    )]
    pub(crate) binary: PathBuf,
    /// `libfaketime.so.1`, by which the clock of a process is set; looked for unless said.
    #[arg(long, value_name = "FILE")]
    pub(crate) faketime: Option<PathBuf>,
}

/// A fault, or several of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// SIGKILL under load.
    Kills,
    /// A full disk.
    Disk,
    /// Requests that stand still or come half.
    Stalled,
    /// Screens that read slowly or not at all.
    Slow,
    /// A clock that is set.
    Clock,
    /// A flooder beside a venue behind one address.
    Flood,
}

impl Part {
    /// All, in the order in which they run.
    pub(crate) const ALL: [Self; 6] = [
        Self::Kills,
        Self::Disk,
        Self::Stalled,
        Self::Slow,
        Self::Clock,
        Self::Flood,
    ];
}

impl Options {
    pub(crate) fn parts(&self) -> Vec<Part> {
        let is_wanted = |part: &Part| self.only.is_empty() || self.only.contains(part);
        Part::ALL.into_iter().filter(is_wanted).collect()
    }

    /// Where `libfaketime` is.
    pub(crate) fn faketime(&self) -> Option<PathBuf> {
        const PLACES: [&str; 4] = [
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib64/faketime/libfaketime.so.1",
            "/usr/lib/faketime/libfaketime.so.1",
        ];
        let places = PLACES.map(PathBuf::from);
        let named = self.faketime.clone().into_iter();
        named.chain(places).find(|place| Path::exists(place))
    }
}
