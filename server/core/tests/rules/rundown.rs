//! The rundown changed while it runs.

use onefloor_core::agenda::{SegmentPlan, SlotPlan, plan};
use onefloor_core::ids::SegmentId;
use onefloor_core::igf::SegmentKind;
use onefloor_core::terms::Role;
use onefloor_core::{Actor, Command, Rejection, agenda, next_deadline};

use crate::hour::{Hour, plan as hour_plan};

const MINUTE: u64 = 60_000;

fn award(minutes: u32) -> SegmentPlan {
    SegmentPlan {
        kind: SegmentKind::Award,
        title: "An award".to_owned(),
        minutes,
        minutes_min: minutes,
        minutes_max: minutes,
        speakers: Vec::new(),
        notes: Some("The glass is on the lectern".to_owned()),
        hard_start_ms: None,
        auto_advance: false,
    }
}

/// An hour in its keynotes, and its moderator.
fn in_keynotes() -> (Hour, Actor) {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    (hour, moderator)
}

fn order(hour: &Hour) -> Vec<u32> {
    let segments = hour.session.agenda.segments.iter();
    segments.map(|segment| segment.id.0).collect()
}

fn minutes_left(hour: &Hour) -> Vec<u64> {
    let coming = plan(&hour.session.agenda, hour.now_ms).coming;
    coming.iter().map(|it| it.length_ms / MINUTE).collect()
}

/// How far the session would end past its promise, in minutes.
fn over(hour: &Hour) -> i64 {
    let agenda = &hour.session.agenda;
    let ends_at_ms = plan(agenda, hour.now_ms).ends_at_ms.unwrap();
    (ends_at_ms as i64 - agenda.promised_end_ms.unwrap() as i64) / MINUTE as i64
}

fn edited(hour: &Hour, id: u32, change: impl FnOnce(&mut SegmentPlan)) -> Command {
    let segment = hour.session.agenda.segment(SegmentId(id)).unwrap();
    let mut plan = SegmentPlan {
        kind: segment.kind,
        title: segment.title.clone(),
        minutes: (segment.length_ms / MINUTE) as u32,
        minutes_min: (segment.min_ms / MINUTE) as u32,
        minutes_max: (segment.max_ms / MINUTE) as u32,
        speakers: Vec::new(),
        notes: segment.notes.clone(),
        hard_start_ms: segment.hard_start_ms,
        auto_advance: segment.auto_advance,
    };
    change(&mut plan);
    Command::Agenda(agenda::Command::EditSegment {
        segment: SegmentId(id),
        plan,
        revision: segment.revision,
    })
}

#[test]
fn keynotes_that_overrun_by_four_minutes_make_the_hour_late_until_one_tap_brings_it_home() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(19);
    assert_eq!(over(&hour), 4);
    hour.ask(&moderator, Command::Agenda(agenda::Command::Replan))
        .unwrap();
    // Networking is the longest of what is to come, and has four minutes to give.
    assert_eq!(minutes_left(&hour), [16, 20, 5]);
    assert_eq!(over(&hour), 0);
    assert_eq!(
        hour.ask(&moderator, Command::Agenda(agenda::Command::Replan)),
        Ok(vec![])
    );
}

#[test]
fn a_late_hour_says_how_late_it_stays_when_nobody_can_give_more() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(15 + 12);
    // Networking can give 4 and questions 6 of the 12.
    let refit = plan(&hour.session.agenda, hour.now_ms).refit;
    assert_eq!(refit.late_ms, 2 * MINUTE);
    hour.ask(&moderator, Command::Agenda(agenda::Command::Replan))
        .unwrap();
    assert_eq!(minutes_left(&hour), [10, 20, 5]);
    assert_eq!(over(&hour), 2);
}

#[test]
fn time_to_spare_goes_first_to_whom_it_was_taken_from() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(19);
    hour.ask(&moderator, Command::Agenda(agenda::Command::Replan))
        .unwrap();
    hour.starts(&moderator, 2);
    hour.minutes_pass(13);
    hour.starts(&moderator, 3);
    // Questions were done three minutes early, and networking runs: only the closing can take it.
    assert_eq!(over(&hour), -3);
    hour.ask(&moderator, Command::Agenda(agenda::Command::Replan))
        .unwrap();
    assert_eq!(minutes_left(&hour), [8]);
    assert_eq!(over(&hour), 0);
}

