//! The clock of the hour.

use onefloor_core::ids::SegmentId;
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::{Command, Rejection, agenda, floor, next_deadline};

use crate::hour::Hour;

#[test]
fn the_plan_is_looked_at_again_at_the_next_minute_of_an_overrun() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    let begun_ms = hour.now_ms;
    hour.minutes_pass(15);
    hour.now_ms += 30_000;
    let due_ms = next_deadline(&hour.session, hour.now_ms);
    assert_eq!(due_ms, Some(begun_ms + 16 * 60_000));
}

#[test]
fn a_pause_stops_the_clock_and_two_pauses_are_one() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    hour.minutes_pass(5);
    hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock))
        .unwrap();
    hour.minutes_pass(2);
    assert_eq!(
        hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock)),
        Ok(vec![])
    );
    hour.ask(&moderator, Command::Agenda(agenda::Command::ResumeClock))
        .unwrap();
    let clock = hour.session.agenda.clock.unwrap();
    assert_eq!(clock.elapsed_ms(hour.now_ms), 5 * 60_000);
}

#[test]
fn of_two_moderators_who_tap_next_at_once_the_second_moves_nothing() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    let next = |segment| {
        Command::Agenda(agenda::Command::StartSegment {
            segment: SegmentId(segment),
            after: Some(SegmentId(1)),
            turn: None,
        })
    };
    hour.ask(&moderator, next(2)).unwrap();
    let again = hour.ask(&moderator, next(2));
    assert!(
        again == Ok(vec![])
            || again
                == Err(Rejection::SegmentChanged {
                    running: Some(SegmentId(2))
                })
    );
    let other = hour.ask(&moderator, next(3));
    let running = Some(SegmentId(2));
    assert_eq!(other, Err(Rejection::SegmentChanged { running }));
}

#[test]
fn the_clock_cannot_be_paused_before_anything_runs() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let paused = hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock));
    assert_eq!(paused, Err(Rejection::ClockNotRunning));
}

#[test]
fn the_end_of_the_hour_closes_the_open_round_and_the_turn_with_it() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.joins("Ada");
    hour.joins("Ben");
    hour.starts(&moderator, 3);
    hour.opens_round(&moderator, 2, 300_000);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "A last question?");
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item: Some(item),
        open_floor: true,
    });
    hour.ask(&moderator, take).unwrap();
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    assert_eq!(hour.state(item), ItemState::AnsweredAloud);
    assert!(hour.session.networking.open().is_none());
    assert!(hour.session.agenda.ended_at_ms.is_some());
    let paused = hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock));
    assert!(paused.is_err());
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item: None,
        open_floor: false,
    });
    let taken = hour.ask(&moderator, take);
    assert_eq!(taken, Err(Rejection::SessionEnded));
}
