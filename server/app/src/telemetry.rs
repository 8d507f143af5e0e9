//! Logs: structured, without names, texts or secrets.

use clap::ValueEnum;
use onefloor_core::Rejection;
use tracing_subscriber::EnvFilter;

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Starts logging to standard error, at `info` unless `RUST_LOG` says otherwise.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
}

/// The name of a refusal; the texts that some carry stay out of the log.
#[must_use]
pub fn reason(rejection: &Rejection) -> String {
    let value = serde_json::to_value(rejection).unwrap_or_default();
    let reason = value.get("reason").and_then(|reason| reason.as_str());
    reason.unwrap_or_default().to_owned()
}
