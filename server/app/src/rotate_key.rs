//! `onefloor rotate-key`: a new key for a data directory, for when the old one, or a copy of the
//! directory, has come into other hands.
//!
//! Every secret is derived from the key, so that all of them end with it. The command says so first,
//! and does nothing without `--yes`.

use std::fmt::Write as _;

use clap::Args;
use onefloor_core::Session;
use onefloor_core::links::Link;
use onefloor_core::terms::Role;

use crate::auth::HostKey;
use crate::config::public_url;
use crate::data_directory::OnDamage;
use crate::keeping::Directory;
use crate::output::{Failure, Outcome, print};
use crate::store::{EventStore, StoreError};

/// Options of `rotate-key`.
#[derive(Debug, Clone, Args)]
pub struct RotateKeyOptions {
    #[command(flatten)]
    #[allow(missing_docs, reason = "it says so itself")]
    pub directory: Directory,
    /// Where browsers reach the server, for the links that are printed.
    #[arg(long, env = "ONEFLOOR_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Do it; without, the command only says what it would do.
    #[arg(long)]
    pub yes: bool,
}

/// A session whose organiser gets a new link.
struct Organised {
    code: String,
    title: String,
    link: Link,
}

/// Says what a new key does, and makes it if that was agreed to.
///
/// # Errors
/// In words: there is no key, a server uses the directory, something cannot be read or written, or
/// it was not agreed to.
pub fn run(options: &RotateKeyOptions) -> Outcome {
    // Nothing is made in a directory that has none.
    options.directory.key()?;
    options.directory.alone(OnDamage::Refuse, async |data| {
        let sessions = organised(data.store.as_ref()).await?;
        print(consequences(sessions.len()).as_bytes())?;
        if !options.yes {
            let why = "nothing was changed; with --yes it is done";
            return Err(Failure::Said(why.to_owned()));
        }
        let key = HostKey::rotated_in(&options.directory.data_dir);
        let key = key.map_err(|error| format!("the key was not changed: {error}"))?;
        print(made(&sessions, &key, options.public_url.as_deref()).as_bytes())
    })
}

/// Every session with the first link of an organiser that opens something still.
async fn organised(store: &dyn EventStore) -> Result<Vec<Organised>, String> {
    let listed = store.list().await.map_err(|error| error.to_string())?;
    let mut sessions = Vec::with_capacity(listed.len());
    for stored in listed {
        let code = stored.session;
        let batches = match store.read(&code, 0).await {
            // Its links end as well, and no new one opens it.
            Err(StoreError::Damaged(_)) => continue,
            batches => batches,
        };
        let batches = batches.map_err(|error| format!("session {code} cannot be read: {error}"))?;
        let session = Session::replay(batches.iter().flat_map(|batch| &batch.events));
        let organises = |link: &&Link| !link.revoked && link.roles.contains(&Role::Organiser);
        let link = session.links.values().find(organises).cloned();
        let title = session.about.as_deref().map(|about| about.title.clone());
        sessions.extend(link.map(|link| Organised {
            code,
            title: title.unwrap_or_default(),
            link,
        }));
    }
    Ok(sessions)
}

fn consequences(sessions: usize) -> String {
    format!(
        "A new key ends every secret that was made with the old one, at once and for good:\n\
         - the address for creating sessions that `serve` prints, and whoever runs the server has;\n\
         - all role links of {sessions} sessions, which organisers, moderators, floor runners, \
         speakers, rapporteurs and displays have;\n\
         - the tokens of other systems that bring people to a floor;\n\
         - the keys in the browsers of people: whoever comes back to one of these sessions is new \
         there, and what they did before stays under the name that they had.\n\
         Sessions, their codes and their reports stay. A copy of the directory keeps the old key.\n"
    )
}

fn made(sessions: &[Organised], key: &HostKey, public_url: Option<&str>) -> String {
    let url = public_url.unwrap_or_default();
    let mut said = format!(
        "The key is new. Create a session with {}\n\
         New links of the organisers, who find all other links of their session there:\n",
        key.host_link(url)
    );
    for Organised { code, title, link } in sessions {
        let secret = key.link_secret(code, link);
        // A string takes whatever is written to it.
        let _ = writeln!(said, "{url}/s/{code}#{secret}  {title}");
    }
    said
}
