//! What happened to who has the voice.

use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, LinkId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::terms::{Origin, Voice};

/// A fact about who has the voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames)]
#[serde(tag = "type", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the facts that the names say")]
pub enum Event {
    /// Somebody got the voice, with what they have for it; whoever had it is done.
    VoiceTaken {
        voice: Voice,
        segment: Option<SegmentId>,
        item: Option<ItemId>,
        allowance_ms: Option<u64>,
        at_ms: u64,
    },
    /// Whoever speaks has another allowance.
    VoiceExtended { allowance_ms: u64 },
    /// Nobody speaks any more.
    VoiceYielded { at_ms: u64 },
    /// Staff said where a speaker is and for whom they speak.
    SpeakerDescribed {
        speaker: LinkId,
        origin: Origin,
        stakeholder_group: Option<StakeholderGroup>,
    },
}
