//! Marks of Markdown and of wikis, which say how a line looks and not what it says.

/// A line without its marks, and where its first cell ends: headings, bold, the bars of a table,
/// links. A tab parts cells, too.
pub(super) fn unwrapped(text: &str) -> (String, Option<usize>) {
    let plain = text.trim();
    let heading = plain.trim_start_matches('#');
    let is_heading = heading.len() < plain.len() && heading.starts_with([' ', '*']);
    let plain = if is_heading { heading.trim() } else { plain };
    let plain = plain
        .strip_prefix("==")
        .and_then(|it| it.strip_suffix("=="))
        .map_or(plain, |inner| inner.trim_matches(['=', ' ']));
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
    if more.is_empty() {
        return (first.to_owned(), None);
    }
    (format!("{first} {}", more.join(", ")), Some(first.len()))
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
        assert_eq!(unwrapped(text), (left.to_owned(), cell), "{text}");
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
    fn a_rule_is_no_text() {
        assert!(is_rule("-----") && is_rule("---|---") && is_rule("* * *"));
        assert!(!is_rule("-") && !is_rule("...") && !is_rule("a"));
    }
}
