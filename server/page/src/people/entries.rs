//! A line of people cut into one entry a person.

use super::super::groups::{self, Group};
use super::super::line::{self, Marker};
use super::super::{limits, vacancy};
use super::names;

/// Cuts a line into entries. Where two people share a line without a mark between them, their
/// groups and regions prove it; `is_list` says that bare names between commas are people, too.
pub(super) fn entries(text: &str, is_list: bool) -> Vec<String> {
    let text = plain_marks(text);
    let (marker, rest) = line::marker(&text);
    let parts = match marker {
        Some(Marker::Number(1)) => numbered(rest),
        _ => rest.split(" • ").collect(),
    };
    let pieces = parts.into_iter().flat_map(semicolons);
    let whole = pieces.flat_map(|piece| titled_cells(piece).unwrap_or_else(|| unbroken(piece)));
    let merged = whole.flat_map(|piece| merged(without_stop(&piece)));
    let entries = merged.flat_map(|entry| joined(&entry, is_list));
    entries
        .map(|entry| entry.trim_matches([' ', ',', ';']).to_owned())
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// A piece without the full stop that ends its line; that of "e.V." and "Inc." is their own.
fn without_stop(piece: &str) -> &str {
    let bare = piece.trim_matches([' ', ',', ';']);
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let word = last.trim_end_matches('.');
    const SHORT: [&str; 8] = ["Inc", "Ltd", "Corp", "Co", "Jr", "Sr", "Esq", "Univ"];
    let is_short = last.len() == word.len() + 1 && (word.contains('.') || SHORT.contains(&word));
    match is_short {
        true => bare,
        false => bare.trim_matches([' ', ',', ';', '.']),
    }
}

/// One form for the marks of all scripts.
fn plain_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '，' | '、' | '،' => kept.push_str(", "),
            '；' | '؛' => kept.push_str("; "),
            '（' => kept.push_str(" ("),
            '）' | ']' => kept.push(')'),
            '[' => kept.push('('),
            _ => kept.push(c),
        }
    }
    // "HARBNIC. Technical Community. Asia-Pacific."
    if kept.contains(". ") {
        let pieces: Vec<&str> = kept.split(". ").collect();
        let mut glued = String::with_capacity(kept.len());
        for (at, piece) in pieces.iter().enumerate() {
            let is_group = groups::recognise(piece.trim_end_matches('.')).is_some();
            let mark = if is_group { ", " } else { ". " };
            if at > 0 {
                glued.push_str(mark);
            }
            glued.push_str(piece);
        }
        return glued;
    }
    kept
}

/// Cuts "A, Org 2. B, Org 3. C" at the numbers that follow one another.
fn numbered(rest: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut open = rest;
    for number in 2..=limits::PEOPLE_MAX {
        let cut = [format!(" {number}. "), format!(" {number}) ")]
            .iter()
            .filter_map(|mark| open.split_once(mark.as_str()))
            .min_by_key(|(before, _)| before.len());
        let Some((before, after)) = cut else { break };
        parts.push(before);
        open = after;
    }
    parts.push(open);
    parts
}

/// "Ms.,Ana,RUIZ,Civil Society,Dock Mr.,Bo,Sand,…": a form's columns, written one after another. Each
/// person begins at a title that stands alone.
fn titled_cells(text: &str) -> Option<Vec<String>> {
    let cells = commas(text);
    let first = cells.first()?;
    if lone_title(first) != Some(first) {
        return None;
    }
    let mut people = vec![vec![*first]];
    for (at, cell) in cells.iter().enumerate().skip(1) {
        let title = lone_title(cell).filter(|_| at + 2 < cells.len());
        let before = cell[..cell.len() - title.map_or(0, str::len)].trim();
        if !before.is_empty() {
            people.last_mut()?.push(before);
        }
        people.extend(title.map(|title| vec![title]));
    }
    // Title, given name and family name are one name.
    let entries = people.iter().map(|cells| {
        let (name, rest) = cells.split_at_checked(3)?;
        let name = name.join(" ");
        names::is_full_person(&name).then(|| [&[name.as_str()], rest].concat().join(", "))
    });
    entries.collect()
}

