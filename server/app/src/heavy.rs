//! Work that takes longer than a thread that serves sockets should be away: documents, session
//! pages, files. One at a time for a session, a few at a time in all; a second one hears that the
//! session is busy, and what nobody waits for any more is not begun.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dashmap::DashSet;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::bounds::{HEAVY_AT_ONCE_MAX, HEAVY_WAIT};
use crate::instruments::{Working, metrics};

/// Where heavy work is done.
#[derive(Debug, Clone)]
pub(crate) struct Heavy {
    turns: Arc<Semaphore>,
    busy: Arc<DashSet<String>>,
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
    busy: Arc<DashSet<String>>,
    whose: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.busy.remove(&self.whose);
    }
}

impl Default for Heavy {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(HEAVY_AT_ONCE_MAX)),
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
        let done = self.done(whose, work).await;
        metrics().heavy_ended(done.as_ref().map_or_else(Undone::name, |_| "done"));
        done
    }

    async fn done<T: Send + 'static>(
        &self,
        whose: &str,
        work: impl FnOnce(&Wanted) -> T + Send + 'static,
    ) -> Result<T, Undone> {
        if !self.busy.insert(whose.to_owned()) {
            return Err(Undone::Busy);
        }
        let place = Place {
            busy: Arc::clone(&self.busy),
            whose: whose.to_owned(),
        };
        let turn = timeout(HEAVY_WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| Undone::Busy)?;
        let wants = Wants(Wanted(Arc::new(AtomicBool::new(true))));
        let wanted = wants.0.clone();
        let working = tokio::task::spawn_blocking(move || {
            // Held until the work has really ended, whoever has left meanwhile.
            let _held = (place, turn, Working::begins());
            wanted.is_still().then(|| work(&wanted))
        });
        let done = working.await;
        drop(wants);
        match done {
            Ok(Some(done)) => Ok(done),
            Ok(None) => Err(Undone::Busy),
            Err(_) => {
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
        while !heavy.busy.contains("AAAAAA") {
            tokio::task::yield_now().await;
        }
        queued.abort();
        assert!(queued.await.unwrap_err().is_cancelled());
        drop(all);
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Ok(()));
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_place_back() {
        let heavy = Heavy::default();
        let panics = |_: &Wanted| panic!("as a defect would");
        assert_eq!(heavy.run::<()>("AAAAAA", panics).await, Err(Undone::Failed));
        assert_eq!(heavy.run("AAAAAA", |_| ()).await, Ok(()));
    }
}
