//! Plays a script: people by name, a clock that the script turns, and what everybody holds after
//! each step.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::ground::{Asked, Asker, Fold, Ground, Looker, role_names};

/// 16 December 2024, 10:28 UTC: two minutes before the session of the script.
pub(crate) const START_MS: u64 = 1_734_344_880_000;

/// A session being played.
#[derive(Debug, Default)]
pub(crate) struct Play {
    pub(crate) ground: Ground,
    askers: BTreeMap<String, Asker>,
    roles_of_links: BTreeMap<u32, Value>,
    pub(crate) people: Vec<u32>,
    pub(crate) rooms: Vec<u32>,
    /// Steps that were not answered as the script says.
    pub(crate) surprises: Vec<String>,
    /// Names of the commands that were done, with events, so far.
    pub(crate) done: BTreeSet<String>,
    /// Names of the commands that were refused so far.
    pub(crate) refused: BTreeSet<String>,
    /// Names of the events so far.
    pub(crate) events: BTreeSet<String>,
}

/// What a step came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) decided: Result<Vec<String>, String>,
    /// Which roles alone may ask this, when it was done for the first time.
    pub(crate) rights: Option<(String, Vec<String>)>,
}

impl Play {
    pub(crate) fn new() -> Self {
        let mut play = Self::default();
        play.ground.now_ms = START_MS;
        for (name, asker) in [
            ("the host", Asker::Host),
            ("the door", Asker::Door),
            ("the clock", Asker::Clock),
            ("the display", Asker::Screen(None, json!(["display"]))),
            (
                "another system",
                Asker::Screen(None, json!(["integration"])),
            ),
        ] {
            play.askers.insert(name.to_owned(), asker);
        }
        play
    }

    /// One line of a script:
    /// - `{"who": "ana", "does": {…}}`, with `"is": "refused"`'s reason where it is refused;
    /// - `{"create": plan}`, `{"comes": "ana", "link": 3}`, `{"seats": "ana"}`, `{"due": true}`;
    /// - `{"drawn": true}`: what came of a draw that was begun;
    /// - `{"forgets": "ana"}` what she asked hidden from all, `{"purges": true}`;
    /// - `{"goes": "ana"}`, `{"returns": "ana"}`, `{"who": "olu", "handles": 3}`.
    ///
    /// `ms` passes before it, one second where it says nothing.
    pub(crate) fn step(&mut self, step: &Value) -> Outcome {
        self.ground.now_ms += step["ms"].as_u64().unwrap_or(1_000);
        let name = |key: &str| step[key].as_str().map(str::to_owned);
        if let Some(gone) = name("goes") {
            self.sets_here(&gone, false);
        } else if let Some(back) = name("returns") {
            self.sets_here(&back, true);
        } else if let Some(item) = step["handles"].as_u64() {
            let person = self.person(&name("who").unwrap());
            self.ground.takes_in_hand(narrow(item), person);
        } else {
            return self.asks(step);
        }
        let decided = Ok(Vec::new());
        Outcome {
            decided,
            rights: None,
        }
    }

    fn asks(&mut self, step: &Value) -> Outcome {
        let who = step["who"].as_str();
        let comes = step["comes"].as_str();
        let (by_itself, asked) = if step["create"].is_object() {
            ("the host", Asked::Create(step["create"].clone()))
        } else if let Some(comes) = comes {
            let key_hash = format!("key of {comes}");
            let link = step["link"].as_u64().map(narrow);
            ("the door", Asked::Join { key_hash, link })
        } else if let Some(seats) = step["seats"].as_str() {
            ("the door", Asked::SeatLatecomer(self.person(seats)))
        } else if let Some(forgets) = step["forgets"].as_str() {
            ("the clock", Asked::EraseSealed(self.person(forgets)))
        } else if step["purges"] == true {
            ("the clock", Asked::Purge)
        } else if step["drawn"] == true {
            ("the clock", Asked::Drawn)
        } else if step["due"] == true {
            ("the clock", Asked::MeetDeadlines)
        } else {
            ("", Asked::Wire(step["does"].clone()))
        };
        let asker = self.askers[who.unwrap_or(by_itself)].clone();
        let command = step["does"]["type"].as_str();
        let rights = command
            .filter(|name| step["is"].is_null() && !self.done.contains(*name))
            .map(|name| (name.to_owned(), self.rights(&asker, &asked)));
        let decided = self.ground.ask(&asker, &asked);
        let told = match &decided {
            Ok(_) => Value::Null,
            Err(refusal) => parsed(refusal)["reason"].clone(),
        };
        if told != step["is"] {
            self.surprises.push(format!("{step}: {decided:?}"));
        }
        match &decided {
            Ok(events) => {
                events.iter().for_each(|event| self.learns(event));
                if !events.is_empty() {
                    self.done.extend(command.map(str::to_owned));
                }
                let entered = comes.filter(|name| !self.askers.contains_key(*name));
                if let Some(name) = entered {
                    let person = self.people.last().copied();
                    let link = step["link"].as_u64().map(narrow);
                    let roles = link.map_or(json!(["participant"]), |link| {
                        self.roles_of_links[&link].clone()
                    });
                    let asker = Asker::Screen(person, roles);
                    self.askers.insert(name.to_owned(), asker);
                    self.sets_here(name, true);
                }
            }
            Err(_) => self.refused.extend(command.map(str::to_owned)),
        }
        let rights = rights.filter(|(name, _)| self.done.contains(name));
        Outcome { decided, rights }
    }

