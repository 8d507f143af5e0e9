//! Lists of people: one a line, or everyone on one line.

use super::groups::{self, Group};
use super::line::{self, Line, Marker};
use super::{PageField, PagePerson, PageReading, address, goals, limits, vacancy};

/// Reads a list of people into a field; lines that name nobody stay unread.
pub(super) fn read(page: &mut PageReading, list: PageField, lines: &[Line]) {
    let field = list_of(list);
    for line in lines {
        // Targets whose own label was lost end up in the last list before them.
        if line::is_furniture(&line.text) {
            page.heading(line);
            continue;
        }
        if goals::read_line(page, line) {
            continue;
        }
        for entry in entries(&line.text) {
            match person(entry) {
                Some(person) if field(page).len() < limits::PEOPLE_MAX => {
                    page.claim(line, list);
                    if !field(page).contains(&person) {
                        field(page).push(person);
                    }
                    if settled(entry) != entry {
                        page.leave_part(line, entry);
                    }
                }
                _ => page.leave_part(line, entry),
            }
        }
    }
}

/// The list that a field of people is.
fn list_of(field: PageField) -> fn(&mut PageReading) -> &mut Vec<PagePerson> {
    match field {
        PageField::Organizers => |page| &mut page.organizers,
        PageField::OnsiteModerators => |page| &mut page.onsite_moderators,
        PageField::OnlineModerators => |page| &mut page.online_moderators,
        PageField::Rapporteurs => |page| &mut page.rapporteurs,
        _ => |page| &mut page.speakers,
    }
}

