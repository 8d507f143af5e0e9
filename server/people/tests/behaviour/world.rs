//! A session in memory, its clock, and a moderator who runs the hour by a script.

use std::collections::BTreeMap;

use onefloor_core::about::{self, About, SessionPlan};
use onefloor_core::agenda::SegmentPlan;
use onefloor_core::ids::PersonId;
use onefloor_core::igf::SegmentKind;
use onefloor_core::seal::Seal;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::{Audience, View};
use onefloor_core::{
    Actor, Command, Context, Event, NoZones, Presence, Rejection, Session, decide, next_act,
    people, project,
};
use onefloor_people::{Act, Crowd, Hour, Persona, Sight};
use serde::Serialize;
use serde_json::{Value, json};

/// 16 December 2024, 10:30 UTC; the doors open then.
const DOORS_MS: u64 = 1_734_345_000_000;
const MINUTE_MS: u64 = 60_000;

pub(crate) struct World {
    pub(crate) session: Session,
    pub(crate) presence: Presence,
    /// When, who, what.
    pub(crate) acts: Vec<(u64, usize, Act)>,
    /// Refusals, by command and reason.
    pub(crate) refused: BTreeMap<String, usize>,
    /// When each of them gave a command.
    pub(crate) gave_at_ms: BTreeMap<usize, Vec<u64>>,
    /// Commands of somebody who had not said who they are.
    pub(crate) said_before_a_name: usize,
    at_ms: u64,
    /// What everybody sees, until something happens.
    main: Option<Value>,
}

pub(crate) fn hour() -> Hour {
    Hour::of(&plan(), 4 * MINUTE_MS)
}

fn plan() -> SessionPlan {
    let segment = |kind, title: &str, minutes| SegmentPlan {
        kind,
        title: title.to_owned(),
        minutes,
        minutes_min: minutes,
        minutes_max: minutes + 5,
        speakers: Vec::new(),
        notes: None,
        hard_start_ms: None,
        auto_advance: false,
    };
    SessionPlan {
        about: About {
            title: "An hour of made-up people".to_owned(),
            ..About::default()
        },
        agenda: vec![
            segment(SegmentKind::Keynotes, "Keynotes", 3),
            segment(SegmentKind::Questions, "Questions", 9),
            segment(SegmentKind::Networking, "Networking", 9),
            segment(SegmentKind::Closing, "Closing", 2),
        ],
        imported: None,
    }
}

impl World {
    /// A whole hour of a crowd.
    pub(crate) fn lived(seed: u64, people: usize) -> Self {
        let mut world = Self {
            session: Session::default(),
            presence: Presence::new(),
            acts: Vec::new(),
            refused: BTreeMap::new(),
            gave_at_ms: BTreeMap::new(),
            said_before_a_name: 0,
            at_ms: 0,
            main: None,
        };
        let plan = Box::new(plan());
        let create = Command::About(about::Command::CreateSession { plan });
        world.decides(&Actor::Host, &create).unwrap();
        let mut crowd = Crowd::new(seed, people, &hour()).people;
        let mut sights = vec![Sight::default(); crowd.len()];
        let mut script = script();
        while let Some((next_ms, who)) = next_of(&crowd) {
            while script.last().is_some_and(|(at_ms, _)| *at_ms <= next_ms) {
                let (at_ms, command) = script.pop().unwrap();
                world.comes_to(at_ms);
                world.moderates(&command);
            }
            world.comes_to(next_ms);
            world.acts_of(who, &mut crowd[who], &mut sights[who]);
        }
        world
    }

    fn acts_of(&mut self, who: usize, persona: &mut Persona, sight: &mut Sight) {
        if let Some(you) = self.person(who).filter(|you| self.presence.contains(you)) {
            self.shows(you, sight);
        }
        let Some(act) = persona.acts(sight, self.at_ms) else {
            return;
        };
        match &act {
            Act::Come => self.lets_in(who),
            Act::Go => {
                self.presence.remove(&self.person(who).unwrap());
                sight.is_cut_off();
            }
            Act::Give(command) => {
                let person = self.person(who);
                let introduces = command.name() == "introduce";
                self.said_before_a_name += usize::from(!introduces && !sight.is_named);
                self.gave_at_ms.entry(who).or_default().push(self.at_ms);
                let roles = Roles::from([Role::Participant]);
                if let Err(why) = self.decides(&Actor::Screen { person, roles }, command) {
                    let why = format!("{}: {why:?}", command.name());
                    *self.refused.entry(why).or_default() += 1;
                }
            }
        }
        self.acts.push((self.at_ms, who, act));
    }

    fn lets_in(&mut self, who: usize) {
        let join = people::Command::Join {
            key_hash: key(who),
            link: None,
        };
        self.decides(&Actor::Door, &Command::People(join)).unwrap();
        let mut seal = [0; 32];
        seal[..8].copy_from_slice(&(who as u64).to_le_bytes());
        self.presence
            .insert(self.person(who).unwrap(), Seal::new(seal));
    }

    fn person(&self, who: usize) -> Option<PersonId> {
        self.session.people.with_key(&key(who))
    }

    /// The three parts of a view, as the wire has them.
    fn shows(&mut self, you: PersonId, sight: &mut Sight) {
        let now_ms = DOORS_MS + self.at_ms;
        let main = self.main.take();
        let view = |audience| project(&self.session, &self.presence, audience, now_ms);
        let open = self.session.networking.open();
        let room = open.and_then(|round| round.room_of(you));
        let room = room.map_or_else(Default::default, |room| view(Audience::Room(room.id)));
        let snapshot =
            |part: &str, view: &View| json!({ "type": "snapshot", "part": part, "entries": view });
        let main = main.unwrap_or_else(|| snapshot("main", &view(Audience::Public)));
        let person = snapshot("person", &view(Audience::Person(you)));
        sight.folds(&json!({ "type": "welcome", "you": you }));
        for frame in [&main, &person, &snapshot("room", &room)] {
            sight.folds(frame);
        }
        self.main = Some(main);
    }

