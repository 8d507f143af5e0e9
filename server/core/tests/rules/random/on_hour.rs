//! The rundown, the speakers and the screens of the room.

use onefloor_core::agenda::{SegmentPlan, SlotPlan};
use onefloor_core::ids::{CueId, LinkId, PersonId};
use onefloor_core::igf::SegmentKind;
use onefloor_core::stage::{DisplayMode, Threshold, Tone};
use onefloor_core::terms::{Role, Roles, Voice};
use onefloor_core::{Actor, Command, agenda, speaking, stage};
use proptest::prelude::*;

use crate::hour::{self};
use crate::random::{item, segment};

/// Lengths that are in order, mostly, and hard starts around the hour of the tests.
pub(crate) fn segment_plan() -> impl Strategy<Value = SegmentPlan> {
    let minutes = (0_u32..30, 0_u32..10, 0_u32..10);
    let hard_start_ms = proptest::option::weighted(0.2, 0_u64..5_400_000);
    let speakers = proptest::sample::subsequence(vec!["Sana Speaker", "Olu Onsite"], 0..=2);
    (minutes, hard_start_ms, any::<bool>(), speakers).prop_map(
        |((minutes, less, more), hard_start_ms, auto_advance, speakers)| SegmentPlan {
            kind: SegmentKind::Panel,
            title: "A panel".to_owned(),
            minutes,
            minutes_min: minutes.saturating_sub(less),
            minutes_max: minutes + more,
            speakers: speakers
                .into_iter()
                .map(|name| SlotPlan {
                    name: name.to_owned(),
                    minutes: None,
                })
                .collect(),
            notes: None,
            hard_start_ms: hard_start_ms.map(|after_ms| hour::START_MS + after_ms),
            auto_advance,
        },
    )
}

pub(crate) fn rundown() -> impl Strategy<Value = Command> {
    prop_oneof![
        (segment_plan(), proptest::option::of(segment())).prop_map(|(plan, before)| {
            Command::Agenda(agenda::Command::InsertSegment { plan, before })
        }),
        (segment(), segment_plan(), 1_u32..4).prop_map(|(segment, plan, revision)| {
            Command::Agenda(agenda::Command::EditSegment {
                segment,
                plan,
                revision,
            })
        }),
        (segment(), proptest::option::of(segment())).prop_map(|(segment, before)| Command::Agenda(
            agenda::Command::MoveSegment { segment, before }
        )),
        segment().prop_map(|segment| Command::Agenda(agenda::Command::RemoveSegment { segment })),
        (segment(), any::<bool>()).prop_map(|(segment, skipped)| Command::Agenda(
            agenda::Command::SkipSegment { segment, skipped }
        )),
        Just(Command::Agenda(agenda::Command::Replan)),
        (0_u64..7_200_000).prop_map(|after_ms| Command::Agenda(agenda::Command::SetEnd {
            ends_at_ms: hour::START_MS + after_ms
        })),
        Just(Command::Agenda(agenda::Command::ReopenSession)),
    ]
}

pub(crate) fn voice() -> impl Strategy<Value = Voice> {
    prop_oneof![
        (0_u32..10).prop_map(|speaker| Voice::Speaker {
            speaker: LinkId(speaker)
        }),
        item().prop_map(|item| Voice::Asker { item }),
    ]
}

pub(crate) fn on_stage() -> impl Strategy<Value = Command> {
    let tone = proptest::sample::select(vec![Tone::Steady, Tone::Flash, Tone::WrapUp]);
    let mode = proptest::sample::select(vec![
        DisplayMode::Auto,
        DisplayMode::Takeaways,
        DisplayMode::Blank,
    ]);
    let link = || proptest::option::of((0_u32..10).prop_map(LinkId));
    prop_oneof![
        (voice(), proptest::option::of(voice())).prop_map(|(voice, seen)| Command::Speaking(
            speaking::Command::GiveVoice { voice, seen }
        )),
        voice().prop_map(|seen| Command::Speaking(speaking::Command::YieldVoice { seen })),
        (voice(), any::<i32>()).prop_map(|(seen, minutes)| Command::Speaking(
            speaking::Command::ExtendVoice { seen, minutes }
        )),
        (link(), ".{0,8}", tone).prop_map(|(to, text, tone)| Command::Stage(
            stage::Command::SendCue { to, text, tone }
        )),
        (0_u32..6).prop_map(|cue| Command::Stage(stage::Command::SeeCue { cue: CueId(cue) })),
        (0_u32..6).prop_map(|cue| Command::Stage(stage::Command::ClearCue { cue: CueId(cue) })),
        mode.prop_map(|mode| Command::Stage(stage::Command::SetDisplay { mode })),
        any::<i64>().prop_map(|left_ms| Command::Stage(stage::Command::SetThresholds {
            thresholds: vec![Threshold {
                left_ms,
                text: None,
                tone: Tone::Steady
            }]
        })),
    ]
}

/// A moderator who does nothing but run the hour: most steps change something.
pub(crate) fn moderated() -> impl Strategy<Value = Vec<(Actor, Command, u32)>> {
    let start = (segment(), proptest::option::of(segment()));
    let command = prop_oneof![
        3 => rundown(),
        2 => start.prop_map(|(segment, after)| Command::Agenda(agenda::Command::StartSegment { segment, after, turn: None })),
        1 => Just(Command::Agenda(agenda::Command::PauseClock)),
        1 => Just(Command::Agenda(agenda::Command::ResumeClock)),
        1 => (-5_i32..6).prop_map(|minutes| Command::Agenda(agenda::Command::AddTime { minutes, segment: None })),
        1 => on_stage(),
        1 => Just(Command::MeetDeadlines),
    ];
    let actor = |command: &Command| match command {
        Command::MeetDeadlines => Actor::Clock,
        _ => Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Moderator]),
        },
    };
    let step = (command, 0_u32..400_000).prop_map(move |(mut command, pass_ms)| {
        if let Command::Agenda(agenda::Command::StartSegment { after, .. }) = &mut command {
            // Mostly the screen is up to date: see `run`.
            *after = after.filter(|id| id.0 == 0);
        }
        (actor(&command), command, pass_ms)
    });
    proptest::collection::vec(step, 0..80)
}
