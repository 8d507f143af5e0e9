//! The way to a session's actor.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use onefloor_core::floor::Placed;
use onefloor_core::ids::{ItemId, PersonId};
use onefloor_core::limits::PLACES_SHOWN_MAX;
use onefloor_core::seal::Pseudonym;
use onefloor_core::{Actor, Command, Presence, Rejection, Session};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::actor::Drawn;
use super::allowance::Allowance;
use crate::clock::SessionClock;
use crate::instruments::{Asked, Call};
use crate::outbox::{Inbox, Outbox, pair};

/// Messages that may wait for one actor; whoever sends more waits.
pub(super) const MAILBOX_MAX: usize = 1_024;

/// Who wants in.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// Secret of a role link, if any.
    pub secret: Option<String>,
    /// The key of the person's browser.
    pub person_key: String,
    /// What the screen has already.
    pub last_version: Option<u64>,
}

/// What a look sees between two decisions.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Code of the session.
    pub code: &'a str,
    /// The state.
    pub session: &'a Session,
    /// Who is here.
    pub presence: &'a Presence,
    /// The order as it was published last.
    pub places: &'a [Placed],
    /// The screen that asked, if one did.
    pub actor: Option<&'a Actor>,
}

/// Screens that went while the mailbox was full; the actor looks once it has heard everything before.
#[derive(Debug, Clone, Default)]
pub(super) struct Left(Arc<Mutex<Vec<u64>>>);

impl Left {
    fn add(&self, screen: u64) {
        self.ids().push(screen);
    }

    /// Those since the last time.
    pub(super) fn take(&self) -> Vec<u64> {
        std::mem::take(&mut *self.ids())
    }

    // Numbers alone: nothing is left half done by whoever panicked.
    fn ids(&self) -> MutexGuard<'_, Vec<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) type Look = Box<dyn FnOnce(Seen<'_>) + Send>;

/// What an actor is asked.
pub(super) enum Message {
    Enter {
        call: Call,
        entrance: Entrance,
        outbox: Outbox,
        reply: oneshot::Sender<Result<(u64, Allowance), Rejection>>,
    },
    Leave {
        screen: u64,
    },
    Command {
        asked: Asked,
        screen: u64,
        id: Uuid,
        command: Box<Command>,
    },
    Ask {
        asked: Asked,
        actor: Actor,
        id: Uuid,
        command: Box<Command>,
        reply: oneshot::Sender<Result<u64, Rejection>>,
    },
    Handle {
        screen: u64,
        item: Option<ItemId>,
    },
    Look {
        screen: Option<u64>,
        look: Look,
    },
    /// For all screens of somebody in the same room.
    Signal {
        screen: u64,
        to: PersonId,
        payload: serde_json::Value,
    },
    /// What waits to be erased is erased at once: the server stops.
    Settle {
        reply: oneshot::Sender<()>,
    },
    /// A state is kept beside the log, if so many events came since the last one.
    Keep {
        events_min: usize,
        reply: oneshot::Sender<bool>,
    },
    /// From the actor to itself: what was said sealed is taken out.
    EraseSealed {
        by: Pseudonym,
    },
    /// From the actor to itself: what came of a draw, or why nothing did.
    Drawn(Box<Drawn>),
    /// From the actor to itself: the time has come.
    Due,
}

impl Message {
    /// Whether it came through the mailbox: the others the actor says to itself.
    pub(super) fn is_sent(&self) -> bool {
        !matches!(self, Self::Due | Self::Drawn(_) | Self::EraseSealed { .. })
    }

    /// What it takes of a turn: a look may walk a whole list, and a newcomer gets three views.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Enter { .. } | Self::Look { .. } => 8,
            _ => 1,
        }
    }
}

/// A handle on a live session.
#[derive(Debug, Clone)]
pub struct Handle {
    mailbox: mpsc::Sender<Message>,
    left: Left,
    clock: SessionClock,
}

