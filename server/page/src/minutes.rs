//! Lengths in running text: "15 minutes", "15-20 mins", "1 h 30 min", "1.5 hours", "10'".

/// A length and where it stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Fewest minutes; 0 only for a range from the beginning.
    pub(super) min: u32,
    /// Most minutes.
    pub(super) max: u32,
}

/// Words for minutes, by the languages of the interface.
const MINUTES: &[&str] = &[
    "min",
    "mins",
    "minute",
    "minutes",
    "minuto",
    "minutos",
    "мин",
    "минута",
    "минуты",
    "минут",
    "分钟",
    "分",
    "دقيقة",
    "دقائق",
    "دقيقه",
];
/// Words for hours.
const HOURS: &[&str] = &[
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "heure",
    "heures",
    "hora",
    "horas",
    "ч",
    "час",
    "часа",
    "часов",
    "小时",
    "ساعة",
    "ساعات",
];
/// Hours past which "14h00" is a time of day.
const HOURS_GLUED_MAX: u32 = 4;

/// Every length in a text, in order; one past a day is none.
pub(super) fn spans(text: &str) -> Vec<Span> {
    spans_from(text, 1)
}

/// As [`spans`], with "0-5 min", which is a place in the session and no length.
pub(super) fn spans_from(text: &str, least: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        match span(text, start).filter(|span| span.min >= least) {
            Some(span) => {
                at = span.end;
                found.push(span);
            }
            None => at = start + digits(&text[start..]),
        }
    }
    found
}

/// Whether a text speaks of hours: "Duration (hours)".
pub(super) fn says_hours(text: &str) -> bool {
    let low = text.to_lowercase();
    let mut words = low.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.chars().count() > 1 && HOURS.contains(&word))
}

fn span(text: &str, start: usize) -> Option<Span> {
    let mut at = start;
    let first = number(text, &mut at)?;
    if let Some(span) = decimal(text, start, at, first) {
        return Some(span);
    }
    let mut last = first;
    let dash = at + blanks(&text[at..]);
    let range = ["-", "–", "—", "to ", "à ", "a ", "до ", "至"]
        .into_iter()
        .find_map(|dash_text| text[dash..].strip_prefix(dash_text));
    if let Some(after) = range {
        let mut then = text.len() - after.trim_start().len();
        if let Some(number) = number(text, &mut then) {
            (at, last) = (then, number);
        }
    }
    // "10'" is ten minutes where nothing is glued to the mark.
    let mark = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '\'' | '’' | '′'));
    if let Some(mark) = mark
        && !text[at + mark.len_utf8()..].starts_with(char::is_alphanumeric)
    {
        return sensible(start, at + mark.len_utf8(), first, last);
    }
    at += text[at..].len() - text[at..].trim_start_matches([' ', '-']).len();
    let (factor, end) = unit(text, at)?;
    let (min, max) = (first.checked_mul(factor)?, last.checked_mul(factor)?);
    if factor == 60 && first == last {
        let (more, end) = rest_of_hour(text, end);
        let is_clock = more.is_some() && end > 0 && first > HOURS_GLUED_MAX;
        if is_clock {
            return None;
        }
        let minutes = min + more.unwrap_or(0);
        return sensible(start, end, minutes, minutes);
    }
    sensible(start, end, min, max)
}

/// "1.5 hours", "1,5 heures".
fn decimal(text: &str, start: usize, at: usize, whole: u32) -> Option<Span> {
    let rest = text[at..].strip_prefix(['.', ','])?;
    let length = digits(rest);
    let part: u32 = rest[..length].parse().ok().filter(|_| length <= 2)?;
    let from = text.len() - rest[length..].trim_start_matches([' ', '-']).len();
    let (factor, end) = unit(text, from)?;
    let tenths = if length == 1 { part * 10 } else { part };
    let minutes = whole.checked_mul(60)? + tenths * 60 / 100;
    (factor == 60).then_some(())?;
    sensible(start, end, minutes, minutes)
}

