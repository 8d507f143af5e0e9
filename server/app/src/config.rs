//! Options, by flag and environment, checked once at the start.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;
use onefloor_core::limits::RETENTION_DAYS_MAX;

use crate::bounds::OPERATOR_CHARS_MAX;
use crate::calls::CallOptions;
use crate::fonts::FontOptions;
use crate::policy::RETENTION_DAYS;
use crate::telemetry::LogFormat;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "onefloor",
    version,
    about = "Runs hybrid sessions from one binary."
)]
pub struct Cli {
    /// What to do; `serve` unless said otherwise.
    #[command(subcommand)]
    pub command: Option<Task>,
    /// Options of `serve`, so that they work without naming it.
    #[command(flatten)]
    pub serve: ServeOptions,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Serve sessions (the default).
    Serve(Box<ServeOptions>),
    /// Match people of a file into breakout rooms, without a session, and print them as JSON.
    Match(crate::matching::MatchOptions),
    /// Write a session's report from a data directory, with or without a server on it.
    Report(crate::report_file::ReportOptions),
    /// Make a new key for a data directory, which ends every link and token made with the old one.
    RotateKey(crate::rotate_key::RotateKeyOptions),
    /// Print the link with which sessions are created: who has it is the host of the server.
    HostLink(crate::keeping::HostLinkOptions),
    /// Copy all sessions and the key into one file, beside a running server.
    Backup(crate::keeping::BackupOptions),
    /// Put a backup into a new or empty data directory.
    Restore(crate::keeping::RestoreOptions),
    /// Say what is wrong with a data directory or a backup, beside a running server.
    Check(crate::keeping::CheckOptions),
    /// List, export, purge and delete sessions, or take a person out of one.
    #[command(subcommand)]
    Sessions(crate::keeping::SessionsTask),
    /// Print what is read from a session page, a calendar, a schedule or a list of people, as JSON.
    ReadPage(crate::source_file::ReadOptions),
    /// Create sessions on a running server from a page, a calendar or a schedule, and print their links.
    Create(crate::creating::CreateOptions),
}

/// Where a server is, for the machine and for browsers.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Address and port to listen on.
    #[arg(
        long,
        env = "ONEFLOOR_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR:PORT"
    )]
    pub listen: SocketAddr,
    /// Where browsers reach the server; the listening address unless said otherwise.
    #[arg(long, env = "ONEFLOOR_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
}

impl Place {
    /// Where browsers reach the server, which listens here.
    #[must_use]
    pub fn url(&self, listening: SocketAddr) -> String {
        let url = self.public_url.clone();
        url.unwrap_or_else(|| format!("http://{listening}"))
    }
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeOptions {
    /// Where the server is.
    #[command(flatten)]
    pub place: Place,
    /// Directory of the store and the server's key; made if it is not there.
    #[arg(
        long,
        env = "ONEFLOOR_DATA_DIR",
        default_value = "onefloor-data",
        value_name = "DIR"
    )]
    pub data_dir: PathBuf,
    /// Address and port at which the metrics are read, as OpenMetrics at `/metrics`; nowhere unless
    /// said. It is not for the Internet.
    #[arg(long, env = "ONEFLOOR_METRICS_LISTEN", value_name = "ADDR:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// Networks of proxies in front of this server, besides this machine: the addresses that they
    /// name in `X-Forwarded-For` are believed.
    #[arg(
        long,
        env = "ONEFLOOR_TRUSTED_PROXY",
        value_name = "CIDR",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<IpNet>,
    /// Serve a damaged store too; what is damaged in it is refused by session.
    #[arg(long, env = "ONEFLOOR_SERVE_DAMAGED")]
    pub serve_damaged: bool,
    /// Who runs this server and how they can be reached: people read it before they give a name.
    #[arg(long, env = "ONEFLOOR_OPERATOR", value_name = "SENTENCE", value_parser = operator)]
    pub operator: Option<String>,
    /// Days for which a session is kept after its end, unless its organiser sets another number; then
    /// its report is left, and nothing of its people. 0 keeps it until it is deleted.
    #[arg(
        long,
        env = "ONEFLOOR_RETENTION_DAYS",
        default_value_t = RETENTION_DAYS,
        value_name = "DAYS",
        value_parser = clap::value_parser!(u32).range(0..=i64::from(RETENTION_DAYS_MAX))
    )]
    pub retention_days: u32,
    /// How log lines look.
    #[arg(
        long,
        env = "ONEFLOOR_LOG_FORMAT",
        default_value = "text",
        value_name = "FORMAT"
    )]
    pub log_format: LogFormat,
    /// What the PDF report is written with.
    #[command(flatten)]
    pub fonts: FontOptions,
    /// How people in breakout rooms talk.
    #[command(flatten)]
    pub calls: CallOptions,
}

