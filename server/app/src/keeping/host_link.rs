//! `onefloor host-link`: the link with which sessions are created, for whoever may read the key.

use clap::Args;

use super::Directory;
use crate::config::Place;
use crate::output::{Outcome, say};

/// Options of `host-link`.
#[derive(Debug, Clone, Args)]
pub struct HostLinkOptions {
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub place: Place,
}

/// Prints the link, beside a running server or without one.
///
/// # Errors
/// In words: the directory has no key that can be read.
pub fn host_link(options: &HostLinkOptions) -> Outcome {
    let url = options.place.url(options.place.listen);
    say(&options.directory.key()?.host_link(&url))
}
