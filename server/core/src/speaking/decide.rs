//! The voice given and taken. Each command names the voice that the screen saw (Q11).

use super::Stint;
use super::command::Command;
use super::event::Event;
use crate::agenda;
use crate::context::Context;
use crate::ids::{ItemId, LinkId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::limits;
use crate::links;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::stage;
use crate::terms::Origin;
use crate::terms::Role;
use crate::terms::Voice;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides who has the voice. With it the clock goes on, messages to who had it go, and a speaker who
/// is added gets a link.
pub(crate) fn decide<E>(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<agenda::Event> + From<links::Event> + From<stage::Event>,
{
    let now_ms = context.now_ms;
    let decided = match command {
        Command::GiveVoice { voice, seen } => return give(session, *voice, *seen, now_ms),
        Command::YieldVoice { seen } => return yield_voice(session, *seen, now_ms),
        Command::AddSpeaker {
            name,
            affiliation,
            origin,
        } => return add_speaker(session, name, affiliation, *origin),
        Command::ExtendVoice { seen, minutes } => extend(session, *seen, *minutes, now_ms)?,
        Command::DescribeSpeaker {
            speaker,
            origin,
            stakeholder_group,
        } => describe(session, *speaker, *origin, *stakeholder_group)?,
    };
    Ok(decided.into_iter().map(E::from).collect())
}

/// Gives the voice to a speaker, or back to the asker for a follow-up; a paused clock goes on.
///
/// # Errors
/// The session does not run, nobody is there by that link, the item is not on the floor, or
/// another moderator has given the voice to somebody else.
fn give<E>(
    session: &Session,
    voice: Voice,
    seen: Option<Voice>,
    now_ms: u64,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<agenda::Event> + From<stage::Event>,
{
    session.not_ended()?;
    let present = session.speaking.now.map(|stint| stint.voice);
    if present == Some(voice) {
        return Ok(Vec::new());
    }
    if present != seen {
        return Err(Rejection::VoiceChanged { voice: present });
    }
    let on_floor = session.floor.on_floor().map(|item| item.entered.id);
    let allowance_ms = match voice {
        Voice::Speaker { speaker } => speaker_allowance_ms(session, speaker)?,
        Voice::Asker { item } if on_floor == Some(item) => {
            let rules = session.floor.rules;
            let is_first = !session.speaking.spoken.keys().any(|(_, was)| *was == voice);
            Some(if is_first {
                rules.turn_ms
            } else {
                rules.follow_up_ms
            })
        }
        Voice::Asker { item } => return Err(not_on_floor(session, item)),
    };
    let paused = session
        .agenda
        .clock
        .is_some_and(|clock| clock.paused_at_ms.is_some());
    let resumed = paused.then_some(agenda::Event::ClockResumed { at_ms: now_ms });
    let taken = Event::VoiceTaken {
        voice,
        segment: session.agenda.running(),
        item: on_floor,
        allowance_ms,
        at_ms: now_ms,
    };
    let spoke = present.filter(|was| *was != voice);
    let cleared = spoke
        .into_iter()
        .flat_map(|was| stage::cleared_for(&session.stage, was, now_ms));
    let mut events: Vec<E> = resumed.into_iter().map(E::from).collect();
    events.extend(cleared.map(E::from));
    events.push(taken.into());
    Ok(events)
}

/// What is left of the speaker's part of the running segment; an answer has no bound of its own.
fn speaker_allowance_ms(session: &Session, speaker: LinkId) -> Result<Option<u64>, Rejection> {
    let link = session
        .links
        .get(&speaker)
        .filter(|link| link.holder.is_some() && !link.revoked);
    link.ok_or(Rejection::PersonUnknown)?;
    let running = session.agenda.running().ok_or(Rejection::ClockNotRunning)?;
    let segment = session.agenda.segment(running);
    let slot = segment.and_then(|segment| {
        let slot = segment.slots.iter().find(|slot| slot.speaker == speaker)?;
        Some(segment.allowance_ms(slot))
    });
    let spoken_ms = session
        .speaking
        .spoken_ms(running, Voice::Speaker { speaker });
    Ok(slot.map(|allowance_ms| allowance_ms.saturating_sub(spoken_ms)))
}

fn not_on_floor(session: &Session, item: ItemId) -> Rejection {
    match session.floor.items.get(&item) {
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
fn yield_voice<E>(session: &Session, seen: Voice, now_ms: u64) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<stage::Event>,
{
    let Some(stint) = session.speaking.now else {
        return Ok(Vec::new());
    };
    if stint.voice != seen {
        let voice = Some(stint.voice);
        return Err(Rejection::VoiceChanged { voice });
    }
    let cleared = stage::cleared_for(&session.stage, stint.voice, now_ms);
    let yielded = Event::VoiceYielded { at_ms: now_ms };
    Ok(cleared.map(E::from).chain([yielded.into()]).collect())
}

/// Gives or takes whole minutes of the running stint.
///
/// # Errors
/// Nobody speaks, somebody else does, or the allowance would be past its bound.
fn extend(session: &Session, seen: Voice, minutes: i32, now_ms: u64) -> Decided {
    let present = session.speaking.now.map(|stint| stint.voice);
    let stint = session.speaking.now.filter(|stint| stint.voice == seen);
    let stint = stint.ok_or(Rejection::VoiceChanged { voice: present })?;
    let used_ms = session
        .agenda
        .awake_ms(now_ms)
        .saturating_sub(stint.since_awake_ms);
    let was_ms = stint.allowance_ms.unwrap_or(used_ms);
    let delta_ms = u64::from(minutes.unsigned_abs()) * crate::agenda::MINUTE_MS;
    let allowance_ms = if minutes < 0 {
        was_ms.saturating_sub(delta_ms)
    } else {
        was_ms.saturating_add(delta_ms)
    };
    let max = u64::from(limits::SEGMENT_MINUTES_MAX);
    if allowance_ms > max * crate::agenda::MINUTE_MS {
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
    session: &Session,
    name: &str,
    affiliation: &str,
    origin: Origin,
) -> Result<Vec<E>, Rejection>
where
    E: From<Event> + From<links::Event>,
{
    let name = Field::Name.line(name, limits::PAGE_NAME_CHARS_MAX)?;
    let affiliation = Field::Affiliation.optional_line(affiliation, limits::TITLE_CHARS_MAX)?;
    let mut links = session.links.values();
    if links.any(|link| !link.revoked && link.is_held_by(&name)) {
        return Err(Rejection::SpeakerKnown { name });
    }
    let link = links::issued(&session.links, Role::Speaker, name, affiliation)?;
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
    session: &Session,
    speaker: LinkId,
    origin: Origin,
    stakeholder_group: Option<StakeholderGroup>,
) -> Decided {
    let link = session
        .links
        .get(&speaker)
        .filter(|link| link.holder.is_some());
    link.ok_or(Rejection::PersonUnknown)?;
    let present = session.speaking.described.get(&speaker);
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

/// A turn that was taken back by mistake goes on with what it had left, and has a word at least.
fn turn_ms(session: &Session, running: Option<SegmentId>, item: ItemId, restored: bool) -> u64 {
    let rules = session.floor.rules;
    let spoken = running.filter(|_| restored);
    let spoken_ms = spoken.map_or(0, |segment| {
        session.speaking.spoken_ms(segment, Voice::Asker { item })
    });
    if spoken_ms == 0 {
        return rules.turn_ms;
    }
    rules
        .turn_ms
        .saturating_sub(spoken_ms)
        .max(rules.follow_up_ms)
}

/// Whoever speaks with a share of the segment has a share of its new length.
fn shared_anew(session: &Session, length_ms: u64) -> Option<Event> {
    let stint = session.speaking.now.filter(|stint| stint.item.is_none())?;
    let Voice::Speaker { speaker } = stint.voice else {
        return None;
    };
    let mut segment = session.agenda.segment(stint.segment?)?.clone();
    segment.length_ms = segment.took_ms() + length_ms;
    let mut slots = segment.slots.iter();
    let slot = slots.find(|slot| slot.speaker == speaker && slot.allowance_ms.is_none())?;
    let spoken_ms = session.speaking.spoken_ms(segment.id, stint.voice);
    let allowance_ms = segment.allowance_ms(slot).saturating_sub(spoken_ms);
    (stint.allowance_ms != Some(allowance_ms)).then_some(Event::VoiceExtended { allowance_ms })
}

/// Takes back the messages to whoever spoke.
fn cleared<E: From<stage::Event>>(session: &Session, spoke: Option<Stint>, now_ms: u64) -> Vec<E> {
    let voice = spoke.map(|stint| stint.voice).into_iter();
    voice
        .flat_map(|voice| stage::cleared_for(&session.stage, voice, now_ms))
        .map(E::from)
        .collect()
}

/// What happened elsewhere that the voice follows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Happened {
    /// The segment that runs after it.
    pub(crate) running: Option<SegmentId>,
    /// An item came to the floor; whether it came back there.
    pub(crate) taken: Option<(ItemId, bool)>,
    /// What had the floor left it.
    pub(crate) left: bool,
    /// A segment ended.
    pub(crate) ended: bool,
    /// The running segment has another length.
    pub(crate) length_ms: Option<u64>,
}

/// Lets the voice follow what happened: a turn on the floor gives it to the asker, and the end of
/// a turn or of a segment takes it back.
pub(crate) fn follow<E>(session: &Session, happened: Happened, now_ms: u64) -> Vec<E>
where
    E: From<Event> + From<agenda::Event> + From<stage::Event>,
{
    let on_floor = session.floor.on_floor().map(|item| item.entered.id);
    let spoke = session.speaking.now;
    let mut events: Vec<E> = Vec::new();
    if let Some((item, restored)) = happened.taken {
        let clock = session.agenda.clock.filter(|_| !happened.ended);
        if clock.is_some_and(|clock| clock.paused_at_ms.is_some()) {
            events.push(agenda::Event::ClockResumed { at_ms: now_ms }.into());
        }
        events.extend(cleared(session, spoke, now_ms));
        let taken = Event::VoiceTaken {
            voice: Voice::Asker { item },
            segment: happened.running,
            item: Some(item),
            allowance_ms: Some(turn_ms(session, happened.running, item, restored)),
            at_ms: now_ms,
        };
        events.push(taken.into());
        return events;
    }
    let is_over = spoke.is_some_and(|stint| match stint.item {
        Some(item) => happened.left && on_floor == Some(item),
        None => happened.ended,
    });
    if is_over {
        events.extend(cleared(session, spoke, now_ms));
        events.push(Event::VoiceYielded { at_ms: now_ms }.into());
    } else if let Some(length_ms) = happened.length_ms {
        events.extend(shared_anew(session, length_ms).map(E::from));
    }
    events
}
