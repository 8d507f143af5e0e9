//! `onefloor sessions`: list, export, delete, purge, erase.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use onefloor_core::Session;
use onefloor_core::about::file::SessionFile;
use onefloor_core::ids::PersonId;
use onefloor_core::people::Person;
use serde::Serialize;

use super::erase::erase;
use super::session::look;
use super::{Directory, moment};
use crate::clock::Clock;
use crate::data_directory::{OnDamage, store_in};
use crate::journal::{Erased, Erasure, Journal};
use crate::output::{Failure, Outcome, say};
use crate::session::normalised;
use crate::store::{EventStore, StoreError, sqlite};

/// What is done with sessions.
#[derive(Debug, Clone, Subcommand)]
pub enum SessionsTask {
    /// List all sessions of a data directory, beside a running server.
    List(ListOptions),
    /// Write a session's plan as a file from which another one can be made.
    Export(ExportOptions),
    /// Delete a session, so that nothing of it is left in the data directory.
    Delete(TakingOptions),
    /// Take all people out of a session, so that its report is left.
    Purge(TakingOptions),
    /// Take one person out of a session.
    Erase(EraseOptions),
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

/// Options of `sessions erase`.
#[derive(Debug, Clone, Args)]
pub struct EraseOptions {
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub session: TakingOptions,
    /// Who: the name as the session has it or, where two have it, the number that the list of the
    /// refusal gives.
    pub person: String,
}

/// Options of `sessions delete` and `sessions purge`.
#[derive(Debug, Clone, Args)]
pub struct TakingOptions {
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
    Purged,
    Damaged,
}

impl State {
    fn of(session: &Session) -> Self {
        if session.privacy.purged.is_some() {
            return Self::Purged;
        }
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
            Self::Purged => "purged",
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
        SessionsTask::Delete(options) => {
            let would = "be deleted";
            take(options, would, |_| Ok(Erased::Session))?;
            let code = &options.code;
            say(&format!(
                "session {code} is deleted; backups that were made before still hold it"
            ))
        }
        SessionsTask::Purge(options) => {
            let would = "keep its report, and nothing of its people";
            take(options, would, |_| Ok(Erased::People))?;
            let code = &options.code;
            say(&format!(
                "nothing is left of the people of session {code}; backups that were made before still \
                 hold them"
            ))
        }
        SessionsTask::Erase(options) => {
            let would = "lose this person";
            take(&options.session, would, |session| {
                let person = found(session, &options.person)?;
                Ok(Erased::Person { person })
            })?;
            say("they are erased; backups that were made before still hold them")
        }
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

/// Whoever is called so, or has this number.
fn found(session: &Session, typed: &str) -> Result<PersonId, String> {
    let known = |id: &PersonId| session.people.get(id).is_some_and(|it| !it.erased);
    let number = typed.parse().ok().map(PersonId).filter(known);
    let is_called = |person: &&Person| person.profile.name.as_deref() == Some(typed);
    let called: Vec<PersonId> = session
        .people
        .values()
        .filter(is_called)
        .map(|person| person.id)
        .collect();
    match (number, called.as_slice()) {
        (Some(number), []) => Ok(number),
        (None, [one]) => Ok(*one),
        (None, []) => Err(format!("nobody of this session is called {typed}")),
        (_, several) => {
            let numbers: Vec<String> = several.iter().map(ToString::to_string).collect();
            let numbers = numbers.join(", ");
            Err(format!("several are called {typed}: number {numbers}"))
        }
    }
}

/// Takes something out of a session, notes it for backups that are older, and leaves nothing of it in
/// the files.
fn take(
    options: &TakingOptions,
    would: &str,
    what: impl FnOnce(&Session) -> Result<Erased, String>,
) -> Outcome {
    let directory = &options.directory;
    let unknown = || directory.unknown(&options.code);
    let code = normalised(&options.code).ok_or_else(unknown)?;
    let store = store_in(&directory.data_dir)?;
    let codes = sqlite::read(&store, |reader| reader.sessions());
    if !codes.map_err(|error| error.to_string())?.contains(&code) {
        return Err(unknown().into());
    }
    let looked = sqlite::read(&store, |reader| look(reader, &code));
    let session = looked.map_err(|error| error.to_string())?.session;
    let what = what(&session)?;
    if !options.yes {
        return Err(Failure::Said(format!(
            "session {code} would {would}, and nothing but a backup brings it back; --yes does it"
        )));
    }
    let at_ms = Clock::default().now_ms();
    let erasure = Erasure { code, at_ms, what };
    // A server would go on with the session that it has in memory: it must not run.
    directory.alone(OnDamage::Serve, async |data| {
        let taken = taken(data.store.as_ref(), &erasure).await;
        Ok(taken.map_err(|error| error.to_string())?)
    })?;
    let noted = Journal::in_directory(&directory.data_dir).note(&[erasure]);
    Ok(noted.map_err(|error| format!("it was not noted for older backups: {error}"))?)
}

async fn taken(store: &dyn EventStore, erasure: &Erasure) -> Result<(), StoreError> {
    match erasure.what {
        // A damaged session is deleted too.
        Erased::Session => store.delete(&erasure.code).await,
        _ => {
            erase(store, erasure).await?;
            store.scrub().await
        }
    }
}