/// The unit at a place: minutes in it, and where it ends.
fn unit(text: &str, at: usize) -> Option<(u32, usize)> {
    let word: String = text[at..]
        .chars()
        .take(12)
        .take_while(|c| c.is_alphabetic())
        .collect();
    let low = word.to_lowercase();
    let glued = |units: &[&str]| {
        let is_han = |unit: &&&str| !unit.is_ascii() && unit.starts_with(['分', '小']);
        let found = units.iter().filter(is_han).find(|it| low.starts_with(**it));
        found.map(|unit| at + unit.len())
    };
    for (factor, units) in [(1, MINUTES), (60, HOURS)] {
        if units.contains(&low.as_str()) {
            return Some((factor, at + word.len()));
        }
        if let Some(end) = glued(units) {
            return Some((factor, end));
        }
    }
    None
}

/// The minutes behind the hours: "1h30", "1 h 30 min", "1 hour and 30 minutes".
fn rest_of_hour(text: &str, end: usize) -> (Option<u32>, usize) {
    let rest = &text[end..];
    let glued = digits(rest);
    if glued == 2 && !rest[2..].starts_with(|c: char| c.is_alphanumeric() || c == ':') {
        let minutes = rest[..2].parse().ok().filter(|minutes| *minutes < 60);
        return (minutes, end + 2);
    }
    let bare = rest.trim_start_matches([' ', ',']);
    let bare = ["and ", "et ", "y ", "e ", "и "]
        .iter()
        .find_map(|and| bare.strip_prefix(and))
        .unwrap_or(bare);
    let from = text.len() - bare.len();
    let length = digits(bare);
    let number = bare[..length].parse::<u32>().ok().filter(|it| *it < 60);
    let then = from + length + blanks(&bare[length..]);
    match number.zip(unit(text, then)) {
        Some((minutes, (1, end))) => (Some(minutes), end),
        _ => (None, end),
    }
}

fn sensible(start: usize, end: usize, min: u32, max: u32) -> Option<Span> {
    let is_sensible = 0 < max && min <= max && max <= super::limits::MINUTES_MAX;
    is_sensible.then_some(Span {
        start,
        end,
        min,
        max,
    })
}

fn number(text: &str, at: &mut usize) -> Option<u32> {
    let length = digits(&text[*at..]);
    let number = text[*at..*at + length].parse().ok()?;
    *at += length;
    Some(number)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, u32)> {
        spans(text)
            .iter()
            .map(|span| (span.min, span.max))
            .collect()
    }

    #[test]
    fn lengths_and_ranges_are_read_and_other_numbers_are_not() {
        assert_eq!(
            read("15 minutes of talks, then 15-20 mins of Q&A"),
            [(15, 15), (15, 20)]
        );
        assert_eq!(
            read("5 – 10 min, 25 to 30 minutes, a 90-minute hour"),
            [(5, 10), (25, 30), (90, 90)]
        );
        assert_eq!(
            read("2 hours in 2024, 17.9, 99999999999 min, 0 min"),
            [(120, 120)]
        );
        assert_eq!(read("Keynote (10'), in the 90's; 5-7’"), [(10, 10), (5, 7)]);
    }

    #[test]
    fn hours_have_halves_and_minutes() {
        for (text, minutes) in [
            ("1.5 hours", 90),
            ("1,5 heures", 90),
            ("1 h 30 min", 90),
            ("1h30", 90),
            ("1 hour and 15 minutes", 75),
            ("2 hours", 120),
            ("1.25 h", 75),
            ("60分钟", 60),
            ("1 час 30 минут", 90),
        ] {
            assert_eq!(read(text), [(minutes, minutes)], "{text}");
        }
        assert!(read("14h00").is_empty());
        assert!(says_hours("Duration (hours)") && !says_hours("Duration (minutes)"));
    }
}
