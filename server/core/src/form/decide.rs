//! Commands about the form.

use super::command::Command;
use super::due;
use super::event::Event;
use super::{DueBy, ListRule, ReportRules, TextRule, name_of};
use crate::context::Context;
use crate::context::Zones;
use crate::ids::PersonId;
use crate::limits;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::terms::Block;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides about the blocks of the form.
pub(crate) fn decide(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let hand = (context.actor.person(), context.now_ms);
    match command {
        Command::SignBlock {
            block,
            signed,
            revision,
        } => sign(session, *block, *signed, *revision, hand),
        Command::SetReportRules { rules } => set_rules(session, *rules),
        Command::SetDeadline { block, due_at_ms } => set_deadline(session, *block, *due_at_ms),
        Command::SetTimeZone { time_zone } => {
            set_time_zone(session, time_zone.as_deref(), context.zones)
        }
    }
}

/// Declares a block final, or opens it again; `seen` is the revision that whoever signs has read.
///
/// # Errors
/// The block was changed since.
pub fn sign(
    session: &Session,
    block: Block,
    signed: bool,
    seen: u32,
    (by, at_ms): (Option<PersonId>, u64),
) -> Decided {
    if session.form.signed.contains_key(&block) == signed {
        return Ok(Vec::new());
    }
    if !signed {
        return Ok(vec![Event::BlockReopened { block, by, at_ms }]);
    }
    let revision = session.capture.block_revision(block);
    if revision != seen {
        return Err(Rejection::BlockChanged { block, revision });
    }
    let name = by.and_then(|by| name_of(session, by));
    Ok(vec![Event::BlockSigned {
        block,
        revision,
        by,
        name,
        at_ms,
    }])
}

/// Sets what the report should be like.
///
/// # Errors
/// A number is past its bound, or a least one above its greatest.
pub fn set_rules(session: &Session, rules: ReportRules) -> Decided {
    for ListRule {
        min,
        max,
        words_max,
    } in [rules.takeaways, rules.calls_to_action]
    {
        within(Field::EntriesLimit, min, max, limits::BLOCK_ENTRIES_MAX)?;
        within(Field::WordsLimit, 1, words_max, limits::BLOCK_WORDS_MAX)?;
    }
    let TextRule {
        words_min,
        words_max,
    } = rules.report;
    within(
        Field::WordsLimit,
        words_min,
        words_max,
        limits::BLOCK_WORDS_MAX,
    )?;
    Ok(if session.form.rules == rules {
        Vec::new()
    } else {
        vec![Event::ReportRulesSet { rules }]
    })
}

/// Sets when a block is due; `None` leaves it to the page's words.
///
/// # Errors
/// The moment is past the end of the calendar.
pub fn set_deadline(session: &Session, block: Block, due_at_ms: Option<u64>) -> Decided {
    if due_at_ms.is_some_and(|at_ms| at_ms > limits::TIME_MS_MAX) {
        return Err(Rejection::OutOfRange {
            field: Field::Deadline,
            min: 0,
            max: limits::TIME_MS_MAX,
        });
    }
    let by = DueBy::Staff;
    let same = session.form.due.get(&block) == Some(&(due_at_ms, by));
    Ok(if same {
        Vec::new()
    } else {
        vec![Event::DeadlineSet {
            block,
            due_at_ms,
            by,
        }]
    })
}

/// Says where the session is held; deadlines that the page words by the session's day follow it.
///
/// # Errors
/// Nobody knows such a time zone.
pub fn set_time_zone(session: &Session, typed: Option<&str>, zones: &dyn Zones) -> Decided {
    let typed = typed.unwrap_or_default();
    let time_zone = Field::TimeZone.optional_line(typed, limits::TIME_ZONE_CHARS_MAX)?;
    let known = |zone: &String| due::day_end_ms(zone, 0, zones).is_some();
    if time_zone.as_ref().is_some_and(|zone| !known(zone)) {
        return Err(Rejection::TimeZoneUnknown);
    }
    let mut events = due::by_page(session, time_zone.as_deref(), due::day(session), zones);
    if session.form.time_zone != time_zone {
        events.insert(0, Event::TimeZoneSet { time_zone });
    }
    Ok(events)
}

fn within(field: Field, min: u32, value: u32, max: u32) -> Result<(), Rejection> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(Rejection::OutOfRange {
        field,
        min: u64::from(min.min(max)),
        max: u64::from(max),
    })
}
