//! A ledger read out of a store: from the state beside the log on, or from the log's beginning.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use onefloor_core::limits;
use onefloor_core::recent::Recent;
use onefloor_core::view::touched;
use strum::VariantArray;

use super::written::{self, Unread};
use super::{ANSWERED_MAX, Ledger};
use crate::instruments::metrics;
use crate::store::{Batch, Beside, EventStore, Fold, Mark, StoreError, Unfit};

/// What a state that is to be kept inherits from the session that is live.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::session) struct Lineage {
    /// The first version that this build told screens of; none, if it has told nobody anything yet.
    pub(in crate::session) since: Option<u64>,
}

/// Of what a session was read: the state beside its log and what came after it, or the log alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Source {
    /// The state was used.
    State,
    /// There was none.
    #[default]
    Log,
    /// Another build wrote it.
    Foreign,
    /// It is not what this build writes.
    Damaged,
    /// It is not the state of this log.
    Unfit(Unfit),
}

impl Source {
    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let unfit = Unfit::VARIANTS.iter().copied().map(Self::Unfit);
        let others = [Self::State, Self::Log, Self::Foreign, Self::Damaged];
        others.into_iter().chain(unfit)
    }

    /// In a word, for whoever counts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::State => "used",
            Self::Log => "none",
            Self::Foreign => "foreign",
            Self::Damaged => "damaged",
            Self::Unfit(why) => why.into(),
        }
    }
}

#[derive(Default)]
struct Loading {
    ledger: Ledger,
    lineage: Lineage,
    mark: Option<Mark>,
    /// Erasures of which the log holds nothing any more.
    settled: u32,
    /// Of which version `recent` knows last.
    noted: u64,
    /// What the state beside the log came to.
    source: Source,
    is_broken: bool,
}

/// Loads a ledger with the mark of its log; `None` if there is none.
pub(super) async fn load(
    store: &dyn EventStore,
    code: &str,
    lineage: Lineage,
) -> Result<Option<(Ledger, Mark)>, StoreError> {
    let loading = Arc::new(Mutex::new(Loading {
        lineage,
        ..Loading::default()
    }));
    store.fold(code, loading.clone()).await?;
    let loaded = std::mem::take(&mut *loading.lock().unwrap_or_else(PoisonError::into_inner));
    let Some(mark) = loaded.mark else {
        return Ok(None);
    };
    metrics().waking(loaded.source);
    if !matches!(loaded.source, Source::State | Source::Log) {
        let why = loaded.source.name();
        tracing::warn!(why, "a state beside a log was not used: the log was read");
        // Whoever comes next need not try it.
        if let Err(error) = store.forget_snapshot(code).await {
            tracing::warn!(%error, "a state of no use stays beside its log");
        }
    }
    if loaded.is_broken {
        // The rules read every log that they wrote. What they said of this one may hold its words.
        return Err(StoreError::Damaged("it cannot be replayed".to_owned()));
    }
    Ok(loaded.ended().map(|ledger| (ledger, mark)))
}

impl Loading {
    fn ended(mut self) -> Option<Ledger> {
        let privacy = &self.ledger.session.privacy;
        let is_short = privacy.purged.is_some() || privacy.deleted_at_ms.is_some();
        self.ledger.may_owe = is_short || privacy.erasures > self.settled;
        if self.noted < self.ledger.version {
            // Of what came up to here, nobody can be told what they have missed.
            self.ledger.recent = self.lineage.since.map(Recent::since);
        }
        (self.ledger.version > 0).then_some(self.ledger)
    }

    /// Whether a version is one of so many before the end of the log.
    fn is_within(&self, versions: u64, version: u64) -> bool {
        let last = self.mark.map_or(0, |mark| mark.version);
        version + versions > last
    }

    /// Whether what this version touches is noted.
    fn is_recent(&self, version: u64) -> bool {
        let is_known =
            self.source == Source::State || self.lineage.since.is_some_and(|it| version > it);
        is_known && self.is_within(limits::RECENT_VERSIONS_MAX, version)
    }

    fn take(&mut self, batch: &Batch) {
        let is_recent = self.is_recent(batch.version);
        if is_recent && self.noted + 1 != batch.version {
            self.ledger.recent = Some(Recent::since(batch.version - 1));
        }
        let mut recent = self.ledger.recent.as_mut().filter(|_| is_recent);
        for event in &batch.events {
            self.ledger.session.evolve(event);
            if let Some(recent) = &mut recent {
                recent.note(batch.version, &touched(&self.ledger.session, event, None));
            }
        }
        if is_recent {
            self.noted = batch.version;
        }
        self.ledger.come_to(batch);
        // Of a long log, most commands would be forgotten again.
        if self.is_within(ANSWERED_MAX as u64, batch.version) {
            self.ledger.remember(&batch.answered, batch.version);
        }
    }
}

impl Fold for Loading {
    fn begin(&mut self, mark: Mark, beside: Beside<'_>) -> u64 {
        self.mark = Some(mark);
        self.source = match beside {
            Beside::Nothing => Source::Log,
            Beside::Unfit(why) => Source::Unfit(why),
            Beside::State { version, bytes } => match written::read(bytes, version) {
                Ok((ledger, settled)) => {
                    (self.ledger, self.settled, self.noted) = (ledger, settled, version);
                    Source::State
                }
                Err(Unread::Foreign) => Source::Foreign,
                Err(Unread::Damaged) => Source::Damaged,
            },
        };
        self.ledger.version
    }

    fn batch(&mut self, batch: Batch) {
        if self.is_broken {
            return;
        }
        let taking = AssertUnwindSafe(|| self.take(&batch));
        self.is_broken = catch_unwind(taking).is_err();
    }
}