#[test]
fn an_hour_in_its_slot_ends_with_the_slot_and_a_rehearsal_has_its_own_length() {
    let mut slot = hour_plan();
    slot.about.starts_at = Some("2024-12-16T10:30:00Z".to_owned());
    let start_ms = 1_734_345_000_000;
    let begin_at = |now_ms| {
        let mut hour = Hour::of(slot.clone());
        let moderator = hour.joins_as(Role::Moderator);
        hour.now_ms = now_ms;
        hour.starts(&moderator, 1);
        hour.session.agenda.promised_end_ms.unwrap()
    };
    assert_eq!(begin_at(start_ms), start_ms + 60 * MINUTE);
    assert_eq!(begin_at(start_ms + 5 * MINUTE), start_ms + 60 * MINUTE);
    assert_eq!(begin_at(start_ms - 5 * MINUTE), start_ms + 60 * MINUTE);
    let day_before_ms = start_ms - 24 * 60 * MINUTE;
    assert_eq!(begin_at(day_before_ms), day_before_ms + 60 * MINUTE);
}

#[test]
fn a_start_that_is_five_minutes_late_is_five_minutes_over_from_the_first_second() {
    let mut slot = hour_plan();
    slot.about.starts_at = Some("2024-12-16T10:30:00Z".to_owned());
    let mut hour = Hour::of(slot);
    let moderator = hour.joins_as(Role::Moderator);
    let projected = plan(&hour.session.agenda, hour.now_ms - MINUTE);
    assert_eq!(projected.coming[0].starts_at_ms, Some(hour.now_ms));
    hour.minutes_pass(5);
    hour.starts(&moderator, 1);
    assert_eq!(over(&hour), 5);
}

#[test]
fn the_promised_end_moves_only_when_a_moderator_moves_it() {
    let (mut hour, moderator) = in_keynotes();
    let promised_ms = hour.session.agenda.promised_end_ms.unwrap();
    let insert = Command::Agenda(agenda::Command::InsertSegment {
        plan: award(5),
        before: Some(SegmentId(3)),
    });
    hour.ask(&moderator, insert).unwrap();
    assert_eq!(hour.session.agenda.promised_end_ms, Some(promised_ms));
    assert_eq!(over(&hour), 5);
    let ends_at_ms = promised_ms + 5 * MINUTE;
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::SetEnd { ends_at_ms }),
    )
    .unwrap();
    assert_eq!(over(&hour), 0);
    let in_the_past = Command::Agenda(agenda::Command::SetEnd {
        ends_at_ms: hour.now_ms - 1,
    });
    let refused = hour.ask(&moderator, in_the_past);
    assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
}

#[test]
fn before_the_hour_an_edit_changes_the_promise() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let insert = Command::Agenda(agenda::Command::InsertSegment {
        plan: award(5),
        before: Some(SegmentId(1)),
    });
    hour.ask(&moderator, insert).unwrap();
    assert_eq!(order(&hour), [5, 1, 2, 3, 4]);
    hour.starts(&moderator, 5);
    let promised_ms = hour.session.agenda.promised_end_ms;
    assert_eq!(promised_ms, Some(hour.now_ms + 65 * MINUTE));
}

#[test]
fn segments_are_moved_before_a_neighbour_and_never_past_what_runs() {
    let (mut hour, moderator) = in_keynotes();
    let move_before = |segment, before: Option<u32>| {
        Command::Agenda(agenda::Command::MoveSegment {
            segment: SegmentId(segment),
            before: before.map(SegmentId),
        })
    };
    hour.ask(&moderator, move_before(4, Some(2))).unwrap();
    assert_eq!(order(&hour), [1, 4, 2, 3]);
    hour.ask(&moderator, move_before(4, None)).unwrap();
    assert_eq!(order(&hour), [1, 2, 3, 4]);
    assert_eq!(hour.ask(&moderator, move_before(2, Some(3))), Ok(vec![]));
    let past = hour.ask(&moderator, move_before(3, Some(1)));
    let segment = SegmentId(1);
    assert_eq!(past, Err(Rejection::SegmentNotAhead { segment }));
    let running = hour.ask(&moderator, move_before(1, None));
    assert_eq!(running, Err(Rejection::SegmentNotAhead { segment }));
    let nowhere = hour.ask(&moderator, move_before(2, Some(9)));
    assert_eq!(nowhere, Err(Rejection::SegmentUnknown));
}

