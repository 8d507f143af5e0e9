//! The page cut at its labels.

use super::label::{self, Label};
use super::line::Line;

/// The lines under one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// `None` for what stands before the first label.
    pub(super) label: Option<Label>,
    /// The line of the label, as written.
    pub(super) heading: Line,
    /// The label before it: an agenda stands within a format or a description.
    pub(super) within: Option<Label>,
    /// What stands under it; a value on the label's line comes first.
    pub(super) lines: Vec<Line>,
}

/// Cuts a page into sections, in the order of the text.
pub(super) fn sections_of(lines: Vec<Line>) -> Vec<Section> {
    let mut done = Vec::new();
    let mut open = Section {
        label: None,
        heading: Line::default(),
        within: None,
        lines: Vec::new(),
    };
    for line in lines {
        match label::find(&line.text).filter(|found| closes(open.label, found)) {
            Some(found) => {
                let value = Line {
                    after_gap: false,
                    ..line.part(found.value)
                };
                let next = Section {
                    label: Some(found.label),
                    within: open.label,
                    lines: if value.text.is_empty() {
                        Vec::new()
                    } else {
                        vec![value]
                    },
                    heading: line,
                };
                done.push(std::mem::replace(&mut open, next));
            }
            None => open.lines.push(line),
        }
    }
    done.push(open);
    done
}

/// Whether a label ends the section that is open. Reports and agendas carry headings of their
/// own that look like the page's labels.
fn closes(open: Option<Label>, found: &label::Found<'_>) -> bool {
    match open {
        Some(Label::SessionReport) => found.label.is_report(),
        Some(Label::KeyTakeaways | Label::CallToAction) => {
            found.label.is_report() || found.value.is_empty()
        }
        Some(Label::Agenda) => found.value.is_empty() || !found.label.is_people(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines_of;
    use super::*;

    #[test]
    fn a_report_keeps_headings_that_look_like_labels() {
        let page = "Intro\nSession Report\nSpeakers\nAna said so.\nCall to Action\nJoin.";
        let sections = sections_of(lines_of(page).lines);
        let labels: Vec<Option<Label>> = sections.iter().map(|section| section.label).collect();
        assert_eq!(
            labels,
            [None, Some(Label::SessionReport), Some(Label::CallToAction)]
        );
        assert_eq!(sections[1].lines.len(), 2);
    }
}
