//! The voice given and taken. Each command names the voice that the screen saw, so that of two
//! moderators the second does not take it from whom the first one has given it to.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::state::Speaking;
use crate::agenda::{self, Agenda};
use crate::floor::Floor;
use crate::ids::{ItemId, LinkId};
use crate::igf::StakeholderGroup;
use crate::links::Link;
use crate::rejection::{Field, Rejection};
use crate::stage::{self, Stage};
use crate::terms::{Origin, Role, Turn, Voice};
use crate::{limits, links};

type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about the voice looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) speaking: &'a Speaking,
    pub(crate) agenda: &'a Agenda,
    pub(crate) floor: &'a Floor,
    pub(crate) stage: &'a Stage,
    pub(crate) links: &'a BTreeMap<LinkId, Link>,
    pub(crate) now_ms: u64,
}

impl Hall<'_> {
    /// The item that has the floor.
    pub(super) fn on_floor(&self) -> Option<ItemId> {
        self.floor.on_floor().map(|item| item.entered.id)
    }

    /// Whether the clock stands still.
    pub(super) fn is_paused(&self) -> bool {
        let clock = self.agenda.clock;
        clock.is_some_and(|clock| clock.paused_at_ms.is_some())
    }
}

/// Decides who has the voice. With it the clock goes on, messages to who had it go, and a speaker who
/// is added gets a link.
pub(crate) fn decide<E>(hall: &Hall<'_>, command: &Command) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<agenda::Event> + From<links::Event> + From<stage::Event>,
{
    let decided = match command {
        Command::GiveVoice { voice, seen } => return give(hall, *voice, *seen),
        Command::YieldVoice { seen } => return yield_voice(hall, *seen),
        Command::AddSpeaker {
            name,
            affiliation,
            origin,
        } => return add_speaker(hall.links, name, affiliation, *origin),
        Command::ExtendVoice { seen, minutes } => extend(hall, *seen, *minutes)?,
        Command::DescribeSpeaker {
            speaker,
            origin,
            stakeholder_group,
        } => describe(hall, *speaker, *origin, *stakeholder_group)?,
    };
    Ok(decided.into_iter().map(E::from).collect())
}

/// Gives the voice to a speaker, or back to the asker for a follow-up; a paused clock goes on.
///
/// # Errors
/// The session does not run, nobody is there by that link, the item is not on the floor, or
/// another moderator has given the voice to somebody else.
fn give<E>(hall: &Hall<'_>, voice: Voice, seen: Option<Voice>) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<agenda::Event> + From<stage::Event>,
{
    if hall.agenda.ended_at_ms.is_some() {
        return Err(Rejection::SessionEnded);
    }
    let present = hall.speaking.now.map(|stint| stint.voice);
    if present == Some(voice) {
        return Ok(Vec::new());
    }
    if present != seen {
        return Err(Rejection::VoiceChanged { voice: present });
    }
    let allowance_ms = allowance_ms(hall, voice)?;
    let at_ms = hall.now_ms;
    let resumed = hall
        .is_paused()
        .then_some(agenda::Event::ClockResumed { at_ms });
    let taken = Event::VoiceTaken {
        voice,
        segment: hall.agenda.running(),
        item: hall.on_floor(),
        allowance_ms,
        at_ms,
    };
    let cleared = present
        .into_iter()
        .flat_map(|was| stage::cleared_for(hall.stage, was, at_ms));
    let mut events: Vec<E> = resumed.into_iter().map(E::from).collect();
    events.extend(cleared.map(E::from));
    events.push(taken.into());
    Ok(events)
}

/// What a voice has for its time; an asker's follow-up has less than their turn.
fn allowance_ms(hall: &Hall<'_>, voice: Voice) -> Result<Option<u64>, Rejection> {
    match voice {
        Voice::Speaker { speaker } => speaker_allowance_ms(hall, speaker),
        Voice::Asker { item } if hall.on_floor() == Some(item) => {
            let rules = hall.floor.rules;
            let is_first = !hall.speaking.spoken.keys().any(|(_, was)| *was == voice);
            let is_read = hall
                .floor
                .items
                .get(&item)
                .is_some_and(|it| it.turn() == Turn::ReadAloud);
            // What was read has had its turn.
            Ok(Some(if is_first && !is_read {
                rules.turn_ms
            } else {
                rules.follow_up_ms
            }))
        }
        Voice::Asker { item } => Err(not_on_floor(hall.floor, item)),
    }
}

/// What is left of the speaker's part of the running segment; an answer has no bound of its own.
fn speaker_allowance_ms(hall: &Hall<'_>, speaker: LinkId) -> Result<Option<u64>, Rejection> {
    let link = hall.links.get(&speaker);
    let link = link.filter(|link| link.holder.is_some() && !link.revoked);
    link.ok_or(Rejection::PersonUnknown)?;
    let running = hall.agenda.running().ok_or(Rejection::ClockNotRunning)?;
    let segment = hall.agenda.segment(running);
    let slot = segment.and_then(|segment| {
        let slot = segment.slots.iter().find(|slot| slot.speaker == speaker)?;
        Some(segment.allowance_ms(slot))
    });
    let voice = Voice::Speaker { speaker };
    let spoken_ms = hall.speaking.spoken_ms(running, voice);
    Ok(slot.map(|allowance_ms| allowance_ms.saturating_sub(spoken_ms)))
}

fn not_on_floor(floor: &Floor, item: ItemId) -> Rejection {
    match floor.items.get(&item) {
        Some(found) => Rejection::ItemChanged {
            item,
            state: found.state,
        },
        None => Rejection::ItemUnknown,
    }
}

/// Takes the voice back; the messages to who had it go with it.
///
/// # Errors
/// Somebody else speaks since.
fn yield_voice<E>(hall: &Hall<'_>, seen: Voice) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<stage::Event>,
{
    let Some(stint) = hall.speaking.now else {
        return Ok(Vec::new());
    };
    if stint.voice != seen {
        let voice = Some(stint.voice);
        return Err(Rejection::VoiceChanged { voice });
    }
    let cleared = stage::cleared_for(hall.stage, stint.voice, hall.now_ms);
    let yielded = Event::VoiceYielded { at_ms: hall.now_ms };
    Ok(cleared.map(E::from).chain([yielded.into()]).collect())
}

/// Gives or takes whole minutes of the running stint.
///
/// # Errors
/// Nobody speaks, somebody else does, or the allowance would be past its bound.
fn extend(hall: &Hall<'_>, seen: Voice, minutes: i32) -> Decided {
    let present = hall.speaking.now.map(|stint| stint.voice);
    let stint = hall.speaking.now.filter(|stint| stint.voice == seen);
    let stint = stint.ok_or(Rejection::VoiceChanged { voice: present })?;
    let awake_ms = hall.agenda.awake_ms(hall.now_ms);
    let used_ms = awake_ms.saturating_sub(stint.since_awake_ms);
    let was_ms = stint.allowance_ms.unwrap_or(used_ms);
    let delta_ms = u64::from(minutes.unsigned_abs()) * agenda::MINUTE_MS;
    let allowance_ms = if minutes < 0 {
        was_ms.saturating_sub(delta_ms)
    } else {
        was_ms.saturating_add(delta_ms)
    };
    let max = u64::from(limits::SEGMENT_MINUTES_MAX);
    if allowance_ms > max * agenda::MINUTE_MS {
        return Err(Rejection::OutOfRange {
            field: Field::Minutes,
            min: 0,
            max,
        });
    }
    let same = stint.allowance_ms == Some(allowance_ms);
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::VoiceExtended { allowance_ms }]
    })
}

