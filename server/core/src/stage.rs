//! The screens in the room: what the display shows, and what a speaker is told (T3, T4).

mod command;
mod decide;
mod event;

pub use command::Command;
pub(crate) use decide::decide;
pub use event::Event;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{CueId, LinkId, PersonId};
use crate::limits;
use crate::people::Link;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::terms::Role;
use crate::terms::Voice;

type Decided = Result<Vec<Event>, Rejection>;

/// What the moderator has put on the display of the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DisplayMode {
    /// What the segment calls for.
    #[default]
    Auto,
    /// The clock of the segment, and who speaks.
    Clock,
    /// Who has the floor and who comes next.
    Floor,
    /// The prompt of the breakout round and its clock.
    Prompt,
    /// The temperature check that is open, else the last.
    Poll,
    /// How to join.
    Join,
    /// The takeaways captured so far.
    Takeaways,
    /// What is put to everybody, else the last.
    Consensus,
    /// Nothing at all.
    Blank,
}

/// How a message to a speaker is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It stands there.
    Steady,
    /// It draws the eye.
    Flash,
    /// It asks to come to an end; without words of its own it says so in the speaker's language.
    WrapUp,
}

/// A moment at which a speaker's screen speaks by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Time that is left then; negative once it is over.
    pub left_ms: i64,
    /// The organiser's words; without, the screen says how much is left in its own language.
    pub text: Option<String>,
    /// How.
    pub tone: Tone,
}

/// A message from the moderator.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub fn is_for(&self, link: &Link, voice: Option<Voice>) -> bool {
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
    pub fn standing(&self) -> impl Iterator<Item = &Cue> {
        self.cues.values().filter(|cue| cue.cleared_at_ms.is_none())
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

/// Puts something on the display.
#[must_use]
pub fn set_display(stage: &Stage, mode: DisplayMode) -> Vec<Event> {
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
pub fn send_cue(
    session: &Session,
    to: Option<LinkId>,
    typed: &str,
    tone: Tone,
    now_ms: u64,
) -> Decided {
    let is_known = |to| {
        session
            .links
            .get(&to)
            .is_some_and(|link| link.holder.is_some())
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
    let earlier = session.stage.standing().filter(|cue| cue.to == to);
    let mut events: Vec<Event> = earlier.map(|cue| cleared(cue, now_ms)).collect();
    events.push(Event::CueSent {
        cue: CueId(session.stage.last_cue + 1),
        to,
        text,
        tone,
        at_ms: now_ms,
    });
    Ok(events)
}

/// Takes a message back.
///
/// # Errors
/// There is no such message any more.
pub fn clear_cue(stage: &Stage, cue: CueId, now_ms: u64) -> Decided {
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
/// There is no such message, or it is for somebody else.
pub fn see_cue(session: &Session, person: PersonId, cue: CueId, now_ms: u64) -> Decided {
    let link = session.people.get(&person).and_then(|person| person.link);
    let link = link.and_then(|link| session.links.get(&link));
    let link = link.filter(|link| !link.revoked);
    let voice = session.speaking.now.map(|stint| stint.voice);
    let cue = session.stage.cues.get(&cue);
    let both = link.zip(cue).filter(|(link, cue)| cue.is_for(link, voice));
    let (link, cue) = both.ok_or(Rejection::CueUnknown)?;
    Ok(if cue.seen.contains_key(&link.id) {
        Vec::new()
    } else {
        vec![Event::CueSeen {
            cue: cue.id,
            by: link.id,
            at_ms: now_ms,
        }]
    })
}

/// Sets when a speaker's screen speaks by itself.
///
/// # Errors
/// Too many moments, one too far away, or a text that is too long.
pub fn set_thresholds(stage: &Stage, wanted: &[Threshold]) -> Decided {
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