/// Checks that a sentence is one line, and not endless.
fn operator(typed: &str) -> Result<String, String> {
    let line = onefloor_core::text::line(typed, OPERATOR_CHARS_MAX);
    line.map_err(|_| format!("it is one line of up to {OPERATOR_CHARS_MAX} characters"))
}

/// Checks that a URL is an origin: scheme, host and port, nothing more; gives it as browsers write
/// it, in small letters and without the port that the scheme has anyway.
pub(crate) fn public_url(typed: &str) -> Result<String, String> {
    let url = typed.trim().trim_end_matches('/').to_ascii_lowercase();
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .ok_or("it must start with https:// or http://")?;
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        return Err("it must be a scheme and a host, such as https://floor.example.org".to_owned());
    }
    if !host.is_ascii() {
        return Err("its host must be written as browsers send it, xn--…".to_owned());
    }
    let usual = if url.starts_with("https://") {
        ":443"
    } else {
        ":80"
    };
    Ok(url.strip_suffix(usual).unwrap_or(&url).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_work_with_and_without_the_name_of_the_command() {
        let short = Cli::try_parse_from(["onefloor", "--listen", "127.0.0.1:9000"]).unwrap();
        assert_eq!(short.serve.place.listen.port(), 9000);
        let long = Cli::try_parse_from(["onefloor", "serve", "--data-dir", "elsewhere"]).unwrap();
        let Some(Task::Serve(options)) = long.command else {
            unreachable!("serve was named")
        };
        assert_eq!(options.data_dir, PathBuf::from("elsewhere"));
    }

    #[test]
    fn a_public_url_is_kept_as_browsers_write_an_origin() {
        for (typed, origin) in [
            (" https://Floor.Example.org/ ", "https://floor.example.org"),
            ("HTTPS://floor.example.org:443", "https://floor.example.org"),
            ("http://floor.example.org:80/", "http://floor.example.org"),
            (
                "https://floor.example.org:80",
                "https://floor.example.org:80",
            ),
            ("http://[::1]:8443", "http://[::1]:8443"),
        ] {
            assert_eq!(public_url(typed).as_deref(), Ok(origin));
        }
    }

    #[test]
    fn a_wrong_option_is_refused_with_its_reason() {
        let refusal = |arguments: &[&str]| {
            let all = std::iter::once("onefloor").chain(arguments.iter().copied());
            Cli::try_parse_from(all).unwrap_err().to_string()
        };
        assert!(refusal(&["--listen", "everywhere"]).contains("--listen"));
        assert!(refusal(&["--public-url", "floor.example.org"]).contains("https://"));
        assert!(refusal(&["--public-url", "https://a.example/path"]).contains("host"));
        assert!(refusal(&["--public-url", "https://über.example"]).contains("xn--"));
        assert!(refusal(&["--log-format", "xml"]).contains("json"));
        assert!(refusal(&["--trusted-proxy", "everybody"]).contains("--trusted-proxy"));
        assert!(refusal(&["--retention-days", "4000"]).contains("--retention-days"));
        assert!(refusal(&["--operator", " "]).contains("--operator"));
    }
}
