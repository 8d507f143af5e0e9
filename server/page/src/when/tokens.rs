//! A line of time cut into what its words mean.

use super::super::time_of_day;
use super::calendar;

/// What a word of a line of time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Weekday,
    Month(u8),
    /// A number that may be a day.
    Number(u8),
    Year(u16),
    Date(u16, u8, u8),
    /// Minute of the day.
    Clock(u16),
    /// Minutes east of Greenwich.
    Zone(i32),
    /// Letters of a zone that has more than one meaning.
    VagueZone,
    /// A word that only joins: "at", "de".
    Joint,
    /// Anything else: the line is about something else.
    Other,
}

const JOINTS: &[&str] = &[
    "at", "from", "to", "till", "until", "of", "on", "the", "and", "time", "local", "start", "end",
    "starts", "ends", "hrs", "hours", "uhr", "h", "le", "à", "a", "de", "du", "des", "au", "et",
    "el", "la", "las", "los", "del", "y", "das", "às", "as", "e", "с", "до", "по", "в", "г",
    "года", "år", "من", "إلى", "حتى", "date", "day",
];

const VAGUE_ZONES: &[&str] = &["CST", "IST", "BST", "AST", "GST", "SST", "AMT", "PST"];

/// The tokens of a line, at most 60 of them: no line of time is longer.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let parting = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '(' | ')' | '|' | ';' | '[' | ']' | '·' | '，' | '،' | '（' | '）' | '•'
            )
    };
    let words: Vec<&str> = text
        .split(parting)
        .filter(|word| !word.is_empty())
        .take(60)
        .collect();
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, word) in words.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        if let Some(read) = iso(word) {
            found.extend(read);
            continue;
        }
        // "UTC +2" and "1:30 PM" are two words.
        let next = words.get(at + 1).copied().unwrap_or_default();
        let half = next.trim_end_matches('-').trim_end_matches('–');
        if let Some(zone) = zone(word) {
            found.push(Token::Zone(zone));
            continue;
        }
        if let Some(more) = offset(next).filter(|_| matches!(*word, "UTC" | "GMT" | "utc" | "gmt"))
        {
            found.push(Token::Zone(more));
            skip = 1;
            continue;
        }
        if is_half(half) && word.starts_with(|c: char| c.is_ascii_digit()) {
            let whole = format!("{word} {half}");
            let pieces: Vec<&str> = word.split(['-', '–', '—']).collect();
            // "9-10 am": the first of two may have no half of its own.
            if let [first, last] = pieces.as_slice()
                && !first.is_empty()
            {
                let first = format!("{first} {half}");
                let last = format!("{last} {half}");
                found.extend([clock(&first), clock(&last)]);
            } else {
                found.push(clock(&whole));
            }
            skip = 1;
            continue;
        }
        piecewise(word, &mut found);
    }
    found
}

fn is_half(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m"
    )
}

fn piecewise(word: &str, found: &mut Vec<Token>) {
    let low = word.to_lowercase();
    if calendar::is_weekday(&low) {
        found.push(Token::Weekday);
        return;
    }
    let pieces = word.split(['-', '–', '—', '~', '/', '至']);
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        found.extend(chinese(piece).unwrap_or_else(|| vec![single(piece)]));
    }
}

fn single(piece: &str) -> Token {
    if let Some(zone) = zone(piece) {
        return Token::Zone(zone);
    }
    if let Some((minute, "")) = time_of_day::at_start(piece) {
        return Token::Clock(minute);
    }
    if let Some(date) = dotted(piece) {
        return date;
    }
    let low = piece.to_lowercase();
    let bare = low.trim_matches(['.', ':', '\'', '’']);
    let bare = bare
        .strip_prefix("d'")
        .or_else(|| bare.strip_prefix("d’"))
        .unwrap_or(bare);
    if bare.is_empty() || JOINTS.contains(&bare) {
        return Token::Joint;
    }
    if VAGUE_ZONES.contains(&piece) {
        return Token::VagueZone;
    }
    if calendar::is_weekday(bare) {
        return Token::Weekday;
    }
    if let Some(month) = calendar::month(bare) {
        return Token::Month(month);
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let (number, suffix) = bare.split_at(digits);
    if number.len() == 4 && suffix.is_empty() {
        return match number.parse() {
            Ok(year @ 2_000..2_100) => Token::Year(year),
            _ => Token::Other,
        };
    }
    let is_ordinal = matches!(
        suffix,
        "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "-го"
    );
    match number.parse() {
        Ok(day @ 1..=31) if is_ordinal && number.len() <= 2 => Token::Number(day),
        _ => Token::Other,
    }
}

fn clock(text: &str) -> Token {
    match time_of_day::at_start(text) {
        Some((minute, "")) => Token::Clock(minute),
        _ => Token::Other,
    }
}

/// "17.12.2024", which is a day before a month wherever dots are written.
fn dotted(piece: &str) -> Option<Token> {
    let mut parts = piece.trim_end_matches('.').split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    date(year, month, day)
}

fn date(year: &str, month: &str, day: &str) -> Option<Token> {
    let (year, month, day): (u16, u8, u8) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let is_date = (2_000..2_100).contains(&year)
        && (1..=12).contains(&month)
        && (1..=calendar::days_of(year, month.clamp(1, 12))).contains(&day);
    is_date.then_some(Token::Date(year, month, day))
}

/// "2024-06-12", "2024-06-12T06:00:00Z", "2024-06-12T08:00+02:00".
fn iso(word: &str) -> Option<Vec<Token>> {
    let day = word.get(..10)?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    let mut found = vec![date(year, month, day)?];
    let rest = &word[10..];
    if rest.is_empty() {
        return Some(found);
    }
    let time = rest.strip_prefix(['T', 't'])?;
    found.push(clock(time.get(..5)?));
    let rest = &time[5..];
    let rest = match rest.strip_prefix(':') {
        Some(seconds) => seconds
            .get(2..)?
            .trim_start_matches('.')
            .trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    match rest {
        "" => {}
        "Z" | "z" => found.push(Token::Zone(0)),
        rest => found.push(Token::Zone(offset(rest)?)),
    }
    Some(found)
}

/// "2024年12月18日", "下午" is not read.
fn chinese(piece: &str) -> Option<Vec<Token>> {
    let (year, rest) = piece.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once(['日', '号'])?;
    let date = date(year, month, day)?;
    match rest {
        "" => Some(vec![date]),
        rest => Some(vec![date, single(rest)]),
    }
}

/// "UTC", "CEST", "GMT+03", "UTC+02:00", "Z".
fn zone(word: &str) -> Option<i32> {
    let upper = word.trim_end_matches(['.', ':']);
    let low = upper.to_ascii_lowercase();
    for name in ["utc", "gmt"] {
        if low == name {
            return Some(0);
        }
        if low.starts_with(name) {
            return offset(&upper[name.len()..]);
        }
    }
    if let Some(minutes) = calendar::zone(upper) {
        return Some(minutes);
    }
    // "+02:00" behind a time; a bare number is no zone.
    upper
        .starts_with('+')
        .then(|| offset(upper))
        .flatten()
        .filter(|_| upper.len() >= 5)
}

/// "+3", "+03", "-05:30", "+0200" in minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '−', '–'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let is_number = |text: &str| {
        (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