    /// Which roles alone may ask this.
    fn rights(&self, asker: &Asker, asked: &Asked) -> Vec<String> {
        let Asker::Screen(person, _) = asker else {
            return Vec::new();
        };
        let may = |role: &String| {
            let alone = Asker::Screen(*person, json!([role]));
            let decided = self.ground.decide(&alone, asked);
            decided.map_or_else(|told| parsed(&told)["reason"] != "not_allowed", |_| true)
        };
        role_names().into_iter().filter(may).collect()
    }

    /// Notes who and what there is, by the event.
    pub(crate) fn learns(&mut self, event: &str) {
        let event = parsed(event);
        let kind = event["type"].as_str().unwrap();
        self.events.insert(kind.to_owned());
        let id = |value: &Value| narrow(value.as_u64().unwrap());
        match kind {
            "person_joined" => self.people.push(id(&event["person"])),
            "link_issued" => {
                let roles = event["link"]["roles"].clone();
                self.roles_of_links.insert(id(&event["link"]["id"]), roles);
            }
            "round_drawn" => {
                let rooms = event["rooms"].as_array().unwrap();
                self.rooms.extend(rooms.iter().map(|room| id(&room["id"])));
            }
            "room_added" => self.rooms.push(id(&event["room"]["id"])),
            _ => {}
        }
    }

    /// Everybody who looks.
    pub(crate) fn lookers(&self) -> Vec<Looker> {
        let rooms = self.rooms.iter().copied().map(Looker::Room);
        let people = self.people.iter().copied().map(Looker::Person);
        let all = [Looker::Public, Looker::Staff].into_iter();
        all.chain(rooms).chain(people).collect()
    }

    fn sets_here(&mut self, name: &str, is_here: bool) {
        let person = self.person(name);
        self.ground.set_here(person, is_here);
    }

    fn person(&self, name: &str) -> u32 {
        match self.askers.get(name) {
            Some(Asker::Screen(Some(person), _)) => *person,
            other => panic!("{name} is {other:?}"),
        }
    }
}

/// The name of an audience in a golden file.
pub(crate) fn audience(looker: Looker) -> String {
    match looker {
        Looker::Public => "public".to_owned(),
        Looker::Staff => "staff".to_owned(),
        Looker::Room(room) => format!("room {room}"),
        Looker::Person(person) => format!("person {person}"),
    }
}

/// What a browser gets: what is new or changed, and what is gone.
pub(crate) fn frame(before: &Fold, after: &Fold) -> Option<String> {
    let is_new = |(key, entry): &(&String, &String)| before.get(*key) != Some(entry);
    let put: Vec<String> = after
        .iter()
        .filter(is_new)
        .map(|(key, entry)| format!("{}:{entry}", json!(key)))
        .collect();
    let del: Vec<&String> = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .collect();
    let changes = !put.is_empty() || !del.is_empty();
    changes.then(|| format!("{{\"put\":{{{}}},\"del\":{}}}", put.join(","), json!(del)))
}

/// The whole that a browser holds.
pub(crate) fn whole(fold: &Fold) -> String {
    let entries = fold
        .iter()
        .map(|(key, entry)| format!("{}:{entry}", json!(key)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
}

/// FNV-1a: short, the same on every machine, and changed by any byte.
pub(crate) fn hash(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x}")
}

pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap()
}
