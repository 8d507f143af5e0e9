//! Commands about what the screens in the room show.

use std::collections::BTreeMap;

use super::command::Command;
use super::event::Event;
use super::screen::{DisplayMode, Threshold, Tone};
use super::state::{Cue, Stage};
use crate::ids::{CueId, LinkId};
use crate::limits;
use crate::links::Link;
use crate::people::Person;
use crate::rejection::{Field, Rejection};
use crate::terms::Voice;

type Decided = Result<Vec<Event>, Rejection>;

/// All that a rule about the screens in the room looks at.
#[derive(Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) links: &'a BTreeMap<LinkId, Link>,
    /// Who has the voice.
    pub(crate) voice: Option<Voice>,
    /// Whoever asks, where they are of this session.
    pub(crate) asking: Option<&'a Person>,
    pub(crate) now_ms: u64,
}

/// Decides what the screens in the room show.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    match command {
        Command::SendCue { to, text, tone } => send_cue(hall, *to, text, *tone),
        Command::ClearCue { cue } => clear_cue(hall.stage, *cue, hall.now_ms),
        Command::SeeCue { cue } => see_cue(hall, *cue),
        Command::SetThresholds { thresholds } => set_thresholds(hall.stage, thresholds),
        Command::SetDisplay { mode } => Ok(set_display(hall.stage, *mode)),
    }
}

/// Puts something on the display.
fn set_display(stage: &Stage, mode: DisplayMode) -> Vec<Event> {
    if stage.display == mode {
        Vec::new()
    } else {
        vec![Event::DisplaySet { mode }]
    }
}

/// Sends a message; an earlier one to the same speaker makes room for it.
///
/// # Errors
/// Nobody is there by that link, or the text is missing or too long.
fn send_cue(hall: &Hall<'_>, to: Option<LinkId>, typed: &str, tone: Tone) -> Decided {
    let is_known = |to| {
        let link = hall.links.get(&to);
        link.is_some_and(|link| link.holder.is_some())
    };
    if !to.is_none_or(is_known) {
        return Err(Rejection::PersonUnknown);
    }
    let text = Field::Message.optional_line(typed, limits::CUE_CHARS_MAX)?;
    if text.is_none() && tone != Tone::WrapUp {
        return Err(Rejection::TextMissing {
            field: Field::Message,
        });
    }
    let earlier = hall.stage.standing().filter(|cue| cue.to == to);
    let mut events: Vec<Event> = earlier.map(|cue| cleared(cue, hall.now_ms)).collect();
    events.push(Event::CueSent {
        cue: CueId(hall.stage.last_cue + 1),
        to,
        text,
        tone,
        at_ms: hall.now_ms,
    });
    Ok(events)
}

/// Takes a message back.
///
/// # Errors
/// There is no such message any more.
fn clear_cue(stage: &Stage, cue: CueId, now_ms: u64) -> Decided {
    let cue = stage.cues.get(&cue).ok_or(Rejection::CueUnknown)?;
    Ok(if cue.cleared_at_ms.is_some() {
        Vec::new()
    } else {
        vec![cleared(cue, now_ms)]
    })
}

/// Says that a speaker has seen a message.
///
/// # Errors
/// Whoever asks is not of this session, there is no such message, or it is for somebody else.
fn see_cue(hall: &Hall<'_>, cue: CueId) -> Decided {
    let person = hall.asking.ok_or(Rejection::PersonUnknown)?;
    let link = person.link.and_then(|link| hall.links.get(&link));
    let link = link.filter(|link| !link.revoked);
    let cue = hall.stage.cues.get(&cue);
    let both = link.zip(cue);
    let both = both.filter(|(link, cue)| cue.is_for(link, hall.voice));
    let (link, cue) = both.ok_or(Rejection::CueUnknown)?;
    Ok(if cue.seen.contains_key(&link.id) {
        Vec::new()
    } else {
        vec![Event::CueSeen {
            cue: cue.id,
            by: link.id,
            at_ms: hall.now_ms,
        }]
    })
}

/// Sets when a speaker's screen speaks by itself.
///
/// # Errors
/// Too many moments, one too far away, or a text that is too long.
fn set_thresholds(stage: &Stage, wanted: &[Threshold]) -> Decided {
    if wanted.len() > limits::THRESHOLDS_MAX {
        return Err(Rejection::Full {
            field: Field::Threshold,
            max: limits::THRESHOLDS_MAX,
        });
    }
    let mut thresholds = Vec::with_capacity(wanted.len());
    for threshold in wanted {
        if threshold.left_ms.unsigned_abs() > limits::THRESHOLD_MS_MAX.unsigned_abs() {
            return Err(Rejection::OutOfRange {
                field: Field::Threshold,
                min: 0,
                max: limits::THRESHOLD_MS_MAX.unsigned_abs(),
            });
        }
        let typed = threshold.text.as_deref().unwrap_or_default();
        thresholds.push(Threshold {
            text: Field::Message.optional_line(typed, limits::CUE_CHARS_MAX)?,
            ..threshold.clone()
        });
    }
    thresholds.sort_by_key(|threshold| std::cmp::Reverse(threshold.left_ms));
    thresholds.dedup_by_key(|threshold| threshold.left_ms);
    Ok(if thresholds == stage.thresholds {
        Vec::new()
    } else {
        vec![Event::ThresholdsSet { thresholds }]
    })
}

/// The messages to this voice, taken back since it is done.
pub(crate) fn cleared_for(
    stage: &Stage,
    voice: Voice,
    now_ms: u64,
) -> impl Iterator<Item = Event> + '_ {
    let addressed = move |cue: &&Cue| {
        let to = cue.to.map(|speaker| Voice::Speaker { speaker });
        // Asked of everybody to come to an end: whoever spoke has.
        to == Some(voice) || (cue.to.is_none() && cue.tone == Tone::WrapUp)
    };
    stage
        .standing()
        .filter(addressed)
        .map(move |cue| cleared(cue, now_ms))
}

/// All messages that stand but these, taken back.
pub(crate) fn cleared_all(stage: &Stage, gone: &[CueId], now_ms: u64) -> Vec<Event> {
    let left = stage.standing().filter(|cue| !gone.contains(&cue.id));
    left.map(|cue| cleared(cue, now_ms)).collect()
}

fn cleared(cue: &Cue, at_ms: u64) -> Event {
    Event::CueCleared { cue: cue.id, at_ms }
}
