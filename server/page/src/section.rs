//! The page cut at its labels.

use super::agenda_list;
use super::label::{self, Found, Label};
use super::line::{self, Line};
use super::{people, when};

/// The lines under one label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    /// `None` for what stands before the first label.
    pub(super) label: Option<Label>,
    /// The line of the label; none for a section that goes on.
    pub(super) heading: Option<Line>,
    /// The label before it: an agenda stands within a format or a description.
    pub(super) within: Option<Label>,
    /// What stands under it; a value on the label's line comes first.
    pub(super) lines: Vec<Line>,
    /// Whether the label speaks of several.
    pub(super) is_plural: bool,
    /// Whether the page lost its label, and its place says what it is.
    pub(super) is_guess: bool,
}

impl Section {
    /// Whether its first value stands on the line of its label.
    pub(super) fn is_inline(&self) -> bool {
        let heading = self.heading.as_ref().map(|line| line.index);
        heading.is_some() && self.lines.first().map(|line| line.index) == heading
    }
}

/// Cuts a page into sections, in the order of the text; `begins` is the label of its first lines,
/// where that is known.
pub(super) fn sections_of(lines: Vec<Line>, begins: Option<Label>) -> Vec<Section> {
    let mut cut = Cut::default();
    cut.open.label = begins;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        if let Some(label) = lines.peek().and_then(|next| proved(&line, next)) {
            cut.start(label, Some(line), false);
            continue;
        }
        if cut.takes_labels() && lines.peek().is_some_and(|next| heads_people(&line, next)) {
            cut.start(Label::Speakers, Some(line), false);
            cut.open.is_guess = true;
            continue;
        }
        if let Some((roles, from)) = label::joint_roles(&line.text).filter(|_| cut.takes_labels()) {
            // "Moderator and Organizer: Ana Ruiz" is both.
            for role in roles {
                cut.roles(&line, &[(0, from, role)]);
            }
            continue;
        }
        let found = label::find(&line).filter(|found| closes(cut.open.label, found));
        match found {
            Some(found) if found.label.is_people() => cut.people(&line, found),
            Some(found) => {
                let value = found.value.to_owned();
                cut.start(found.label, Some(line.clone()), found.is_plural);
                cut.push_value(&line, &value);
            }
            None => match label::announced(&line).filter(|_| cut.takes_labels()) {
                Some(label) => cut.start(label, Some(line), false),
                None if ends_with_foreign(&cut, &line) => {
                    cut.start(Label::Foreign, Some(line), false);
                }
                None => cut.line(line),
            },
        }
    }
    cut.done.push(cut.open);
    settled(cut.done)
}

/// A role that was guessed by its place is not there where the page names it elsewhere: its people
/// belong to the list before it.
fn settled(sections: Vec<Section>) -> Vec<Section> {
    let told: Vec<Label> = sections
        .iter()
        .filter(|section| !section.is_guess)
        .filter_map(|section| section.label)
        .collect();
    let mut kept: Vec<Section> = Vec::with_capacity(sections.len());
    for section in sections {
        let by_place = section.is_guess && section.heading.is_none();
        let is_told = by_place && section.label.is_some_and(|it| told.contains(&it));
        match kept.last_mut().filter(|_| is_told) {
            Some(before) => before.lines.extend(section.lines),
            None => kept.push(section),
        }
    }
    kept
}

/// An ordinary word that is a label by what follows: "Schedule" also stands in every site's menu,
/// "Data" is a theme, and in Portuguese a date.
fn proved(line: &Line, next: &Line) -> Option<Label> {
    const TIMES: [&str; 8] = [
        "time", "date", "when", "day", "hora", "fecha", "data", "horário",
    ];
    let low = line::cut(&line.text, 20)
        .trim_end_matches(':')
        .to_lowercase();
    if low == "schedule" && agenda_list::has_length(&next.text) {
        return Some(Label::Agenda);
    }
    (TIMES.contains(&low.as_str()) && when::is_time_like(&next.text)).then_some(Label::Time)
}

/// "Confirmed experts", "With contributions from:": a heading that no form has, over people of whom
/// more than the name is said. Its words must speak of a part in the session, since a committee and
/// the authors of a report are lists of people, too.
fn heads_people(line: &Line, next: &Line) -> bool {
    const WORDS: [&str; 16] = [
        "experts",
        "panel",
        "panelists",
        "panellists",
        "contributors",
        "contributions",
        "featuring",
        "guests",
        "voices",
        "speaking",
        "interventions",
        "respondents",
        "keynotes",
        "lineup",
        "line-up",
        "commentators",
    ];
    let low = line::cut(&line.text, 60).to_lowercase();
    let mut words = low.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    line.text.chars().count() <= 60
        && line.text.split(' ').count() <= 6
        && line::marker(&line.text).0.is_none()
        && !line.text.ends_with(['.', '?', '!'])
        && words.any(|word| WORDS.contains(&word))
        && label::find(line).is_none()
        && label::announced(line).is_none()
        && !people::is_told_person(&line.text)
        && people::is_told_person(&next.text)
}

#[derive(Default)]
struct Cut {
    done: Vec<Section>,
    open: Section,
    /// Whether a heading was seen: the first is the title.
    has_heading: bool,
}

impl Cut {
    fn start(&mut self, label: Label, heading: Option<Line>, is_plural: bool) {
        let next = Section {
            label: Some(label),
            heading,
            within: self.open.label,
            lines: Vec::new(),
            is_plural,
            is_guess: false,
        };
        self.done.push(std::mem::replace(&mut self.open, next));
    }

