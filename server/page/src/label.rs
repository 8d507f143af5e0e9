//! The labels of a page: on a line of their own, or in front of a value.

use super::line::{self, Line, Marker};
use super::{PageField, goals};

mod names;

/// What a labelled part of the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Time,
    Room,
    Slides,
    Theme,
    Organizers,
    Speakers,
    OnsiteModerators,
    OnlineModerators,
    Rapporteurs,
    /// Of the person named right before it.
    Affiliation,
    Goals,
    Targets,
    Format,
    FormatDescription,
    Duration,
    Agenda,
    Description,
    KeyTakeaways,
    CallToAction,
    SessionReport,
    /// What the session is to answer: a part of forms, and a paragraph of descriptions.
    Questions,
    /// The type of the session.
    Kind,
    /// Known as a label of forms, but no field of ours.
    Unknown,
    /// Has the form of a label, and is no known one: it ends what stands before it.
    Foreign,
}

impl Label {
    /// The list of people that follows, if names follow.
    pub(super) fn people(self) -> Option<PageField> {
        match self {
            Self::Organizers => Some(PageField::Organizers),
            Self::Speakers => Some(PageField::Speakers),
            Self::OnsiteModerators => Some(PageField::OnsiteModerators),
            Self::OnlineModerators => Some(PageField::OnlineModerators),
            Self::Rapporteurs => Some(PageField::Rapporteurs),
            _ => None,
        }
    }

    /// Whether names follow.
    pub(super) fn is_people(self) -> bool {
        self.people().is_some()
    }

    /// Whether it opens a block of the report.
    pub(super) fn is_report(self) -> bool {
        matches!(
            self,
            Self::KeyTakeaways | Self::CallToAction | Self::SessionReport
        )
    }
}

/// A label found at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) label: Label,
    /// What stands behind it on the same line; empty for a label on its own.
    pub(super) value: &'a str,
    /// Whether a number stood before it.
    pub(super) is_numbered: bool,
    /// Whether it speaks of several: "Moderators".
    pub(super) is_plural: bool,
}

/// Longest name of a label, in characters.
const NAME_CHARS_MAX: usize = 70;

/// Most roles that are looked for in one line.
const ROLES_MAX: usize = 40;

/// Finds the label that a line starts with.
pub(super) fn find(line: &Line) -> Option<Found<'_>> {
    let text = line.text.as_str();
    let (marker, rest) = line::marker(text);
    let skipped = text.len() - rest.len();
    let cell = line.cell.and_then(|cell| cell.checked_sub(skipped));
    let found = named(rest, cell).or_else(|| form_question(rest))?;
    match marker {
        None => Some(found),
        // "3. Key Takeaways" is a label; "3. Panel: who pays" is no label and no value.
        Some(Marker::Number(_)) => {
            let is_numbered = true;
            (found.value.is_empty() && found.label != Label::Foreign).then_some(Found {
                is_numbered,
                ..found
            })
        }
        Some(Marker::Bullet) => {
            (found.label.is_people() && !found.value.is_empty()).then_some(found)
        }
    }
}

fn named(text: &str, cell: Option<usize>) -> Option<Found<'_>> {
    let low = lowered(text);
    let mut best: Option<(usize, Found<'_>)> = None;
    for (label, names) in names::NAMES {
        for name in *names {
            if best.is_some_and(|(length, _)| length >= name.len()) || !low.starts_with(name) {
                continue;
            }
            let Some((end, _)) = text
                .char_indices()
                .chain([(text.len(), ' ')])
                .nth(name.chars().count())
            else {
                continue;
            };
            let edge = cell.map(|cell| cell <= end + 3 && cell >= end);
            let Some((value, is_plural)) = value_after(*label, &text[end..], edge.unwrap_or(false))
            else {
                continue;
            };
            let is_told = low.trim_end().ends_with([':', '：']) || low.contains("(s)");
            if value.is_empty() && !is_told && names::WEAK.contains(name) {
                continue;
            }
            let found = Found {
                label: *label,
                value,
                is_numbered: false,
                is_plural,
            };
            best = Some((name.len(), found));
        }
    }
    best.map(|(_, found)| found)
}

/// The beginning of a text in lower case, character by character, so that places in it are places
/// in the text.
fn lowered(text: &str) -> String {
    let letters = text.chars().take(NAME_CHARS_MAX);
    letters
        .map(|c| c.to_lowercase().next().unwrap_or(c))
        .collect()
}

