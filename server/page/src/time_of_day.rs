//! A time of day as pages write it: "09:05", "9:05", "1:30 PM", "14h00", "9 am".

/// The minute of the day at the start of a text, and what follows it.
pub(super) fn at_start(text: &str) -> Option<(u16, &str)> {
    let hour_digits = digits(text);
    if !(1..=2).contains(&hour_digits) {
        return None;
    }
    let hour: u16 = text[..hour_digits].parse().ok()?;
    let rest = &text[hour_digits..];
    let (minute, after, has_mark) = match rest.strip_prefix([':', '：', 'h', 'H']) {
        Some(behind) if digits(behind) == 2 => (behind[..2].parse().ok()?, &behind[2..], true),
        // "14h" alone is an hour of the day only for a French page's clock.
        Some(behind) if digits(behind) == 0 && rest.starts_with('h') && hour > 4 => {
            (0, behind, true)
        }
        Some(_) => return None,
        None => (0, rest, false),
    };
    let (half, after) = half_of_day(after);
    if !has_mark && half.is_none() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half * 12,
    };
    let seconds = after.strip_prefix(':').unwrap_or_default();
    let glued = after.starts_with(|c: char| c.is_alphanumeric())
        || seconds.starts_with(|c: char| c.is_ascii_digit());
    (hour < 24 && minute < 60 && !glued).then_some((hour * 60 + minute, after))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// 0 for "am", 1 for "pm".
fn half_of_day(text: &str) -> (Option<u16>, &str) {
    let trimmed = text.trim_start_matches(' ');
    for (words, half) in [("a.m.", 0), ("am", 0), ("p.m.", 1), ("pm", 1)] {
        let found = trimmed.get(..words.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(words))
            && !trimmed[words.len()..].starts_with(char::is_alphanumeric)
        {
            return (Some(half), &trimmed[words.len()..]);
        }
    }
    (None, text)
}

/// A stretch of the clock at the start of a text, "23:45 - 00:15 Welcome": where it starts, its
/// minutes, and what follows it.
pub(super) fn stretch(text: &str) -> Option<(u16, u32, &str)> {
    let (start, rest) = at_start(text)?;
    let rest = rest.trim_start();
    let rest = ["-", "–", "—", "to ", "à ", "a ", "до ", "至", "~", "until "]
        .into_iter()
        .find_map(|dash| rest.strip_prefix(dash))?;
    let (end, rest) = at_start(rest.trim_start())?;
    let minutes = (i32::from(end) - i32::from(start)).rem_euclid(1_440);
    let minutes = u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
    Some((start, minutes, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_may_pass_noon_and_midnight() {
        assert_eq!(
            stretch("23:45 – 00:15: Late talk"),
            Some((1_425, 30, ": Late talk"))
        );
        assert_eq!(
            stretch("11:30 am to 1:00 PM Lunch"),
            Some((690, 90, " Lunch"))
        );
        assert_eq!(stretch("10:00-10:05 Welcome"), Some((600, 5, " Welcome")));
        assert_eq!(
            stretch("14h00 – 14h10 Accueil"),
            Some((840, 10, " Accueil"))
        );
        assert_eq!(stretch("9 am - 10 am Talk"), Some((540, 60, " Talk")));
    }

    #[test]
    fn other_numbers_are_no_time() {
        for text in [
            "25:00", "1:5", "13:00 pm", "10:30:15", "2024", "9:75", "9 talks",
        ] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }
}
