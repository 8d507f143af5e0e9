//! Sessions in the middle of the recorded hour, and somebody who gives a command there.

use std::sync::LazyLock;

use onefloor_core::ids::PersonId;
use onefloor_core::seal::Seal;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::{Audience, project};
use onefloor_core::{Actor, Command, Context, Event, NoZones, Presence, Session, decide};
use serde_json::Value;

/// The log of the hour in which everything happens.
const LOG: &str = include_str!("../../../server/core/tests/golden/hour.log.jsonl");
/// The people of that hour who are here.
const PEOPLE: u32 = 14;
/// After so many steps of it a session stands ready.
const EVERY: usize = 40;

/// A session as it was after a part of the hour.
#[derive(Debug)]
pub(super) struct Moment {
    session: Session,
    now_ms: u64,
}

/// The moments of the hour, each with all that happened before.
pub(super) static MOMENTS: LazyLock<Vec<Moment>> = LazyLock::new(|| {
    let mut session = Session::default();
    let mut moments = Vec::new();
    for (at, line) in LOG.lines().enumerate() {
        let step: Value = serde_json::from_str(line).expect("the log is JSON");
        for event in step["events"].as_array().into_iter().flatten() {
            let event: Event = serde_json::from_value(event.clone()).expect("the log replays");
            session.evolve(&event);
        }
        if session.about.is_some() && at % EVERY == 0 {
            let now_ms = step["at_ms"].as_u64().expect("each step has its time") + 1_000;
            let session = session.clone();
            moments.push(Moment { session, now_ms });
        }
    }
    moments
});

/// Everybody is here.
fn presence() -> Presence {
    let seal = |id: u32| Seal::new([u8::try_from(id).unwrap_or_default(); 32]);
    (1..=PEOPLE).map(|id| (PersonId(id), seal(id))).collect()
}

/// Somebody of the hour, by a byte: half of the values are participants.
pub(super) fn somebody(byte: u8) -> Actor {
    const STAFF: [Role; 6] = [
        Role::Organiser,
        Role::Moderator,
        Role::FloorRunner,
        Role::Speaker,
        Role::Rapporteur,
        Role::Integration,
    ];
    let role = STAFF.get(usize::from(byte) % 12).copied();
    Actor::Screen {
        person: Some(PersonId(1 + u32::from(byte) % PEOPLE)),
        roles: Roles::from([role.unwrap_or(Role::Participant)]),
    }
}

/// Decides a command; what follows from it is written and read again, folded in, and looked at by
/// everybody. Nothing of that may panic or be lost.
///
/// # Panics
/// A defect was found.
pub(super) fn play(moment: &Moment, actor: &Actor, command: &Command, seed: u64) {
    let presence = presence();
    let context = Context {
        now_ms: moment.now_ms,
        seed,
        actor,
        presence: &presence,
        zones: &NoZones,
    };
    let Ok(events) = decide(&moment.session, command, &context) else {
        return;
    };
    let mut session = moment.session.clone();
    for event in &events {
        let written = serde_json::to_string(event).expect("events are JSON");
        let read: Event = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(&read, event);
        session.evolve(&read);
    }
    let own = actor.person().map(Audience::Person);
    for audience in [Audience::Public, Audience::Staff].into_iter().chain(own) {
        let view = project(&session, &presence, audience, moment.now_ms);
        serde_json::to_string(&view).expect("views are JSON");
    }
}
