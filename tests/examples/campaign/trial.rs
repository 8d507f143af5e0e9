//! A server with sessions in which people work, and the comparison at the end.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use onefloor::data_directory::read_log;
use onefloor_tests::{Crowd, Failure, Made, Process, Verdict, found, serving};
use tokio::task::block_in_place;
use tokio::time::sleep;

/// How long all may take to hear of what they gave.
const FINISH_WAIT: Duration = Duration::from_secs(60);
/// How long something may take to come to hold.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server under trial.
pub(crate) struct Trial {
    binary: PathBuf,
    directory: PathBuf,
    /// The server that runs now.
    pub(crate) server: Option<Process>,
    address: String,
    crowds: Vec<(Made, Crowd)>,
    dress: Dress,
}

/// What a server is started with besides.
type Dress = Box<dyn Fn(&mut Command) + Send + Sync>;

impl Trial {
    /// A server on this directory, with so many sessions and people in each.
    pub(crate) fn begin(
        binary: &Path,
        directory: &Path,
        (sessions, people): (usize, usize),
        seed: u64,
    ) -> Result<Self, Failure> {
        let mut trial = Self::dressed(binary, directory, Box::new(|_| {}))?;
        for at in 0..sessions {
            trial.works(people, seed.wrapping_add(1_000 * at as u64))?;
        }
        Ok(trial)
    }

    /// A server on this directory, started with something besides; without a session.
    pub(crate) fn dressed(binary: &Path, directory: &Path, dress: Dress) -> Result<Self, Failure> {
        let mut trial = Self {
            binary: binary.to_owned(),
            directory: directory.to_owned(),
            server: None,
            address: "127.0.0.1:0".to_owned(),
            crowds: Vec::new(),
            dress,
        };
        trial.starts()?;
        Ok(trial)
    }

    /// One more session, in which people work.
    pub(crate) fn works(&mut self, people: usize, seed: u64) -> Result<(), Failure> {
        let made = self.makes()?;
        let crowd = Crowd::comes(&self.address, &made, people, seed);
        self.crowds.push((made, crowd));
        Ok(())
    }

    /// One more session, in which nobody is.
    pub(crate) fn makes(&self) -> Result<Made, Failure> {
        let server = self.server()?;
        block_in_place(|| server.session())
    }

    /// What `/readyz` answers.
    pub(crate) fn readiness(&self) -> Result<u16, Failure> {
        let server = self.server()?;
        let (status, _) = block_in_place(|| server.asked("GET /readyz", ""))?;
        Ok(status)
    }

    pub(crate) fn server(&self) -> Result<&Process, Failure> {
        self.server.as_ref().ok_or_else(|| "no server runs".into())
    }

    /// The first session.
    pub(crate) fn first(&self) -> Result<Made, Failure> {
        let first = self.crowds.first().map(|(made, _)| made.clone());
        first.ok_or_else(|| "there is no session".into())
    }

    /// The command that starts the server where it was before.
    pub(crate) fn command(&self) -> Command {
        let mut command = serving(&self.binary, &self.directory, &self.address);
        (self.dress)(&mut command);
        command
    }

    /// Starts the server.
    pub(crate) fn starts(&mut self) -> Result<(), Failure> {
        let server = block_in_place(|| Process::start(&mut self.command()))?;
        self.address.clone_from(&server.address);
        self.server = Some(server);
        Ok(())
    }

    /// SIGKILL.
    pub(crate) fn kills(&mut self) -> Result<(), Failure> {
        let server = self.server.take().ok_or("no server runs")?;
        server.kill()
    }

    /// Commands that were answered as done by now.
    pub(crate) fn acknowledged(&self) -> u64 {
        let all = self.crowds.iter();
        all.map(|(_, crowd)| crowd.account().acknowledged()).sum()
    }

    /// Commands that were refused for this reason by now.
    pub(crate) fn refused_for(&self, reason: &str) -> u64 {
        let all = self.crowds.iter();
        all.map(|(_, crowd)| crowd.account().refused_for(reason))
            .sum()
    }

    /// The longest way of a command to its answer, since this was asked last.
    pub(crate) fn slowest(&self) -> Duration {
        let all = self.crowds.iter();
        let slowest = all.map(|(_, crowd)| crowd.account().slowest());
        slowest.max().unwrap_or_default()
    }

    /// Waits until something holds.
    pub(crate) async fn until(
        &self,
        what: &str,
        holds: impl Fn(&Self) -> bool,
    ) -> Result<Duration, Failure> {
        let began = Instant::now();
        while !holds(self) {
            if began.elapsed() > PATIENCE {
                return Err(format!("it did not come: {what}").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
        Ok(began.elapsed())
    }

    /// Waits until so many more commands are done.
    pub(crate) async fn goes_on(&self, more: u64) -> Result<Duration, Failure> {
        let wanted = self.acknowledged() + more;
        self.until("more commands done", |trial| trial.acknowledged() >= wanted)
            .await
    }

    /// All hear of what they gave, the server is killed, and its files are held against it.
    pub(crate) async fn ends(mut self) -> Result<Verdict, Failure> {
        let mut accounts = Vec::new();
        for (made, crowd) in self.crowds.drain(..) {
            accounts.push((made, crowd.finishes(FINISH_WAIT).await));
        }
        if self.server.is_some() {
            self.kills()?;
        }
        let mut verdict = Verdict::default();
        for (made, account) in accounts {
            let log = read_log(&self.directory, &made.code)?;
            verdict += account.against(&found(&log));
        }
        let mut check = Command::new(&self.binary);
        check.arg("check").arg("--data-dir").arg(&self.directory);
        let checked = check.output()?;
        if !checked.status.success() {
            let said = String::from_utf8_lossy(&checked.stdout);
            return Err(format!("{verdict}; `onefloor check` says: {said}").into());
        }
        Ok(verdict)
    }
}
