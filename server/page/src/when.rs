//! Start and end: "Monday, 9th October, 2023 (23:45 UTC) - Tuesday, 10th October, 2023 (01:15 UTC)",
//! "Thursday December 19, 2024 09:00 - 10:15 GMT+03", "2024-12-19T06:00Z".

mod calendar;
mod tokens;

use super::igf::YEARS;
use super::line::Line;
use super::reading::note;
use super::{PageDoubt, PageField, PageReading, limits};
use calendar::{Moment, in_utc, next_day, rfc3339};
use tokens::{Token, tokens};

/// Most lines that together say when; a date and its times may stand under a label each.
const LINES_MAX: usize = 6;

/// Reads the lines that say when, in the order of the page; the first that are whole are believed.
pub(super) fn read(page: &mut PageReading, lines: &[Line]) {
    let mut open: Vec<&Line> = Vec::new();
    let mut said: Vec<Token> = Vec::new();
    let mut first: Option<Vec<Token>> = None;
    for line in lines {
        if line.text.chars().count() > limits::SHORT_CHARS_MAX || !is_time_like(&line.text) {
            page.leave(line);
            continue;
        }
        let words = tokens(&line.text);
        if let Some(first) = &first {
            // A page may say again when it is.
            if words
                .iter()
                .all(|word| first.contains(word) || is_silent(*word))
            {
                page.claim(line, PageField::Time);
            } else {
                page.second(line, PageField::Time);
            }
            continue;
        }
        said.extend(words);
        open.push(line);
        if let Some((start, Some(end))) = range(&said, page.year) {
            set(page, &open, start, Some(end));
            first = Some(std::mem::take(&mut said));
            open.clear();
        } else if open.len() == LINES_MAX {
            break;
        }
    }
    if first.is_some() {
        return;
    }
    match range(&said, page.year) {
        Some((start, end)) => set(page, &open, start, end),
        None => {
            // A day is known by its year in any zone.
            let day = dates(&said, page.year).first().copied();
            page.year = page.year.or(day
                .map(|(year, ..)| year)
                .filter(|year| YEARS.contains(year)));
            page.leave_all(&open.iter().map(|line| (*line).clone()).collect::<Vec<_>>());
            let has_clock = said.iter().any(|word| matches!(word, Token::Clock(_)));
            let has_zone = said.iter().any(|word| matches!(word, Token::Zone(_)));
            if let Some(line) = open.first().filter(|_| has_clock && !has_zone) {
                let source = note(line, Some(PageField::Time));
                page.doubt(PageDoubt::UnknownZone { source });
            }
        }
    }
}

fn set(page: &mut PageReading, lines: &[&Line], start: Moment, end: Option<Moment>) {
    page.starts_at = Some(rfc3339(start));
    page.ends_at = end.map(rfc3339);
    page.year = page
        .year
        .or(Some(start.year).filter(|year| YEARS.contains(year)));
    for line in lines {
        page.claim(line, PageField::Time);
    }
}

/// Whether a text is about a day or a time of day and about nothing else.
pub(super) fn is_time_like(text: &str) -> bool {
    if text.len() > 2 * limits::SHORT_CHARS_MAX || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let words = tokens(text);
    let has = |wanted: fn(&Token) -> bool| words.iter().any(wanted);
    let is_day = has(|word| matches!(word, Token::Date(..)))
        || has(|word| matches!(word, Token::Month(_)))
            && has(|word| matches!(word, Token::Number(_)));
    let is_time = is_day || has(|word| matches!(word, Token::Clock(_)));
    is_time && !words.contains(&Token::Other)
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    calendar::is_weekday(&word.to_lowercase())
}

