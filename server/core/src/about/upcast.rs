//! Reading what older versions wrote: a session's first event did not say when it should begin.
//!
//! This is the one place where that is taken from the page's words instead, and it happens while a
//! log is read: what holds the state parses no text. What was taken so is not written again, so
//! that an old log stays as it is to the byte.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::session_plan::SessionPlan;

/// When a session should begin, as its log says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduledStart {
    /// In so many milliseconds since 1970; `None` where the page does not say it.
    Written(Option<u64>),
    /// Not in the log, which is an old one: by the page's words.
    Upcast(Option<u64>),
}

impl ScheduledStart {
    /// In milliseconds since 1970.
    #[must_use]
    pub fn ms(self) -> Option<u64> {
        match self {
            Self::Written(ms) | Self::Upcast(ms) => ms,
        }
    }

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference to what it may skip"
    )]
    pub(super) fn is_upcast(&self) -> bool {
        matches!(self, Self::Upcast(_))
    }
}

impl Serialize for ScheduledStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.ms().serialize(serializer)
    }
}

/// The fields of the event, as any version wrote them.
#[derive(Deserialize)]
struct Created {
    plan: Box<SessionPlan>,
    #[serde(default, deserialize_with = "written")]
    scheduled_start_ms: Option<ScheduledStart>,
    at_ms: u64,
}

/// Reads the fields of the event that makes a session.
pub(super) fn session_created<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(Box<SessionPlan>, ScheduledStart, u64), D::Error> {
    let Created {
        plan,
        scheduled_start_ms,
        at_ms,
    } = Created::deserialize(deserializer)?;
    let by_words = || ScheduledStart::Upcast(plan.about.scheduled_start_ms());
    let scheduled_start = scheduled_start_ms.unwrap_or_else(by_words);
    Ok((plan, scheduled_start, at_ms))
}

fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ScheduledStart>, D::Error> {
    let ms = Option::deserialize(deserializer)?;
    Ok(Some(ScheduledStart::Written(ms)))
}

#[cfg(test)]
mod tests {
    use super::super::event::Event;
    use super::ScheduledStart;

    const OLD: &str = r#"{"type":"session_created","plan":{"about":ABOUT,"agenda":[]},"at_ms":7}"#;

    fn about() -> String {
        let about = super::super::facts::About {
            starts_at: Some("2024-12-16T11:00:00Z".to_owned()),
            ..Default::default()
        };
        serde_json::to_string(&about).unwrap()
    }

    fn start(line: &str) -> (ScheduledStart, String) {
        let event: Event = serde_json::from_str(line).unwrap();
        let again = serde_json::to_string(&event).unwrap();
        match event {
            Event::SessionCreated {
                scheduled_start_ms, ..
            } => (scheduled_start_ms, again),
            Event::AboutRevised { .. } => panic!("{line}"),
        }
    }

    #[test]
    fn an_old_log_says_it_by_the_words_of_the_page_and_stays_as_it_is() {
        let line = OLD.replace("ABOUT", &about());
        let start = start(&line);
        let by_words = ScheduledStart::Upcast(Some(1_734_346_800_000));
        assert_eq!(start, (by_words, line));
    }

    #[test]
    fn what_the_log_says_counts_whatever_the_words_are() {
        for said in ["null", "8"] {
            let with = format!("\"scheduled_start_ms\":{said},\"at_ms\":");
            let line = OLD.replace("ABOUT", &about()).replace("\"at_ms\":", &with);
            let written = ScheduledStart::Written(serde_json::from_str(said).unwrap());
            assert_eq!(start(&line), (written, line));
        }
    }
}
