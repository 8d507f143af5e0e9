//! Moments as formats write them, as RFC 3339 in UTC. A time without a zone is nobody's to convert.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A moment as a reading has it.
pub(crate) fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment that says its offset: "2026-05-05T10:00:00+02:00".
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

/// A day and a time of day, without a zone: "2026-05-05T10:00".
pub(crate) fn wall(text: &str) -> Option<DateTime> {
    let text = text.trim();
    // A date alone says nothing of an hour.
    text.contains([':', 'T']).then(|| text.parse().ok())?
}

/// The same from its parts.
pub(crate) fn day_and_time(day: &str, time: &str) -> Option<DateTime> {
    let (day, time): (Date, Time) = (day.trim().parse().ok()?, time.trim().parse().ok()?);
    Some(day.to_datetime(time))
}

/// A time on the wall of a place, by the IANA's name of its zone.
pub(crate) fn in_zone(wall: DateTime, zone: &str) -> Option<Timestamp> {
    let zone = TimeZone::get(zone.trim()).ok()?;
    let zoned = wall.to_zoned_datetime(zone).ok()?;
    Some(zoned.timestamp())
}

/// A moment with its offset, or a time on the wall of a zone that is said elsewhere.
pub(crate) fn told(text: &str, zone: Option<&str>) -> Option<Timestamp> {
    instant(text).or_else(|| in_zone(wall(text)?, zone?))
}

/// Whole minutes of "00:30", "1:30:00", "PT1H30M" or a number of minutes.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Ok(minutes) = text.parse::<f64>() {
        // A number that is no whole one is a length of something else.
        return u32::try_from(minutes as i64)
            .ok()
            .filter(|_| minutes.fract() == 0.0);
    }
    if text.starts_with(['P', 'p']) {
        let length: SignedDuration = text.parse().ok()?;
        return u32::try_from(length.as_mins()).ok();
    }
    let mut parts = text.split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    (minutes < 60).then(|| hours.checked_mul(60)?.checked_add(minutes))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_with_an_offset_or_a_zone() {
        let told = |text, zone| super::told(text, zone).map(written);
        let at = |text: &str| Some(text.to_owned());
        assert_eq!(
            told("2026-05-05T10:00+02:00", None),
            at("2026-05-05T08:00:00Z")
        );
        assert_eq!(
            told("2026-05-05T10:00:00Z", None),
            at("2026-05-05T10:00:00Z")
        );
        assert_eq!(
            told("2026-05-05T10:00", Some("Europe/Lisbon")),
            at("2026-05-05T09:00:00Z")
        );
        assert_eq!(told("2026-05-05T10:00", None), None);
        assert_eq!(told("2026-05-05", Some("Europe/Lisbon")), None);
        assert_eq!(told("2026-05-05T10:00", Some("Atlantis")), None);
    }

    #[test]
    fn lengths_are_whole_minutes() {
        for (text, length) in [
            ("00:30", Some(30)),
            ("1:30", Some(90)),
            ("01:30:00", Some(90)),
            ("PT1H30M", Some(90)),
            ("45", Some(45)),
            ("1:75", None),
            ("0.5", None),
            ("-5", None),
            ("soon", None),
        ] {
            assert_eq!(minutes(text), length, "{text}");
        }
    }
}
