//! A session under test, with a clock that the test turns and people that it lets in.

use std::collections::BTreeSet;

use onefloor_core::about::{About, SessionPlan};
use onefloor_core::agenda::SegmentPlan;
use onefloor_core::capture::EntryKind;
use onefloor_core::floor::Anonymity;
use onefloor_core::ids::{ItemId, LinkId, PersonId, SegmentId};
use onefloor_core::igf::{PagePerson, SegmentKind};
use onefloor_core::networking::{DrawRequest, RoundSettings};
use onefloor_core::seal::Seal;
use onefloor_core::terms::{ItemState, Role, Roles};
use onefloor_core::view::{Audience, Entry};
use onefloor_core::{
    Actor, Command, Context, Event, Presence, Rejection, Session, Zones, about, agenda, capture,
    decide, drawing, floor, limits, networking, people, project,
};

/// A session with everything that was decided in it.
pub(crate) struct Hour {
    pub(crate) session: Session,
    pub(crate) log: Vec<Event>,
    pub(crate) now_ms: u64,
    pub(crate) presence: Presence,
    /// Whether draws that are worked out beside the session wait until the test takes them.
    pub(crate) holds_draws: bool,
}

/// The two zones that the tests know: one that never changes, and one that puts its clocks on.
#[derive(Debug)]
pub(crate) struct TwoZones;

/// 30 March 2025, 01:00 UTC: clocks in Oslo go from +01:00 to +02:00.
pub(crate) const OSLO_CHANGE_MS: u64 = 1_743_296_400_000;

impl Zones for TwoZones {
    fn day_end_ms(&self, time_zone: &str, at_ms: u64) -> Option<u64> {
        const HOUR_MS: u64 = 3_600_000;
        let offset_at = |at_ms: u64| match time_zone {
            "Asia/Riyadh" => Some(3 * HOUR_MS),
            "Europe/Oslo" => Some(if at_ms < OSLO_CHANGE_MS {
                HOUR_MS
            } else {
                2 * HOUR_MS
            }),
            _ => None,
        };
        let day = (at_ms + offset_at(at_ms)?) / (24 * HOUR_MS);
        let end_ms = |offset: u64| (day + 1) * 24 * HOUR_MS - 1 - offset;
        let guess = end_ms(offset_at(at_ms)?);
        Some(end_ms(offset_at(guess)?))
    }
}

/// When the clock of the tests begins: 16 December 2024, 10:30 UTC.
pub(crate) const START_MS: u64 = 1_734_345_000_000;

/// The plan of the tests: keynotes of 15 minutes, questions of 16, networking of 24, closing of 5.
pub(crate) fn plan() -> SessionPlan {
    let segment = |kind, title: &str, minutes, minutes_min| SegmentPlan {
        kind,
        title: title.to_owned(),
        minutes,
        minutes_min,
        minutes_max: minutes + 5,
        speakers: Vec::new(),
        notes: None,
        hard_start_ms: None,
        auto_advance: false,
    };
    let person = |name: &str| PagePerson {
        name: name.to_owned(),
        ..PagePerson::default()
    };
    SessionPlan {
        about: About {
            title: "A launch".to_owned(),
            onsite_moderators: vec![person("Olu Onsite")],
            online_moderators: vec![person("Nele Online")],
            rapporteurs: vec![person("Nele Online")],
            speakers: vec![person("Sana Speaker"), person("Olu Onsite")],
            ..About::default()
        },
        agenda: vec![
            segment(SegmentKind::Keynotes, "Keynotes", 15, 15),
            segment(SegmentKind::Questions, "Questions", 16, 10),
            segment(SegmentKind::Networking, "Networking", 24, 20),
            segment(SegmentKind::Closing, "Closing", 5, 5),
        ],
        imported: None,
    }
}

impl Hour {
    pub(crate) fn new() -> Self {
        Self::of(plan())
    }

    pub(crate) fn of(plan: SessionPlan) -> Self {
        let mut hour = Self {
            session: Session::default(),
            log: Vec::new(),
            now_ms: START_MS,
            presence: Presence::new(),
            holds_draws: false,
        };
        let plan = Box::new(plan);
        hour.ask(
            &Actor::Host,
            Command::About(about::Command::CreateSession { plan }),
        )
        .unwrap();
        hour
    }

    /// Decides and keeps what follows. A draw that is worked out beside the session is done by then.
    pub(crate) fn ask(&mut self, actor: &Actor, command: Command) -> Result<Vec<Event>, Rejection> {
        let mut events = self.decides(actor, command)?;
        if !self.holds_draws {
            events.extend(self.settles_draw());
        }
        Ok(events)
    }

    /// The draw that was begun, if one was.
    pub(crate) fn drawing(&self) -> Option<DrawRequest> {
        drawing(&self.session, &self.context(&Actor::Clock))
    }

    /// Works out the draw that was begun, if one was, and takes what came of it.
    pub(crate) fn settles_draw(&mut self) -> Vec<Event> {
        let outcome = self.drawing().map(|request| request.work());
        let settle = |outcome| Command::Networking(networking::Command::SettleDraw { outcome });
        let settled = outcome.map(|outcome| self.decides(&Actor::Clock, settle(outcome)));
        settled.transpose().unwrap().unwrap_or_default()
    }

    fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            now_ms: self.now_ms,
            seed: self.now_ms,
            actor,
            presence: &self.presence,
            zones: &TwoZones,
        }
    }

    fn decides(&mut self, actor: &Actor, command: Command) -> Result<Vec<Event>, Rejection> {
        let events = decide(&self.session, &command, &self.context(actor))?;
        for event in &events {
            self.session.evolve(event);
        }
        self.log.extend(events.clone());
        Ok(events)
    }

    /// Lets somebody in by code and makes them present.
    pub(crate) fn joins(&mut self, name: &str) -> Actor {
        self.comes(name, None, Roles::from([Role::Participant]))
    }

    /// Lets the holder of the first link with this role in.
    pub(crate) fn joins_as(&mut self, role: Role) -> Actor {
        let links = self.session.links.values();
        let link = links
            .clone()
            .find(|link| link.roles.contains(&role))
            .unwrap();
        let (id, roles) = (link.id, link.roles.clone());
        self.comes(&format!("{role:?}"), Some(id), roles)
    }

    /// Lets the holder of the link with this name in.
    pub(crate) fn joins_as_holder(&mut self, name: &str) -> Actor {
        let mut links = self.session.links.values();
        let link = links.find(|link| link.is_held_by(name)).unwrap();
        let (id, roles) = (link.id, link.roles.clone());
        self.comes(name, Some(id), roles)
    }

    /// Opens the speakers' screen that nobody holds.
    pub(crate) fn joins_at_lectern(&mut self) -> Actor {
        let roles = Roles::from([Role::Speaker]);
        let mut links = self.session.links.values();
        let link = links.find(|link| link.roles == roles && link.holder.is_none());
        let id = link.unwrap().id;
        self.comes("the lectern", Some(id), roles)
    }

    fn comes(&mut self, name: &str, link: Option<LinkId>, roles: Roles) -> Actor {
        let key_hash = format!("key of {name}");
        let join = Command::People(people::Command::Join {
            key_hash: key_hash.clone(),
            link,
        });
        self.ask(&Actor::Door, join).unwrap();
        let person = self.session.people.with_key(&key_hash).unwrap();
        self.presence.insert(person, seal_of(person));
        let actor = Actor::Screen {
            person: Some(person),
            roles,
        };
        if link.is_none() {
            let profile = onefloor_core::people::Profile {
                name: Some(name.to_owned()),
                ..Default::default()
            };
            self.ask(
                &actor,
                Command::People(people::Command::Introduce { profile }),
            )
            .unwrap();
        }
        actor
    }

    pub(crate) fn minutes_pass(&mut self, minutes: u64) {
        self.now_ms += minutes * 60_000;
    }

    pub(crate) fn asks(&mut self, who: &Actor, text: &str) -> ItemId {
        let text = text.to_owned();
        let ask = Command::Floor(floor::Command::AskQuestion {
            text,
            anonymity: Anonymity::Named,
            language: None,
            comment: false,
            answer_private: false,
        });
        self.now_ms += 1;
        self.ask(who, ask).unwrap();
        self.last_item()
    }

    /// What somebody sees of an own item.
    pub(crate) fn mine(&self, who: &Actor, item: ItemId) -> floor::MineEntry {
        let audience = Audience::Person(person(who));
        let view = project(&self.session, &self.presence, audience, self.now_ms);
        match &view[&format!("mine/{item}")] {
            Entry::Mine(own) => own.mine.clone(),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn last_item(&self) -> ItemId {
        *self.session.floor.items.last_key_value().unwrap().0
    }

    pub(crate) fn state(&self, item: ItemId) -> ItemState {
        self.session.floor.items[&item].state
    }

    pub(crate) fn starts(&mut self, moderator: &Actor, segment: u32) {
        let after = self.session.agenda.running();
        let segment = SegmentId(segment);
        self.ask(
            moderator,
            Command::Agenda(agenda::Command::StartSegment {
                segment,
                after,
                turn: None,
            }),
        )
        .unwrap();
    }

    /// Draws a round without asking anybody, and waits until it opens.
    pub(crate) fn opens_round(&mut self, moderator: &Actor, size: u32, length_ms: u64) {
        let settings = RoundSettings::new("What would you bring?", size, length_ms);
        self.ask(
            moderator,
            Command::Networking(networking::Command::CallRound { settings }),
        )
        .unwrap();
        self.now_ms += limits::ANNOUNCE_MS;
    }

    /// Does whatever is due now.
    pub(crate) fn meets_deadlines(&mut self) -> Vec<Event> {
        self.ask(&Actor::Clock, Command::MeetDeadlines).unwrap()
    }

    pub(crate) fn order(&self) -> Vec<ItemId> {
        let placed =
            onefloor_core::floor::order(&self.session.floor, self.session.agenda.running());
        placed.iter().map(|placed| placed.item).collect()
    }
}

/// What a rapporteur types, linked to nothing but what runs.
pub(crate) fn entry(kind: EntryKind, text: &str) -> Command {
    Command::Capture(capture::Command::AddEntry {
        kind,
        text: text.to_owned(),
        item: None,
        room: None,
        segment: None,
        moment_ms: None,
        who: String::new(),
        to_whom: String::new(),
        speaker: None,
    })
}

/// The same of what is on the floor.
pub(crate) fn entry_on(kind: EntryKind, text: &str, on: ItemId) -> Command {
    let mut command = entry(kind, text);
    if let Command::Capture(capture::Command::AddEntry { item, .. }) = &mut command {
        *item = Some(on);
    }
    command
}

pub(crate) fn person(actor: &Actor) -> PersonId {
    actor.person().unwrap()
}

pub(crate) fn people(actors: &[&Actor]) -> BTreeSet<PersonId> {
    actors.iter().map(|actor| person(actor)).collect()
}

/// The seal of somebody's key; theirs alone.
pub(crate) fn seal_of(person: PersonId) -> Seal {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&person.0.to_le_bytes());
    Seal::new(bytes)
}
