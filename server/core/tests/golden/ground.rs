//! The only file here that names types of the core: everything else speaks JSON, as a browser and a
//! log do, so that the golden files outlive any change of the modules.

use std::collections::BTreeMap;

use onefloor_core::ids::{ItemId, LinkId, PersonId, RoomId};
use onefloor_core::poll::{NewPoll, OptionTally, PollKind};
use onefloor_core::seal::{Purpose, Seal};
use onefloor_core::shared_text::{Splice, Tie, transform};
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::{Audience, Handling, Projector};
use onefloor_core::{
    Actor, Command, Context, Event, Presence, Session, Zones, about, decide, drawing, networking,
    next_act, next_deadline, people, privacy,
};
use serde_json::{Value, json};
use strum::VariantArray;

/// Entries of one audience by key, each as the text that goes over the wire.
pub(crate) type Fold = BTreeMap<String, String>;

/// Who asks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Asker {
    Host,
    Door,
    Clock,
    /// A person, where there is one, and roles as JSON.
    Screen(Option<u32>, Value),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Asked {
    Create(Value),
    Join {
        key_hash: String,
        link: Option<u32>,
    },
    SeatLatecomer(u32),
    MeetDeadlines,
    /// What came of the draw that was begun.
    Drawn,
    /// What a person asked hidden from all is taken out.
    EraseSealed(u32),
    Purge,
    Wire(Value),
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Looker {
    Public,
    Staff,
    Room(u32),
    Person(u32),
}

/// A session, and who is there.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    session: Session,
    pub(crate) presence: Presence,
    pub(crate) handled: Handling,
    pub(crate) now_ms: u64,
}

/// One zone that never changes.
#[derive(Debug)]
struct Riyadh;

impl Zones for Riyadh {
    fn day_end_ms(&self, time_zone: &str, at_ms: u64) -> Option<u64> {
        const HOUR_MS: u64 = 3_600_000;
        let day = (at_ms + 3 * HOUR_MS) / (24 * HOUR_MS);
        (time_zone == "Asia/Riyadh").then_some((day + 1) * 24 * HOUR_MS - 1 - 3 * HOUR_MS)
    }
}

impl Ground {
    /// Decides and folds in what follows; events or the refusal, as they are written.
    pub(crate) fn ask(&mut self, asker: &Asker, asked: &Asked) -> Result<Vec<String>, String> {
        let events = self.decide(asker, asked)?;
        events.iter().for_each(|event| self.evolve(event));
        Ok(events)
    }

    /// Decides and changes nothing.
    pub(crate) fn decide(&self, asker: &Asker, asked: &Asked) -> Result<Vec<String>, String> {
        let actor = match asker {
            Asker::Host => Actor::Host,
            Asker::Door => Actor::Door,
            Asker::Clock => Actor::Clock,
            Asker::Screen(person, roles) => Actor::Screen {
                person: person.map(PersonId),
                roles: serde_json::from_value::<Roles>(roles.clone()).unwrap(),
            },
        };
        let context = Context {
            now_ms: self.now_ms,
            seed: self.now_ms,
            actor: &actor,
            presence: &self.presence,
            zones: &Riyadh,
        };
        let command = match asked {
            Asked::Create(plan) => Command::About(about::Command::CreateSession {
                plan: Box::new(serde_json::from_value(plan.clone()).unwrap()),
            }),
            Asked::Join { key_hash, link } => Command::People(people::Command::Join {
                key_hash: key_hash.clone(),
                link: link.map(LinkId),
            }),
            Asked::SeatLatecomer(person) => {
                Command::Networking(networking::Command::SeatLatecomer {
                    person: PersonId(*person),
                })
            }
            Asked::MeetDeadlines => Command::MeetDeadlines,
            Asked::Drawn => {
                let request = drawing(&self.session, &context).expect("a draw was begun");
                let outcome = request.work();
                Command::Networking(networking::Command::SettleDraw { outcome })
            }
            Asked::EraseSealed(person) => Command::Privacy(privacy::Command::EraseSealed {
                by: seal_of(*person).pseudonym(Purpose::Asking),
            }),
            Asked::Purge => Command::Privacy(privacy::Command::Purge),
            Asked::Wire(command) => {
                let parsed = serde_json::from_value::<Command>(command.clone());
                let parsed = parsed.unwrap_or_else(|error| panic!("{command}: {error}"));
                assert_eq!(command["type"], parsed.name());
                parsed
            }
        };
        match decide(&self.session, &command, &context) {
            Ok(events) => Ok(events.iter().map(text).collect()),
            Err(rejection) => Err(text(&rejection)),
        }
    }