fn is_silent(word: Token) -> bool {
    matches!(word, Token::Weekday | Token::Joint)
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

/// Start and end of what these words say; a time without a zone is not ours to convert.
fn range(words: &[Token], year: Option<u16>) -> Option<(Moment, Option<Moment>)> {
    let dates = dates(words, year);
    let mut times = Vec::new();
    let mut zones = Vec::new();
    for word in words {
        match word {
            Token::Clock(minute) => times.push(*minute),
            Token::Zone(minutes) => zones.push(*minutes),
            Token::Other => return None,
            _ => {}
        }
    }
    let zone = *zones.first()?;
    let (first, last) = (*dates.first()?, *dates.last()?);
    if dates.len() > 2 || times.len() > 2 || zones.iter().any(|it| *it != zone) {
        return None;
    }
    let start = in_utc(first, *times.first()?, zone);
    let Some(end_time) = times.get(1).copied() else {
        return Some((start, None));
    };
    let end = in_utc(last, end_time, zone);
    let end = if dates.len() == 1 && end <= start {
        next_day(end)
    } else {
        end
    };
    // An end before the start is a slip of the page: neither is trusted.
    (end > start).then_some((start, Some(end)))
}

/// Every date in the words: "9th October 2023", "October 9 2023", "2024-06-12".
fn dates(words: &[Token], year: Option<u16>) -> Vec<(u16, u8, u8)> {
    let told: Vec<Token> = words
        .iter()
        .copied()
        .filter(|word| !is_silent(*word))
        .collect();
    let mut found = Vec::new();
    for (at, word) in told.iter().enumerate() {
        match word {
            Token::Date(year, month, day) => found.push((*year, *month, *day)),
            Token::Month(month) => {
                let near = |step: isize| at.checked_add_signed(step).and_then(|at| told.get(at));
                let number = |step| match near(step) {
                    Some(Token::Number(day)) => Some(*day),
                    _ => None,
                };
                let year_at = |step| match near(step) {
                    Some(Token::Year(year)) => Some(*year),
                    _ => None,
                };
                let day = number(-1).or_else(|| number(1));
                let year = year_at(1).or_else(|| year_at(2)).or(year);
                found.extend(year.zip(day).map(|(year, day)| (year, *month, day)));
            }
            _ => {}
        }
    }
    found.retain(|(year, month, day)| *day <= calendar::days_of(*year, *month));
    found
}

#[cfg(test)]
mod tests {
    use super::super::read_page;

    fn check(text: &str, starts_at: &str, ends_at: Option<&str>) {
        let page = read_page(&format!("Time: {text}"));
        assert_eq!(page.starts_at.as_deref(), Some(starts_at), "{text}");
        assert_eq!(page.ends_at.as_deref(), ends_at, "{text}");
        assert!(page.unread.is_empty(), "{text}");
    }

    #[test]
    fn a_session_may_run_over_midnight() {
        check(
            "Monday, 9th October, 2023 (23:45 UTC) - Tuesday, 10th October, 2023 (01:15 UTC)",
            "2023-10-09T23:45:00Z",
            Some("2023-10-10T01:15:00Z"),
        );
        check(
            "31 December 2024, 23:30 – 00:30 UTC",
            "2024-12-31T23:30:00Z",
            Some("2025-01-01T00:30:00Z"),
        );
    }

    #[test]
    fn halves_of_the_day_are_told_apart() {
        check(
            "Tuesday, 17 December 2024 | 11:30 AM - 1:00 p.m. UTC",
            "2024-12-17T11:30:00Z",
            Some("2024-12-17T13:00:00Z"),
        );
    }

    #[test]
    fn zones_of_one_meaning_are_converted() {
        for text in [
            "Thursday December 19, 2024 09:00 - 10:15 GMT+03",
            "19 décembre 2024, 09h00 – 10h15 UTC+03:00",
            "2024-12-19T06:00:00Z 2024-12-19T07:15:00Z",
            "2024-12-19T08:00+02:00 - 2024-12-19T09:15+02:00",
            "Thu 19 Dec 2024, 07:00-08:15 CET",
            "19 de diciembre de 2024, 01:00 - 02:15 EST",
            "19.12.2024 06:00-07:15 UTC",
            "2024年12月19日 14:00-15:15 UTC+8",
            "19 декабря 2024 г. 09:00-10:15 MSK",
        ] {
            check(text, "2024-12-19T06:00:00Z", Some("2024-12-19T07:15:00Z"));
        }
        check(
            "1 January 2025, 00:30 - 01:30 UTC+2",
            "2024-12-31T22:30:00Z",
            Some("2024-12-31T23:30:00Z"),
        );
    }

    #[test]
    fn a_date_and_its_times_may_have_a_label_each() {
        let page = read_page("Date: 16 December 2024\nTime: 23:30 - 00:15 UTC\n");
        assert_eq!(page.starts_at.as_deref(), Some("2024-12-16T23:30:00Z"));
        assert_eq!(page.ends_at.as_deref(), Some("2024-12-17T00:15:00Z"));
        assert!(page.unread.is_empty());
    }

    #[test]
    fn a_start_alone_is_a_start() {
        check("October 9, 2023 at 08:00 UTC", "2023-10-09T08:00:00Z", None);
    }

    #[test]
    fn what_is_not_certain_is_not_read() {
        for text in [
            "Monday, 9 October 2023, 10:00 - 11:00",
            "Monday, 9 October 2023, 10:00 - 11:00 CST",
            "30 February 2024 10:00 UTC",
            "10 October 2023 (10:00 UTC) - 9 October 2023 (11:00 UTC)",
            "We met in May.",
        ] {
            let page = read_page(&format!("Time: {text}"));
            assert_eq!((page.starts_at, page.unread.len()), (None, 1), "{text}");
        }
    }
}
