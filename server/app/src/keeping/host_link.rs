//! `onefloor host-link`: the link with which sessions are created, for whoever may read the key.

use std::net::SocketAddr;

use clap::Args;

use super::Directory;
use crate::config::public_url;
use crate::output::{Outcome, say};

/// Options of `host-link`.
#[derive(Debug, Clone, Args)]
pub struct HostLinkOptions {
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Where browsers reach the server, as for `serve`.
    #[arg(long, env = "ONEFLOOR_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Where the server listens, as for `serve`: where browsers reach it unless said otherwise.
    #[arg(
        long,
        env = "ONEFLOOR_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR:PORT"
    )]
    pub listen: SocketAddr,
}

/// Prints the link, beside a running server or without one.
///
/// # Errors
/// In words: the directory has no key that can be read.
pub fn host_link(options: &HostLinkOptions) -> Outcome {
    let url = options.public_url.clone();
    let url = url.unwrap_or_else(|| format!("http://{}", options.listen));
    say(&options.directory.key()?.host_link(&url))
}
