//! `onefloor report`: a session's report out of a data directory, without a server.
//!
//! Only reads: the store is opened for nothing else, so that it works while a server runs too.

use std::path::{Path, PathBuf};

use clap::Args;
use onefloor_core::Session;
use onefloor_core::report::Report;
use onefloor_documents::{self as documents, Format};

use crate::data_directory::read_log;
use crate::output::{Outcome, print};
use crate::session::normalised;

/// Options of `report`.
#[derive(Debug, Clone, Args)]
pub struct ReportOptions {
    /// Code of the session.
    pub code: String,
    /// Directory of the store, as for `serve`.
    #[arg(
        long,
        env = "ONEFLOOR_DATA_DIR",
        default_value = "onefloor-data",
        value_name = "DIR"
    )]
    pub data_dir: PathBuf,
    /// What to write.
    #[arg(long, value_name = "FORMAT", value_parser = format_named, default_value = "md",
          help = format!("What to write: {}", names()))]
    pub format: Format,
    /// Where to write it; standard output unless said otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

fn names() -> String {
    let names: Vec<_> = Format::ALL
        .iter()
        .map(|format| format.extension())
        .collect();
    names.join(", ")
}

fn format_named(typed: &str) -> Result<Format, String> {
    Format::named(typed).ok_or_else(|| format!("the formats are {}", names()))
}

/// Writes the report.
///
/// # Errors
/// There is no such directory or session, the store cannot be read, or the file not be written.
pub fn run(options: &ReportOptions) -> Outcome {
    let report = report(&options.data_dir, &options.code)?;
    let bytes = documents::render(&report, options.format).map_err(|why| why.to_string())?;
    match &options.out {
        Some(file) => std::fs::write(file, bytes)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()).into()),
        None => print(&bytes),
    }
}

fn report(data_dir: &Path, typed: &str) -> Result<Report, String> {
    let unknown = || {
        let directory = data_dir.display();
        format!("there is no session {typed} in {directory}")
    };
    let code = normalised(typed).ok_or_else(unknown)?;
    let batches = read_log(data_dir, &code)?;
    let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
    Report::of(&session).ok_or_else(unknown)
}
