//! Sessions as they stand in the middle of an hour, written as a log and not played: whoever tests or
//! measures them need not wait for how their beginning came about.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use onefloor::auth::HostKey;
use onefloor::clock::Clock;
use onefloor::data_directory::DataDirectory;
use onefloor::session::Registry;
use onefloor::store::{Batch, EventStore};
use onefloor_core::floor::{self, Anonymity, ItemKind, NewItem};
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::people::{self, Profile};
use onefloor_core::terms::{ItemState, Origin, Role};
use onefloor_core::{Event, Session};
use serde_json::Value;

use crate::{Failure, hello, plan};

/// Events of one batch of what is written.
const BATCH: usize = 500;
/// A session that nothing has touched for longer sleeps when a server starts.
const ASLEEP: Duration = Duration::from_secs(2 * 24 * 3_600);

/// What a session begins with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Begun {
    /// People who have joined by code.
    pub people: usize,
    /// Questions that wait, asked by one after the other.
    pub questions: usize,
    /// Support of questions, each by another person or for another question.
    pub votes: usize,
    /// It was two days ago, so that it sleeps until somebody comes.
    pub sleeps: bool,
}

/// A session that is there.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its code.
    pub code: String,
    /// The secret of its moderators' link.
    pub moderator: String,
}

impl Made {
    /// The hello of one of its people, who were there before or come for the first time.
    #[must_use]
    pub fn hello(&self, number: usize) -> Value {
        hello(&self.code, None, &name(number), None)
    }

    /// The hello of its moderator.
    #[must_use]
    pub fn moderator(&self) -> Value {
        hello(&self.code, Some(&self.moderator), "Moderator", None)
    }
}

/// Writes sessions into a directory that no server uses.
///
/// # Errors
/// They are refused, or cannot be written.
pub async fn seed(directory: &Path, begun: &[Begun]) -> Result<Vec<Made>, Failure> {
    let data = DataDirectory::open(directory)?;
    let mut all = Vec::new();
    for begun in begun {
        all.push(make(&data.store, &data.host_key, *begun).await?);
    }
    data.close().await?;
    Ok(all)
}

/// Makes a session in a store.
///
/// # Errors
/// It is refused, or cannot be written.
pub async fn make(
    store: &Arc<dyn EventStore>,
    host_key: &HostKey,
    begun: Begun,
) -> Result<Made, Failure> {
    let registry = Registry::new(Arc::clone(store), host_key.clone(), Clock::default());
    let code = registry.create(plan()).await;
    let code = code.map_err(|why| format!("no session was made: {why:?}"))?;
    let first = store.read(&code, 0).await?;
    let session = Session::replay(first.iter().flat_map(|batch| &batch.events));
    let links = session.links.values();
    let mut links = links.filter(|link| link.roles.contains(&Role::Moderator));
    let moderator = host_key.link_secret(&code, links.next().ok_or("no link for a moderator")?);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let at = if begun.sleeps { now - ASLEEP } else { now };
    let at_ms = u64::try_from(at.as_millis())?;
    let events = events(&code, host_key, begun, at_ms)?;
    let mut batches: Vec<Batch> = (2..)
        .zip(events.chunks(BATCH))
        .map(|(version, events)| Batch {
            version,
            at_ms,
            answered: Vec::new(),
            events: events.to_vec(),
        })
        .collect();
    if begun.sleeps {
        // Its first batch is of today otherwise.
        let first = first.into_iter().map(|first| Batch { at_ms, ..first });
        batches.splice(0..0, first);
        store.rewrite(&code, 1, batches).await?;
    } else {
        for batch in batches {
            store.append(&code, batch).await?;
        }
    }
    Ok(Made { code, moderator })
}

fn events(code: &str, host_key: &HostKey, begun: Begun, at_ms: u64) -> Result<Vec<Event>, Failure> {
    let mut events = Vec::new();
    for number in 0..begun.people {
        let hello = hello(code, None, &name(number), None);
        let key = hello["credential"]["person_key"].as_str();
        let key_hash = host_key.person_hash(code, key.unwrap_or_default());
        let profile = Profile {
            name: Some(name(number)),
            ..Profile::default()
        };
        events.push(Event::People(people::Event::PersonJoined {
            person: person(number)?,
            key_hash: key_hash.ok_or("no key")?,
            link: None,
            profile,
            at_ms,
        }));
    }
    let askers = begun.people.max(1);
    for number in 0..begun.questions {
        let item = question(number, person(number % askers)?, at_ms)?;
        events.push(Event::Floor(floor::Event::ItemEntered { item }));
    }
    for number in 0..begun.votes {
        // Everybody supports a question before anybody supports the next one.
        let item = ItemId(u32::try_from(1 + number / askers % begun.questions)?);
        let person = person(number % askers)?;
        events.push(Event::Floor(floor::Event::VoteCast { item, person }));
    }
    Ok(events)
}

fn question(number: usize, asker: PersonId, at_ms: u64) -> Result<NewItem, Failure> {
    Ok(NewItem {
        answer_private: false,
        id: ItemId(u32::try_from(number + 1)?),
        kind: ItemKind::Question,
        origin: Origin::Online,
        asker: Some(asker),
        entered_by: None,
        name: Some(name(number)),
        affiliation: None,
        place: None,
        text: Some(format!(
            "What happens with proposal number {number} next year?"
        )),
        language: Some("en".to_owned()),
        anonymity: Anonymity::Named,
        state: ItemState::Approved,
        at_ms,
        stakeholder_group: None,
        region: None,
        heads: None,
        sealed: None,
        similar: Vec::new(),
        because: None,
    })
}

fn person(number: usize) -> Result<PersonId, Failure> {
    Ok(PersonId(u32::try_from(number + 1)?))
}

fn name(number: usize) -> String {
    format!("Person {number}")
}
