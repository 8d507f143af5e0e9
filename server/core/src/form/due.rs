//! Moments out of the page's words.
//!
//! Of all that the IGF has written there, only "at the end of the session day" can be made a moment.
//! A date such as "9 January" is a label of the whole site, and of another year on an old page: it
//! stays words. Which moment ends a day depends on the laws of a place, so [`Zones`] is asked once,
//! when the command comes, and the answer is the event: a later edition of the time zone database
//! changes no log, and the core needs none. A plain offset is worked out here.

use super::DueBy;
use super::event::Event;
use crate::context::Zones;
use crate::session::Session;
use crate::terms::Block;

const DAY_MS: i64 = 86_400_000;

/// Resolves what could not be resolved before the session had a day.
pub(crate) fn resolved(session: &Session, started_at_ms: u64, zones: &dyn Zones) -> Vec<Event> {
    if day(session).is_some() {
        return Vec::new();
    }
    let zone = session.form.time_zone.as_deref();
    by_page(session, zone, Some(started_at_ms), zones)
}

/// A moment of the day on which the session is held.
pub(super) fn day(session: &Session) -> Option<u64> {
    let agenda = &session.agenda;
    agenda.scheduled_start_ms.or(agenda.started_at_ms)
}

/// The deadlines that follow from the page's words, where they are others than before. What staff
/// has set stays.
pub(super) fn by_page(
    session: &Session,
    zone: Option<&str>,
    day_ms: Option<u64>,
    zones: &dyn Zones,
) -> Vec<Event> {
    let Some(about) = &session.about else {
        return Vec::new();
    };
    let words = |block| match block {
        Block::Takeaways => &about.deadlines.key_takeaways,
        Block::CallsToAction => &about.deadlines.call_to_action,
        Block::Report => &about.deadlines.session_report,
    };
    let end_ms = zone.zip(day_ms);
    let end_ms = end_ms.and_then(|(zone, day_ms)| day_end_ms(zone, day_ms, zones));
    let by = DueBy::Page;
    let event = |block: Block| {
        let due_at_ms = end_ms.filter(|_| words(block).as_deref().is_some_and(is_end_of_day));
        let present = session.form.due.get(&block);
        let same = match present {
            Some((_, DueBy::Staff)) => true,
            Some((at_ms, DueBy::Page)) => *at_ms == due_at_ms,
            None => due_at_ms.is_none(),
        };
        (!same).then_some(Event::DeadlineSet {
            block,
            due_at_ms,
            by,
        })
    };
    Block::ALL.into_iter().filter_map(event).collect()
}

/// "at the end of the session day", in the turns that the IGF's pages give it.
fn is_end_of_day(words: &str) -> bool {
    let low = words.to_lowercase();
    let is_dated = low.chars().any(char::is_numeric);
    let ends_the_day = [
        "session day",
        "day of the session",
        "end of the day",
        "end of day",
    ];
    !is_dated && ends_the_day.iter().any(|turn| low.contains(turn))
}

/// The last millisecond of the local day in which a moment lies.
pub(super) fn day_end_ms(zone: &str, at_ms: u64, zones: &dyn Zones) -> Option<u64> {
    let Some(offset_minutes) = offset_minutes(zone) else {
        return zones.day_end_ms(zone, at_ms);
    };
    let offset_ms = offset_minutes * 60_000;
    let local_ms = i64::try_from(at_ms).ok()?.checked_add(offset_ms)?;
    let end_ms = (local_ms.div_euclid(DAY_MS) + 1) * DAY_MS - 1;
    u64::try_from(end_ms - offset_ms).ok()
}

/// How far ahead of UTC a zone is that is named by that: "UTC", "+03:00", "UTC-9:30". `None` for
/// names of places, and for what is no zone.
#[must_use]
pub fn offset_minutes(zone: &str) -> Option<i64> {
    let rest = ["UTC", "GMT", "Z"]
        .iter()
        .find_map(|name| zone.strip_prefix(name));
    let rest = rest.unwrap_or(zone).replace('\u{2212}', "-");
    if rest.is_empty() {
        return Some(0);
    }
    let (sign, digits) = match (rest.strip_prefix('+'), rest.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let number = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
