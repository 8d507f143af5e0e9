//! `onefloor create`: sessions out of a page, a calendar or a schedule, on a server that runs.
//!
//! The server is asked over its own interface, as a browser asks it: there is one way in which sessions
//! come to be, with one set of bounds, nothing has to be stopped for it, and the store keeps its one
//! writer. The key in the data directory opens the door.

mod asked;
mod code;
mod plan;
mod sheet;

use std::path::{Path, PathBuf};

use clap::Args;
use onefloor_core::about::SessionPlan;
use uuid::Uuid;

use crate::bounds::PAGE_BYTES_MAX;
use crate::config::Place;
use crate::http::upload;
use crate::input;
use crate::keeping::Directory;
use crate::output::{Outcome, say};
use crate::private;
use crate::source_file;
use asked::{Host, Made};

/// Options of `create`.
#[derive(Debug, Clone, Args)]
pub struct CreateOptions {
    /// What tells of the sessions, in any format that is taken in, or a session exported as a file; `-`
    /// reads standard input.
    pub file: PathBuf,
    /// Create one session of a file that has several, by its number in the list of `read-page --list`.
    #[arg(long, value_name = "NUMBER", conflicts_with = "all")]
    pub session: Option<usize>,
    /// Create every session of the file.
    #[arg(long)]
    pub all: bool,
    /// Write a sheet of links a session into this directory, as pages to print.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Create sessions that this file has made already once more.
    #[arg(long)]
    pub again: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub place: Place,
}

/// Creates what is chosen, and prints each session's links as soon as it is there.
///
/// # Errors
/// In words: the file cannot be read, what it is and what would work, which session has what wrong, or
/// what the server says.
pub fn run(options: &CreateOptions) -> Outcome {
    let bytes = input::whole(&options.file, PAGE_BYTES_MAX)?;
    let plans = chosen(&bytes, options)?;
    if let Some(directory) = &options.out {
        private::directory(directory).map_err(|error| unwritable(directory, &error))?;
    }
    let host = Host {
        address: options.place.listen,
        secret: options.directory.key()?.host_secret(),
    };
    let url = options.place.url(options.place.listen);
    let digits = plans.len().to_string().len();
    for (at, (number, plan)) in plans.iter().enumerate() {
        let made = host.create(plan, key_of(&bytes, *number, options.again))?;
        print(&made, &url)?;
        if let Some(directory) = &options.out {
            let name = format!("{:0digits$}-{}.html", at + 1, made.code);
            let file = directory.join(name);
            private::write_whole(&file, sheet::of(&made, &url).as_bytes())
                .map_err(|error| unwritable(&file, &error))?;
        }
    }
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be written: {error}", path.display())
}

/// The plans of the sessions that are wanted, each with its number in the file: all are checked before
/// the first is created.
fn chosen(bytes: &[u8], options: &CreateOptions) -> Result<Vec<(usize, SessionPlan)>, String> {
    let sessions = match onefloor_intake::read(bytes) {
        Err(onefloor_intake::Unreadable::OwnFile) => {
            let plan = upload::plan(bytes).map_err(|why| match why.path() {
                Some(path) => format!("it is a session as a file, and its {path} is not right"),
                None => "it is a session as a file, and not whole".to_owned(),
            })?;
            return Ok(vec![(1, plan)]);
        }
        read => {
            read.map_err(|why| source_file::words(why).to_owned())?
                .sessions
        }
    };
    let count = sessions.len();
    if count > 1 && options.session.is_none() && !options.all {
        return Err(format!(
            "it has {count} sessions: name one with --session, or take them with --all; `read-page \
             --list` prints them"
        ));
    }
    if options
        .session
        .is_some_and(|number| number == 0 || number > count)
    {
        let number = options.session.unwrap_or_default();
        return Err(format!(
            "it has {count} sessions, and none is number {number}"
        ));
    }
    let numbered = sessions.into_iter().zip(1..);
    let wanted = numbered.filter(|(_, number)| options.session.is_none_or(|it| it == *number));
    wanted
        .map(|(page, number)| {
            let plan = plan::of(page).map_err(|why| format!("session {number} of it {why}"))?;
            Ok((number, plan))
        })
        .collect()
}

/// The key of a creation: the same for the same session of the same file, so that a run that broke off
/// is repeated as it is, and makes nothing twice.
fn key_of(bytes: &[u8], number: usize, again: bool) -> Uuid {
    if again {
        return Uuid::from_bytes(rand::random());
    }
    let mut hasher = blake3::Hasher::new_derive_key("onefloor 2026 sessions created from a file");
    hasher.update(bytes);
    hasher.update(&number.to_le_bytes());
    let mut first = [0; 16];
    hasher.finalize_xof().fill(&mut first);
    Uuid::from_bytes(first)
}

fn print(made: &Made, url: &str) -> Outcome {
    say(&format!("{}  {}", made.code, made.title))?;
    for link in sheet::links(made, url) {
        let who = [link.name, link.detail].map(|text| (!text.is_empty()).then_some(text));
        let who: Vec<String> = who.into_iter().flatten().collect();
        say(&format!("  {}  {}", who.join(", "), link.address))?;
    }
    Ok(())
}
