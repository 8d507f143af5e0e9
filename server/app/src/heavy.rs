//! Work that takes longer than a thread that serves sockets should be away: documents, session
//! pages, files, previews. One at a time for a session, a few at a time in all; a second one hears that
//! the session is busy, and what nobody waits for any more is not begun.
//!
//! Draws have turns of their own: a hall waits for them, and never for what somebody else asked for.

mod aside;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dashmap::DashSet;
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;

use crate::bounds::{DRAWS_AT_ONCE_MAX, HEAVY_AT_ONCE_MAX, HEAVY_WAIT};
use crate::instruments::{Working, metrics};
use aside::Lost;

/// Where heavy work is done.
#[derive(Debug, Clone)]
pub(crate) struct Heavy {
    turns: Arc<Semaphore>,
    draws: Arc<Semaphore>,
    busy: Arc<Busy>,
}

/// For whom work is done, and who waits for an end of it.
#[derive(Debug, Default)]
struct Busy {
    with: DashSet<String>,
    freed: Notify,
}

/// Why work was not done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Undone {
    /// Other work is done for the same session, or for too many others.
    Busy,
    /// The work panicked.
    Failed,
}

impl Undone {
    fn name(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Failed => "failed",
        }
    }
}

/// Whether somebody waits for the outcome still.
#[derive(Debug, Clone)]
pub(crate) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    /// Long work asks between its parts.
    pub(crate) fn is_still(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Dropped with the request that wants the outcome.
struct Wants(Wanted);

impl Drop for Wants {
    fn drop(&mut self) {
        self.0.0.store(false, Ordering::Relaxed);
    }
}

/// A session for which work is done.
struct Place {
    busy: Arc<Busy>,
    whose: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.busy.with.remove(&self.whose);
        self.busy.freed.notify_waiters();
    }
}

impl Default for Heavy {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(HEAVY_AT_ONCE_MAX)),
            draws: Arc::new(Semaphore::new(DRAWS_AT_ONCE_MAX)),
            busy: Arc::default(),
        }
    }
}

