//! The screens of a session, found by what is wanted of them: nothing that concerns one of them walks
//! them all.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::ids::{ItemId, PersonId, RoomId};
use onefloor_core::view::{Audience, Handling};

use super::subscriber::Subscriber;
use crate::outbox::{Fresh, flush};
use crate::protocol::{Close, Frame};

#[derive(Debug, Default)]
pub(super) struct Screens {
    by_id: BTreeMap<u64, Subscriber>,
    last: u64,
    of_person: BTreeMap<PersonId, BTreeSet<u64>>,
    /// Those that have staff's part.
    of_staff: BTreeSet<u64>,
    /// Those that have a room's part.
    in_room: BTreeMap<RoomId, BTreeSet<u64>>,
    /// Those that work on an item.
    at_work: BTreeSet<u64>,
    /// Those that were too slow.
    behind: BTreeSet<u64>,
    /// Those that owe too many answers.
    owing: BTreeSet<u64>,
    /// Queues in which something was put in this turn.
    fresh: Vec<Fresh>,
}

impl Screens {
    /// Takes one in; the number by which it is known.
    pub(super) fn seat(&mut self, screen: Subscriber) -> u64 {
        self.last += 1;
        let id = self.last;
        if let Some(person) = screen.person {
            self.of_person.entry(person).or_default().insert(id);
        }
        if screen.main == Audience::Staff {
            self.of_staff.insert(id);
        }
        self.by_id.insert(id, screen);
        self.note(id);
        id
    }

    pub(super) fn remove(&mut self, id: u64) -> Option<Subscriber> {
        let screen = self.by_id.remove(&id)?;
        if let Some(person) = screen.person {
            taken_out(&mut self.of_person, person, id);
        }
        if let Some(room) = screen.room {
            taken_out(&mut self.in_room, room, id);
        }
        self.of_staff.remove(&id);
        self.at_work.remove(&id);
        self.behind.remove(&id);
        self.owing.remove(&id);
        Some(screen)
    }