    /// Time passes, and whatever becomes due is done.
    fn comes_to(&mut self, at_ms: u64) {
        while let Some(due_ms) = next_act(&self.session).filter(|due| *due <= DOORS_MS + at_ms) {
            self.at_ms = due_ms.saturating_sub(DOORS_MS).max(self.at_ms);
            if self
                .decides(&Actor::Clock, &Command::MeetDeadlines)
                .unwrap()
                == 0
            {
                break;
            }
        }
        self.at_ms = at_ms.max(self.at_ms);
    }

    fn moderates(&mut self, command: &Value) {
        let command = match command {
            Value::Null => self.next_turn(),
            scripted => scripted.clone(),
        };
        // Nobody may wait.
        let Ok(command) = serde_json::from_str::<Command>(&command.to_string()) else {
            return;
        };
        let roles = Roles::from([Role::Organiser, Role::Rapporteur]);
        let person = None;
        // A round may be open still: the script goes on.
        let _ = self.decides(&Actor::Screen { person, roles }, &command);
    }

    /// Takes whoever was called and is there, or calls the next.
    fn next_turn(&self) -> Value {
        let now_ms = DOORS_MS + self.at_ms;
        let view = project(&self.session, &self.presence, Audience::Staff, now_ms);
        let on_floor = json_of(&view["floor"])["on_floor"].clone();
        let order = json_of(&view["floor/order"]);
        let places = order["places"].as_array().into_iter().flatten();
        let items = places.map(|place| json_of(&view[&format!("item/{}", place["item"])]));
        let called = items.clone().find(|item| item["state"] == "next");
        match called {
            Some(item)
                if item["kind"] != "hand"
                    || item["origin"] != "online"
                    || item["staff"]["ready"] == true =>
            {
                json!({ "type": "take_next", "on_floor": on_floor, "item": item["id"] })
            }
            // Their time is not over yet.
            Some(_) => json!({ "type": "resume_clock" }),
            None => {
                let hands = items.clone().find(|item| item["kind"] == "hand");
                let next = hands.or_else(|| items.clone().next()).unwrap_or_default();
                json!({ "type": "move_item", "item": next["id"], "from": "approved", "to": "next" })
            }
        }
    }

    /// How many events it came to.
    fn decides(&mut self, actor: &Actor, command: &Command) -> Result<usize, Rejection> {
        let context = Context {
            now_ms: DOORS_MS + self.at_ms,
            seed: self.at_ms,
            actor,
            presence: &self.presence,
            zones: &NoZones,
        };
        let events: Vec<Event> = decide(&self.session, command, &context)?;
        events.iter().for_each(|event| self.session.evolve(event));
        self.main = None;
        Ok(events.len())
    }
}

fn json_of(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap()
}

fn key(who: usize) -> String {
    format!("{who:064}")
}

/// Whoever is next, and when.
fn next_of(crowd: &[Persona]) -> Option<(u64, usize)> {
    let all = crowd
        .iter()
        .zip(0..)
        .map(|(persona, who)| (persona.next_ms(), who));
    all.min().filter(|(at_ms, _)| *at_ms < u64::MAX)
}

/// What the moderator does, the last first.
fn script() -> Vec<(u64, Value)> {
    let start = hour().doors_ms;
    let minute = |minutes: u64| start + minutes * MINUTE_MS;
    let mut script = vec![
        (
            start,
            json!({ "type": "start_segment", "segment": 1, "after": null }),
        ),
        (
            minute(3),
            json!({ "type": "start_segment", "segment": 2, "after": 1 }),
        ),
        (
            minute(4),
            json!({
                "type": "open_poll", "kind": "scale", "question": "How open is it?",
                "live": true,
            }),
        ),
        (minute(6), json!({ "type": "close_poll", "poll": 1 })),
        (
            minute(6),
            json!({
                "type": "open_poll", "kind": "multiple", "question": "What is next?",
                "options": ["Cables", "Captions", "Repair"], "live": false,
            }),
        ),
        (minute(8), json!({ "type": "close_poll", "poll": 2 })),
        (
            minute(8),
            json!({
                "type": "add_entry", "kind": "takeaway", "text": "Repair is a right.",
                "item": null,
            }),
        ),
        (
            minute(9),
            json!({ "type": "put_to_consensus", "entries": [1], "live": true }),
        ),
        (minute(11), json!({ "type": "close_consensus" })),
        (
            minute(12),
            json!({ "type": "start_segment", "segment": 3, "after": 2 }),
        ),
        (
            minute(13),
            json!({
                "type": "call_round",
                "settings": {
                    "prompt": "What would you repair first?", "room_size": 4,
                    "length_ms": 180_000, "ready_check": true,
                },
            }),
        ),
        (
            minute(17),
            json!({
                "type": "call_round",
                "settings": { "prompt": "Who pays?", "room_size": 3, "length_ms": 180_000 },
            }),
        ),
        (
            minute(21),
            json!({ "type": "start_segment", "segment": 4, "after": 3 }),
        ),
        (minute(23), json!({ "type": "end_session" })),
    ];
    // Whoever comes next is called, and given the floor if they are there.
    for turn in 0..27 {
        let at_ms = minute(3) + turn * MINUTE_MS / 3;
        script.push((at_ms, Value::Null));
    }
    script.sort_by_key(|(at_ms, _)| std::cmp::Reverse(*at_ms));
    script
}