    /// Folds in an event as it is written in a log, and checks that nothing of it is lost in reading.
    pub(crate) fn evolve(&mut self, event: &str) {
        let read: Event = serde_json::from_str(event).unwrap();
        assert_eq!(text(&read), event);
        self.session.evolve(&read);
    }

    /// The same people at the same moment, with a session read from its log.
    pub(crate) fn replayed(&self, log: &[String]) -> Self {
        let mut again = Self {
            session: Session::default(),
            presence: self.presence.clone(),
            handled: self.handled.clone(),
            now_ms: self.now_ms,
        };
        log.iter().for_each(|event| again.evolve(event));
        again
    }

    /// Whether a draw was begun.
    pub(crate) fn is_drawing(&self) -> bool {
        let round = self.session.networking.current();
        round.is_some_and(|round| round.drawing().is_some())
    }

    /// What these audiences see.
    pub(crate) fn views(&self, lookers: impl IntoIterator<Item = Looker>) -> Vec<(Looker, Fold)> {
        let projector = Projector::new(&self.session, &self.presence, self.now_ms);
        let projector = projector.handled(&self.handled);
        let view = |looker| {
            let view = projector.view(match looker {
                Looker::Public => Audience::Public,
                Looker::Staff => Audience::Staff,
                Looker::Room(room) => Audience::Room(RoomId(room)),
                Looker::Person(person) => Audience::Person(PersonId(person)),
            });
            let entries = view.iter().map(|(key, entry)| (key.clone(), text(entry)));
            (looker, entries.collect())
        };
        lookers.into_iter().map(view).collect()
    }

    /// When to ask again, and when to act even if nobody looks.
    pub(crate) fn deadlines(&self) -> [Option<u64>; 2] {
        [
            next_deadline(&self.session, self.now_ms),
            next_act(&self.session),
        ]
    }

    pub(crate) fn set_here(&mut self, person: u32, is_here: bool) {
        if is_here {
            self.presence.insert(PersonId(person), seal_of(person));
        } else {
            self.presence.remove(&PersonId(person));
        }
    }

    pub(crate) fn takes_in_hand(&mut self, item: u32, person: u32) {
        self.handled.insert(ItemId(item), PersonId(person));
    }
}

fn seal_of(person: u32) -> Seal {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&person.to_le_bytes());
    Seal::new(bytes)
}

/// Names of all commands that may come over the wire.
pub(crate) fn command_names() -> Vec<String> {
    Command::all().map(|(name, _)| name.to_owned()).collect()
}

/// Names of all events that a log may hold.
pub(crate) fn event_names() -> Vec<String> {
    Event::names().map(str::to_owned).collect()
}

/// Every role that a screen may have.
pub(crate) fn role_names() -> Vec<String> {
    names(Role::VARIANTS)
}

/// Every kind of poll.
pub(crate) fn poll_kinds() -> Vec<String> {
    names(PollKind::VARIANTS)
}

fn names(variants: &[impl serde::Serialize]) -> Vec<String> {
    let names = variants.iter().map(|variant| json!(variant));
    names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// A text after a splice.
pub(crate) fn applied(text: &str, splice: &Value) -> String {
    serde_json::from_value::<Splice>(splice.clone())
        .unwrap()
        .applied_to(text)
}

/// A text after two splices that were made to it, the first of which arrived first.
pub(crate) fn applied_past(text: &str, first: &Value, second: &Value, follows: bool) -> String {
    let read = |splice: &Value| serde_json::from_value::<Splice>(splice.clone()).unwrap();
    let (first, second) = (read(first), read(second));
    let tie = if follows { Tie::Front } else { Tie::Behind };
    let second = transform(&second, &first, tie);
    let text = first.applied_to(text);
    second
        .iter()
        .fold(text, |text, splice| splice.applied_to(&text))
}

/// What is kept of a piece of a text.
pub(crate) fn piece(typed: &str) -> String {
    onefloor_core::text::piece(typed)
}

/// How many words a text has.
pub(crate) fn words(text: &str) -> usize {
    onefloor_core::text::words(text)
}

/// How many options a poll has, and how many of them one person may choose.
pub(crate) fn poll_options(kind: &Value, options: &Value) -> [usize; 2] {
    let poll = json!({
        "id": 1, "kind": kind, "question": "?", "options": options, "live": true, "segment": null,
        "at_ms": 0,
    });
    let poll = serde_json::from_value::<NewPoll>(poll).unwrap();
    [poll.option_count(), poll.choices_max()]
}

/// How often an option was chosen, hands and all.
pub(crate) fn poll_total(option: &Value) -> u32 {
    serde_json::from_value::<OptionTally>(option.clone())
        .unwrap()
        .total()
}
