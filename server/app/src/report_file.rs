//! `onefloor report`: a session's report out of a data directory, without a server.
//!
//! Only reads: the store is opened for nothing else, so that it works while a server runs too.

use std::path::PathBuf;

use clap::Args;
use onefloor_core::report::Report;
use onefloor_documents::{self as documents, Format};

use crate::fonts::FontOptions;
use crate::keeping::Directory;
use crate::output::{Outcome, print, warn};

/// Options of `report`.
#[derive(Debug, Clone, Args)]
pub struct ReportOptions {
    /// Code of the session.
    pub code: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// What to write.
    #[arg(long, value_name = "FORMAT", value_parser = format_named, default_value = "md",
          help = format!("What to write: {}", names()))]
    pub format: Format,
    /// Where to write it; standard output unless said otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub fonts: FontOptions,
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
    let fonts = options.fonts.read()?;
    let report = report(&options.directory, &options.code)?;
    let rendered = documents::render_while(&report, options.format, &fonts, &|| true);
    let rendered = rendered.map_err(|why| why.to_string())?;
    if !rendered.without_font.is_empty() {
        let scripts = rendered.without_font.join(", ");
        warn(&format!(
            "the PDF shows boxes for letters of {scripts} (ISO 15924); --fonts takes fonts for them"
        ));
    }
    let bytes = rendered.bytes;
    match &options.out {
        Some(file) => std::fs::write(file, bytes)
            .map_err(|error| format!("{} cannot be written: {error}", file.display()).into()),
        None => print(&bytes),
    }
}

fn report(directory: &Directory, typed: &str) -> Result<Report, String> {
    let (_, session) = directory.session(typed)?;
    Report::of(&session).ok_or_else(|| directory.unknown(typed))
}