/// Adds a speaker whom the page does not name; they get a role link.
///
/// # Errors
/// The name is missing, too long or on the list already, or there are as many links as allowed.
fn add_speaker<E>(
    links: &BTreeMap<LinkId, Link>,
    name: &str,
    affiliation: &str,
    origin: Origin,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event>,
{
    let name = Field::Name.line(name, limits::PAGE_NAME_CHARS_MAX)?;
    let affiliation = Field::Affiliation.optional_line(affiliation, limits::TITLE_CHARS_MAX)?;
    let mut known = links.values();
    if known.any(|link| !link.revoked && link.is_held_by(&name)) {
        return Err(Rejection::SpeakerKnown { name });
    }
    let link = links::issued(links, Role::Speaker, name, affiliation)?;
    let described = Event::SpeakerDescribed {
        speaker: link.id,
        origin,
        stakeholder_group: None,
    };
    let issued = links::Event::LinkIssued { link };
    Ok(vec![issued.into(), described.into()])
}

/// Says where a speaker is and for whom they speak.
///
/// # Errors
/// Nobody is there by that link.
fn describe(
    hall: &Hall<'_>,
    speaker: LinkId,
    origin: Origin,
    stakeholder_group: Option<StakeholderGroup>,
) -> Decided {
    let link = hall.links.get(&speaker);
    let link = link.filter(|link| link.holder.is_some());
    link.ok_or(Rejection::PersonUnknown)?;
    let present = hall.speaking.described.get(&speaker);
    let same = present
        .is_some_and(|said| said.origin == origin && said.stakeholder_group == stakeholder_group);
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::SpeakerDescribed {
            speaker,
            origin,
            stakeholder_group,
        }]
    })
}