/// The value behind a label's name, and whether the name was a plural; `None` if the line only
/// happens to start with that word.
fn value_after(label: Label, rest: &str, is_cell: bool) -> Option<(&str, bool)> {
    let plural = ["(s)", "(es)", "s", "es"]
        .iter()
        .find_map(|end| strip_prefix_any_case(rest, end));
    let is_plural = plural.is_some() && !rest.starts_with('(');
    let rest = plural.unwrap_or(rest);
    let rest = rest.strip_prefix('?').unwrap_or(rest);
    let rest = rest.trim_start_matches('*').trim();
    let rest = without_remark(rest);
    let value = |value| Some((value, is_plural));
    if rest.is_empty() {
        return value("");
    }
    if let Some(behind) = rest.strip_prefix([':', '：']) {
        return value(behind.trim());
    }
    if is_cell {
        return value(rest);
    }
    let dashed = || rest.strip_prefix(['-', '–', '—']).map(str::trim);
    match label {
        Label::KeyTakeaways | Label::CallToAction | Label::SessionReport => {
            // Only the form's own instructions stand behind the dash.
            let is_hint = |hint: &str| {
                line::is_furniture(hint) || hint.to_ascii_lowercase().starts_with("deadline")
            };
            value(dashed().map(|hint| if is_hint(hint) { "" } else { hint })?)
        }
        Label::Duration => value(
            rest.starts_with(|c: char| c.is_ascii_digit())
                .then_some(rest)?,
        ),
        Label::Goals => value(goals::are_codes(rest).then_some(rest)?),
        label if label.is_people() => {
            if let Some(behind) = confirmed(rest) {
                return Some((behind, is_plural));
            }
            if let Some(dashed) = dashed() {
                return value(dashed);
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let behind = rest[digits..].trim_start().strip_prefix([':', '：'])?;
            (digits > 0).then_some((behind.trim(), false))
        }
        _ => None,
    }
}

/// "Speakers provisionally confirmed:", "Panelists include:".
fn confirmed(rest: &str) -> Option<&str> {
    const WORDS: [&str; 9] = [
        "provisionally",
        "confirmed",
        "invited",
        "expected",
        "proposed",
        "include",
        "includes",
        "are",
        "and",
    ];
    let (words, behind) = rest.split_once([':', '：'])?;
    let are_all = words.split(' ').all(|word| {
        let low = word.to_ascii_lowercase();
        WORDS.contains(&low.as_str())
    });
    are_all.then(|| behind.trim())
}

fn strip_prefix_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    let rest = &text[prefix.len()..];
    let ends = !rest.starts_with(char::is_alphanumeric);
    (ends && start.eq_ignore_ascii_case(prefix)).then_some(rest)
}

/// Skips what stands in brackets behind a label: "(minutes)", "(* deadline 9 January (UTC))".
fn without_remark(rest: &str) -> &str {
    let inner = rest.strip_prefix('(').or_else(|| rest.strip_prefix('（'));
    let Some(inner) = inner else {
        return rest;
    };
    match line::closing(inner) {
        Some(end) if end <= 200 => {
            let behind = inner[end..].trim_start_matches([')', '）']);
            behind.trim().trim_start_matches('*').trim()
        }
        _ => rest,
    }
}

/// Where people's roles stand in a line, and their names behind a colon each: "Moderator: Ana
/// Ruiz Rapporteur: Bo Sand".
pub(super) fn roles(text: &str) -> Vec<(usize, usize, Label)> {
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    for (colon, mark) in text.match_indices([':', '：']).take(ROLES_MAX) {
        let since = found.last().map_or(0, |(_, end, _)| *end);
        let mut from = colon;
        let mut best = None;
        // A role has at most four words.
        for _ in 0..4 {
            let before = text[since..from].trim_end();
            let start = before
                .char_indices()
                .rev()
                .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '(' | ')')))
                .map_or(since, |(at, c)| since + at + c.len_utf8());
            let start = start + (text[start..].len() - text[start..].trim_start().len());
            if start >= from {
                break;
            }
            from = start;
            let role = text[start..colon].trim();
            let whole = named(role, None).filter(|it| it.value.is_empty());
            if let Some(it) = whole.filter(|it| it.label.is_people()) {
                best = Some((start, it.label));
            }
        }
        if let Some((start, label)) = best {
            found.push((start, colon + mark.len(), label));
        }
    }
    if !found.is_empty() {
        bare_roles(text, &mut found);
    }
    found
}

/// Where other roles have a colon, one may have lost it: "… Rapporteur Bo Sand, Quay".
fn bare_roles(text: &str, found: &mut Vec<(usize, usize, Label)>) {
    const ROLES: [(&str, Label); 4] = [
        (" Online Moderator ", Label::OnlineModerators),
        (" Remote Moderator ", Label::OnlineModerators),
        (" Onsite Moderator ", Label::OnsiteModerators),
        (" Rapporteur ", Label::Rapporteurs),
    ];
    for (role, label) in ROLES {
        let Some(at) = text.find(role) else { continue };
        let mut next = text[at + role.len()..].split([' ', ',']).take(2);
        let is_name =
            next.clone().count() == 2 && next.all(|word| word.starts_with(char::is_uppercase));
        let is_free = found
            .iter()
            .all(|(from, to, _)| at + 1 >= *to || at < *from);
        if is_name && is_free {
            found.push((at + 1, at + role.len(), label));
        }
    }
    found.sort_by_key(|(at, ..)| *at);
}

