//! What is known of who speaks and who has spoken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use crate::agenda::Agenda;
use crate::ids::{ItemId, LinkId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::pairs;
use crate::terms::{Origin, Voice};

/// Time spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Spoken {
    /// How often the voice was given.
    pub turns: u32,
    /// For how long together, without pauses.
    pub ms: u64,
}

/// One time that somebody has the voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stint {
    /// Who.
    pub voice: Voice,
    /// In which segment; none before the hour.
    pub segment: Option<SegmentId>,
    /// The item that it belongs to.
    pub item: Option<ItemId>,
    /// When it began, by [`Agenda::awake_ms`].
    pub since_awake_ms: u64,
    /// What they have for it; nothing limits an answer.
    pub allowance_ms: Option<u64>,
}

/// Everything about speaking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Speaking {
    /// The running stint.
    pub now: Option<Stint>,
    /// What is over, by segment and voice.
    #[serde(with = "pairs")]
    pub spoken: BTreeMap<(Option<SegmentId>, Voice), Spoken>,
    /// What staff said of speakers.
    pub described: BTreeMap<LinkId, Described>,
}

/// What staff said of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// In the room or online.
    pub origin: Origin,
    /// Stakeholder group.
    pub stakeholder_group: Option<StakeholderGroup>,
}

impl Speaking {
    /// Time that this voice has spoken in this segment, in stints that are over.
    #[must_use]
    pub fn spoken_ms(&self, segment: SegmentId, voice: Voice) -> u64 {
        let spoken = self.spoken.get(&(Some(segment), voice));
        spoken.map_or(0, |spoken| spoken.ms)
    }

    pub(crate) fn evolve(&mut self, event: &Event, agenda: &Agenda) {
        match event {
            Event::VoiceTaken {
                voice,
                segment,
                item,
                allowance_ms,
                at_ms,
            } => {
                self.close(agenda.awake_ms(*at_ms));
                self.now = Some(Stint {
                    voice: *voice,
                    segment: *segment,
                    item: *item,
                    since_awake_ms: agenda.awake_ms(*at_ms),
                    allowance_ms: *allowance_ms,
                });
            }
            Event::VoiceExtended { allowance_ms } => {
                if let Some(stint) = &mut self.now {
                    stint.allowance_ms = Some(*allowance_ms);
                }
            }
            Event::VoiceYielded { at_ms } => self.close(agenda.awake_ms(*at_ms)),
            Event::SpeakerDescribed {
                speaker,
                origin,
                stakeholder_group,
            } => {
                let described = Described {
                    origin: *origin,
                    stakeholder_group: *stakeholder_group,
                };
                self.described.insert(*speaker, described);
            }
        }
    }

    fn close(&mut self, awake_ms: u64) {
        let Some(stint) = self.now.take() else { return };
        let spoken = self.spoken.entry((stint.segment, stint.voice)).or_default();
        spoken.turns += 1;
        spoken.ms += awake_ms.saturating_sub(stint.since_awake_ms);
    }
}
