//! The way to one screen: a bounded queue of frames, and the stream that they are written to.
//!
//! A session puts frames in and has all queues flushed at the end of its turn, some dozens of screens in
//! one task: nobody is woken for a frame that the system takes at once. The socket's own task is woken for
//! what is left: a reader that is slow, a long frame to be compressed, the end. Neither is ever waited for.

mod waiting;
mod way;

use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::protocol::{Close, Form, Frame};
use waiting::Waiting;
pub(crate) use way::Way;

/// Screens that are written to in one task, one after the other.
const FLUSHED_TOGETHER: usize = 64;
/// Writes to one screen at a time; what is left is its own task's.
const WRITES_MAX: usize = 2;

/// What goes out to a screen.
#[derive(Debug, Clone)]
pub enum Outgoing {
    /// A frame.
    Frame(Frame),
    /// The end.
    Close(Close),
}

/// The session's end of a queue; dropping it ends the socket behind what it has put in.
#[derive(Debug)]
pub(crate) struct Outbox {
    shared: Arc<Shared>,
    /// Something was put in, and nobody has been told.
    is_fresh: bool,
}

/// The screen's end of a queue; dropping it tells the session.
#[derive(Debug, Default)]
pub struct Inbox(Arc<Shared>);

/// A queue in which something was put.
#[derive(Debug)]
pub(crate) struct Fresh(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared(Mutex<Queue>);

#[derive(Debug, Default)]
struct Queue {
    waiting: Waiting,
    /// Where frames are written; without it, they are taken out one by one.
    way: Option<Way>,
    /// The socket's task.
    waker: Option<Waker>,
    /// Nothing more comes.
    is_ended: bool,
    /// Nobody takes anything any more.
    is_gone: bool,
}

/// What the socket's task has to do.
#[derive(Debug)]
pub(crate) enum Left {
    /// Nothing.
    Nothing,
    /// To wait until the system takes more.
    Blocked,
    /// To have a frame compressed, and put it on its way.
    Pack(Frame),
    /// To end.
    End(Close),
    /// To see that the stream is broken.
    Broken,
}

/// A queue for one screen.
pub(crate) fn pair() -> (Outbox, Inbox) {
    let inbox = Inbox::default();
    let outbox = Outbox {
        shared: Arc::clone(&inbox.0),
        is_fresh: false,
    };
    (outbox, inbox)
}

impl Outbox {
    /// Puts a frame in; gives it back when there are so many already. To a screen that is gone, nothing
    /// needs to go.
    pub(crate) fn send(&mut self, frame: Frame, places: usize) -> Result<(), Frame> {
        let mut queue = self.shared.lock();
        if queue.is_gone {
            return Ok(());
        }
        if queue.waiting.len() >= places {
            return Err(frame);
        }
        queue.waiting.push(Outgoing::Frame(frame));
        self.is_fresh = true;
        Ok(())
    }

    /// Puts the end in, for which there is always a place.
    pub(crate) fn close(&mut self, why: Close) {
        let mut queue = self.shared.lock();
        if !queue.is_ended {
            queue.waiting.push(Outgoing::Close(why));
            queue.is_ended = true;
        }
        self.is_fresh = true;
    }

    /// Itself, if something was put in since this was asked last.
    pub(crate) fn fresh(&mut self) -> Option<Fresh> {
        let is_fresh = std::mem::take(&mut self.is_fresh);
        is_fresh.then(|| Fresh(Arc::clone(&self.shared)))
    }

    /// Whether all of it is out.
    pub(crate) fn is_empty(&self) -> bool {
        let queue = self.shared.lock();
        queue.waiting.is_empty() && queue.way.as_ref().is_none_or(Way::is_idle)
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        let waker = {
            let mut queue = self.shared.lock();
            queue.is_ended = true;
            queue.waker.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }
}

/// Writes what was put in, beside whoever put it there.
pub(crate) fn flush(fresh: Vec<Fresh>) {
    let mut fresh = fresh.into_iter();
    while fresh.len() > 0 {
        let together: Vec<Fresh> = fresh.by_ref().take(FLUSHED_TOGETHER).collect();
        tokio::spawn(async move { together.iter().for_each(Fresh::flush) });
    }
}

impl Fresh {
    fn flush(&self) {
        let waker = {
            let mut queue = self.0.lock();
            let is_out = queue.write(WRITES_MAX).is_ok_and(|left| !left);
            // Its own task sees to whatever is left.
            let is_done = is_out && queue.waiting.is_empty() && !queue.is_ended;
            if is_done { None } else { queue.waker.take() }
        };
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Inbox {
    /// The next thing, where no stream is: in order, and none after the last.
    pub async fn recv(&mut self) -> Option<Outgoing> {
        poll_fn(|context| {
            let mut queue = self.0.lock();
            match queue.waiting.pop() {
                Some(next) => Poll::Ready(Some(next)),
                None if queue.is_ended => Poll::Ready(None),
                None => {
                    queue.wakes(context);
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// A queue into which nobody puts anything, for the stream of a screen that is not in yet.
    pub(crate) fn over(way: Way) -> Self {
        let inbox = Self::default();
        inbox.0.lock().way = Some(way);
        inbox
    }

    /// Has the stream of another one.
    pub(crate) fn takes_over(self, other: &Self) -> Self {
        self.0.lock().way = other.0.lock().way.take();
        self
    }

    /// Does something with the way out, which is there from [`Self::over`] on.
    pub(crate) fn on_way<T: Default>(&self, act: impl FnOnce(&mut Way) -> T) -> T {
        let mut queue = self.0.lock();
        queue.way.as_mut().map(act).unwrap_or_default()
    }

    /// Writes what can be written at once. The task is woken when there is more.
    pub(crate) fn poll_left(&self, context: &Context<'_>) -> Left {
        let mut queue = self.0.lock();
        queue.wakes(context);
        match queue.write(usize::MAX) {
            Ok(true) => return Left::Blocked,
            Ok(false) => {}
            Err(_) => return Left::Broken,
        }
        match queue.waiting.pop() {
            Some(Outgoing::Frame(frame)) => {
                if let Some(way) = &mut queue.way {
                    way.holds(true);
                }
                Left::Pack(frame)
            }
            Some(Outgoing::Close(why)) => Left::End(why),
            // The session has stopped: another one answers whoever comes back.
            None if queue.is_ended => Left::End(Close::Restart),
            None => Left::Nothing,
        }
    }

    /// Puts a frame on its way that was waited for.
    pub(crate) fn put(&self, form: Form) {
        self.on_way(|way| {
            way.push(form);
            way.holds(false);
        });
    }

    /// Takes nothing any more of what waits: only what is on its way goes out.
    pub(crate) fn ends(&self) {
        let mut queue = self.0.lock();
        queue.is_gone = true;
        queue.waiting.clear();
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.ends();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Nothing in here panics half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn wakes(&mut self, context: &Context<'_>) {
        match &mut self.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
    }

    /// Writes until all is out that can be, or so many times; whether something is left on its way.
    fn write(&mut self, writes_max: usize) -> io::Result<bool> {
        let Some(way) = &mut self.way else {
            return Ok(false);
        };
        if way.passes(&mut self.waiting) {
            return Ok(false);
        }
        for _ in 0..writes_max {
            way.fill(&mut self.waiting);
            if way.is_idle() {
                return Ok(false);
            }
            match way.write() {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    way.stands();
                    return Ok(true);
                }
                Err(error) => return Err(error),
            }
        }
        way.fill(&mut self.waiting);
        Ok(!way.is_idle())
    }
}