/// The title that a cell is, or ends with.
fn lone_title(cell: &str) -> Option<&str> {
    let word = cell.rsplit(' ').next().unwrap_or_default();
    let low = word.trim_end_matches('.').to_lowercase();
    let is_title = matches!(
        low.as_str(),
        "mr" | "ms" | "mrs" | "miss" | "dr" | "prof" | "mx"
    );
    is_title.then_some(word)
}

/// "Ana Ruiz, Dock Bo Sand, Quay Lin Wei, Pier": the line ends between people were lost. Every
/// part between two commas must then end with a name, and one of two people must be proved by the
/// short form of an organisation before it.
fn unbroken(text: &str) -> Vec<String> {
    let whole = || vec![text.to_owned()];
    let parts = commas(text);
    if !(3..=limits::PEOPLE_MAX).contains(&parts.len()) || !names::is_full_person(parts[0]) {
        return whole();
    }
    let middle = &parts[1..parts.len() - 1];
    let cuts: Option<Vec<(&str, &str)>> = middle.iter().map(|part| ending_name(part)).collect();
    let Some(cuts) = cuts else {
        return whole();
    };
    let is_proved = cuts.len() > 1
        || cuts.iter().all(|(before, _)| {
            let last = before.rsplit(' ').next().unwrap_or_default();
            let is_short_form = |c: char| c.is_uppercase() || c == '-';
            last.chars().count() >= 2 && last.chars().all(is_short_form)
        });
    if !is_proved {
        return whole();
    }
    let mut people = Vec::new();
    let mut name = parts[0];
    for (affiliation, next) in cuts {
        people.push(format!("{name}, {affiliation}"));
        name = next;
    }
    people.push(format!("{name}, {}", parts[parts.len() - 1]));
    people
}

/// The name that a part ends with, behind an organisation or a post: its last two words, with
/// initials and titles before them.
fn ending_name(part: &str) -> Option<(&str, &str)> {
    if groups::recognise(part).is_some() {
        return None;
    }
    let starts: Vec<usize> = part.match_indices(' ').map(|(at, _)| at + 1).collect();
    let mut from = *starts.iter().rev().nth(1)?;
    for start in starts.iter().rev().skip(2).chain([&0]) {
        let word = part[*start..from].trim();
        let is_initial = word.ends_with('.') && word.chars().count() <= 5;
        if !is_initial {
            break;
        }
        from = *start;
    }
    let (before, name) = (part[..from].trim(), &part[from..]);
    let last = before.rsplit(' ').next().unwrap_or_default();
    // "University of San Pedro": a small word goes on with its name.
    const JOINTS: [&str; 16] = [
        "of", "for", "the", "and", "in", "at", "on", "to", "de", "da", "do", "del", "la", "du",
        "&", "–",
    ];
    let goes_on = JOINTS.contains(&last) || last == "-";
    (!before.is_empty() && !goes_on && names::is_full_person(name)).then_some((before, name))
}

/// "Name; organisation; group; region" uses the same sign between the parts of one person.
fn semicolons(part: &str) -> Vec<&str> {
    let pieces: Vec<&str> = part.split(';').collect();
    let is_one = pieces
        .iter()
        .skip(1)
        .any(|piece| groups::recognise(piece).is_some());
    if is_one { vec![part] } else { pieces }
}

/// What one comma's part of a stream of people is.
struct Part {
    text: String,
    group: Option<Group>,
    /// Whether the next person begins behind it without a comma.
    is_last: bool,
}

/// Cuts where a region, or a group, is followed by another name: two groups or two regions in
/// one entry prove that two people share it.
fn merged(piece: &str) -> Vec<String> {
    let parts: Vec<Part> = commas(piece).into_iter().flat_map(glued).collect();
    let (regions, stakeholders) = counted(&parts);
    if regions < 2 && stakeholders < 2 {
        return vec![piece.to_owned()];
    }
    let mut entries: Vec<Vec<&str>> = vec![Vec::new()];
    let mut has = (false, false);
    for (at, part) in parts.iter().enumerate() {
        let is_next = part.group.is_none()
            && (has.1 || has.0 && regions == 0)
            && names::is_full_person(part.text.split(" (").next().unwrap_or_default())
            && at > 0;
        let glued = at > 0 && parts[at - 1].is_last;
        if glued || is_next {
            entries.push(Vec::new());
            has = (false, false);
        }
        match part.group {
            Some(Group::Region(_) | Group::Area) => has.1 = true,
            Some(_) => has.0 = true,
            None => {}
        }
        if let Some(open) = entries.last_mut() {
            open.push(&part.text);
        }
    }
    entries.iter().map(|entry| entry.join(", ")).collect()
}

