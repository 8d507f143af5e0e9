//! A time of day as pages write it: "09:05", "9:05", "1:30 PM".

/// The minute of the day at the start of a text, and what follows it.
pub(super) fn at_start(text: &str) -> Option<(u16, &str)> {
    let (hour, rest) = text.split_once(':')?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_hour = (1..=2).contains(&hour.len()) && digits(hour) == hour.len();
    if !is_hour || digits(rest) != 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, rest[..2].parse().ok()?);
    let after = &rest[2..];
    let (half, after) = half_of_day(after);
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half * 12,
    };
    let seconds = after.strip_prefix(':').unwrap_or_default();
    let glued = after.starts_with(char::is_alphanumeric)
        || seconds.starts_with(|c: char| c.is_ascii_digit());
    (hour < 24 && minute < 60 && !glued).then_some((hour * 60 + minute, after))
}

/// 0 for "am", 1 for "pm".
fn half_of_day(text: &str) -> (Option<u16>, &str) {
    let trimmed = text.trim_start_matches(' ');
    for (words, half) in [("am", 0), ("a.m.", 0), ("pm", 1), ("p.m.", 1)] {
        let found = trimmed.get(..words.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(words))
            && !trimmed[words.len()..].starts_with(char::is_alphanumeric)
        {
            return (Some(half), &trimmed[words.len()..]);
        }
    }
    (None, text)
}

/// A stretch of the clock at the start of a text, "23:45 - 00:15 Welcome": its minutes, and what
/// follows it.
pub(super) fn stretch(text: &str) -> Option<(u32, &str)> {
    let (start, rest) = at_start(text)?;
    let rest = rest.trim_start();
    let rest = ["-", "–", "—", "to "]
        .into_iter()
        .find_map(|dash| rest.strip_prefix(dash))?;
    let (end, rest) = at_start(rest.trim_start())?;
    let minutes = (i32::from(end) - i32::from(start)).rem_euclid(1_440);
    let minutes = u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
    Some((minutes, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_may_pass_noon_and_midnight() {
        assert_eq!(
            stretch("23:45 – 00:15: Late talk"),
            Some((30, ": Late talk"))
        );
        assert_eq!(stretch("11:30 am to 1:00 PM Lunch"), Some((90, " Lunch")));
        assert_eq!(stretch("10:00-10:05 Welcome"), Some((5, " Welcome")));
    }

    #[test]
    fn other_numbers_are_no_time() {
        for text in ["25:00", "1:5", "13:00 pm", "10:30:15", "2024", "9:75"] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }
}
