//! How many connections, how many frames, how fast.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::{Parser, ValueEnum};
use onefloor_tests::Failure;

/// What a delivered frame costs, beside a raw epoll loop and a tuned axum.
#[derive(Debug, Clone, Parser)]
#[command(name = "fanout")]
pub(crate) struct Options {
    /// Connections, each of a participant.
    #[arg(long, default_value_t = 2_000)]
    pub(crate) connections: usize,
    /// Changes, each of which goes to every connection.
    #[arg(long, default_value_t = 60)]
    pub(crate) frames: usize,
    /// Milliseconds from one change to the next.
    #[arg(long, default_value_t = 62)]
    pub(crate) every_ms: u64,
    /// Questions that wait when the memory of a large session is measured; none without it.
    #[arg(long, default_value_t = 0)]
    pub(crate) questions: usize,
    /// Screens of staff that come to that session, each shown the whole.
    #[arg(long, default_value_t = 100)]
    pub(crate) staff: usize,
    /// How often all of it is measured; the table has medians.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
    /// The processor for the server and the one for its clients, as `taskset` knows them.
    #[arg(long, value_delimiter = ',', value_name = "CPU,CPU")]
    pub(crate) pinned: Vec<usize>,
    /// The binary that is measured.
    #[arg(
        long,
        env = "ONEFLOOR_BIN",
        default_value = "target/release/onefloor",
        value_name = "FILE"
    )]
    pub(crate) binary: PathBuf,
    /// Is a baseline itself; the process that compares starts it so.
    #[arg(long, hide = true)]
    pub(crate) serve: Option<Served>,
    /// Bytes of a frame of that baseline.
    #[arg(long, hide = true, default_value_t = 500)]
    pub(crate) bytes: usize,
}

/// A baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Served {
    /// One thread, one poll, one `write` a frame.
    Epoll,
    /// axum's WebSockets with small buffers and shared frames.
    Axum,
}

/// What a server sends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) connections: usize,
    pub(crate) frames: usize,
    /// Of a payload, without the head of its frame.
    pub(crate) bytes: usize,
    pub(crate) every: Duration,
}

impl Options {
    pub(crate) fn load(&self) -> Load {
        Load {
            connections: self.connections,
            frames: self.frames,
            bytes: self.bytes,
            every: Duration::from_millis(self.every_ms),
        }
    }
    /// A command on the processor of servers, if one is named.
    pub(crate) fn served_by(&self, binary: &Path) -> Command {
        let Some(cpu) = self.pinned.first() else {
            return Command::new(binary);
        };
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", &cpu.to_string()]).arg(binary);
        command
    }

    /// Puts this process on the processor of clients, if one is named.
    pub(crate) fn pin_clients(&self) -> Result<(), Failure> {
        let Some(cpu) = self.pinned.get(1) else {
            return Ok(());
        };
        let (cpu, own) = (cpu.to_string(), std::process::id().to_string());
        let mut pin = Command::new("taskset");
        pin.args(["--pid", "--cpu-list", &cpu, &own]);
        let pinned = pin.stdout(Stdio::null()).status()?;
        let refused = || "the clients have no processor of their own".into();
        pinned.success().then_some(()).ok_or_else(refused)
    }
}