fn counted(parts: &[Part]) -> (usize, usize) {
    let regions = |part: &&Part| matches!(part.group, Some(Group::Region(_) | Group::Area));
    let groups = |part: &&Part| matches!(part.group, Some(Group::Stakeholder(_)));
    (
        parts.iter().filter(regions).count(),
        parts.iter().filter(groups).count(),
    )
}

/// Cuts at the commas outside of brackets.
fn commas(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut since) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[since..at]);
                since = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[since..]);
    parts.into_iter().map(str::trim).collect()
}

/// "APAC (onsite) Bo Sand (M)" is a region and the next person.
fn glued(text: &str) -> Vec<Part> {
    let whole = groups::recognise(text);
    let single = |text: &str, group, is_last| Part {
        text: text.to_owned(),
        group,
        is_last,
    };
    if whole.is_some() || text.len() > 200 {
        return vec![single(text, whole, false)];
    }
    // A group has at most seven words: "Western European and Others Group (WEOG)".
    let ends = text.match_indices(' ').map(|(at, _)| at).take(9);
    let mut found = None;
    for end in ends {
        let Some(group) = groups::recognise(&text[..end]) else {
            continue;
        };
        let mut rest = text[end..].trim_start();
        while let Some(behind) = rest
            .strip_prefix('(')
            .and_then(|inner| inner.split_once(')'))
        {
            rest = behind.1.trim_start();
        }
        let bare = rest.split(" (").next().unwrap_or_default();
        let is_name = names::is_full_person(bare) || vacancy::is_placeholder(bare);
        if is_name && !rest.is_empty() {
            found = Some((group, text[..text.len() - rest.len()].trim(), rest));
        }
    }
    match found {
        Some((group, before, rest)) => vec![
            single(before, Some(group), true),
            single(rest, groups::recognise(rest), false),
        ],
        None => {
            let bare = text.split(" (").next().unwrap_or_default();
            vec![single(text, groups::recognise(bare), false)]
        }
    }
}

/// "Ana Ruiz and Bo Sand", "Ana Ruiz (Dock), Bo Sand (Quay)", and bare names between commas.
fn joined(entry: &str, is_list: bool) -> Vec<String> {
    let parts = commas(entry);
    let mut names = Vec::new();
    for part in &parts {
        names.extend(split_and(part));
    }
    let bare = |name: &str| {
        name.split(" (")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let has_bracket = |name: &str| name.contains(" (") && name.ends_with(')');
    let are_people = names.iter().all(|name| names::is_full_person(&bare(name)));
    if names.len() > 1 && are_people {
        let is_told = parts.len() == 1 || is_list || names.iter().all(|name| has_bracket(name));
        let has_last = split_and(parts[parts.len() - 1]).len() > 1;
        if is_told || has_last && names.len() > 2 {
            return names.into_iter().map(str::to_owned).collect();
        }
    }
    and_affiliated(entry)
}

fn split_and(part: &str) -> Vec<&str> {
    [" and ", " & ", " et ", " y ", " и ", " 和 "]
        .iter()
        .find_map(|and| part.split_once(and))
        .map_or_else(
            || vec![part],
            |(first, second)| vec![first.trim(), second.trim()],
        )
}

/// "Ana Ruiz, Dock Office and Bo Sand, Quay Works": both have a name and more; an "and" inside the
/// name of one organisation has no two such sides.
fn and_affiliated(entry: &str) -> Vec<String> {
    let whole = || vec![entry.to_owned()];
    for and in [" and ", " & "] {
        let Some((first, second)) = entry.split_once(and) else {
            continue;
        };
        let (left, right) = (commas(first), commas(second));
        let is_short = |part: &str| !part.contains(" of ") && !part.contains(" for ");
        let is_person = |parts: &[&str]| parts.len() >= 2 && names::is_full_person(parts[0]);
        let words = right[0].split(' ').count();
        if is_person(&left)
            && is_person(&right)
            && (2..=3).contains(&words)
            && is_short(left[left.len() - 1])
            && right
                .iter()
                .skip(1)
                .all(|part| groups::recognise(part).is_none())
            && !second.contains(and)
        {
            return vec![first.to_owned(), second.to_owned()];
        }
    }
    whole()
}
