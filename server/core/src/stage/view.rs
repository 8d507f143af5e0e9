//! What the display, the speakers' screens and the moderator get of it.

use serde::Serialize;

use super::event::Event;
use super::screen::{DisplayMode, Threshold, Tone};
use super::state::{Cue, Stage};
use crate::entries::entries;
use crate::ids::{CueId, LinkId};
use crate::links::Link;
use crate::terms::Voice;
use crate::touch::Touched;

/// What the display shows at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are what is shown")]
pub enum Showing {
    Soon,
    Moving,
    Clock,
    Floor,
    Prompt,
    Poll,
    Join,
    Takeaways,
    Consensus,
    Blank,
    Thanks,
}

entries! {
    /// The screens in the room.
    StageEntry {
        display: DisplayMode,
        /// What the display shows now.
        shows: Showing,
    }
    /// When a speaker's screen speaks by itself.
    ThresholdsEntry {
        thresholds: Vec<Threshold>,
    }
    /// A message to a speaker, as the desk sees it.
    SentEntry {
        id: CueId,
        /// For whom; `None` is for every speaker.
        to: Option<LinkId>,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
        /// Who has seen it, and when; the lectern's screen has no name.
        seen: Vec<(LinkId, u64)>,
    }
    /// A message from the moderator.
    CueEntry {
        id: CueId,
        text: Option<String>,
        tone: Tone,
        at_ms: u64,
        seen: bool,
    }
}

impl StageEntry {
    /// `called_for` is what the moment calls for, where nobody has put anything on the display.
    pub(crate) fn of(stage: &Stage, is_over: bool, called_for: impl FnOnce() -> Showing) -> Self {
        let display = stage.display;
        Self {
            display,
            shows: match display {
                DisplayMode::Auto => called_for(),
                // Nothing of the hour goes on after its end.
                DisplayMode::Clock | DisplayMode::Floor | DisplayMode::Prompt if is_over => {
                    Showing::Thanks
                }
                DisplayMode::Clock => Showing::Clock,
                DisplayMode::Floor => Showing::Floor,
                DisplayMode::Prompt => Showing::Prompt,
                DisplayMode::Poll => Showing::Poll,
                DisplayMode::Join => Showing::Join,
                DisplayMode::Takeaways => Showing::Takeaways,
                DisplayMode::Consensus => Showing::Consensus,
                DisplayMode::Blank => Showing::Blank,
            },
        }
    }
}

impl ThresholdsEntry {
    /// When a speaker's screen speaks by itself, and in which words: for speakers and staff.
    pub(crate) fn of(stage: &Stage) -> Self {
        Self {
            thresholds: stage.thresholds.clone(),
        }
    }
}

impl SentEntry {
    pub(crate) fn of(cue: &Cue) -> Self {
        let seen = cue.seen.iter().map(|(link, at_ms)| (*link, *at_ms));
        Self {
            id: cue.id,
            to: cue.to,
            text: cue.text.clone(),
            tone: cue.tone,
            at_ms: cue.at_ms,
            seen: seen.collect(),
        }
    }
}

impl CueEntry {
    /// The message that stands on the screens of a link: the newest that is for them.
    pub(crate) fn of(stage: &Stage, link: &Link, voice: Option<Voice>) -> Option<Self> {
        let standing = stage.standing().filter(|_| !link.revoked);
        let cue = standing.filter(|cue| cue.is_for(link, voice)).last()?;
        Some(Self {
            id: cue.id,
            text: cue.text.clone(),
            tone: cue.tone,
            at_ms: cue.at_ms,
            seen: cue.seen.contains_key(&link.id),
        })
    }
}

/// Which entries an event can change. Whose screens a message is on, the links say: it may be
/// anybody's.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        Event::CueSent { .. } => {
            // The oldest ones go where there are too many.
            touched.all("cue/");
            touched.linked("cue");
        }
        Event::CueCleared { cue, .. } | Event::CueSeen { cue, .. } => {
            touched.numbered("cue", cue);
            touched.linked("cue");
        }
        Event::ThresholdsSet { .. } => {
            touched.main("thresholds");
            touched.linked("thresholds");
        }
        Event::DisplaySet { .. } => {
            touched.main("stage");
            touched.main("takeaways");
        }
    }
}
