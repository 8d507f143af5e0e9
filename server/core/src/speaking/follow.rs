//! The voice follows what happens elsewhere: turns on the floor, segments, their lengths.

use super::decide::Hall;
use super::event::Event;
use super::state::Stint;
use crate::ids::{ItemId, SegmentId};
use crate::terms::Voice;
use crate::{agenda, stage};

/// What happened elsewhere that the voice follows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Happened {
    /// The segment that runs after it.
    pub(crate) running: Option<SegmentId>,
    /// An item came to the floor; whether it came back there.
    pub(crate) taken: Option<(ItemId, bool)>,
    /// Its asker does not speak: what has the floor is read aloud, or they are not heard yet.
    pub(crate) is_silent: bool,
    /// What has the floor is brought up in another way.
    pub(crate) turned: Option<ItemId>,
    /// What had the floor left it.
    pub(crate) left: bool,
    /// A segment ended.
    pub(crate) ended: bool,
    /// The running segment has another length.
    pub(crate) length_ms: Option<u64>,
}

/// Lets the voice follow what happened: a turn on the floor gives it to the asker, and the end of
/// a turn or of a segment takes it back.
pub(crate) fn follow<E>(hall: &Hall<'_>, happened: Happened) -> Vec<E>
where
    E: From<Event> + From<agenda::Event> + From<stage::Event>,
{
    let at_ms = hall.now_ms;
    let spoke = hall.speaking.now;
    let mut events: Vec<E> = Vec::new();
    if let Some((item, restored)) = happened.taken {
        if hall.is_paused() && !happened.ended {
            events.push(agenda::Event::ClockResumed { at_ms }.into());
        }
        events.extend(cleared(hall, spoke));
        if happened.is_silent {
            events.extend(spoke.map(|_| Event::VoiceYielded { at_ms }.into()));
            return events;
        }
        let taken = Event::VoiceTaken {
            voice: Voice::Asker { item },
            segment: happened.running,
            item: Some(item),
            allowance_ms: Some(turn_ms(hall, happened.running, item, restored)),
            at_ms,
        };
        events.push(taken.into());
        return events;
    }
    if let Some(item) = happened.turned {
        return turned(hall, item, &happened);
    }
    let is_over = spoke.is_some_and(|stint| match stint.item {
        Some(item) => happened.left && hall.on_floor() == Some(item),
        None => happened.ended,
    });
    if is_over {
        events.extend(cleared(hall, spoke));
        events.push(Event::VoiceYielded { at_ms }.into());
    } else if let Some(length_ms) = happened.length_ms {
        events.extend(shared_anew(hall, length_ms).map(E::from));
    }
    events
}

/// What has the floor is brought up in another way: whoever asked begins to speak, or is read instead.
fn turned<E>(hall: &Hall<'_>, item: ItemId, happened: &Happened) -> Vec<E>
where
    E: From<Event> + From<stage::Event>,
{
    let at_ms = hall.now_ms;
    let voice = Voice::Asker { item };
    let spoke = hall.speaking.now;
    match spoke {
        Some(stint) if stint.voice == voice && happened.is_silent => {
            let cleared = cleared(hall, spoke).into_iter();
            cleared
                .chain([Event::VoiceYielded { at_ms }.into()])
                .collect()
        }
        None if !happened.is_silent => {
            let taken = Event::VoiceTaken {
                voice,
                segment: happened.running,
                item: Some(item),
                allowance_ms: Some(hall.floor.rules.turn_ms),
                at_ms,
            };
            vec![taken.into()]
        }
        // Somebody answers, or it was so already.
        Some(_) | None => Vec::new(),
    }
}

/// A turn that was taken back by mistake goes on with what it had left, and has a word at least.
fn turn_ms(hall: &Hall<'_>, running: Option<SegmentId>, item: ItemId, restored: bool) -> u64 {
    let rules = hall.floor.rules;
    let voice = Voice::Asker { item };
    let spoken = running.filter(|_| restored);
    let spoken_ms = spoken.map_or(0, |segment| hall.speaking.spoken_ms(segment, voice));
    if spoken_ms == 0 {
        return rules.turn_ms;
    }
    rules
        .turn_ms
        .saturating_sub(spoken_ms)
        .max(rules.follow_up_ms)
}

/// Whoever speaks with a share of the segment has a share of its new length.
fn shared_anew(hall: &Hall<'_>, length_ms: u64) -> Option<Event> {
    let stint = hall.speaking.now.filter(|stint| stint.item.is_none())?;
    let Voice::Speaker { speaker } = stint.voice else {
        return None;
    };
    let mut segment = hall.agenda.segment(stint.segment?)?.clone();
    segment.length_ms = segment.took_ms() + length_ms;
    let mut slots = segment.slots.iter();
    let slot = slots.find(|slot| slot.speaker == speaker && slot.allowance_ms.is_none())?;
    let spoken_ms = hall.speaking.spoken_ms(segment.id, stint.voice);
    let allowance_ms = segment.allowance_ms(slot).saturating_sub(spoken_ms);
    (stint.allowance_ms != Some(allowance_ms)).then_some(Event::VoiceExtended { allowance_ms })
}

/// Takes back the messages to whoever spoke.
fn cleared<E: From<stage::Event>>(hall: &Hall<'_>, spoke: Option<Stint>) -> Vec<E> {
    let voice = spoke.map(|stint| stint.voice).into_iter();
    voice
        .flat_map(|voice| stage::cleared_for(hall.stage, voice, hall.now_ms))
        .map(E::from)
        .collect()
}
