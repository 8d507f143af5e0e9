//! What a screen gets of a consensus check.

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::put::{PutEntry, Stance};
use super::state::{Check, Consensus};
use super::tally::tally;
use crate::capture::EntryKind;
use crate::context::Presence;
use crate::entries::entries;
use crate::ids::{ConsensusId, EntryId, PersonId};
use crate::limits;
use crate::poll::{Attendees, PollResult};
use crate::seal::Voter;
use crate::touch::Touched;

entries! {
    /// The check that is open, else the last.
    ConsensusEntry {
        id: ConsensusId,
        live: bool,
        at_ms: u64,
        closed_at_ms: Option<u64>,
        entries: Vec<ConsensusLine>,
    }
    /// One entry of it, as it was put.
    ConsensusLine {
        entry: EntryId,
        kind: EntryKind,
        text: String,
        who: Option<String>,
        to_whom: Option<String>,
    }
    /// How an entry of it stands.
    ConsensusTally {
        answered: u32,
        present: u32,
        /// Support, can live with it, object. Nothing for the public while it is open and not live.
        result: Option<PollResult>,
        /// For staff alone: nobody has judged these words.
        whys: Vec<StanceWhy>,
    }
    /// A word why, without a name.
    #[derive(PartialOrd, Ord, Deserialize)]
    StanceWhy {
        stance: Stance,
        why: String,
    }
    /// A person's own answer, to themselves.
    MyStanceEntry {
        entry: EntryId,
        stance: Stance,
        why: Option<String>,
    }
}

impl ConsensusEntry {
    pub(crate) fn of(consensus: &Consensus) -> Option<Self> {
        let check = consensus.checks.last()?;
        let lines = check.put.entries.iter().map(|put| ConsensusLine {
            entry: put.entry,
            kind: put.kind,
            text: put.text.clone(),
            who: put.who.clone(),
            to_whom: put.to_whom.clone(),
        });
        Some(Self {
            id: check.put.id,
            live: check.put.live,
            at_ms: check.put.at_ms,
            closed_at_ms: check.closed.as_ref().map(|(at_ms, _)| *at_ms),
            entries: lines.collect(),
        })
    }
}

impl ConsensusTally {
    pub(crate) fn of(
        check: &Check,
        put: &PutEntry,
        attendees: Attendees<'_>,
        for_staff: bool,
    ) -> Self {
        let is_shown = for_staff || check.put.live || check.closed.is_some();
        let frozen = check.closed.iter().flat_map(|(_, results)| results);
        let mut frozen = frozen.filter(|result| result.entry == put.entry);
        let result = frozen.next().map(|result| result.result.clone());
        let result = result.unwrap_or_else(|| tally(check, put.entry, attendees));
        let mut whys = if for_staff {
            whys(check, put.entry)
        } else {
            Vec::new()
        };
        whys.truncate(limits::WHYS_SHOWN_MAX);
        Self {
            answered: result.answered,
            present: result.present,
            result: Some(result).filter(|_| is_shown),
            whys,
        }
    }
}

impl MyStanceEntry {
    /// What this person answered to the last check, while they are here.
    pub(crate) fn of(consensus: &Consensus, presence: &Presence, person: PersonId) -> Vec<Self> {
        let last = consensus.checks.last();
        last.map_or_else(Vec::new, |check| Self::of_check(check, presence, person))
    }

    /// The same of every check.
    pub(crate) fn of_all(
        consensus: &Consensus,
        presence: &Presence,
        person: PersonId,
    ) -> Vec<Self> {
        let checks = consensus.checks.iter();
        checks
            .flat_map(|check| Self::of_check(check, presence, person))
            .collect()
    }

    fn of_check(check: &Check, presence: &Presence, person: PersonId) -> Vec<Self> {
        let own = check.answers.iter().filter_map(|(entry, answers)| {
            let by = presence.pseudonym(person, check.purpose(*entry));
            let sealed = by.and_then(|by| answers.get(&Voter::Sealed(by)));
            let answer = sealed.or_else(|| answers.get(&Voter::Known(person)))?;
            Some(Self {
                entry: *entry,
                stance: answer.stance,
                why: answer.why.clone(),
            })
        });
        own.collect()
    }
}

/// The words why of an entry, by stance and then by the alphabet: their order tells nobody's turn.
#[must_use]
pub(crate) fn whys(check: &Check, entry: EntryId) -> Vec<StanceWhy> {
    let answers = check.answers.get(&entry).into_iter().flatten();
    let mut whys: Vec<StanceWhy> = answers
        .filter_map(|(_, answer)| {
            let why = answer.why.clone()?;
            let stance = answer.stance;
            Some(StanceWhy { stance, why })
        })
        .collect();
    whys.sort();
    whys
}

/// Which entries an event can change. A new check leaves nobody an answer of the one before.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::ConsensusPut { .. } => {
            touched.main("consensus");
            touched.all("consensus/");
            touched.everybody("stance/");
        }
        Event::ConsensusAnswered { entry, person, .. } => {
            touched.numbered_count("consensus", entry);
            touched.person(*person, format!("stance/{entry}"));
        }
        // Whose answer it is, nothing here tells.
        Event::StanceSealed { entry, .. } => {
            touched.numbered_count("consensus", entry);
            touched.everybody("stance/");
        }
        Event::StancesCounted { entry, .. } => touched.numbered("consensus", entry),
        Event::ConsensusClosed { .. } => {
            touched.main("consensus");
            touched.all("consensus/");
        }
    }
}