/// Cuts a line into one entry a person.
fn entries(text: &str) -> Vec<&str> {
    let (marker, rest) = line::marker(text);
    let parts = match marker {
        Some(Marker::Number(1)) => numbered(rest),
        _ => vec![rest],
    };
    let parts = parts.into_iter().flat_map(|part| {
        let pieces: Vec<&str> = part.split(';').collect();
        // "Name; organisation; group; region" uses the same sign between the parts of one person.
        let is_one = pieces
            .iter()
            .skip(1)
            .any(|piece| groups::recognise(piece).is_some());
        if is_one { vec![part] } else { pieces }
    });
    parts
        .map(|part| part.trim_matches([' ', ',', ';']))
        .filter(|part| !part.is_empty())
        .collect()
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

/// Reads one entry; `None` for what cannot be a name.
fn person(entry: &str) -> Option<PagePerson> {
    if entry.chars().count() > limits::SHORT_CHARS_MAX
        || line::is_prose(entry)
        || entry.contains("://")
    {
        return None;
    }
    let settled = settled(entry);
    let entry = address::without(&settled).unwrap_or(settled);
    let (name, rest) = head(&entry);
    let (_, name) = line::marker(name);
    let is_nobody = vacancy::is_placeholder(name) || vacancy::is_vacant(name);
    if is_nobody || name.starts_with('[') || !name.contains(char::is_alphabetic) {
        return None;
    }
    let mut person = PagePerson {
        name: name.to_owned(),
        ..PagePerson::default()
    };
    read_parts(&mut person, &parts(&rest));
    Some(person)
}

/// An entry without the remark that its person may not come.
fn settled(entry: &str) -> String {
    const REMARKS: [&str; 5] = [
        "(tbc)",
        "[tbc]",
        "(to be confirmed)",
        "(invited)",
        "(unconfirmed)",
    ];
    let mut kept = entry.to_owned();
    for remark in REMARKS {
        if let Some(at) = kept.to_ascii_lowercase().find(remark) {
            kept.replace_range(at..at + remark.len(), "");
        }
    }
    if kept.len() == entry.len() {
        return kept;
    }
    kept.replace(" ,", ",").trim_matches([' ', ',']).to_owned()
}

/// Splits the name from the rest at the first comma, spaced dash or bracket.
fn head(entry: &str) -> (&str, String) {
    let at = [", ", ",", "; ", " - ", " – ", " — ", " | ", " ("]
        .iter()
        .filter_map(|mark| entry.find(mark).map(|at| (at, *mark)))
        .min_by_key(|(at, mark)| (*at, usize::MAX - mark.len()));
    let Some((at, mark)) = at else {
        return (entry.trim(), String::new());
    };
    let rest = &entry[at + mark.len()..];
    if mark != " (" {
        return (entry[..at].trim(), rest.trim().to_owned());
    }
    let Some((inside, after)) = rest.split_once(')') else {
        return (entry.trim(), String::new());
    };
    let after = after.trim_start_matches([',', '-', '–', '—', ' ']);
    if is_short_form(&entry[..at], inside) {
        return (
            entry[..at + mark.len() + inside.len() + 1].trim(),
            after.trim().to_owned(),
        );
    }
    let glue = if after.is_empty() { "" } else { ", " };
    (
        entry[..at].trim(),
        format!("{}{glue}{}", inside.trim(), after.trim()),
    )
}

/// Whether brackets hold the short form of the name before them: "… Coalition for … (TCCM)".
fn is_short_form(name: &str, inside: &str) -> bool {
    let low = name.to_lowercase();
    let mut letters = low.chars();
    inside.chars().count() >= 2
        && inside.chars().all(|c| c.is_alphanumeric() || c == '-')
        && name.split(' ').filter(|word| word.len() > 2).count() >= 2
        && inside
            .to_lowercase()
            .chars()
            .all(|short| letters.any(|c| c == short))
}

/// Takes groups that share a bracket out of it: "Org (Civil Society, GRULAC)".
fn unbracketed(rest: &str) -> String {
    let bracket = rest
        .trim_end()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    match bracket {
        Some((before, inside))
            if inside.contains([',', ';', '/'])
                && inside
                    .split([',', ';', '/'])
                    .all(|part| groups::recognise(part).is_some()) =>
        {
            format!("{}, {}", before.trim_end(), inside.replace([';', '/'], ","))
        }
        _ => rest.to_owned(),
    }
}

/// Cuts the rest of an entry at commas, semicolons, bars and spaced dashes, and takes a group out
/// of its brackets.
fn parts(rest: &str) -> Vec<String> {
    let marked = unbracketed(rest)
        .replace(" - ", "\u{1}- ")
        .replace(" – ", "\u{1}– ")
        .replace(" — ", "\u{1}— ");
    let mut parts = Vec::new();
    for part in marked.split([',', ';', '|', '\u{1}']) {
        let bracket = part
            .trim_end()
            .strip_suffix(')')
            .and_then(|part| part.rsplit_once('('));
        match bracket {
            Some((before, inside))
                if groups::recognise(part).is_none() && groups::recognise(inside).is_some() =>
            {
                parts.extend([before.trim().to_owned(), inside.trim().to_owned()]);
            }
            _ => parts.push(part.trim().to_owned()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Takes group and region from the parts; the rest, as written, is the affiliation. A region is
/// believed only behind the affiliation, since "Head of Policy, Africa" is a post.
fn read_parts(person: &mut PagePerson, parts: &[String]) {
    let plain = |part: &String| part.trim_start_matches(['-', '–', '—', ' ']).to_owned();
    let known: Vec<Option<Group>> = parts
        .iter()
        .map(|part| groups::recognise(&plain(part)))
        .collect();
    let tail = known
        .iter()
        .rposition(Option::is_none)
        .map_or(0, |at| at + 1);
    let mut affiliation = String::new();
    for (at, part) in parts.iter().enumerate() {
        let field = match known[at] {
            Some(Group::Stakeholder(name)) => Some((&mut person.stakeholder_group, name)),
            Some(Group::Region(name)) if at >= tail => Some((&mut person.region, name)),
            Some(Group::Intergovernmental) if person.stakeholder_group.is_none() => {
                Some((&mut person.stakeholder_group, groups::INTERGOVERNMENTAL))
            }
            Some(Group::Intergovernmental) => Some((&mut person.region, groups::INTERGOVERNMENTAL)),
            _ => None,
        };
        if let Some((field @ None, name)) = field {
            *field = Some(name.to_owned());
            continue;
        }
        let is_dashed = part.starts_with(['-', '–', '—']);
        if affiliation.is_empty() {
            affiliation = plain(part);
        } else {
            affiliation.push_str(if is_dashed { " " } else { ", " });
            affiliation.push_str(part);
        }
    }
    person.affiliation = Some(affiliation).filter(|text| !vacancy::is_placeholder(text));
}

#[cfg(test)]
mod tests;
