//! Lists of people: one a line, or everyone on one line. A line is a person only if it passes for
//! one; what does not pass is an organisation among the organizers, or is left unread.

mod adjoined;
mod entries;
mod names;
mod remarks;
mod words;

use super::groups::{self, Group};
use super::label::Label;
use super::line::{self, Line};
use super::{
    PageField, PagePerson, PageReading, address, agenda_list, format, goals, limits, vacancy, when,
};
use remarks::{settled, unmarked, without_links};

/// A list of people as it stands on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether its label speaks of several on the line of their names: "Moderators: Ana, Bo".
    pub(super) is_plural: bool,
    /// Whether the page does not say that the list follows.
    pub(super) is_guess: bool,
}

/// Reads a list of people into a field, and says how many lines belong to it: prose, a part of the
/// agenda, a format or a time ends it. Lines of it that name nobody stay unread.
pub(super) fn read(page: &mut PageReading, list: PageField, lines: &[Line], told: Told) -> usize {
    let last = lines
        .iter()
        .rposition(|line| is_entry(line, list))
        .map_or(0, |at| at + 1);
    for (at, line) in lines.iter().enumerate() {
        if line::is_furniture(&line.text) {
            page.heading(line);
            continue;
        }
        // Targets whose own label was lost end up in the last list before them.
        if goals::read_line(page, line) {
            continue;
        }
        if ends(line, at, last) {
            return at;
        }
        if !read_card(page, list, lines, at) && !read_post(page, list, lines, at) {
            read_line(page, list, line, told, at == 0);
        }
    }
    lines.len()
}

/// A schedule shows people as cards: "avatar for Ana Ruiz", her name, and what she is.
fn read_card(page: &mut PageReading, list: PageField, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let (Some(avatar), Some(name)) = (
        at.checked_sub(2).map(|at| &lines[at].text),
        at.checked_sub(1).map(|at| &lines[at].text),
    ) else {
        return false;
    };
    let is_card = avatar
        .strip_prefix("avatar for ")
        .is_some_and(|shown| shown == name);
    let is_short =
        !line::is_prose(&line.text) && line.text.chars().count() <= limits::SHORT_CHARS_MAX;
    let person = list_of(list)(page).last_mut();
    let person = person.filter(|person| person.name == *name && person.affiliation.is_none());
    match person.filter(|_| is_card && is_short) {
        Some(person) => {
            person.affiliation = Some(line.text.clone());
            page.guess(line, list);
            true
        }
        None => false,
    }
}

/// "Executive Director, Dock Office" on a line of its own is of the person on the line above.
fn read_post(page: &mut PageReading, list: PageField, lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let Some(above) = at.checked_sub(1).map(|above| &lines[above]) else {
        return false;
    };
    let people = list_of(list)(page);
    let is_post = names::is_post(&line.text)
        && !line::is_prose(&line.text)
        && line.text.chars().count() <= limits::SHORT_CHARS_MAX
        && line::marker(&line.text).0.is_none()
        && person(&line.text, list, false).is_none();
    let person = people.last_mut().filter(|person| person.name == above.text);
    match person.filter(|person| is_post && person.affiliation.is_none()) {
        Some(person) => {
            person.affiliation = Some(line.text.clone());
            page.guess(line, list);
            true
        }
        None => false,
    }
}

/// Whether a line is a person of whom more is said than the name.
pub(super) fn is_told_person(text: &str) -> bool {
    let (_, entry) = line::marker(text);
    entries::entries(entry, false).first().is_some_and(|first| {
        let person = person(first, PageField::Speakers, false);
        person.is_some_and(|person| {
            let has_more = person.affiliation.is_some()
                || person.stakeholder_group.is_some()
                || person.region.is_some();
            has_more && names::is_full_person(&person.name)
        })
    })
}

/// Reads what stands under a label of an affiliation: it is of the person named last before it.
/// Hands back the lines that are not it.
pub(super) fn read_affiliation<'a>(
    page: &mut PageReading,
    within: Option<Label>,
    lines: &'a [Line],
) -> &'a [Line] {
    let list = within.and_then(Label::people);
    let person = list.and_then(|list| list_of(list)(page).last_mut());
    let (Some(first), Some(person)) = (lines.first(), person) else {
        return lines;
    };
    match &person.affiliation {
        None if line::is_prose(&first.text) => return lines,
        None => person.affiliation = Some(first.text.clone()),
        Some(known) if *known == first.text => {}
        Some(_) => return lines,
    }
    page.claim(first, list.unwrap_or(PageField::Organizers));
    &lines[1..]
}

/// Reads a line that names who speaks, though nothing says so but its place.
pub(super) fn read_guessed_speaker(page: &mut PageReading, line: &Line) {
    let told = Told {
        is_guess: true,
        is_plural: false,
    };
    read_line(page, PageField::Speakers, line, told, false);
}

/// Reads one line of a list.
fn read_line(page: &mut PageReading, list: PageField, line: &Line, told: Told, is_first: bool) {
    let text = in_cells(line);
    let are_moderators = matches!(
        list,
        PageField::OnsiteModerators | PageField::OnlineModerators | PageField::Rapporteurs
    );
    let is_list = told.is_plural && is_first && are_moderators;
    for entry in entries::entries(&text, is_list) {
        let entry = entry.as_str();
        match person(entry, list, told.is_guess) {
            Some(person) if add(page, list, &person) => {
                if told.is_guess || is_list && text.contains(',') {
                    page.guess(line, list);
                } else {
                    page.claim(line, list);
                }
                if settled(entry) != entry {
                    page.leave_part(line, entry);
                }
            }
            _ => page.leave_part(line, entry),
        }
    }
}

