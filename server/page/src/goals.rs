//! Goals and targets of the 2030 Agenda.

use super::line::{self, Line};
use super::{PageField, PageReading};

/// How many numbered and how many lettered targets each goal has: 169 in all
/// (UN General Assembly, resolution 70/1).
const TARGETS: [(u8, u8); 17] = [
    (5, 2),
    (5, 3),
    (9, 4),
    (7, 3),
    (6, 3),
    (6, 2),
    (3, 2),
    (10, 2),
    (5, 3),
    (7, 3),
    (7, 3),
    (8, 3),
    (3, 2),
    (7, 3),
    (9, 3),
    (10, 2),
    (19, 0),
];

/// Reads what stands under the goals' label.
pub(super) fn read(page: &mut PageReading, lines: &[Line]) {
    for line in lines {
        if are_codes(&line.text) {
            codes(&line.text).for_each(|code| add(page, code));
            page.claim(line, PageField::Goals);
        } else if !read_line(page, line) {
            page.leave(line);
        }
    }
}

/// Reads what is said about the targets; a list of bare targets is a list of targets.
pub(super) fn read_rationale(page: &mut PageReading, lines: &[Line]) {
    let is_codes = |line: &&Line| are_codes(&line.text);
    let listed = lines.iter().take_while(is_codes).count();
    for line in &lines[..listed] {
        codes(&line.text).for_each(|code| add(page, code));
        page.claim(line, PageField::Goals);
    }
    page.add_text(
        |page| &mut page.sdg_rationale,
        PageField::SdgRationale,
        &lines[listed..],
    );
}

/// Reads a line that is, or starts with, a target or a goal; says whether it was one.
pub(super) fn read_line(page: &mut PageReading, line: &Line) -> bool {
    let text = line.text.as_str();
    let (_, text) = match line::marker(text) {
        (Some(line::Marker::Bullet), rest) => (true, rest),
        _ => (false, text),
    };
    let first = text
        .split(' ')
        .next()
        .unwrap_or_default()
        .trim_end_matches([':', ',', ';']);
    if is_target(first) {
        add(page, first);
        page.claim(line, PageField::Goals);
        return true;
    }
    match goal_row(text) {
        Some(goal) => {
            if !page.sdg_goals.contains(&goal) {
                page.sdg_goals.push(goal);
            }
            page.claim(line, PageField::Goals);
            true
        }
        None => false,
    }
}

/// Whether a text is, or starts with, a target or a goal.
pub(super) fn is_row(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    is_target(first) || goal_row(text).is_some()
}

/// Whether a text is nothing but goals and targets: "9.1, 9.a; 16".
pub(super) fn are_codes(text: &str) -> bool {
    text.len() <= 1_500
        && codes(text).next().is_some()
        && codes(text).all(|code| is_target(code) || goal(code).is_some())
}

fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';', '/'])
        .filter(|code| !code.is_empty())
}

/// At most 169 and 17 entries: both are checked by list, and none is kept twice.
fn add(page: &mut PageReading, code: &str) {
    if is_target(code) && !page.sdg_targets.iter().any(|known| known == code) {
        page.sdg_targets.push(code.to_owned());
    } else if let Some(goal) = goal(code)
        && !page.sdg_goals.contains(&goal)
    {
        page.sdg_goals.push(goal);
    }
}

/// Whether the 2030 Agenda has this target.
fn is_target(code: &str) -> bool {
    let Some((goal_text, target)) = code.split_once('.') else {
        return false;
    };
    let Some(goal) = goal(goal_text) else {
        return false;
    };
    let (numbered, lettered) = TARGETS[usize::from(goal) - 1];
    match target.as_bytes() {
        [letter @ b'a'..=b'd'] => letter - b'a' < lettered,
        [b'1'..=b'9'] | [b'1', b'0'..=b'9'] => target.parse().is_ok_and(|n: u8| n <= numbered),
        _ => false,
    }
}

/// "16. Peace, Justice …", "SDG 16", "Goal 16: …".
fn goal_row(text: &str) -> Option<u8> {
    let low = line::cut(text, 20).to_ascii_lowercase();
    let prefix = ["sdg ", "sdg", "goal "]
        .iter()
        .find(|prefix| low.starts_with(**prefix));
    let rest = &text[prefix.map_or(0, |prefix| prefix.len())..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let goal = goal(&rest[..digits])?;
    let after = &rest[digits..];
    let is_row = after.starts_with(". ")
        && after[2..].starts_with(char::is_uppercase)
        && is_named(goal, &after[2..])
        || prefix.is_some() && (after.is_empty() || after.starts_with([':', '.', ' ', ',']));
    is_row.then_some(goal)
}

/// A goal's row carries the goal's name: a numbered name of a person does not.
fn is_named(goal: u8, text: &str) -> bool {
    const FIRST_WORDS: [&str; 17] = [
        "no",
        "zero",
        "good",
        "quality",
        "gender",
        "clean",
        "affordable",
        "decent",
        "industry",
        "reduced",
        "sustainable",
        "responsible",
        "climate",
        "life",
        "life",
        "peace",
        "partnerships",
    ];
    let low = line::cut(text, 30).to_ascii_lowercase();
    let first = low.split(|c: char| !c.is_alphabetic()).next();
    let known = FIRST_WORDS[usize::from(goal) - 1];
    first.is_some_and(|first| first == known || first == "reduce" || first == "partnership")
}

fn goal(text: &str) -> Option<u8> {
    let is_plain = !text.is_empty() && !text.starts_with(['0', '+']);
    text.parse()
        .ok()
        .filter(|goal| is_plain && (1..=17).contains(goal))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> PageReading {
        super::super::read_page(text)
    }

    #[test]
    fn there_are_169_targets() {
        let all = TARGETS
            .iter()
            .map(|(numbered, lettered)| u32::from(numbered + lettered));
        assert_eq!(all.sum::<u32>(), 169);
    }

    #[test]
    fn targets_keep_the_order_of_the_text_and_goals_are_told_apart() {
        let page = reading(
            "SDGs\n16. Peace, Justice and Strong Institutions\n16.10\n16.6\n9.a Access to finance\n17. Partnerships for the Goals\n16.6",
        );
        assert_eq!(page.sdg_targets, ["16.10", "16.6", "9.a"]);
        assert_eq!(page.sdg_goals, [16, 17]);
        assert!(page.unread.is_empty());
    }

    #[test]
    fn a_target_that_does_not_exist_is_left_unread() {
        let page = reading("SDGs\n9.9\n9.d\n18.1\n1.01\n17.a\n17.19");
        assert_eq!(page.sdg_targets, ["17.19"]);
        assert_eq!(page.unread, ["9.9", "9.d", "18.1", "1.01", "17.a"]);
    }

    #[test]
    fn goals_on_one_line_are_read() {
        let page = reading("SDGs: 9.1, 9.a, 16\nTargets: 16.10");
        assert_eq!(page.sdg_targets, ["9.1", "9.a", "16.10"]);
        assert_eq!(page.sdg_goals, [16]);
        assert_eq!(page.sdg_rationale, None);
    }
}
