//! What a screen gets of who speaks, and staff of everybody who may.

use serde::Serialize;

use super::event::Event;
use super::shares::Roster;
use super::state::Stint;
use crate::context::Presence;
use crate::entries::entries;
use crate::floor::NewItem;
use crate::ids::{ItemId, LinkId};
use crate::igf::StakeholderGroup;
use crate::links::Link;
use crate::terms::{Origin, Role, Voice};
use crate::touch::Touched;

entries! {
    /// Who speaks; the screen counts for itself, and stands still with the clock.
    VoiceEntry {
        voice: Voice,
        name: Option<String>,
        affiliation: Option<String>,
        origin: Origin,
        /// The item that it belongs to.
        item: Option<ItemId>,
        /// Begin of the stint, moved on by every pause since: what is used is the time from here to
        /// now, or to the running pause.
        counts_from_ms: u64,
        allowance_ms: Option<u64>,
    }
    /// Everybody who may speak for the session.
    SpeakersEntry {
        speakers: Vec<SpeakerEntry>,
    }
    /// Somebody who may speak.
    SpeakerEntry {
        speaker: LinkId,
        name: String,
        affiliation: Option<String>,
        origin: Origin,
        stakeholder_group: Option<StakeholderGroup>,
        /// Whether a speaker's screen of theirs is open.
        here: bool,
    }
}

impl VoiceEntry {
    /// `paused_ms` is the length of all pauses that are over.
    pub(crate) fn of(roster: Roster<'_>, stint: &Stint, paused_ms: u64) -> Self {
        let (name, affiliation, origin) = match stint.voice {
            Voice::Speaker { speaker } => {
                let share = roster.speaker(speaker);
                let origin = share.as_ref().map(|share| share.origin);
                let face = share.map_or((None, None), |it| (it.name, it.affiliation));
                (face.0, face.1, origin)
            }
            Voice::Asker { item } => {
                let item = roster.floor.items.get(&item);
                let named = item.filter(|item| item.is_named());
                let of = |part: fn(&NewItem) -> Option<String>| {
                    named.and_then(|item| part(&item.entered))
                };
                let name = of(|entered| entered.name.clone());
                let affiliation = of(|entered| entered.affiliation.clone());
                (name, affiliation, item.map(|item| item.entered.origin))
            }
        };
        Self {
            voice: stint.voice,
            name,
            affiliation,
            origin: origin.unwrap_or(Origin::Room),
            item: stint.item,
            counts_from_ms: stint.since_awake_ms + paused_ms,
            allowance_ms: stint.allowance_ms,
        }
    }
}

impl SpeakersEntry {
    pub(crate) fn of(roster: Roster<'_>, presence: &Presence) -> Self {
        let named = roster.links.values().filter(|link| !link.revoked);
        let speakers = named.filter_map(|link| SpeakerEntry::of(roster, presence, link));
        Self {
            speakers: speakers.collect(),
        }
    }
}

impl SpeakerEntry {
    fn of(roster: Roster<'_>, presence: &Presence, link: &Link) -> Option<Self> {
        let share = roster.speaker(link.id)?;
        let here = presence.iter().any(|id| {
            let person = roster.people.get(id);
            person.is_some_and(|person| person.link == Some(link.id))
        });
        Some(Self {
            speaker: link.id,
            name: share.name?,
            affiliation: share.affiliation,
            origin: share.origin,
            stakeholder_group: share.stakeholder_group,
            here: here && link.roles.contains(&Role::Speaker),
        })
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    touched.main("voice");
    match event {
        Event::VoiceTaken { .. } | Event::VoiceYielded { .. } => touched.main("speaking"),
        Event::VoiceExtended { .. } => {}
        Event::SpeakerDescribed { .. } => {
            touched.main("speaking");
            touched.main("speakers");
        }
    }
}
