//! The title line: `IGF <year> <Type> #<n> <title>`, parts of which may be missing.

use super::line::{self, Line};
use super::{PageField, PageReading, limits};

/// The IGF's session types with the short forms seen on pages, lower case, longest first.
const TYPES: [(&str, &str); 27] = [
    ("launch / award event", "Launch / Award Event"),
    ("launch/award event", "Launch / Award Event"),
    ("launch and award event", "Launch / Award Event"),
    ("award event", "Launch / Award Event"),
    ("launch event", "Launch / Award Event"),
    ("networking session", "Networking Session"),
    ("networking", "Networking Session"),
    ("lightning talk", "Lightning Talk"),
    ("day 0 event", "Day 0 Event"),
    ("day zero event", "Day 0 Event"),
    ("day 0", "Day 0 Event"),
    ("pre-event", "Day 0 Event"),
    ("open forum", "Open Forum"),
    ("of", "Open Forum"),
    ("town hall", "Town Hall"),
    ("th", "Town Hall"),
    ("workshop", "Workshop"),
    ("ws", "Workshop"),
    ("dynamic coalition", "Dynamic Coalition"),
    ("dc", "Dynamic Coalition"),
    ("best practice forum", "Best Practice Forum"),
    ("bpf", "Best Practice Forum"),
    ("policy network", "Policy Network"),
    ("pn", "Policy Network"),
    ("nri session", "NRI Session"),
    ("nri", "NRI Session"),
    ("main session", "Main Session"),
];

/// What a title line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TitleLine {
    year: Option<u16>,
    kind: Option<&'static str>,
    number: Option<u32>,
    title: String,
}

impl TitleLine {
    /// Whether the title itself must stand on the next line.
    pub(super) fn is_open(&self) -> bool {
        self.title.is_empty()
    }

    /// Puts the parts into the reading.
    pub(super) fn apply(self, page: &mut PageReading) {
        page.year = self.year;
        page.kind = self.kind.map(str::to_owned);
        page.number = self.number;
        page.title = Some(self.title).filter(|title| !title.is_empty());
    }
}

/// Reads a title line; `None` if the line follows no form of the grammar.
pub(super) fn read(text: &str) -> Option<TitleLine> {
    let (year, rest) = year(text);
    let typed = session_type(rest);
    let (kind, rest) = typed.map_or((None, rest), |(kind, rest)| (Some(kind), rest));
    let (number, rest) = number(rest);
    let rest = rest.trim_start();
    // A type alone also starts ordinary sentences: it needs the year, a number or a colon.
    let is_title = year.is_some() || kind.is_some() && (number.is_some() || rest.starts_with(':'));
    if !is_title || line::is_prose(text) && number.is_none() {
        return None;
    }
    let title = rest.trim_start_matches([':', '-', '–', '—', '|', ' ']);
    let title = title.split(" | ").next().unwrap_or(title).trim();
    if title.is_empty() && kind.is_none() {
        return None;
    }
    let title = line::cut(title, limits::SHORT_CHARS_MAX).to_owned();
    Some(TitleLine {
        year,
        kind,
        number,
        title,
    })
}

/// Reads what stands under a "Title" label, with or without the prefix.
pub(super) fn read_labelled(page: &mut PageReading, lines: &[Line]) {
    let Some((first, more)) = lines.split_first() else {
        return;
    };
    if page.title.is_some() {
        page.leave(first);
    } else if let Some(title) = read(&first.text) {
        title.apply(page);
        page.claim(first, PageField::Title);
    } else {
        page.title = Some(line::cut(&first.text, limits::SHORT_CHARS_MAX).to_owned());
        page.claim(first, PageField::Title);
    }
    for line in more {
        page.leave(line);
    }
}

fn year(text: &str) -> (Option<u16>, &str) {
    let after = text
        .strip_prefix("IGF ")
        .or_else(|| text.strip_prefix("Internet Governance Forum "));
    let Some((digits, rest)) = after.and_then(|after| after.split_at_checked(4)) else {
        return (None, text);
    };
    let is_year = digits.starts_with("20") && !rest.starts_with(char::is_alphanumeric);
    match digits.parse() {
        Ok(year) if is_year => (
            Some(year),
            rest.trim_start_matches([' ', '-', '–', ':', ',']),
        ),
        _ => (None, text),
    }
}

fn session_type(text: &str) -> Option<(&'static str, &str)> {
    let low = line::cut(text, 40).to_ascii_lowercase();
    TYPES.iter().find_map(|(name, kind)| {
        let rest = low.starts_with(name).then(|| &text[name.len()..])?;
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        // "OF" and "WS" are words only when nothing else is glued to them.
        (!rest.starts_with(char::is_alphanumeric)).then_some((*kind, rest))
    })
}

fn number(text: &str) -> (Option<u32>, &str) {
    let Some(after) = text.trim_start().strip_prefix('#') else {
        return (None, text);
    };
    let after = after.trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    match after[..digits].parse() {
        Ok(number) => (Some(number), &after[digits..]),
        Err(_) => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, year: Option<u16>, kind: &str, number: Option<u32>, title: &str) {
        let kind = TYPES
            .iter()
            .map(|(_, kind)| *kind)
            .find(|known| *known == kind);
        assert_eq!(
            read(text),
            Some(TitleLine {
                year,
                kind,
                number,
                title: title.to_owned()
            })
        );
    }

    #[test]
    fn every_form_of_the_title_is_read() {
        check(
            "IGF 2024 Launch / Award Event #128 A Coalition",
            Some(2024),
            "Launch / Award Event",
            Some(128),
            "A Coalition",
        );
        check(
            "WS #51 Cables: who pays?",
            None,
            "Workshop",
            Some(51),
            "Cables: who pays?",
        );
        check(
            "Launch / Award Event #34 A Prize",
            None,
            "Launch / Award Event",
            Some(34),
            "A Prize",
        );
        check(
            "Day 0 Event #178 Youth",
            None,
            "Day 0 Event",
            Some(178),
            "Youth",
        );
        check("OF #7 Open data", None, "Open Forum", Some(7), "Open data");
        check(
            "IGF 2023 Main Session: Trust",
            Some(2023),
            "Main Session",
            None,
            "Trust",
        );
        check(
            "IGF 2025 DC-Access Links",
            Some(2025),
            "Dynamic Coalition",
            None,
            "Access Links",
        );
        check(
            "IGF 2023 Town Hall #80 Links | Internet Governance Forum",
            Some(2023),
            "Town Hall",
            Some(80),
            "Links",
        );
    }

    #[test]
    fn other_lines_are_no_title() {
        for text in [
            "Of course",
            "OF interest",
            "Networking",
            "Workshops matter",
            "IGF",
            "",
            "#5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
