//! The two sides that take turns: those online, and those in the room, hubs among them.

use super::item::Item;
use crate::terms::Origin;

/// A side of the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Online,
    Room,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Online, Self::Room];

    pub(super) fn of(item: &Item) -> Self {
        match item.entered.origin == Origin::Online {
            true => Self::Online,
            false => Self::Room,
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Online => Self::Room,
            Self::Room => Self::Online,
        }
    }
}

/// Something of each side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sides<T> {
    online: T,
    room: T,
}

impl<T> Sides<T> {
    pub(super) fn by(mut of: impl FnMut(Side) -> T) -> Self {
        let [online, room] = Side::BOTH.map(&mut of);
        Self { online, room }
    }

    pub(super) fn of(&self, side: Side) -> &T {
        match side {
            Side::Online => &self.online,
            Side::Room => &self.room,
        }
    }

    pub(super) fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Online => &mut self.online,
            Side::Room => &mut self.room,
        }
    }
}
