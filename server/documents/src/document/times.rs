//! Moments as the people of the session read them: by the clocks of the place, as far as it is known.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};
use onefloor_core::form::offset_minutes;
use onefloor_core::report::Report;

/// The clocks of a session.
pub(super) struct Times(TimeZone);

impl Times {
    /// UTC where the organiser has not said where the session is.
    pub(super) fn of(report: &Report) -> Self {
        let zone = report.time_zone.as_deref().and_then(|name| {
            let Some(minutes) = offset_minutes(name) else {
                return TimeZone::get(name).ok();
            };
            let seconds = i32::try_from(minutes * 60).ok()?;
            Some(Offset::from_seconds(seconds).ok()?.to_time_zone())
        });
        Self(zone.unwrap_or(TimeZone::UTC))
    }

    /// "09:30"
    pub(super) fn clock(&self, at_ms: u64) -> String {
        self.formatted(at_ms, "%H:%M")
    }

    /// "3 May 2026"
    pub(super) fn day(&self, at_ms: u64) -> String {
        self.formatted(at_ms, "%-d %B %Y")
    }

    /// "3 May 2026, 09:30 UTC+3"
    pub(super) fn moment(&self, at_ms: u64) -> String {
        let (day, clock) = (self.day(at_ms), self.clock(at_ms));
        format!("{day}, {clock} {}", self.name(at_ms))
    }

    /// "UTC", "UTC+3", "UTC-3:30": what the clocks of that day were ahead.
    pub(super) fn name(&self, at_ms: u64) -> String {
        let minutes = self.at(at_ms).map_or(0, |at| at.offset().seconds() / 60);
        let sign = if minutes < 0 { '-' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
        }
    }

    fn formatted(&self, at_ms: u64, pattern: &str) -> String {
        let at = self.at(at_ms);
        at.map(|at| at.strftime(pattern).to_string())
            .unwrap_or_default()
    }

    fn at(&self, at_ms: u64) -> Option<ZonedDateTime> {
        let at = Timestamp::from_millisecond(i64::try_from(at_ms).ok()?).ok()?;
        Some(at.to_zoned_datetime(self.0.clone()))
    }
}
