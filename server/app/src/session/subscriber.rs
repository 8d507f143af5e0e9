//! A screen as the actor sees it: whose it is, and a bounded way to it.

use std::collections::VecDeque;

use axum::extract::ws::Utf8Bytes;
use onefloor_core::Actor;
use onefloor_core::ids::{LinkId, PersonId, RoomId};
use onefloor_core::people::Roles;
use onefloor_core::view::Audience;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use crate::protocol::Close;

/// Frames that may wait for one socket.
pub(crate) const OUTBOX_MAX: usize = 64;
/// Answers that a socket may be owed while it is behind; one that owes more is closed.
const OWED_MAX: usize = 64;

/// What goes out on a socket.
#[derive(Debug, Clone)]
pub enum Outgoing {
    /// A frame.
    Frame(Utf8Bytes),
    /// The end.
    Close(Close),
}

#[derive(Debug)]
pub(super) struct Subscriber {
    pub(super) person: Option<PersonId>,
    pub(super) roles: Roles,
    /// By which link, and in which generation of it.
    pub(super) link: Option<(LinkId, u32)>,
    /// The room whose part it has.
    pub(super) room: Option<RoomId>,
    pub(super) main: Audience,
    outbox: mpsc::Sender<Outgoing>,
    /// It was too slow: frames of the view are left out until it has read all, then it gets the
    /// whole. Answers to its commands wait here.
    behind: Option<VecDeque<Utf8Bytes>>,
}

impl Subscriber {
    pub(super) fn new(
        person: Option<PersonId>,
        roles: Roles,
        link: Option<(LinkId, u32)>,
        main: Audience,
        outbox: mpsc::Sender<Outgoing>,
    ) -> Self {
        Self {
            person,
            roles,
            link,
            room: None,
            main,
            outbox,
            behind: None,
        }
    }

    pub(super) fn actor(&self) -> Actor {
        Actor::Screen {
            person: self.person,
            roles: self.roles.clone(),
        }
    }

    /// A frame of the view: left out when the reader is behind.
    pub(super) fn show(&mut self, frame: Utf8Bytes) {
        if self.behind.is_none() {
            self.send(frame);
        }
    }

    /// An answer: never left out.
    pub(super) fn answer(&mut self, frame: Utf8Bytes) {
        match &mut self.behind {
            Some(owed) if owed.len() >= OWED_MAX => self.close(Close::Silent),
            Some(owed) => owed.push_back(frame),
            None => self.send(frame),
        }
    }

    fn send(&mut self, frame: Utf8Bytes) {
        match self.outbox.try_send(Outgoing::Frame(frame)) {
            Ok(()) => {}
            Err(TrySendError::Full(Outgoing::Frame(frame))) => {
                // Whichever frame it was, showing it once more after the whole is safe.
                self.behind = Some(VecDeque::from([frame]));
            }
            Err(_) => {}
        }
    }

    /// Whether it was behind and has read everything by now; then it owes nothing any more, and
    /// gets the whole before the answers returned here.
    pub(super) fn caught_up(&mut self) -> Option<VecDeque<Utf8Bytes>> {
        let has_read_all = self.outbox.capacity() == self.outbox.max_capacity();
        self.behind.take_if(|_| has_read_all)
    }

    pub(super) fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    pub(super) fn is_gone(&self) -> bool {
        self.outbox.is_closed()
    }

    /// Says why it ends. When even that finds no place, the closed channel ends the socket.
    pub(super) fn close(&self, why: Close) {
        let _ = self.outbox.try_send(Outgoing::Close(why));
    }
}
