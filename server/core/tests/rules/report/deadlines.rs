//! When the blocks of the form are due.

use onefloor_core::terms::{Block, Role};
use onefloor_core::{Actor, Command, Rejection, form};

use super::staff_sees;
use crate::hour::{self, Hour, OSLO_CHANGE_MS};

/// A session on this day with the deadlines of the IGF's page.
fn dated(starts_at: &str) -> (Hour, Actor) {
    let mut plan = hour::plan();
    let same_day = Some("at the end of the session day".to_owned());
    plan.about.deadlines.key_takeaways.clone_from(&same_day);
    plan.about.deadlines.call_to_action = same_day;
    plan.about.deadlines.session_report = Some("9 January".to_owned());
    plan.about.starts_at = Some(starts_at.to_owned());
    let mut hour = Hour::of(plan);
    let rapporteur = hour.joins_as(Role::Rapporteur);
    (hour, rapporteur)
}

pub(super) fn in_zone(name: &str) -> Command {
    Command::Form(form::Command::SetTimeZone {
        time_zone: Some(name.to_owned()),
    })
}

#[test]
fn the_session_day_ends_where_the_session_is_and_a_date_stays_words() {
    let (mut hour, rapporteur) = dated("2024-12-16T22:30:00Z");
    let due = |hour: &Hour, block| hour.session.form.due_at_ms(block);
    assert_eq!(due(&hour, Block::Takeaways), None);
    hour.ask(&rapporteur, in_zone("Asia/Riyadh")).unwrap();
    // In Riyadh it is the 17th already; that day ends at 20:59:59.999 UTC.
    let end_ms = 1_734_469_199_999;
    assert_eq!(due(&hour, Block::Takeaways), Some(end_ms));
    assert_eq!(due(&hour, Block::CallsToAction), Some(end_ms));
    assert_eq!(due(&hour, Block::Report), None);
    let report = staff_sees(&hour, "report");
    assert_eq!(report["deadlines"]["session_report"], "9 January");
    assert_eq!(report["time_zone"], "Asia/Riyadh");
    // The same by its offset, of which nobody has to know a law.
    assert_eq!(hour.ask(&rapporteur, in_zone("UTC+3")).unwrap().len(), 1);
    hour.ask(&rapporteur, in_zone("-09:30")).unwrap();
    assert_eq!(due(&hour, Block::Takeaways), Some(1_734_427_799_999));
    let unknown = hour.ask(&rapporteur, in_zone("Atlantis"));
    assert_eq!(unknown, Err(Rejection::TimeZoneUnknown));
}

#[test]
fn a_day_on_which_the_clocks_change_ends_an_hour_sooner() {
    let (mut hour, rapporteur) = dated("2025-03-30T00:15:00Z");
    hour.ask(&rapporteur, in_zone("Europe/Oslo")).unwrap();
    let due_ms = hour.session.form.due_at_ms(Block::Takeaways).unwrap();
    // It began at +01:00 and ends at +02:00: 21:59:59.999 UTC.
    assert_eq!(due_ms, OSLO_CHANGE_MS + 21 * 3_600_000 - 1);
}

#[test]
fn what_staff_set_stays_when_the_time_zone_changes() {
    let (mut hour, rapporteur) = dated("2024-12-16T10:30:00Z");
    let set = |due_at_ms| {
        Command::Form(form::Command::SetDeadline {
            block: Block::Takeaways,
            due_at_ms,
        })
    };
    hour.ask(&rapporteur, set(Some(hour.now_ms))).unwrap();
    hour.ask(&rapporteur, in_zone("UTC")).unwrap();
    let due = |hour: &Hour| hour.session.form.due_at_ms(Block::Takeaways);
    assert_eq!(due(&hour), Some(hour.now_ms));
    hour.ask(&rapporteur, set(None)).unwrap();
    hour.ask(&rapporteur, in_zone("+01:00")).unwrap();
    assert_eq!(due(&hour), None);
}

#[test]
fn without_a_date_on_the_page_the_day_of_the_session_is_the_day_it_began() {
    let (mut hour, rapporteur) = dated("some time");
    let moderator = hour.joins_as(Role::Moderator);
    hour.ask(&rapporteur, in_zone("Asia/Riyadh")).unwrap();
    assert_eq!(hour.session.form.due_at_ms(Block::Takeaways), None);
    hour.starts(&moderator, 1);
    let due_ms = hour.session.form.due_at_ms(Block::Takeaways);
    assert_eq!(due_ms, Some(1_734_382_799_999));
}
