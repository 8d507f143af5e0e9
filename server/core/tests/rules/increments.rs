//! What was kept and brought up to date is what would be projected anew: for every audience, after any
//! commands, comings and goings, and time.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::floor::walked;
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::people::Profile;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::touch::{MINE, Touched, Wanted, Whom};
use onefloor_core::view::{
    Audience, Changed, Entry, Projector, View, bring_up, project, touched, touched_by_presence,
    touched_by_time,
};
use onefloor_core::{Actor, Command, networking, people};
use proptest::prelude::*;

use crate::hour::{Hour, seal_of};
use crate::random::{hour_of_five, step, steps};

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

    /// What counts who is here may be left to a later publication.
    fn publish(&mut self, hour: &Hour, with_counts: bool) {
        touched_by_time(&mut self.touched);
        let mut touched = std::mem::take(&mut self.touched);
        if with_counts {
            touched.with_counts();
        } else {
            self.touched = touched.without_counts();
        }
        let projector = Projector::new(&hour.session, &hour.presence, hour.now_ms);
        let is_shown = |item| self.asker(item).is_some();
        projector.touch_displaced(&self.views[&Audience::Staff], is_shown, &mut touched);
        touched.find_askers(|item| self.asker(item));
        let bring = |audience: Audience, view: &mut View, wanted: Wanted<'_>| {
            let mut told = view.clone();
            let changed = bring_up(view, projector.wanted(audience, wanted), wanted);
            fold(&mut told, view, &changed);
            assert_eq!(&told, view, "{audience:?}: {changed:?}");
        };
        for (audience, view) in &mut self.views {
            match *audience {
                Audience::Public | Audience::Staff => bring(*audience, view, touched.of_main()),
                Audience::Room(room) => bring(*audience, view, touched.of_room(room)),
                Audience::Person(person) => {
                    let asks = view.keys().any(|key| key.starts_with(MINE));
                    let has_link = || hour.session.people[&person].link.is_some();
                    let is_looked_at = match touched.whom() {
                        Whom::Everybody => true,
                        Whom::These {
                            askers,
                            linked,
                            people,
                        } => {
                            people.contains_key(&person)
                                || (askers && asks)
                                || (linked && has_link())
                        }
                    };
                    if is_looked_at {
                        bring(*audience, view, touched.of_person(person));
                    }
                }
            }
        }
        self.begin(hour);
    }

    /// On whose screen an item stands as their own.
    fn asker(&self, item: ItemId) -> Option<PersonId> {
        let key = format!("{MINE}{item}");
        let mut views = self.views.iter();
        views.find_map(|(audience, view)| match audience {
            Audience::Person(person) if view.contains_key(&key) => Some(*person),
            _ => None,
        })
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

/// Brings a view to what it became by what a screen is told of that.
fn fold(told: &mut View, became: &View, changed: &Changed) {
    for key in &changed.put {
        told.insert(key.clone(), became[key].clone());
    }
    for key in &changed.del {
        told.remove(key);
    }
    for (key, steps) in &changed.moves {
        let Some(Entry::Order(order)) = told.get_mut(key) else {
            panic!("{key} is no order");
        };
        let places = walked(&order.places, steps);
        order.places = places.expect("the steps begin with the order that is there");
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

/// Runs of some thirty commands each; with `INCREMENT_STEPS`, so many that they have that many commands
/// together.
fn runs() -> u32 {
    let steps = std::env::var_os("INCREMENT_STEPS");
    let steps = steps.map(|steps| steps.into_string().expect("a number"));
    let steps: Option<u32> = steps.map(|steps| steps.parse().expect("a number"));
    steps.map_or(96, |steps| steps.div_ceil(29))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(runs()))]

    #[test]
    fn incremental_is_full(
        steps in steps(),
        also in proptest::collection::vec((0_u32..12, any::<bool>(), any::<bool>()), 60),
    ) {
        let mut hour = hour_of_five();
        let mut held = Held::new(&hour);
        for ((actor, command, pass_ms), (moving, publishes, counts)) in steps.into_iter().zip(also) {
            hour.now_ms += u64::from(pass_ms);
            held.asks(&mut hour, &actor, command);
            if moving < 6 {
                moves(&mut held, &mut hour, PersonId(moving));
            }
            if publishes {
                held.publish(&hour, counts);
                for (audience, view) in &held.views {
                    let full = project(&hour.session, &hour.presence, *audience, hour.now_ms);
                    let mut differs = differences(view, &full);
                    differs.retain(|key| !held.touched.of_counts().holds(key));
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
    held.publish(&hour, true);
    let audience = Audience::Person(PersonId(2));
    let full = project(&hour.session, &hour.presence, audience, hour.now_ms);
    assert_eq!(differences(&held.views[&audience], &full), [""; 0]);
}
