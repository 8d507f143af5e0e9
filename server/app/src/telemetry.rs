//! Logs: structured, without names, texts, secrets or keys, whatever is asked for.
//!
//! `RUST_LOG` says how much the crates of this project say. What other crates say is nowhere: at
//! `trace` they write the frames and the headers that pass through them, and what they write elsewhere
//! is not ours to vouch for. What goes wrong in them comes back as an error, and is logged in our words.

mod panics;

use clap::ValueEnum;
use tracing::Metadata;
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Starts logging to standard error, at `info` unless `RUST_LOG` says otherwise. From here on, a panic
/// is a log line too.
pub fn start(format: LogFormat) {
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let filter = wanted.and(filter_fn(is_ours));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Text => lines.with_target(false).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .init();
    panics::are_logged();
}

/// Whether a crate of this project says it.
fn is_ours(what: &Metadata<'_>) -> bool {
    let of = what.target().split("::").next().unwrap_or_default();
    of == "onefloor" || of.starts_with("onefloor_")
}
