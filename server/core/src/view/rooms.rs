//! Rounds and rooms among the entries of all: which key each has, and for which audience.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::looking::Looking;
use crate::context::Presence;
use crate::ids::{EntryId, RoomId};
use crate::networking::{self, MyNetworking, Shown};
use crate::people::Person;
use crate::session::Session;

fn shown<'a>(session: &'a Session, presence: &'a Presence) -> Shown<'a> {
    Shown {
        networking: &session.networking,
        people: &session.people,
        presence,
    }
}

/// What everybody may know of the rounds.
pub(super) fn put_common(view: &mut Looking<'_>, session: &Session, presence: &Presence) {
    view.put_any("round", || {
        let round = networking::round(shown(session, presence));
        round.map(|round| Entry::Round(Box::new(round)))
    });
    view.put_any("discussion", || {
        networking::discussion(&session.networking).map(Entry::Discussion)
    });
}

/// What staff sees besides.
pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session, presence: &Presence) {
    let shown = shown(session, presence);
    view.put_any("rooms", || networking::rooms(shown).map(Entry::Rooms));
    if view.has_of("harvest/") {
        for harvest in networking::harvests(shown, &kept(session)) {
            let key = format!("harvest/{}", harvest.room);
            view.put(&key, || Entry::Harvest(Box::new(harvest)));
        }
    }
    view.put_any("reports", || networking::reports(shown).map(Entry::Reports));
}

/// Which entry keeps what a room brought: the first that stands.
fn kept(session: &Session) -> BTreeMap<RoomId, EntryId> {
    let entries = session.capture.entries.values().rev();
    let kept = entries.filter(|entry| !entry.removed);
    kept.filter_map(|entry| Some((entry.room?, entry.id)))
        .collect()
}

/// A room from inside; empty for one that is not open.
pub(super) fn put_room(view: &mut Looking<'_>, session: &Session, presence: &Presence, id: RoomId) {
    let shown = shown(session, presence);
    view.put_any("room", || {
        networking::room(shown, id).map(|room| Entry::Room(Box::new(room)))
    });
    if view.has_of("room/line/") {
        for line in networking::lines(shown, id) {
            let key = format!("room/line/{}", line.number);
            view.put(&key, || Entry::Line(line));
        }
    }
}

/// Where networking stands for one person.
pub(super) fn mine(session: &Session, presence: &Presence, person: &Person) -> MyNetworking {
    networking::mine(shown(session, presence), person)
}