    fn push_value(&mut self, line: &Line, value: &str) {
        if !value.is_empty() {
            let value = Line {
                after_gap: false,
                after_wide_gap: false,
                ..line.part(value)
            };
            self.open.lines.push(value);
        }
    }

    fn line(&mut self, line: Line) {
        self.has_heading |= line.is_heading;
        // Roles also stand in the middle of a line of people.
        let is_people = self.open.label.is_some_and(Label::is_people);
        let roles = if is_people {
            label::roles(&line.text)
        } else {
            Vec::new()
        };
        let Some((start, ..)) = roles.first().copied() else {
            self.lost_role(&line);
            self.open.lines.push(line);
            return;
        };
        let head = line.text[..start]
            .trim_matches([' ', ',', ';', '•', '-', '|'])
            .to_owned();
        self.push_value(&line, &head);
        self.roles(&line, &roles);
    }

    /// Where a page lost its labels, the wide gap that they left parts the people: behind numbered
    /// speakers stands the moderator, behind the moderator online the rapporteur.
    fn lost_role(&mut self, line: &Line) {
        if !line.after_wide_gap || self.open.lines.is_empty() || !people::is_told_person(&line.text)
        {
            return;
        }
        let next = match self.open.label {
            Some(Label::Speakers) if self.open.is_inline() => Label::OnsiteModerators,
            Some(Label::OnlineModerators) => Label::Rapporteurs,
            _ => return,
        };
        self.start(next, None, false);
        self.open.is_guess = true;
    }

    /// Whether a line may announce something here: reports and agendas have headings of their own.
    fn takes_labels(&self) -> bool {
        let open = self.open.label;
        !open.is_some_and(|label| label == Label::Agenda || label.is_report())
    }

    /// A label of people: its value, and the roles that stand behind it on its line. Inside an
    /// agenda it names who speaks, and the agenda goes on.
    fn people(&mut self, line: &Line, found: Found<'_>) {
        let before = self.open.label;
        let within = self.open.within;
        let is_inside = matches!(before, Some(Label::Agenda)) && !found.value.is_empty();
        // "Speakers:", under it "Moderator: Ana Ruiz", under that the speakers.
        let list = self.open.label.filter(|label| {
            label.is_people()
                && *label != found.label
                && self.open.lines.is_empty()
                && self.open.heading.is_some()
                && !found.value.is_empty()
        });
        let roles = label::roles(&line.text);
        if roles.len() > 1 && !found.value.is_empty() {
            self.roles(line, &roles);
        } else {
            let value = found.value.to_owned();
            self.start(found.label, Some(line.clone()), found.is_plural);
            self.push_value(line, &value);
        }
        if is_inside {
            self.start(Label::Agenda, None, false);
            self.open.within = within;
        } else if let Some(list) = list {
            self.start(list, None, false);
        }
    }

    fn roles(&mut self, line: &Line, roles: &[(usize, usize, Label)]) {
        for (at, (_, from, label)) in roles.iter().enumerate() {
            let until = roles.get(at + 1).map_or(line.text.len(), |next| next.0);
            let value = line.text[*from..until].trim_matches([' ', ';', '•', '-', '|']);
            self.start(*label, Some(line.clone()), false);
            self.push_value(line, value);
        }
    }
}

/// Whether a label ends the section that is open. Reports and agendas carry headings of their
/// own that look like the page's labels.
fn closes(open: Option<Label>, found: &Found<'_>) -> bool {
    match open {
        Some(Label::SessionReport) => found.label.is_report(),
        Some(Label::KeyTakeaways | Label::CallToAction) => {
            found.label.is_report() || found.value.is_empty()
        }
        Some(Label::Agenda) => !found.is_numbered || found.label.is_report(),
        // Forms ask for them before the description; in it, they are a part of it.
        Some(Label::Description) => found.label != Label::Questions,
        _ => true,
    }
}

/// Whether a line has the form of a label that nobody knows, where one ends what stands before it.
fn ends_with_foreign(cut: &Cut, line: &Line) -> bool {
    if !label::is_foreign(line) || line::is_furniture(&line.text) {
        return false;
    }
    match cut.open.label {
        // The first heading is the title.
        None => line.is_heading && cut.has_heading,
        Some(Label::KeyTakeaways | Label::CallToAction | Label::SessionReport) => false,
        Some(
            Label::Description
            | Label::FormatDescription
            | Label::Format
            | Label::Targets
            | Label::Agenda,
        ) => line.is_heading,
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of;
    use super::*;

    fn labels(page: &str) -> Vec<(Option<Label>, usize)> {
        let sections = sections_of(lines_of(page).lines, None);
        sections
            .iter()
            .map(|section| (section.label, section.lines.len()))
            .collect()
    }

    #[test]
    fn a_report_keeps_headings_that_look_like_labels() {
        assert_eq!(
            labels("Intro\nSession Report\nSpeakers\nAna said so.\nCall to Action\nJoin."),
            [
                (None, 1),
                (Some(Label::SessionReport), 2),
                (Some(Label::CallToAction), 1)
            ]
        );
    }

    #[test]
    fn an_unknown_label_ends_the_section_before_it() {
        assert_eq!(
            labels("Speakers\nAna Ruiz\nSomething else:\nBo Sand"),
            [
                (None, 0),
                (Some(Label::Speakers), 1),
                (Some(Label::Foreign), 1)
            ]
        );
    }

    #[test]
    fn an_agenda_goes_on_behind_who_speaks_in_it() {
        assert_eq!(
            labels("Agenda\n1. One\n• Speaker: Lin Wei\n2. Two"),
            [
                (None, 0),
                (Some(Label::Agenda), 1),
                (Some(Label::Speakers), 1),
                (Some(Label::Agenda), 1)
            ]
        );
    }
}
