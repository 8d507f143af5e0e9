//! Rounds and rooms among the entries of all: which key each has, and for which audience.

use std::collections::BTreeMap;

use super::View;
use super::entry::Entry;
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
pub(super) fn put_common(view: &mut View, session: &Session, presence: &Presence) {
    let round = networking::round(shown(session, presence));
    view.extend(round.map(|it| ("round".to_owned(), Entry::Round(Box::new(it)))));
    let discussion = networking::discussion(&session.networking);
    view.extend(discussion.map(|it| ("discussion".to_owned(), Entry::Discussion(it))));
}

/// What staff sees besides.
pub(super) fn put_staff(view: &mut View, session: &Session, presence: &Presence) {
    let shown = shown(session, presence);
    let rooms = networking::rooms(shown);
    view.extend(rooms.map(|it| ("rooms".to_owned(), Entry::Rooms(it))));
    for harvest in networking::harvests(shown, &kept(session)) {
        view.insert(format!("harvest/{}", harvest.room), Entry::Harvest(harvest));
    }
    let reports = networking::reports(shown);
    view.extend(reports.map(|it| ("reports".to_owned(), Entry::Reports(it))));
}

/// Which entry keeps what a room brought: the first that stands.
fn kept(session: &Session) -> BTreeMap<RoomId, EntryId> {
    let entries = session.capture.entries.values().rev();
    let kept = entries.filter(|entry| !entry.removed);
    kept.filter_map(|entry| Some((entry.room?, entry.id)))
        .collect()
}

/// A room from inside; empty for one that is not open.
pub(super) fn room(session: &Session, presence: &Presence, id: RoomId) -> View {
    let shown = shown(session, presence);
    let room = networking::room(shown, id);
    let room = room.map(|it| ("room".to_owned(), Entry::Room(Box::new(it))));
    let lines = networking::lines(shown, id);
    let lines = lines.map(|it| (format!("room/line/{}", it.number), Entry::Line(it)));
    room.into_iter().chain(lines).collect()
}

/// Where networking stands for one person.
pub(super) fn mine(session: &Session, presence: &Presence, person: &Person) -> MyNetworking {
    networking::mine(shown(session, presence), person)
}