/// A row of a table has a cell where a line has a comma.
fn in_cells(line: &Line) -> String {
    match line.cell {
        Some(cell) => format!("{},{}", &line.text[..cell], &line.text[cell..]),
        None => line.text.clone(),
    }
}

/// Puts a person on a list, once: what a second mention adds is added. False for a full list.
fn add(page: &mut PageReading, list: PageField, person: &PagePerson) -> bool {
    let people = list_of(list)(page);
    let name = names::compared(&person.name);
    if let Some(known) = people
        .iter_mut()
        .find(|it| names::compared(&it.name) == name)
    {
        known.affiliation = known
            .affiliation
            .take()
            .or_else(|| person.affiliation.clone());
        known.stakeholder_group = known
            .stakeholder_group
            .take()
            .or_else(|| person.stakeholder_group.clone());
        known.region = known.region.take().or_else(|| person.region.clone());
        return true;
    }
    let has_place = people.len() < limits::PEOPLE_MAX;
    if has_place {
        people.push(person.clone());
    }
    has_place
}

/// Whether a line of a list is no longer of it.
fn ends(line: &Line, at: usize, last: usize) -> bool {
    let text = line.text.as_str();
    // A life between two people does not end their list.
    let is_prose = line.after_gap && line::is_prose(text) && at >= last;
    is_prose || format::is_format(text) || when::is_time_like(text) || agenda_list::has_length(text)
}

fn is_entry(line: &Line, list: PageField) -> bool {
    let (_, text) = line::marker(&line.text);
    !line::is_prose(text) && person(text, list, false).is_some()
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

/// Reads one entry; `None` for what cannot be a name, or is two people.
fn person(entry: &str, list: PageField, is_guess: bool) -> Option<PagePerson> {
    if entry.chars().count() > limits::SHORT_CHARS_MAX || line::is_prose(entry) {
        return None;
    }
    let entry = unmarked(&without_links(&settled(entry)));
    let entry = address::without(&entry).unwrap_or(entry);
    let (name, rest) = head(&entry);
    let (name, rest) = whole_name(name, &rest, list);
    let (_, name) = line::marker(&name);
    // Where organisations stand, too, the whole may be the name of one.
    let parted = Some(name).filter(|_| list != PageField::Organizers);
    let (name, rest) = match parted.and_then(adjoined::parted) {
        Some((name, organisation)) if rest.is_empty() => (name, organisation.to_owned()),
        Some((name, organisation)) => (name, format!("{organisation}, {rest}")),
        None => (name, rest),
    };
    let passes = names::is_person(name)
        || names::is_in_small_letters(name) && says_group(&rest)
        || list == PageField::Organizers && names::is_organisation(name, is_guess);
    if !passes || vacancy::is_placeholder(name) || vacancy::is_vacant(name) {
        return None;
    }
    let mut person = PagePerson {
        name: name.to_owned(),
        ..PagePerson::default()
    };
    read_parts(&mut person, &parts(&rest))?;
    Some(person)
}

/// Whether a group or a region stands behind a name.
fn says_group(rest: &str) -> bool {
    let mut parts = rest.split(',');
    parts.any(|part| groups::recognise(part).is_some())
}

/// A name with what belongs to it behind a comma: "Ana Ruiz, PhD", "RUIZ, Ana".
fn whole_name(name: &str, rest: &str, list: PageField) -> (String, String) {
    let (next, behind) = rest.split_once(',').unwrap_or((rest, ""));
    let next = next.trim();
    let is_suffix = words::SUFFIXES.contains(&next.to_lowercase().as_str());
    let is_surname = list != PageField::Organizers
        && !name.contains(' ')
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !name.contains(char::is_lowercase)
        && name.contains(char::is_uppercase)
        && next.contains(char::is_lowercase)
        && next.split(' ').count() <= 3
        && !behind.is_empty()
        && names::is_person(next);
    if !next.is_empty() && (is_suffix || is_surname) {
        return (format!("{name}, {next}"), behind.trim().to_owned());
    }
    (name.to_owned(), rest.to_owned())
}

/// Splits the name from the rest at the first comma, spaced dash or bracket.
fn head(entry: &str) -> (&str, String) {
    let stop = names::stop_behind(entry).map(|at| (at, ". "));
    let at = [", ", ",", "; ", " - ", " – ", " — ", " | ", " ("]
        .iter()
        .filter_map(|mark| entry.find(mark).map(|at| (at, *mark)))
        .chain(stop)
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
/// of its brackets and from between its slashes.
fn parts(rest: &str) -> Vec<String> {
    let marked = unbracketed(rest)
        .replace(" - ", "\u{1}- ")
        .replace(" – ", "\u{1}– ")
        .replace(" — ", "\u{1}— ");
    let mut parts = Vec::new();
    for part in marked.split([',', ';', '|', '\u{1}']) {
        if let Some(pieces) = groups::slashed(part) {
            parts.extend(pieces.into_iter().map(str::to_owned));
            continue;
        }
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
/// believed only behind the affiliation, since "Head of Policy, Africa" is a post. `None` where
/// two groups or two regions prove two people.
fn read_parts(person: &mut PagePerson, parts: &[String]) -> Option<()> {
    let plain = |part: &String| {
        let bare = part.trim_start_matches(['-', '–', '—', ' ']);
        bare.to_owned()
    };
    let known: Vec<Option<Group>> = parts
        .iter()
        .map(|part| groups::recognise(&plain(part)).filter(|group| *group != Group::Area))
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
        match field {
            Some((field @ None, name)) => {
                *field = Some(name.to_owned());
                continue;
            }
            Some((Some(known), name)) if known != name => return None,
            Some(_) => continue,
            None => {}
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
    Some(())
}

#[cfg(test)]
mod tests;
