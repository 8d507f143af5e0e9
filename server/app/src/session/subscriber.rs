//! A screen as the actor sees it: whose it is, and a bounded way to it.

use std::collections::VecDeque;

use onefloor_core::Actor;
use onefloor_core::ids::{ItemId, LinkId, PersonId, RoomId};
use onefloor_core::terms::Roles;
use onefloor_core::view::Audience;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use crate::instruments::{Call, Screen};
use crate::protocol::{Close, Frame};

/// Frames that may wait for one socket.
pub(crate) const OUTBOX_MAX: usize = 64;
/// Answers that a socket may be owed while it is behind; one that owes more is closed.
const OWED_MAX: usize = 64;

/// What goes out on a socket.
#[derive(Debug, Clone)]
pub enum Outgoing {
    /// A frame.
    Frame(Frame),
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
    /// The item that it works on.
    pub(super) handles: Option<ItemId>,
    /// On whose call.
    pub(super) call: Call,
    counted: Screen,
    outbox: mpsc::Sender<Outgoing>,
    /// It was too slow: frames of the view are left out until it has read all, then it gets the
    /// whole. Answers to its commands wait here.
    behind: Option<VecDeque<Frame>>,
    /// It owes too many answers; dropping it ends its socket.
    is_let_go: bool,
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
            counted: Screen::of(&roles),
            call: Call::default(),
            person,
            roles,
            link,
            room: None,
            main,
            handles: None,
            outbox,
            behind: None,
            is_let_go: false,
        }
    }

    /// The same, on this call.
    pub(super) fn of(self, call: Call) -> Self {
        Self { call, ..self }
    }

    pub(super) fn actor(&self) -> Actor {
        Actor::Screen {
            person: self.person,
            roles: self.roles.clone(),
        }
    }

    /// A frame of the view: left out when the reader is behind. It must not wait: by the time that
    /// the whole has been shown, it would put older entries over newer ones.
    pub(super) fn show(&mut self, frame: Frame) {
        if self.behind.is_none() && self.send(frame).is_err() {
            self.behind = Some(VecDeque::new());
            self.counted.falls_behind();
        }
    }

    /// A frame that means nothing later: left out when there is no place for it.
    pub(super) fn pass(&self, frame: Frame) {
        if self.behind.is_none() {
            let _ = self.send(frame);
        }
    }

    /// An answer: never left out. Who owes too many is let go, and asks again on the return.
    pub(super) fn answer(&mut self, frame: Frame) {
        match &mut self.behind {
            Some(owed) if owed.len() >= OWED_MAX => self.is_let_go = true,
            Some(owed) => owed.push_back(frame),
            None => {
                if let Err(frame) = self.send(frame) {
                    self.behind = Some(VecDeque::from([frame]));
                    self.counted.falls_behind();
                }
            }
        }
    }

    /// Puts a frame on its way; gives it back when there is no place. To a socket that has ended,
    /// nothing needs to go.
    fn send(&self, frame: Frame) -> Result<(), Frame> {
        match self.outbox.try_send(Outgoing::Frame(frame)) {
            Err(TrySendError::Full(Outgoing::Frame(frame))) => Err(frame),
            _ => Ok(()),
        }
    }

    /// Whether it was behind and has read everything by now; then it owes nothing any more, and
    /// gets the whole before the answers returned here.
    pub(super) fn caught_up(&mut self) -> Option<VecDeque<Frame>> {
        let has_read_all = self.outbox.capacity() == self.outbox.max_capacity();
        let owed = self.behind.take_if(|_| has_read_all)?;
        self.counted.caught_up();
        Some(owed)
    }

    pub(super) fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    pub(super) fn is_let_go(&self) -> bool {
        self.is_let_go
    }

    /// Says why it ends. When even that finds no place, the closed channel ends the socket.
    pub(super) fn close(&self, why: Close) {
        let _ = self.outbox.try_send(Outgoing::Close(why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(places: usize) -> (Subscriber, mpsc::Receiver<Outgoing>) {
        let (outbox, inbox) = mpsc::channel(places);
        let subscriber = Subscriber::new(None, Roles::new(), None, Audience::Public, outbox);
        (subscriber, inbox)
    }

    #[tokio::test]
    async fn a_slow_reader_is_owed_its_answers_and_no_old_view() {
        let (mut screen, mut inbox) = screen(1);
        screen.show("view 1".into());
        screen.show("view 2".into());
        screen.answer("answer 1".into());
        screen.show("view 3".into());
        assert!(screen.is_behind() && screen.caught_up().is_none());
        assert!(
            matches!(inbox.recv().await, Some(Outgoing::Frame(frame)) if frame.text() == "view 1")
        );
        assert_eq!(
            screen.caught_up(),
            Some(VecDeque::from(["answer 1".into()]))
        );
        assert!(!screen.is_behind());
    }

    #[tokio::test]
    async fn who_owes_too_many_answers_is_let_go() {
        let (mut screen, _inbox) = screen(1);
        for _ in 0..=OWED_MAX {
            screen.answer("answer".into());
        }
        assert!(!screen.is_let_go());
        screen.answer("one too many".into());
        assert!(screen.is_let_go());
    }
}
