//! The server under measurement: the real binary on its own processor, over a directory of its own.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use onefloor_tests::used::{cpu_ms, resident, resident_max};
use onefloor_tests::{Failure, Process, serving};
use tempfile::TempDir;

use crate::machine::Side;
use crate::rows::Setting;

/// A server and its directory.
pub(crate) struct Server {
    process: Process,
    directory: TempDir,
    binary: PathBuf,
    is_held: bool,
}

impl Server {
    /// A server over a directory that was filled before.
    pub(crate) fn over(directory: TempDir, setting: &Setting) -> Result<Self, Failure> {
        let (binary, is_held) = (setting.binary.clone(), setting.is_held);
        let process = start(&binary, directory.path(), "127.0.0.1:0", is_held)?;
        Ok(Self {
            process,
            directory,
            binary,
            is_held,
        })
    }

    pub(crate) fn address(&self) -> &str {
        &self.process.address
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// SIGKILL.
    pub(crate) fn killed(self) -> Result<Killed, Failure> {
        let address = self.process.address.clone();
        self.process.kill()?;
        Ok(Killed {
            address,
            directory: self.directory,
            binary: self.binary,
            is_held: self.is_held,
        })
    }

    /// Milliseconds of processors so far.
    pub(crate) fn cpu_ms(&self) -> Result<f64, Failure> {
        cpu_ms(self.process.id())
    }

    /// Bytes in memory now.
    pub(crate) fn resident(&self) -> Result<f64, Failure> {
        resident(self.process.id())
    }

    /// Bytes in memory when it had most.
    pub(crate) fn resident_max(&self) -> Result<f64, Failure> {
        resident_max(self.process.id())
    }
}

/// What a server leaves that was killed.
pub(crate) struct Killed {
    address: String,
    directory: TempDir,
    binary: PathBuf,
    is_held: bool,
}

impl Killed {
    /// Another one on the same directory and at the same address.
    pub(crate) fn starts_again(self) -> Result<Server, Failure> {
        let process = start(
            &self.binary,
            self.directory.path(),
            &self.address,
            self.is_held,
        )?;
        Ok(Server {
            process,
            directory: self.directory,
            binary: self.binary,
            is_held: self.is_held,
        })
    }
}

/// Starts it from a thread that is held to the server's processor: a child has what its parent has, from
/// its first moment on.
fn start(binary: &Path, directory: &Path, listen: &str, is_held: bool) -> Result<Process, Failure> {
    let starting = || {
        if is_held {
            Side::Server.takes_this_thread();
        }
        let mut command = serving(binary, directory, listen);
        // What is worth a warning is worth seeing.
        Process::start(command.env("RUST_LOG", "warn").stderr(Stdio::inherit()))
    };
    thread::scope(|scope| scope.spawn(starting).join()).map_err(|_| "the start panicked")?
}
