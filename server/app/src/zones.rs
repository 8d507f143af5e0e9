//! Where days end, by the time zone database that this binary carries: a laptop on a LAN needs no
//! other. What came of an answer is in the log, so that a later edition changes no session.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use onefloor_core::Zones;

/// The time zones of the IANA.
#[derive(Debug, Clone, Copy)]
pub struct WorldZones;

impl Zones for WorldZones {
    fn day_end_ms(&self, time_zone: &str, at_ms: u64) -> Option<u64> {
        let zone = TimeZone::get(time_zone).ok()?;
        let at = Timestamp::from_millisecond(i64::try_from(at_ms).ok()?).ok()?;
        let end = at.to_zoned_datetime(zone).end_of_day().ok()?;
        u64::try_from(end.timestamp().as_millisecond()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_on_which_the_clocks_change_is_an_hour_shorter() {
        let begins: Timestamp = "2025-03-30T00:15:00Z".parse().unwrap();
        let at_ms = u64::try_from(begins.as_millisecond()).unwrap();
        let end_ms = |zone: &str| {
            let end_ms = i64::try_from(WorldZones.day_end_ms(zone, at_ms)?).unwrap();
            Some(Timestamp::from_millisecond(end_ms).unwrap().to_string())
        };
        let end = |text: &str| Some(text.to_owned());
        assert_eq!(end_ms("Europe/Oslo"), end("2025-03-30T21:59:59.999Z"));
        assert_eq!(end_ms("Asia/Riyadh"), end("2025-03-30T20:59:59.999Z"));
        assert_eq!(end_ms("Atlantis"), None);
    }
}