/// Two roles before one colon, and where their people begin: "Moderator and Organizer: Ana Ruiz".
pub(super) fn joint_roles(text: &str) -> Option<([Label; 2], usize)> {
    let colon = text.find([':', '：'])?;
    let from = colon + text[colon..].chars().next().map_or(1, char::len_utf8);
    let head = Some(&text[..colon]).filter(|head| head.len() <= NAME_CHARS_MAX)?;
    let (first, second) = [" and ", " & ", " / ", "/"]
        .iter()
        .find_map(|and| head.split_once(and))?;
    let role = |text: &str| {
        let found = named(text.trim(), None).filter(|found| found.value.is_empty())?;
        Some(found.label).filter(|label| label.is_people())
    };
    let roles = [role(first)?, role(second)?];
    (roles[0] != roles[1] && !text[from..].trim().is_empty()).then_some((roles, from))
}

/// Whether a line has the form of a label that is known to nobody: it must not swallow what
/// follows, nor be taken for a person.
pub(super) fn is_foreign(line: &Line) -> bool {
    let text = line.text.as_str();
    let words = text.split(' ').count();
    let starts =
        text.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
    starts && words <= 8 && text.chars().count() <= NAME_CHARS_MAX && text.ends_with([':', '：'])
        || line.is_heading && words <= 12
}

/// What a line of its own announces: "The panel will be moderated by:", "The programme for this
/// session is:".
pub(super) fn announced(line: &Line) -> Option<Label> {
    const ENDS: [(&str, Label); 6] = [
        ("moderated by", Label::OnsiteModerators),
        ("chaired by", Label::OnsiteModerators),
        ("facilitated by", Label::OnsiteModerators),
        ("organized by", Label::Organizers),
        ("organised by", Label::Organizers),
        ("hosted by", Label::Organizers),
    ];
    const AGENDAS: [&str; 6] = [
        "agenda",
        "programme",
        "program",
        "schedule",
        "ordre du jour",
        "orden del día",
    ];
    if !is_foreign(line) {
        return None;
    }
    let low = line.text.to_lowercase();
    let words = low.strip_suffix([':', '：'])?;
    let role = ENDS.iter().find(|(end, _)| words.ends_with(end));
    let is_agenda = AGENDAS.iter().any(|word| words.contains(word));
    role.map(|(_, label)| *label)
        .or(is_agenda.then_some(Label::Agenda))
}

/// Questions that IGF forms ask in whole sentences; what was answered to most is no field of ours.
fn form_question(text: &str) -> Option<Found<'_>> {
    const STARTS: [&str; 16] = [
        "how do you plan to",
        "how will you",
        "what will participants gain",
        "does your session",
        "please explain",
        "please elaborate on",
        "please describe",
        "please state no more than",
        "please estimate the",
        "have you, or any of your",
        "what ideas surfaced in the discussion",
        "to what extent did the session",
        "did the session discuss",
        "estimate the overall number of",
        "estimate the total number of",
        "if there were presentations during",
    ];
    let low = line::cut(text, 120).to_ascii_lowercase();
    STARTS.iter().find(|start| low.starts_with(**start))?;
    let label = match low.contains("key messages of the discussion") {
        true => Label::KeyTakeaways,
        false => Label::Unknown,
    };
    Some(Found {
        label,
        value: answer(text)?,
        is_numbered: false,
        is_plural: false,
    })
}

/// What stands behind a question of a form; `None` where the line does not end it.
fn answer(text: &str) -> Option<&str> {
    // "… of the discussion. [150 words or less] Examples: There was broad support for …"
    let words = ["[150", "[100", "[75", "(3 paragraphs)", "[200", "[250"];
    let bound = words.iter().find_map(|bound| text.split_once(bound));
    let behind = match (bound, text.split_once('?'), text.split_once(':')) {
        (Some((_, behind)), ..) => behind.split_once(']').map_or(behind, |it| it.1),
        (None, Some((_, answer)), _) => answer,
        (None, None, Some((_, answer))) => answer,
        (None, None, None) => text.ends_with('.').then_some("")?,
    };
    let value = behind.trim_matches([' ', '*', ':', '.']);
    // The form gives examples.
    Some(if value.starts_with("Example") {
        ""
    } else {
        value
    })
}

/// Whether a text is a label and nothing else.
pub(super) fn is_label(text: &str) -> bool {
    text.chars().count() <= NAME_CHARS_MAX
        && named(text, None).is_some_and(|found| found.value.is_empty())
}

#[cfg(test)]
mod tests;
