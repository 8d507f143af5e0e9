//! Who sits where while a round is under way, with the rooms listed by size.

use super::random::Random;

const NOWHERE: u32 = u32::MAX;

/// Rooms by number; each is in the list of its size, so that one with a free seat is found at once.
#[derive(Debug, Default)]
pub(super) struct Seats {
    rooms: Vec<Vec<u32>>,
    room_of: Vec<u32>,
    by_size: Vec<Vec<u32>>,
    /// The place of each room in its list.
    listed_at: Vec<u32>,
}

impl Seats {
    /// Nobody of so many people sits anywhere.
    pub(super) fn new(people: usize) -> Self {
        Self {
            room_of: vec![NOWHERE; people],
            by_size: vec![Vec::new()],
            ..Self::default()
        }
    }

    pub(super) fn rooms(&self) -> &[Vec<u32>] {
        &self.rooms
    }

    /// Who sits in a room; nobody if there is no such room.
    pub(super) fn room(&self, room: usize) -> &[u32] {
        self.rooms.get(room).map_or(&[], Vec::as_slice)
    }

    pub(super) fn room_of(&self, person: u32) -> Option<usize> {
        let room = self.room_of[person as usize];
        (room != NOWHERE).then_some(room as usize)
    }

    /// An empty room: the first one that was dissolved, or one more.
    pub(super) fn empty_room(&mut self) -> usize {
        if let Some(room) = self.by_size[0].first() {
            return *room as usize;
        }
        self.add_room()
    }

    pub(super) fn add_room(&mut self) -> usize {
        let room = self.rooms.len();
        self.rooms.push(Vec::new());
        self.listed_at.push(0);
        self.list(room);
        room
    }

    /// Seats somebody who sits nowhere.
    pub(super) fn put(&mut self, person: u32, room: usize) {
        self.unlist(room);
        self.rooms[room].push(person);
        self.room_of[person as usize] = room as u32;
        self.list(room);
    }

    /// Takes somebody out of their room, if they sit in one.
    pub(super) fn take(&mut self, person: u32) -> Option<usize> {
        let room = self.room_of(person)?;
        self.unlist(room);
        self.rooms[room].retain(|other| *other != person);
        self.room_of[person as usize] = NOWHERE;
        self.list(room);
        Some(room)
    }

    /// Rooms with at least so many people, the largest first.
    pub(super) fn of_at_least(&self, least: usize) -> Vec<u32> {
        let lists = self.by_size.iter().skip(least).rev();
        lists.flatten().copied().collect()
    }

    /// Rooms of these sizes: all of them, or as many drawn.
    pub(super) fn sample(
        &self,
        sizes: std::ops::Range<usize>,
        most: usize,
        random: &mut Random,
    ) -> Vec<u32> {
        let last = self.by_size.len();
        let lists = &self.by_size[sizes.start.min(last)..sizes.end.min(last)];
        let rooms: usize = lists.iter().map(Vec::len).sum();
        if rooms <= most {
            return lists.concat();
        }
        let drawn = (0..most).filter_map(|_| {
            let mut at = random.below(rooms);
            lists.iter().find_map(|list| {
                let found = list.get(at);
                at = at.saturating_sub(list.len());
                found.copied()
            })
        });
        drawn.collect()
    }

    fn unlist(&mut self, room: usize) {
        let list = &mut self.by_size[self.rooms[room].len()];
        let at = self.listed_at[room] as usize;
        list.swap_remove(at);
        if let Some(moved) = list.get(at) {
            self.listed_at[*moved as usize] = at as u32;
        }
    }

    fn list(&mut self, room: usize) {
        let size = self.rooms[room].len();
        if size >= self.by_size.len() {
            self.by_size.resize(size + 1, Vec::new());
        }
        self.listed_at[room] = self.by_size[size].len() as u32;
        self.by_size[size].push(room as u32);
    }
}
