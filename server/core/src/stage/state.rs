//! What is known of the screens in the room.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::screen::{DisplayMode, Threshold, Tone};
use crate::ids::{CueId, LinkId};
use crate::limits;
use crate::links::Link;
use crate::terms::{Role, Voice};

/// A message from the moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Id.
    pub id: CueId,
    /// For whom; `None` is for every speaker.
    pub to: Option<LinkId>,
    /// The words; a plain "wrap up" has none.
    pub text: Option<String>,
    /// How.
    pub tone: Tone,
    /// When.
    pub at_ms: u64,
    /// When it was taken back, or its speaker was done.
    pub cleared_at_ms: Option<u64>,
    /// Who has seen it, and when.
    pub seen: BTreeMap<LinkId, u64>,
}

/// The screens in the room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What the display shows.
    pub display: DisplayMode,
    /// When a speaker's screen speaks by itself, the longest time left first.
    pub thresholds: Vec<Threshold>,
    /// The last messages.
    pub cues: BTreeMap<CueId, Cue>,
    /// The number given last.
    pub last_cue: u32,
}

impl Default for Stage {
    fn default() -> Self {
        let threshold = |left_ms, tone| Threshold {
            left_ms,
            text: None,
            tone,
        };
        Self {
            display: DisplayMode::Auto,
            thresholds: vec![
                threshold(120_000, Tone::Steady),
                threshold(60_000, Tone::WrapUp),
                threshold(0, Tone::Flash),
            ],
            cues: BTreeMap::new(),
            last_cue: 0,
        }
    }
}

impl Cue {
    /// Whether it is for the screens of this link. One that nobody holds stands at the lectern: it
    /// shows what is for whoever speaks.
    #[must_use]
    pub(crate) fn is_for(&self, link: &Link, voice: Option<Voice>) -> bool {
        let speaks = voice.and_then(|voice| match voice {
            Voice::Speaker { speaker } => Some(speaker),
            Voice::Asker { .. } => None,
        });
        let is_lectern = link.holder.is_none();
        link.roles.contains(&Role::Speaker)
            && (self.to.is_none() || self.to == Some(link.id) || is_lectern && self.to == speaks)
    }
}

impl Stage {
    /// Messages that still stand.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Cue> {
        self.cues.values().filter(|cue| cue.cleared_at_ms.is_none())
    }

    /// Puts messages back that stood before an act.
    pub(crate) fn stand_again(&mut self, cues: &[CueId]) {
        for cue in cues {
            if let Some(cue) = self.cues.get_mut(cue) {
                cue.cleared_at_ms = None;
            }
        }
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::DisplaySet { mode } => self.display = *mode,
            Event::ThresholdsSet { thresholds } => self.thresholds.clone_from(thresholds),
            Event::CueSent {
                cue,
                to,
                text,
                tone,
                at_ms,
            } => {
                let sent = Cue {
                    id: *cue,
                    to: *to,
                    text: text.clone(),
                    tone: *tone,
                    at_ms: *at_ms,
                    cleared_at_ms: None,
                    seen: BTreeMap::new(),
                };
                self.cues.insert(*cue, sent);
                self.last_cue = cue.0;
                while self.cues.len() > limits::CUES_KEPT_MAX {
                    self.cues.pop_first();
                }
            }
            Event::CueCleared { cue, at_ms } => {
                if let Some(cue) = self.cues.get_mut(cue) {
                    cue.cleared_at_ms = Some(*at_ms);
                }
            }
            Event::CueSeen { cue, by, at_ms } => {
                if let Some(cue) = self.cues.get_mut(cue) {
                    cue.seen.entry(*by).or_insert(*at_ms);
                }
            }
        }
    }
}
