//! What was kept and brought up to date is what would be projected anew: for every audience, after any
//! commands, comings and goings, and time.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::ids::PersonId;
use onefloor_core::people::Profile;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::touch::{MINE, Touched, Wanted, Whom};
use onefloor_core::view::{
    Audience, Projector, View, bring_up, project, touched, touched_by_presence, touched_by_time,
};
use onefloor_core::{Actor, Command, networking, people};
use proptest::prelude::*;

use crate::hour::{Hour, seal_of};
use crate::properties::{hour_of_five, step, steps};

/// The views that screens hold, and what was touched since they were last brought up to date.
struct Held {
    views: BTreeMap<Audience, View>,
    touched: Touched,
}

impl Held {
    fn new(hour: &Hour) -> Self {
        let mut held = Self {
            views: BTreeMap::new(),
            touched: Touched::default(),
        };
        held.begin(hour);
        held
    }

    /// Everybody who is here, and every open room, has a view; who is not, has none.
    fn begin(&mut self, hour: &Hour) {
        let rooms = hour.session.networking.open().into_iter();
        let rooms = rooms.flat_map(|round| round.rooms.iter().map(|room| Audience::Room(room.id)));
        let people = hour.presence.iter().map(|person| Audience::Person(*person));
        let all: BTreeSet<Audience> = [Audience::Public, Audience::Staff]
            .into_iter()
            .chain(rooms)
            .chain(people)
            .collect();
        self.views.retain(|audience, _| all.contains(audience));
        for audience in all {
            let view = || project(&hour.session, &hour.presence, audience, hour.now_ms);
            self.views.entry(audience).or_insert_with(view);
        }
    }

    fn publish(&mut self, hour: &Hour) {
        touched_by_time(&mut self.touched);
        let touched = std::mem::take(&mut self.touched);
        let projector = Projector::new(&hour.session, &hour.presence, hour.now_ms);
        let bring = |audience: Audience, view: &mut View, wanted: Wanted<'_>| {
            bring_up(view, projector.wanted(audience, wanted), wanted);
        };
        for (audience, view) in &mut self.views {
            match *audience {
                Audience::Public | Audience::Staff => bring(*audience, view, touched.of_main()),
                Audience::Room(room) => bring(*audience, view, touched.of_room(room)),
                Audience::Person(person) => {
                    let asks = view.keys().any(|key| key.starts_with(MINE));
                    let is_looked_at = match touched.whom() {
                        Whom::Everybody => true,
                        Whom::AskersAnd(these) => asks || these.contains_key(&person),
                        Whom::These(these) => these.contains_key(&person),
                    };
                    if is_looked_at {
                        bring(*audience, view, touched.of_person(person));
                    }
                }
            }
        }
        self.begin(hour);
    }

    fn asks(&mut self, hour: &mut Hour, actor: &Actor, command: Command) {
        let before = hour.log.len();
        let _ = step(hour, actor, command);
        // As the actor of a session does: each event in the state that it made. What follows in the same
        // batch is looked at in the last state, which touches no less.
        for event in &hour.log[before..] {
            let by = actor.person();
            self.touched.add(touched(&hour.session, event, by));
        }
    }
}

/// Somebody comes or goes.
fn moves(held: &mut Held, hour: &mut Hour, person: PersonId) {
    if hour.presence.contains(&person) {
        hour.presence.remove(&person);
    } else if hour.session.people.contains_key(&person) {
        hour.presence.insert(person, seal_of(person));
    }
    held.touched.add(touched_by_presence(&hour.session, person));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn incremental_is_full(
        steps in steps(),
        also in proptest::collection::vec((0_u32..12, any::<bool>()), 60),
    ) {
        let mut hour = hour_of_five();
        let mut held = Held::new(&hour);
        for ((actor, command, pass_ms), (moving, publishes)) in steps.into_iter().zip(also) {
            hour.now_ms += u64::from(pass_ms);
            held.asks(&mut hour, &actor, command);
            if moving < 6 {
                moves(&mut held, &mut hour, PersonId(moving));
            }
            if publishes {
                held.publish(&hour);
                for (audience, view) in &held.views {
                    let full = project(&hour.session, &hour.presence, *audience, hour.now_ms);
                    let differs = differences(view, &full);
                    prop_assert!(differs.is_empty(), "{audience:?}: {differs:?}");
                }
            }
        }
    }
}

fn differences(held: &View, full: &View) -> Vec<String> {
    let keys: BTreeSet<_> = held.keys().chain(full.keys()).collect();
    let differ = keys
        .into_iter()
        .filter(|key| held.get(*key) != full.get(*key));
    differ.cloned().collect()
}

#[test]
fn who_blocked_somebody_reads_their_new_name() {
    let mut hour = hour_of_five();
    let ada = Actor::Screen {
        person: Some(PersonId(2)),
        roles: Roles::from([Role::Participant]),
    };
    let mut held = Held::new(&hour);
    let (person, blocked) = (PersonId(3), true);
    let block = networking::Command::Block { person, blocked };
    held.asks(&mut hour, &ada, Command::Networking(block));
    let ben = Actor::Screen {
        person: Some(person),
        roles: Roles::from([Role::Participant]),
    };
    let profile = Profile {
        name: Some("Another name".to_owned()),
        ..Profile::default()
    };
    let introduce = people::Command::Introduce { profile };
    held.asks(&mut hour, &ben, Command::People(introduce));
    held.publish(&hour);
    let audience = Audience::Person(PersonId(2));
    let full = project(&hour.session, &hour.presence, audience, hour.now_ms);
    assert_eq!(differences(&held.views[&audience], &full), [""; 0]);
}
