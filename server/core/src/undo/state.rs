//! The last act, and what was before it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::event::Event;
use crate::agenda::Agenda;
use crate::floor::{FloorRules, Silence, Stood};
use crate::ids::{ActId, CueId, ItemId, PersonId, SegmentId};
use crate::seal::Pseudonym;
use crate::sound::Handover;
use crate::speaking::{Spoken, Stint};
use crate::stage::DisplayMode;
use crate::terms::Voice;

/// What may be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Undo {
    /// The number given last.
    pub last: u32,
    /// The act that stands until the next one.
    pub standing: Option<Box<Standing>>,
}

/// An act, and what was before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its number.
    pub act: ActId,
    /// What was done.
    pub what: Act,
    /// By whom.
    pub by: Option<PersonId>,
    /// When.
    pub at_ms: u64,
    /// What was before.
    pub before: Before,
}

/// All that an act can change of what the room sees, as it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The hour and its clock.
    pub agenda: Agenda,
    /// How the floor was run.
    pub rules: FloorRules,
    /// Who had the last word.
    pub last_word: Option<ItemId>,
    /// Where the floor was opened by hand.
    pub opened_in: BTreeSet<SegmentId>,
    /// Whoever was silenced from what they asked hidden from all.
    pub silenced_seals: BTreeMap<Pseudonym, Silence>,
    /// The items that moved, as they stood.
    pub items: BTreeMap<ItemId, Stood>,
    /// How far their voices had come.
    pub handovers: BTreeMap<ItemId, Option<Handover>>,
    /// Who had the voice.
    pub voice: Option<Stint>,
    /// What they had spoken before, in that segment.
    pub spoken: Option<Spoken>,
    /// Messages that stood.
    pub cues: Vec<CueId>,
    /// What the display showed.
    pub display: DisplayMode,
    /// Whether the person could bring nothing.
    pub muted: bool,
    /// Whether they were kept out.
    pub banned: bool,
}

impl Before {
    /// Under what the time of whoever had the voice is counted.
    pub(crate) fn spoke_as(&self) -> Option<(Option<SegmentId>, Voice)> {
        self.voice.map(|stint| (stint.segment, stint.voice))
    }
}

impl Undo {
    /// The number that the next act takes.
    pub(crate) fn next(&self) -> ActId {
        ActId(self.last + 1)
    }

    /// The act that stands.
    #[must_use]
    pub fn act(&self) -> Option<ActId> {
        self.standing.as_ref().map(|standing| standing.act)
    }

    /// `before` is all as it is now.
    pub(crate) fn evolve(&mut self, event: &Event, before: impl FnOnce(&Act) -> Before) {
        match event {
            Event::ActDone {
                act,
                what,
                by,
                at_ms,
            } => {
                self.last = act.0;
                self.standing = Some(Box::new(Standing {
                    act: *act,
                    what: what.clone(),
                    by: *by,
                    at_ms: *at_ms,
                    before: before(what),
                }));
            }
            Event::ActUndone { .. } | Event::ActStands { .. } => self.standing = None,
        }
    }
}
