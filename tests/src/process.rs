//! A server in a process of its own, which can be killed and started again.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use onefloor::auth::HostKey;
use serde_json::Value;

use crate::{Failure, plan};

/// How long an answer over HTTP may take.
const ANSWER_WAIT: Duration = Duration::from_secs(20);

/// A server, killed when it is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    /// Host and port.
    pub address: String,
    /// The secret of the host.
    pub secret: String,
}

/// A session that was made over HTTP.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its code.
    pub code: String,
    /// The secret of its first link for a moderator.
    pub moderator: String,
}

/// The command that serves a directory at an address, with what it says on its error output left out.
#[must_use]
pub fn serving(binary: &Path, directory: &Path, listen: &str) -> Command {
    let mut command = Command::new(binary);
    command.args(["--listen", listen, "--data-dir"]);
    command.arg(directory).stderr(Stdio::null());
    command
}

impl Process {
    /// Starts one and waits for its greeting; the secret of its host is that of its directory.
    ///
    /// # Errors
    /// It does not start, or ends before it greets.
    pub fn start(command: &mut Command) -> Result<Self, Failure> {
        let spawned = command.stdout(Stdio::piped()).spawn();
        let child = spawned.map_err(|error| {
            let binary = Path::new(command.get_program()).display();
            format!("{binary} does not start: {error}; build it, or name another one")
        })?;
        let mut process = Self {
            child,
            address: String::new(),
            secret: String::new(),
        };
        let stdout = process.child.stdout.as_mut().ok_or("no output")?;
        let Some(Ok(greeting)) = BufReader::new(stdout).lines().next() else {
            return Err("the server does not start".into());
        };
        let address = greeting.rsplit_once("http://").ok_or("no address")?.1;
        address.trim().clone_into(&mut process.address);
        let mut args = command.get_args();
        args.find(|arg| *arg == "--data-dir");
        let directory = args.next().ok_or("no directory")?;
        process.secret = HostKey::in_directory(Path::new(directory))?.host_secret();
        Ok(process)
    }

    /// The number of the process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL, as when the power of the process is gone.
    ///
    /// # Errors
    /// It had ended before by itself.
    pub fn kill(mut self) -> Result<(), Failure> {
        if let Some(status) = self.child.try_wait()? {
            return Err(format!("the server ended by itself: {status}").into());
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// SIGTERM.
    ///
    /// # Errors
    /// It cannot be sent.
    pub fn is_told_to_stop(&self) -> Result<(), Failure> {
        let id = self.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status()?;
        let refused = || "it cannot be told to stop".into();
        told.success().then_some(()).ok_or_else(refused)
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// It does not come within this time.
    pub fn ends_within(&mut self, patience: Duration) -> Result<ExitStatus, Failure> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                return Err(format!("it did not end within {patience:?}").into());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// A request as the host; the status and the body.
    ///
    /// # Errors
    /// There is no answer.
    pub fn asked(&self, line: &str, body: &str) -> io::Result<(u16, String)> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(ANSWER_WAIT))?;
        let (address, secret, length) = (&self.address, &self.secret, body.len());
        write!(
            stream,
            "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             authorization: Bearer {secret}\r\ncontent-length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let status = status.ok_or(io::ErrorKind::InvalidData)?;
        Ok((status, body.to_owned()))
    }

    /// A session made from [`plan`].
    ///
    /// # Errors
    /// It is not made.
    pub fn session(&self) -> Result<Made, Failure> {
        let body = serde_json::to_string(&plan())?;
        let (status, body) = self.asked("POST /api/sessions", &body)?;
        if status != 201 {
            return Err(format!("no session was made: {status} {body}").into());
        }
        let made: Value = serde_json::from_str(&body)?;
        let links = made["links"].as_array().into_iter().flatten();
        let mut moderators = links.filter(|link| link["roles"][0] == "moderator");
        let secret = moderators.next().and_then(|link| link["secret"].as_str());
        Ok(Made {
            code: made["code"].as_str().ok_or("no code")?.to_owned(),
            moderator: secret.ok_or("no link for a moderator")?.to_owned(),
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