    pub(super) fn get(&self, id: u64) -> Option<&Subscriber> {
        self.by_id.get(&id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, &Subscriber)> {
        self.by_id.iter().map(|(id, screen)| (*id, screen))
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The screens of somebody, the oldest first.
    pub(super) fn of_person(&self, person: PersonId) -> Vec<u64> {
        self.of_person
            .get(&person)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    pub(super) fn is_here(&self, person: PersonId) -> bool {
        self.of_person.contains_key(&person)
    }

    pub(super) fn is_room_seen(&self, room: RoomId) -> bool {
        self.in_room.contains_key(&room)
    }

    /// Gives a screen another room's part, or none; whether that is new.
    pub(super) fn move_to(&mut self, id: u64, room: Option<RoomId>) -> bool {
        let Some(screen) = self.by_id.get_mut(&id) else {
            return false;
        };
        let before = std::mem::replace(&mut screen.room, room);
        if before == room {
            return false;
        }
        if let Some(before) = before {
            taken_out(&mut self.in_room, before, id);
        }
        if let Some(room) = room {
            self.in_room.entry(room).or_default().insert(id);
        }
        true
    }

    /// Notes which item a screen works on; whether that is new.
    pub(super) fn works_on(&mut self, id: u64, item: Option<ItemId>) -> bool {
        let Some(screen) = self.by_id.get_mut(&id) else {
            return false;
        };
        let before = std::mem::replace(&mut screen.handles, item);
        match item {
            Some(_) => self.at_work.insert(id),
            None => self.at_work.remove(&id),
        };
        before != item
    }

    /// Which items are in somebody's hands.
    pub(super) fn handling(&self) -> Handling {
        let screens = self.at_work.iter().filter_map(|id| self.by_id.get(id));
        screens
            .filter_map(|screen| Some((screen.handles?, screen.person?)))
            .collect()
    }

    /// Shows a frame of a view to all screens that have it.
    pub(super) fn show(&mut self, audience: Audience, frame: &Frame) {
        match audience {
            Audience::Person(person) => {
                for id in self.of_person(person) {
                    self.with(id, |screen| screen.show(frame.clone()));
                }
            }
            Audience::Room(room) => {
                let here = self.in_room.get(&room).cloned();
                for id in here.into_iter().flatten() {
                    self.with(id, |screen| screen.show(frame.clone()));
                }
            }
            Audience::Staff => {
                for id in self.of_staff.clone() {
                    self.with(id, |screen| screen.show(frame.clone()));
                }
            }
            Audience::Public => {
                for (id, screen) in &mut self.by_id {
                    if screen.main == audience {
                        screen.show(frame.clone());
                        self.fresh.extend(screen.fresh());
                        if screen.is_behind() {
                            self.behind.insert(*id);
                        }
                    }
                }
            }
        }
    }

    /// Does something with a screen, if it is here still.
    pub(super) fn with<T>(&mut self, id: u64, act: impl FnOnce(&mut Subscriber) -> T) -> Option<T> {
        let done = self.by_id.get_mut(&id).map(act);
        self.note(id);
        done
    }

    pub(super) fn has_slow_ones(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Slow ones that have read everything by now, each with the answers that it is owed.
    pub(super) fn caught_up(&mut self) -> Vec<(u64, Vec<Frame>)> {
        let mut caught_up = Vec::new();
        for id in self.behind.clone() {
            let owed = self.with(id, Subscriber::caught_up).flatten();
            caught_up.extend(owed.map(|owed| (id, owed.into())));
        }
        caught_up
    }

    /// Those that owe too many answers, to be let go.
    pub(super) fn let_go(&mut self) -> BTreeSet<u64> {
        std::mem::take(&mut self.owing)
    }

    /// Ends all of them.
    pub(super) fn close_all(&mut self, why: Close) {
        for screen in self.by_id.values_mut() {
            screen.close(why);
            self.fresh.extend(screen.fresh());
        }
    }

    /// Has everything written that was put in this turn.
    pub(super) fn flush(&mut self) {
        flush(std::mem::take(&mut self.fresh));
    }

    fn note(&mut self, id: u64) {
        let screen = self.by_id.get_mut(&id);
        self.fresh.extend(screen.and_then(Subscriber::fresh));
        let screen = self.by_id.get(&id);
        if screen.is_some_and(Subscriber::is_let_go) {
            self.owing.insert(id);
        }
        if screen.is_some_and(Subscriber::is_behind) {
            self.behind.insert(id);
        } else {
            self.behind.remove(&id);
        }
    }
}

fn taken_out<K: Ord>(of: &mut BTreeMap<K, BTreeSet<u64>>, key: K, id: u64) {
    if let Some(ids) = of.get_mut(&key) {
        ids.remove(&id);
        if ids.is_empty() {
            of.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use onefloor_core::terms::Roles;

    use super::*;
    use crate::outbox::{Inbox, pair};

    fn screen(person: u32) -> (Subscriber, Inbox) {
        let (outbox, inbox) = pair();
        let person = Some(PersonId(person));
        let screen = Subscriber::new(person, Roles::new(), None, Audience::Public, outbox);
        (screen, inbox)
    }

    #[tokio::test]
    async fn screens_are_found_by_person_by_room_and_by_how_far_they_have_read() {
        let mut screens = Screens::default();
        let (ana, mut ana_reads) = screen(1);
        let (bao, _bao_reads) = screen(2);
        let (ana, bao) = (screens.seat(ana), screens.seat(bao));
        assert!(screens.move_to(ana, Some(RoomId(3))) && !screens.move_to(ana, Some(RoomId(3))));
        assert!(screens.is_room_seen(RoomId(3)));
        let in_room = Audience::Room(RoomId(3));
        let mut shown = 0;
        while !screens.has_slow_ones() {
            screens.show(in_room, &"one".into());
            shown += 1;
        }
        assert!(screens.caught_up().is_empty());
        // The last of them found no place.
        for _ in 1..shown {
            assert!(ana_reads.recv().await.is_some());
        }
        let caught_up: Vec<u64> = screens.caught_up().into_iter().map(|(id, _)| id).collect();
        assert_eq!(caught_up, [ana]);
        assert!(!screens.has_slow_ones());
        assert!(screens.works_on(bao, Some(ItemId(7))));
        assert_eq!(
            screens.handling(),
            Handling::from([(ItemId(7), PersonId(2))])
        );
        screens.remove(ana);
        screens.remove(bao);
        assert!(!screens.is_here(PersonId(1)) && !screens.is_room_seen(RoomId(3)));
        assert!(screens.handling().is_empty() && screens.is_empty());
    }

    #[tokio::test]
    async fn who_owes_too_many_answers_is_found() {
        let mut screens = Screens::default();
        let (ana, _reads) = screen(1);
        let ana = screens.seat(ana);
        for _ in 0..200 {
            screens.with(ana, |screen| screen.answer("answer".into()));
        }
        assert_eq!(screens.let_go(), BTreeSet::from([ana]));
        assert!(screens.let_go().is_empty());
    }
}
