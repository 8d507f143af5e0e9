//! Marks of Markdown and of wikis, which say how a line looks and not what it says.

/// A line without its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unwrapped {
    pub(super) text: String,
    /// Where its first cell ends, in bytes; a tab parts cells, too.
    pub(super) cell: Option<usize>,
    /// Whether the marks were those of a heading.
    pub(super) is_heading: bool,
}

/// Takes off the marks of headings, bold, links, and the bars of a table.
pub(super) fn unwrapped(text: &str) -> Unwrapped {
    let plain = text.trim();
    let heading = plain.trim_start_matches('#');
    let is_heading = heading.len() < plain.len() && heading.starts_with([' ', '*']);
    let plain = if is_heading { heading.trim() } else { plain };
    let wiki = plain
        .strip_prefix("==")
        .and_then(|it| it.strip_suffix("=="));
    let is_heading = is_heading || wiki.is_some();
    let plain = wiki.map_or(plain, |inner| inner.trim_matches(['=', ' ']));
    let mut bare = plain.to_owned();
    for mark in ["**", "__", "'''"] {
        if bare.contains(mark) {
            bare = bare.replace(mark, "");
        }
    }
    let bare = unlinked(&bare);
    let row = bare.trim().strip_prefix('|');
    let row = row.and_then(|row| row.strip_suffix('|'));
    let (row, edge) = row.map_or((bare.as_str(), '\t'), |row| (row, '|'));
    let mut cells = row
        .split(edge)
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    let first = cells.next().unwrap_or_default();
    let more: Vec<&str> = cells.collect();
    let text = match more.is_empty() {
        true => first.to_owned(),
        false => format!("{first} {}", more.join(", ")),
    };
    Unwrapped {
        cell: (!more.is_empty()).then_some(first.len()),
        is_heading: is_heading && !text.is_empty(),
        text,
    }
}

/// The head of a table of people or of an agenda: "Name | Affiliation".
pub(super) fn is_table_head(text: &str, cell: Option<usize>) -> bool {
    const WORDS: [&str; 28] = [
        "name",
        "names",
        "affiliation",
        "organisation",
        "organization",
        "role",
        "title",
        "position",
        "stakeholder",
        "group",
        "region",
        "regional",
        "country",
        "time",
        "item",
        "topic",
        "duration",
        "minutes",
        "min",
        "speaker",
        "speakers",
        "activity",
        "what",
        "who",
        "when",
        "no",
        "agenda",
        "part",
    ];
    let low = text.to_lowercase();
    let mut words = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    cell.is_some() && low.len() <= 120 && words.all(|word| WORDS.contains(&word))
}

/// "[Ana Ruiz](https://example.org)" is "Ana Ruiz".
fn unlinked(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((_, behind)) = after.split_once(')') else {
            break;
        };
        let (head, name) = before.rsplit_once('[').unwrap_or(("", before));
        kept.push_str(head);
        kept.push_str(name);
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

/// A line that only draws: "-----", "|---|---|", "* * *".
pub(super) fn is_rule(text: &str) -> bool {
    let is_drawn = |c: char| "-=_*~|:+–— ".contains(c);
    text.chars().filter(|c| *c != ' ').count() > 2 && text.chars().all(is_drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, left: &str, cell: Option<usize>) {
        let read = unwrapped(text);
        assert_eq!((read.text.as_str(), read.cell), (left, cell), "{text}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("## Speakers", "Speakers", None);
        check("**Format:** Panel", "Format: Panel", None);
        check("| Speaker | Ana Ruiz |", "Speaker Ana Ruiz", Some(7));
        check("Room\tHall 2", "Room Hall 2", Some(4));
        check("== People ==", "People", None);
        check(
            "[Ana Ruiz](https://example.org/a), Org",
            "Ana Ruiz, Org",
            None,
        );
        check("#5", "#5", None);
    }

    #[test]
    fn headings_are_known() {
        for (text, is_heading) in [
            ("# A", true),
            ("== A ==", true),
            ("A", false),
            ("#5", false),
        ] {
            assert_eq!(unwrapped(text).is_heading, is_heading, "{text}");
        }
        assert!(is_table_head("Name Affiliation", Some(4)));
        assert!(!is_table_head("Speaker Ana Ruiz", Some(7)));
    }

    #[test]
    fn a_rule_is_no_text() {
        assert!(is_rule("-----") && is_rule("---|---") && is_rule("* * *"));
        assert!(!is_rule("-") && !is_rule("...") && !is_rule("a"));
    }
}
