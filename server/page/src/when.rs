//! Start and end: "Monday, 9th October, 2023 (23:45 UTC) - Tuesday, 10th October, 2023 (01:15 UTC)".

use super::line::Line;
use super::{PageField, PageReading, limits, time_of_day};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A day and a time of day in UTC; ordered as time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    year: u16,
    month: u8,
    day: u8,
    minute_of_day: u16,
}

/// Reads what stands under "Time" labels; a date and its times may stand under one each.
pub(super) fn read(page: &mut PageReading, lines: &[Line]) {
    let whole: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    if read_text(page, &whole.join(" ")) {
        lines
            .iter()
            .for_each(|line| page.claim(line, PageField::Time));
        return;
    }
    for line in lines {
        if !read_line(page, line) {
            page.leave(line);
        }
    }
}

/// Reads a line with a date, a time and "UTC"; says whether it was one.
pub(super) fn read_line(page: &mut PageReading, line: &Line) -> bool {
    let is_time = read_text(page, &line.text);
    if is_time {
        page.claim(line, PageField::Time);
    }
    is_time
}

fn read_text(page: &mut PageReading, text: &str) -> bool {
    if page.starts_at.is_some() || text.chars().count() > limits::SHORT_CHARS_MAX {
        return false;
    }
    let Some((start, end)) = range(text) else {
        return false;
    };
    page.starts_at = Some(rfc3339(start));
    page.ends_at = end.map(rfc3339);
    true
}

/// Minutes from start to end, as far as both are known and within one day of each other.
pub(super) fn slot_minutes(page: &PageReading) -> Option<u32> {
    let minute = |text: &Option<String>| -> Option<i64> {
        let text = text.as_deref()?;
        let hour: i64 = text.get(11..13)?.parse().ok()?;
        Some(hour * 60 + text.get(14..16)?.parse::<i64>().ok()?)
    };
    let length = (minute(&page.ends_at)? - minute(&page.starts_at)?).rem_euclid(1_440);
    u32::try_from(length).ok().filter(|length| *length > 0)
}

fn range(text: &str) -> Option<(Moment, Option<Moment>)> {
    let low = text.to_lowercase();
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric() && c != ':' && c != '+')
        .filter(|word| !word.is_empty())
        .collect();
    // A time without a zone, or in another one, is not ours to convert.
    if !words.iter().any(|word| matches!(*word, "utc" | "gmt")) || low.contains('+') {
        return None;
    }
    let mut dates = Vec::new();
    let mut times = Vec::new();
    for (at, word) in words.iter().enumerate() {
        dates.extend(date(&words, at));
        let half = match words.get(at + 1..) {
            Some(["am", ..] | ["a", "m", ..]) => "am",
            Some(["pm", ..] | ["p", "m", ..]) => "pm",
            _ => "",
        };
        match time_of_day::at_start(&format!("{word}{half}")) {
            Some((minute, "")) => times.push(minute),
            _ if word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()) => {
                return None;
            }
            _ => {}
        }
    }
    let (first, last) = (*dates.first()?, *dates.last()?);
    if dates.len() > 2 || times.len() > 2 {
        return None;
    }
    let moment = |(year, month, day): (u16, u8, u8), minute_of_day| Moment {
        year,
        month,
        day,
        minute_of_day,
    };
    let start = moment(first, *times.first()?);
    let Some(end_time) = times.get(1).copied() else {
        return Some((start, None));
    };
    let end = moment(last, end_time);
    let end = if dates.len() == 1 && end < start {
        next_day(end)
    } else {
        end
    };
    // An end before the start is a slip of the page: neither is trusted.
    (end > start).then_some((start, Some(end)))
}

/// A date that has its month at this word: "9th October 2023" or "October 9 2023".
fn date(words: &[&str], at: usize) -> Option<(u16, u8, u8)> {
    let month = month(words[at])?;
    let near = |step: isize| {
        at.checked_add_signed(step)
            .and_then(|at| words.get(at))
            .copied()
    };
    let year: u16 = near(1).and_then(year).or_else(|| near(2).and_then(year))?;
    let day = near(-1).and_then(day).or_else(|| near(1).and_then(day))?;
    (day <= days_of(year, month)).then_some((year, month, day))
}

fn month(word: &str) -> Option<u8> {
    let is_month = |name: &&str| {
        word.len() <= 9 && word.starts_with(*name) && word.bytes().all(|b| b.is_ascii_lowercase())
    };
    let at = MONTHS.iter().position(is_month)?;
    u8::try_from(at + 1).ok()
}

fn year(word: &str) -> Option<u16> {
    word.parse()
        .ok()
        .filter(|year| word.len() == 4 && (2000..2100).contains(year))
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = &word[digits.len()..];
    let day: u8 = digits.parse().ok()?;
    (matches!(suffix, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn next_day(moment: Moment) -> Moment {
    let Moment {
        year, month, day, ..
    } = moment;
    if day < days_of(year, month) {
        Moment {
            day: day + 1,
            ..moment
        }
    } else if month < 12 {
        Moment {
            month: month + 1,
            day: 1,
            ..moment
        }
    } else {
        Moment {
            year: year + 1,
            month: 1,
            day: 1,
            ..moment
        }
    }
}

fn rfc3339(moment: Moment) -> String {
    let Moment {
        year,
        month,
        day,
        minute_of_day,
    } = moment;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:00Z",
        minute_of_day / 60,
        minute_of_day % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, starts_at: &str, ends_at: Option<&str>, minutes: Option<u32>) {
        let mut page = PageReading::default();
        assert!(read_text(&mut page, text), "{text}");
        assert_eq!(page.starts_at.as_deref(), Some(starts_at));
        assert_eq!(page.ends_at.as_deref(), ends_at);
        assert_eq!(slot_minutes(&page), minutes);
    }

    #[test]
    fn a_session_may_run_over_midnight() {
        check(
            "Monday, 9th October, 2023 (23:45 UTC) - Tuesday, 10th October, 2023 (01:15 UTC)",
            "2023-10-09T23:45:00Z",
            Some("2023-10-10T01:15:00Z"),
            Some(90),
        );
        check(
            "31 December 2024, 23:30 – 00:30 UTC",
            "2024-12-31T23:30:00Z",
            Some("2025-01-01T00:30:00Z"),
            Some(60),
        );
    }

    #[test]
    fn halves_of_the_day_are_told_apart() {
        check(
            "Tuesday, 17 December 2024 | 11:30 AM - 1:00 p.m. UTC",
            "2024-12-17T11:30:00Z",
            Some("2024-12-17T13:00:00Z"),
            Some(90),
        );
    }

    #[test]
    fn a_date_and_its_times_may_have_a_label_each() {
        let page = super::super::read_page("Date: 16 December 2024\nTime: 23:30 - 00:15 UTC\n");
        assert_eq!(page.starts_at.as_deref(), Some("2024-12-16T23:30:00Z"));
        assert_eq!(page.ends_at.as_deref(), Some("2024-12-17T00:15:00Z"));
        assert!(page.unread.is_empty());
    }

    #[test]
    fn a_start_alone_is_a_start() {
        check(
            "Date: October 9, 2023 at 08:00 UTC",
            "2023-10-09T08:00:00Z",
            None,
            None,
        );
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for text in [
            "Monday, 9 October 2023, 10:00 - 11:00",
            "Monday, 9 October 2023, 10:00 UTC+3",
            "30 February 2024 10:00 UTC",
            "10 October 2023 (10:00 UTC) - 9 October 2023 (11:00 UTC)",
            "We met in May.",
        ] {
            assert!(!read_text(&mut PageReading::default(), text), "{text}");
        }
    }
}