#[test]
fn the_running_segment_cannot_be_removed_or_left_out() {
    let (mut hour, moderator) = in_keynotes();
    let segment = SegmentId(1);
    let refused = Err(Rejection::SegmentNotAhead { segment });
    let removed = hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::RemoveSegment { segment }),
    );
    assert_eq!(removed, refused);
    let skip = Command::Agenda(agenda::Command::SkipSegment {
        segment,
        skipped: true,
    });
    assert_eq!(hour.ask(&moderator, skip), refused);
}

#[test]
fn a_segment_left_out_gives_its_time_and_comes_back_when_it_is_started() {
    let (mut hour, moderator) = in_keynotes();
    let skip = |skipped| {
        Command::Agenda(agenda::Command::SkipSegment {
            segment: SegmentId(2),
            skipped,
        })
    };
    hour.ask(&moderator, skip(true)).unwrap();
    assert_eq!(hour.ask(&moderator, skip(true)), Ok(vec![]));
    assert_eq!(over(&hour), -16);
    hour.starts(&moderator, 2);
    assert!(!hour.session.agenda.segment(SegmentId(2)).unwrap().skipped);
}

#[test]
fn a_removed_segments_number_is_not_given_again() {
    let (mut hour, moderator) = in_keynotes();
    let insert = || {
        Command::Agenda(agenda::Command::InsertSegment {
            plan: award(5),
            before: None,
        })
    };
    hour.ask(&moderator, insert()).unwrap();
    let segment = SegmentId(5);
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::RemoveSegment { segment }),
    )
    .unwrap();
    hour.ask(&moderator, insert()).unwrap();
    assert_eq!(order(&hour), [1, 2, 3, 4, 6]);
}

#[test]
fn of_two_moderators_who_edit_at_once_the_second_is_told() {
    let (mut hour, moderator) = in_keynotes();
    let first = edited(&hour, 2, |plan| plan.minutes = 12);
    let second = edited(&hour, 2, |plan| plan.minutes = 20);
    hour.ask(&moderator, first.clone()).unwrap();
    let segment = SegmentId(2);
    let revision = 2;
    let refused = hour.ask(&moderator, second);
    assert_eq!(refused, Err(Rejection::SegmentEdited { segment, revision }));
    // The same wish twice is no quarrel.
    assert_eq!(hour.ask(&moderator, first), Ok(vec![]));
    assert_eq!(minutes_left(&hour), [12, 24, 5]);
}

#[test]
fn a_running_segment_that_is_given_more_minutes_has_them_on_its_clock() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(5);
    let longer = edited(&hour, 1, |plan| {
        plan.minutes = 18;
        plan.title = "Three keynotes 🎤 كلمات".to_owned();
    });
    hour.ask(&moderator, longer).unwrap();
    let clock = hour.session.agenda.clock.unwrap();
    assert_eq!(clock.ends_at_ms() - hour.now_ms, 13 * MINUTE);
}

#[test]
fn lengths_that_make_no_sense_are_refused() {
    let (mut hour, moderator) = in_keynotes();
    for (minutes, min, max) in [(0, 0, 5), (5, 6, 8), (5, 1, 4), (481, 1, 481)] {
        let wrong = edited(&hour, 2, |plan| {
            plan.minutes = minutes;
            plan.minutes_min = min;
            plan.minutes_max = max;
        });
        let refused = hour.ask(&moderator, wrong);
        assert!(
            matches!(refused, Err(Rejection::OutOfRange { .. })),
            "{minutes}"
        );
    }
    let far = edited(&hour, 2, |plan| plan.hard_start_ms = Some(u64::MAX));
    let refused = hour.ask(&moderator, far);
    assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
    let unknown = edited(&hour, 2, |plan| {
        plan.speakers = vec![SlotPlan {
            name: "Nobody".to_owned(),
            minutes: None,
        }];
    });
    let name = "Nobody".to_owned();
    let refused = hour.ask(&moderator, unknown);
    assert_eq!(refused, Err(Rejection::SpeakerUnknown { name }));
}

