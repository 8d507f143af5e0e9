//! `onefloor sessions`: list, export, delete.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use onefloor_core::Session;
use onefloor_core::about::file::SessionFile;
use serde::Serialize;

use super::session::look;
use super::{Directory, moment};
use crate::data_directory::{OnDamage, store_in};
use crate::output::{Failure, Outcome, say};
use crate::session::normalised;
use crate::store::sqlite;

/// What is done with sessions.
#[derive(Debug, Clone, Subcommand)]
pub enum SessionsTask {
    /// List all sessions of a data directory, beside a running server.
    List(ListOptions),
    /// Write a session's plan as a file from which another one can be made.
    Export(ExportOptions),
    /// Delete a session, so that nothing of it is left in the data directory.
    Delete(DeleteOptions),
}

/// Options of `sessions list`.
#[derive(Debug, Clone, Args)]
pub struct ListOptions {
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Print JSON: an array of `code`, `name_in_logs`, `title`, `state`, `created_at_ms`,
    /// `last_event_at_ms`, `events`, `people`, `bytes`.
    #[arg(long)]
    pub json: bool,
}

/// Options of `sessions export`.
#[derive(Debug, Clone, Args)]
pub struct ExportOptions {
    /// Code of the session.
    pub code: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Where to write it; standard output unless said otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Options of `sessions delete`.
#[derive(Debug, Clone, Args)]
pub struct DeleteOptions {
    /// Code of the session.
    pub code: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Do it: nothing brings it back but a backup.
    #[arg(long)]
    pub yes: bool,
}

/// A session as the list shows it.
#[derive(Debug, Serialize)]
struct Line {
    code: String,
    /// What the server's log calls it; `None` without a key.
    name_in_logs: Option<String>,
    title: Option<String>,
    state: State,
    created_at_ms: Option<u64>,
    last_event_at_ms: Option<u64>,
    events: usize,
    people: usize,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Planned,
    Running,
    Ended,
    Damaged,
}

impl State {
    fn of(session: &Session) -> Self {
        let agenda = &session.agenda;
        match (agenda.started_at_ms, agenda.ended_at_ms) {
            (_, Some(_)) => Self::Ended,
            (Some(_), None) => Self::Running,
            (None, None) => Self::Planned,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Ended => "ended",
            Self::Damaged => "damaged",
        }
    }
}

/// Does it.
///
/// # Errors
/// In words: there is no such directory or session, it is damaged, or cannot be read or written.
pub fn sessions(task: &SessionsTask) -> Outcome {
    match task {
        SessionsTask::List(options) => list(options),
        SessionsTask::Export(options) => export(options),
        SessionsTask::Delete(options) => delete(options),
    }
}

fn list(options: &ListOptions) -> Outcome {
    let store = store_in(&options.directory.data_dir)?;
    let key = options.directory.key().ok();
    let lines = sqlite::read(&store, |reader| {
        let codes = reader.sessions()?.into_iter();
        let line = |code: String| {
            let looked = look(reader, &code)?;
            let state = match looked.wrong.is_empty() {
                true => State::of(&looked.session),
                false => State::Damaged,
            };
            let about = looked.session.about.as_deref();
            Ok(Line {
                name_in_logs: key.as_ref().map(|key| key.log_name(&code)),
                code,
                title: about.map(|about| about.title.clone()),
                state,
                created_at_ms: looked.first_at_ms,
                last_event_at_ms: looked.last_at_ms,
                events: looked.events,
                people: looked.session.people.len(),
                bytes: looked.bytes,
            })
        };
        codes.map(line).collect::<Result<Vec<_>, _>>()
    });
    let lines = lines.map_err(|error| error.to_string())?;
    if options.json {
        let json = serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?;
        return say(&json);
    }
    for line in lines {
        let at = |at_ms: Option<u64>| at_ms.map_or_else(|| "-".to_owned(), moment);
        let (code, state) = (&line.code, line.state.word());
        let name = line.name_in_logs.as_deref().unwrap_or("-");
        let (created, last) = (at(line.created_at_ms), at(line.last_event_at_ms));
        let (events, people, bytes) = (line.events, line.people, line.bytes);
        // A title holds no control characters, and may hold spaces: it comes last.
        let title = line.title.as_deref().unwrap_or("-");
        say(&format!(
            "{code}  {name:<10}  {state:<8}{created:>22}{last:>22}{events:>9} events{people:>7} people\
             {bytes:>12} bytes  {title}"
        ))?;
    }
    Ok(())
}

fn export(options: &ExportOptions) -> Outcome {
    let (_, session) = options.directory.session(&options.code)?;
    let file = SessionFile::of(&session.about, &session.agenda, &session.links);
    let file = file.ok_or_else(|| options.directory.unknown(&options.code))?;
    let json = serde_json::to_string_pretty(&file).map_err(|error| error.to_string())?;
    match &options.out {
        Some(out) => fs::File::create(out)
            .and_then(|mut file| writeln!(file, "{json}"))
            .map_err(|error| format!("{} cannot be written: {error}", out.display()).into()),
        None => say(&json),
    }
}

fn delete(options: &DeleteOptions) -> Outcome {
    let directory = &options.directory;
    let unknown = || directory.unknown(&options.code);
    let code = normalised(&options.code).ok_or_else(unknown)?;
    let store = store_in(&directory.data_dir)?;
    let codes = sqlite::read(&store, |reader| reader.sessions());
    if !codes.map_err(|error| error.to_string())?.contains(&code) {
        return Err(unknown().into());
    }
    if !options.yes {
        return Err(Failure::Said(format!(
            "session {code} would be deleted, and nothing but a backup brings it back; --yes does it"
        )));
    }
    // A server would go on with the session that it has in memory: it must not run.
    directory.alone(OnDamage::Serve, async |data| {
        let deleted = data.store.delete(&code).await;
        Ok(deleted.map_err(|error| error.to_string())?)
    })?;
    say(&format!(
        "session {code} is deleted; backups that were made before still hold it"
    ))
}