impl Heavy {
    /// Works on a thread that may block, for a session by its code, or for the host by none.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        whose: &str,
        work: impl FnOnce(&Wanted) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let done = match self.place(whose) {
            Some(place) => Self::done(&self.turns, place, work).await,
            None => Err(Undone::Busy),
        };
        metrics().heavy_ended(done.as_ref().map_or_else(Undone::name, |_| "done"));
        done
    }

    /// The same, but work for the same session is waited for: of short work in a row, the last one wants
    /// to be done.
    pub(crate) async fn run_after<T: Send + 'static>(
        &self,
        whose: &str,
        work: impl FnOnce(&Wanted) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let done = match timeout(HEAVY_WAIT, self.place_in_time(whose)).await {
            Ok(place) => Self::done(&self.turns, place, work).await,
            Err(_) => Err(Undone::Busy),
        };
        metrics().heavy_ended(done.as_ref().map_or_else(Undone::name, |_| "done"));
        done
    }

    /// Works out a draw; of each session there is one at a time.
    pub(crate) async fn draw<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let done = Self::done(&self.draws, (), |_| work()).await;
        metrics().heavy_ended(done.as_ref().map_or_else(Undone::name, |_| "done"));
        done
    }

    fn place(&self, whose: &str) -> Option<Place> {
        let busy = Arc::clone(&self.busy);
        let whose = whose.to_owned();
        // Only who got the place may give it back.
        let is_free = busy.with.insert(whose.clone());
        is_free.then(|| Place { busy, whose })
    }

    async fn place_in_time(&self, whose: &str) -> Place {
        loop {
            let freed = self.busy.freed.notified();
            tokio::pin!(freed);
            // Listens before it looks, so that no end is missed.
            freed.as_mut().enable();
            if let Some(place) = self.place(whose) {
                return place;
            }
            freed.await;
        }
    }

    async fn done<T: Send + 'static>(
        turns: &Arc<Semaphore>,
        place: impl Send + 'static,
        work: impl FnOnce(&Wanted) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        let turn = timeout(HEAVY_WAIT, Arc::clone(turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Undone::Busy)?;
        let wants = Wants(Wanted(Arc::new(AtomicBool::new(true))));
        let wanted = wants.0.clone();
        let done = aside::run(move || {
            // Held until the work has really ended, whoever has left meanwhile.
            let _held = (place, turn, Working::begins());
            wanted.is_still().then(|| work(&wanted))
        });
        let done = done.await;
        drop(wants);
        match done {
            Ok(Some(done)) => Ok(done),
            Ok(None) | Err(Lost::NoThread) => Err(Undone::Busy),
            Err(Lost::Panicked) => {
                tracing::error!("heavy work failed");
                Err(Undone::Failed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// Work that goes on until it is let go; the way to do that, and a sign that it has begun.
    fn held() -> (
        impl FnOnce(&Wanted) -> bool + Send + 'static,
        mpsc::Sender<()>,
        tokio::sync::oneshot::Receiver<()>,
    ) {
        let (go, gone) = mpsc::channel::<()>();
        let (begun, begins) = tokio::sync::oneshot::channel();
        let work = move |wanted: &Wanted| {
            begun.send(()).unwrap();
            let _ = gone.recv();
            wanted.is_still()
        };
        (work, go, begins)
    }

    #[tokio::test]
    async fn a_session_has_one_at_a_time_and_others_are_not_held_up() {
        let heavy = Heavy::default();
        let (work, go, begins) = held();
        let one = heavy.clone();
        let working = tokio::spawn(async move { one.run("AAAAAA", work).await });
        begins.await.unwrap();
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Err(Undone::Busy));
        assert_eq!(heavy.run("BBBBBB", |_| ()).await, Ok(()));
        go.send(()).unwrap();
        assert_eq!(working.await.unwrap(), Ok(true));
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Ok(()));
    }

    #[tokio::test]
    async fn what_nobody_waits_for_knows_it_and_keeps_its_place_until_it_ends() {
        let heavy = Heavy::default();
        let (work, go, begins) = held();
        let (one, (tell, told)) = (heavy.clone(), mpsc::channel());
        let working = tokio::spawn(async move {
            let outcome = one.run("AAAAAA", move |wanted| tell.send(work(wanted)).unwrap());
            outcome.await
        });
        begins.await.unwrap();
        working.abort();
        assert!(working.await.unwrap_err().is_cancelled());
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Err(Undone::Busy));
        go.send(()).unwrap();
        let was_wanted = tokio::task::spawn_blocking(move || told.recv().unwrap());
        assert!(!was_wanted.await.unwrap());
        while heavy.run("AAAAAA", |_| ()).await.is_err() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_not_begun() {
        let heavy = Heavy::default();
        let turns = HEAVY_AT_ONCE_MAX.try_into().unwrap();
        let all = heavy.turns.acquire_many(turns).await.unwrap();
        let queued = heavy.clone();
        let queued = tokio::spawn(async move {
            let never = |_: &Wanted| unreachable!("nobody waits for it");
            queued.run::<()>("AAAAAA", never).await
        });
        while !heavy.busy.with.contains("AAAAAA") {
            tokio::task::yield_now().await;
        }
        queued.abort();
        assert!(queued.await.unwrap_err().is_cancelled());
        drop(all);
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Ok(()));
    }

    #[tokio::test]
    async fn who_comes_after_waits_for_the_end_of_what_is_done() {
        let heavy = Heavy::default();
        let (work, go, begins) = held();
        let one = heavy.clone();
        let working = tokio::spawn(async move { one.run("AAAAAA", work).await });
        begins.await.unwrap();
        let next = heavy.clone();
        let next = tokio::spawn(async move { next.run_after("AAAAAA", |_| 7).await });
        tokio::task::yield_now().await;
        assert!(!next.is_finished());
        go.send(()).unwrap();
        assert_eq!(next.await.unwrap(), Ok(7));
        assert_eq!(working.await.unwrap(), Ok(true));
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_place_back() {
        let heavy = Heavy::default();
        let panics = |_: &Wanted| panic!("as a defect would");
        assert_eq!(heavy.run::<()>("AAAAAA", panics).await, Err(Undone::Failed));
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Ok(()));
    }
}