impl Handle {
    pub(super) fn new(mailbox: mpsc::Sender<Message>, left: Left, clock: SessionClock) -> Self {
        Self {
            mailbox,
            left,
            clock,
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.mailbox.is_closed()
    }

    /// Lets a screen in. Its first frame is `welcome`.
    ///
    /// # Errors
    /// Why it stays outside.
    pub async fn enter(&self, entrance: Entrance) -> Result<Seat, Rejection> {
        let (outbox, inbox) = pair();
        let (reply, answer) = oneshot::channel();
        let message = Message::Enter {
            call: Call::current(),
            entrance,
            outbox,
            reply,
        };
        self.send(message).await?;
        let (screen, allowance) = answer.await.map_err(|_| Rejection::NotStored)??;
        Ok(Seat {
            screen,
            allowance,
            inbox,
            handle: self.clone(),
        })
    }

    /// Asks for something without a screen, as another system does; the version that holds it. A
    /// retry with the same id is answered with the first outcome.
    ///
    /// # Errors
    /// The refusal.
    pub async fn ask(&self, actor: Actor, id: Uuid, command: Command) -> Result<u64, Rejection> {
        let (reply, answer) = oneshot::channel();
        let message = Message::Ask {
            asked: Asked::now(&command),
            actor,
            id,
            command: Box::new(command),
            reply,
        };
        self.send(message).await?;
        answer.await.map_err(|_| Rejection::NotStored)?
    }

    /// Looks at the state (code, session) between two decisions.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&str, &Session) -> T + Send + 'static,
    ) -> Result<T, Rejection> {
        self.seen_by(None, |seen| look(seen.code, seen.session))
            .await
    }

    /// Erases at once what waits to be erased, and resolves when that is done.
    pub(super) async fn settle(&self) {
        let (reply, answer) = oneshot::channel();
        if self.send(Message::Settle { reply }).await.is_ok() && answer.await.is_ok() {
            // It is done before the next question is answered.
            let _ = self.look(|_, _| ()).await;
        }
    }

    /// Has a state kept beside the log, if so many events came since the last one; whether one was.
    pub(super) async fn keep(&self, events_min: usize) -> bool {
        let (reply, answer) = oneshot::channel();
        let asked = self.send(Message::Keep { events_min, reply }).await;
        asked.is_ok() && answer.await.unwrap_or(false)
    }

    async fn seen_by<T: Send + 'static>(
        &self,
        screen: Option<u64>,
        look: impl FnOnce(Seen<'_>) -> T + Send + 'static,
    ) -> Result<T, Rejection> {
        let (reply, answer) = oneshot::channel();
        let look: Look = Box::new(move |seen| {
            let _ = reply.send(look(seen));
        });
        self.send(Message::Look { screen, look }).await?;
        answer.await.map_err(|_| Rejection::NotStored)
    }

    async fn send(&self, message: Message) -> Result<(), Rejection> {
        let sent = self.mailbox.send(message).await;
        sent.map_err(|_| Rejection::NotStored)
    }
}

/// A screen that was let in; dropping it makes its person leave.
#[derive(Debug)]
pub struct Seat {
    screen: u64,
    /// What its person may still send, on all their screens together.
    pub allowance: Allowance,
    /// What goes out to the screen.
    pub inbox: Inbox,
    handle: Handle,
}

impl Seat {
    /// The session's time, from which its screens count.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.handle.clock.now_ms()
    }

    /// Passes a command on; the answer comes through the inbox.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn command(&self, id: Uuid, command: Command) -> Result<(), Rejection> {
        let screen = self.screen;
        let message = Message::Command {
            asked: Asked::now(&command),
            screen,
            id,
            command: Box::new(command),
        };
        self.handle.send(message).await
    }

    /// Says which item this screen works on.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn handles(&self, item: Option<ItemId>) -> Result<(), Rejection> {
        let screen = self.screen;
        self.handle.send(Message::Handle { screen, item }).await
    }

    /// Looks at the state as this screen.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(Seen<'_>) -> T + Send + 'static,
    ) -> Result<T, Rejection> {
        self.handle.seen_by(Some(self.screen), look).await
    }

    /// Passes something on to somebody in the same room; a refusal comes through the inbox.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn signals(&self, to: PersonId, payload: serde_json::Value) -> Result<(), Rejection> {
        let screen = self.screen;
        let signal = Message::Signal {
            screen,
            to,
            payload,
        };
        self.handle.send(signal).await
    }

    /// Places of the order further back than this, as many as everybody sees of its front.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn places(&self, from: usize) -> Result<Vec<Placed>, Rejection> {
        let further = move |seen: Seen<'_>| {
            let places = seen.places.iter().skip(from);
            places.take(PLACES_SHOWN_MAX).cloned().collect()
        };
        self.handle.seen_by(None, further).await
    }

    /// Waiting items much like a text.
    ///
    /// # Errors
    /// The actor has stopped.
    pub async fn similar(&self, text: String) -> Result<Vec<ItemId>, Rejection> {
        let look = move |_: &str, session: &Session| session.floor.similar_to(&text);
        self.handle.look(look).await
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let screen = self.screen;
        let mailbox = &self.handle.mailbox;
        let says_so = || mailbox.try_send(Message::Leave { screen }).is_ok();
        if !says_so() {
            self.handle.left.add(screen);
            // Where the mailbox is full still, the actor looks once it has emptied it; where it has done
            // so meanwhile, this wakes it.
            let _ = says_so();
        }
    }
}