#[test]
fn a_hard_start_is_waited_for_and_planned_towards() {
    let (mut hour, moderator) = in_keynotes();
    // Networking must begin 35 minutes after the keynotes did: 4 later than it would.
    let hard_ms = hour.now_ms + 35 * MINUTE;
    let fixed = edited(&hour, 3, |plan| plan.hard_start_ms = Some(hard_ms));
    hour.ask(&moderator, fixed).unwrap();
    let coming = plan(&hour.session.agenda, hour.now_ms).coming;
    assert_eq!(coming[1].starts_at_ms, Some(hard_ms));
    assert_eq!(over(&hour), 4);
    hour.ask(&moderator, Command::Agenda(agenda::Command::Replan))
        .unwrap();
    // Questions take what is free before it, and networking gives what is missing after it.
    assert_eq!(minutes_left(&hour), [20, 20, 5]);
    assert_eq!(over(&hour), 0);
}

#[test]
fn going_back_counts_on_with_what_the_segment_had_left() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(10);
    hour.starts(&moderator, 2);
    hour.minutes_pass(1);
    hour.starts(&moderator, 1);
    let clock = hour.session.agenda.clock.unwrap();
    assert_eq!(clock.length_ms, 5 * MINUTE);
    // Of the questions one minute is gone.
    assert_eq!(minutes_left(&hour), [15, 24, 5]);
    assert_eq!(over(&hour), 0);
}

#[test]
fn the_server_goes_on_by_itself_only_where_it_was_told_to() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(16);
    assert_eq!(hour.ask(&Actor::Clock, Command::MeetDeadlines), Ok(vec![]));
    hour.starts(&moderator, 2);
    let auto = edited(&hour, 2, |plan| plan.auto_advance = true);
    hour.ask(&moderator, auto).unwrap();
    let ends_at_ms = hour.session.agenda.clock.unwrap().ends_at_ms();
    assert_eq!(next_deadline(&hour.session, hour.now_ms), Some(ends_at_ms));
    hour.now_ms = ends_at_ms;
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.session.agenda.running(), Some(SegmentId(3)));
}

#[test]
fn the_server_does_not_go_on_while_the_clock_is_paused_or_before_a_hard_start() {
    let (mut hour, moderator) = in_keynotes();
    let auto = edited(&hour, 1, |plan| plan.auto_advance = true);
    hour.ask(&moderator, auto).unwrap();
    let hard_ms = hour.now_ms + 18 * MINUTE;
    let fixed = edited(&hour, 2, |plan| plan.hard_start_ms = Some(hard_ms));
    hour.ask(&moderator, fixed).unwrap();
    hour.minutes_pass(16);
    assert_eq!(hour.ask(&Actor::Clock, Command::MeetDeadlines), Ok(vec![]));
    hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock))
        .unwrap();
    hour.minutes_pass(5);
    assert_eq!(hour.ask(&Actor::Clock, Command::MeetDeadlines), Ok(vec![]));
    hour.ask(&moderator, Command::Agenda(agenda::Command::ResumeClock))
        .unwrap();
    hour.ask(&Actor::Clock, Command::MeetDeadlines).unwrap();
    assert_eq!(hour.session.agenda.running(), Some(SegmentId(2)));
}

#[test]
fn an_end_that_came_too_soon_is_taken_back_where_it_stood() {
    let (mut hour, moderator) = in_keynotes();
    hour.minutes_pass(6);
    assert_eq!(
        hour.ask(&moderator, Command::Agenda(agenda::Command::ReopenSession)),
        Err(Rejection::SessionRuns)
    );
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    hour.minutes_pass(1);
    hour.ask(&moderator, Command::Agenda(agenda::Command::ReopenSession))
        .unwrap();
    let agenda = &hour.session.agenda;
    assert_eq!(agenda.ended_at_ms, None);
    assert_eq!(agenda.clock.unwrap().length_ms, 9 * MINUTE);
    assert_eq!(over(&hour), 1);
}

#[test]
fn a_session_over_midnight_and_a_change_of_clocks_is_an_hour_like_any_other() {
    // The night in which clocks in Europe went back: 01:30 UTC is in the hour that came twice.
    let mut night = hour_plan();
    night.about.starts_at = Some("2026-10-25T00:30:00Z".to_owned());
    let mut hour = Hour::of(night);
    let moderator = hour.joins_as(Role::Moderator);
    let start_ms = hour.session.agenda.scheduled_start_ms.unwrap();
    hour.now_ms = start_ms;
    hour.starts(&moderator, 1);
    hour.minutes_pass(15);
    hour.starts(&moderator, 2);
    let coming = plan(&hour.session.agenda, hour.now_ms).coming;
    assert_eq!(coming[0].starts_at_ms, Some(start_ms + 31 * MINUTE));
    assert_eq!(over(&hour), 0);
}
