//! Lengths in running text: "15 minutes", "15-20 mins", "1 hour".

/// A length and where it stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Fewest minutes.
    pub(super) min: u32,
    /// Most minutes.
    pub(super) max: u32,
}

/// Every length in a text, in order; one past a day is none.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        match span(text, start) {
            Some(span) => {
                at = span.end;
                found.push(span);
            }
            None => at = start + digits(&text[start..]),
        }
    }
    found
}

fn span(text: &str, start: usize) -> Option<Span> {
    let mut at = start;
    let first = number(text, &mut at)?;
    let mut last = first;
    let dash = at + blanks(&text[at..]);
    let range = ["-", "–", "—", "to "]
        .into_iter()
        .find_map(|dash_text| text[dash..].strip_prefix(dash_text));
    if let Some(after) = range {
        let mut then = text.len() - after.trim_start().len();
        if let Some(number) = number(text, &mut then) {
            (at, last) = (then, number);
        }
    }
    at += text[at..].len() - text[at..].trim_start_matches([' ', '-']).len();
    let unit: String = text[at..]
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
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
    let factor = match unit.to_lowercase().as_str() {
        "min" | "mins" | "minute" | "minutes" => 1,
        "h" | "hour" | "hours" => 60,
        _ => return None,
    };
    let (min, max) = (first.checked_mul(factor)?, last.checked_mul(factor)?);
    sensible(start, at + unit.len(), min, max)
}

fn sensible(start: usize, end: usize, min: u32, max: u32) -> Option<Span> {
    let is_sensible = 0 < min && min <= max && max <= super::limits::MINUTES_MAX;
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

    #[test]
    fn lengths_and_ranges_are_read_and_other_numbers_are_not() {
        let read = |text: &str| -> Vec<(u32, u32)> {
            spans(text)
                .iter()
                .map(|span| (span.min, span.max))
                .collect()
        };
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
}
