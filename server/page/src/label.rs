//! The labels of a page: on a line of their own, or in front of a value.

use super::{goals, line};

/// What a labelled part of the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Time,
    Room,
    Theme,
    Organizers,
    Speakers,
    OnsiteModerators,
    OnlineModerators,
    Rapporteurs,
    Goals,
    Targets,
    Format,
    Duration,
    Agenda,
    Description,
    KeyTakeaways,
    CallToAction,
    SessionReport,
    /// Known as a label of IGF forms, but no field of ours.
    Unknown,
}

impl Label {
    /// Whether names follow.
    pub(super) fn is_people(self) -> bool {
        use Label::{OnlineModerators, OnsiteModerators, Organizers, Rapporteurs, Speakers};
        matches!(
            self,
            Organizers | Speakers | OnsiteModerators | OnlineModerators | Rapporteurs
        )
    }

    /// Whether it opens a block of the report.
    pub(super) fn is_report(self) -> bool {
        matches!(
            self,
            Self::KeyTakeaways | Self::CallToAction | Self::SessionReport
        )
    }
}

/// In lower case; a longer name stands before the names that it starts with.
const NAMES: [(&str, Label); 63] = [
    ("session title", Label::Title),
    ("title", Label::Title),
    ("date and time", Label::Time),
    ("session time", Label::Time),
    ("time", Label::Time),
    ("date", Label::Time),
    ("room", Label::Room),
    ("venue", Label::Room),
    ("subtheme", Label::Theme),
    ("sub-theme", Label::Theme),
    ("theme", Label::Theme),
    ("co-organizer", Label::Organizers),
    ("co-organiser", Label::Organizers),
    ("session organizer", Label::Organizers),
    ("organizer", Label::Organizers),
    ("organiser", Label::Organizers),
    ("additional speaker", Label::Speakers),
    ("keynote speaker", Label::Speakers),
    ("confirmed speaker", Label::Speakers),
    ("speaker", Label::Speakers),
    ("panellist", Label::Speakers),
    ("panelist", Label::Speakers),
    ("onsite moderator", Label::OnsiteModerators),
    ("on-site moderator", Label::OnsiteModerators),
    ("on site moderator", Label::OnsiteModerators),
    ("in-person moderator", Label::OnsiteModerators),
    // Forms that ask for an "Online Moderator" as well mean the room by the plain word.
    ("moderator", Label::OnsiteModerators),
    ("online moderator", Label::OnlineModerators),
    ("on-line moderator", Label::OnlineModerators),
    ("remote moderator", Label::OnlineModerators),
    ("rapporteur", Label::Rapporteurs),
    ("sustainable development goal", Label::Goals),
    ("sdg", Label::Goals),
    ("target", Label::Targets),
    ("session format", Label::Format),
    ("hybrid format", Label::Unknown),
    ("format", Label::Format),
    ("session duration", Label::Duration),
    ("duration", Label::Duration),
    ("tentative agenda", Label::Agenda),
    ("session agenda", Label::Agenda),
    ("draft agenda", Label::Agenda),
    ("proposed agenda", Label::Agenda),
    ("agenda", Label::Agenda),
    ("programme", Label::Agenda),
    ("session description", Label::Description),
    ("description", Label::Description),
    ("abstract", Label::Description),
    ("key takeaway", Label::KeyTakeaways),
    ("key take-away", Label::KeyTakeaways),
    ("calls to action", Label::CallToAction),
    ("call to action", Label::CallToAction),
    ("session report", Label::SessionReport),
    ("policy question", Label::Unknown),
    ("expected outcome", Label::Unknown),
    (
        "what will participants gain from attending this session",
        Label::Unknown,
    ),
    ("background paper", Label::Unknown),
    ("additional reference document", Label::Unknown),
    ("reference document", Label::Unknown),
    ("online participation", Label::Unknown),
    ("discussion facilitation", Label::Unknown),
    ("tag", Label::Unknown),
    ("issue", Label::Unknown),
];

/// A label found at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) label: Label,
    /// What stands behind it on the same line; empty for a label on its own.
    pub(super) value: &'a str,
}

/// Finds the label that a line starts with.
pub(super) fn find(text: &str) -> Option<Found<'_>> {
    let text = text.trim_start_matches(['#', '*', ' ']);
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    if is_form_question(text) {
        let (label, value) = (Label::Unknown, "");
        return Some(Found { label, value });
    }
    let low = line::cut(text, 60).to_ascii_lowercase();
    NAMES
        .iter()
        .filter(|(name, _)| low.starts_with(name))
        .find_map(|(name, label)| {
            let value = value_after(*label, &text[name.len()..])?;
            Some(Found {
                label: *label,
                value,
            })
        })
}

/// The value behind a label's name, or `None` if the line only happens to start with that word.
fn value_after(label: Label, rest: &str) -> Option<&str> {
    let rest = rest
        .strip_prefix("(s)")
        .or_else(|| rest.strip_prefix('s'))
        .unwrap_or(rest);
    let rest = rest
        .strip_prefix('?')
        .unwrap_or(rest)
        .trim_start_matches('*')
        .trim();
    let rest = without_remark(rest);
    if rest.is_empty() {
        return Some("");
    }
    if let Some(value) = rest.strip_prefix([':', '：']) {
        return Some(value.trim());
    }
    let dashed = || rest.strip_prefix(['-', '–', '—']).map(str::trim);
    match label {
        Label::KeyTakeaways | Label::CallToAction | Label::SessionReport => {
            // Only the form's own instructions stand behind the dash.
            let is_hint = |hint: &str| {
                line::is_furniture(hint) || hint.to_ascii_lowercase().starts_with("deadline")
            };
            dashed().map(|hint| if is_hint(hint) { "" } else { hint })
        }
        Label::Duration => rest
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(rest),
        Label::Goals => goals::are_codes(rest).then_some(rest),
        label if label.is_people() => dashed().or_else(|| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let value = rest[digits..].trim_start().strip_prefix([':', '：'])?;
            (digits > 0).then_some(value.trim())
        }),
        _ => None,
    }
}

/// Skips what stands in brackets behind a label: "(minutes)", "(* deadline 9 January (UTC))".
fn without_remark(rest: &str) -> &str {
    let Some(inner) = rest.strip_prefix('(') else {
        return rest;
    };
    match line::closing(inner) {
        Some(end) if end <= 200 => inner[end + 1..].trim().trim_start_matches('*').trim(),
        _ => rest,
    }
}

/// Questions that IGF forms ask in whole sentences; what was answered is no field of ours.
fn is_form_question(text: &str) -> bool {
    const STARTS: [&str; 5] = [
        "how do you plan to",
        "how will you",
        "what will participants gain",
        "does your session",
        "please explain",
    ];
    let low = line::cut(text, 40).to_ascii_lowercase();
    STARTS.iter().any(|start| low.starts_with(start))
        && text.trim_end_matches(['*', ' ', ':']).ends_with(['?', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, label: Label, value: &str) {
        assert_eq!(find(text), Some(Found { label, value }), "{text}");
    }

    #[test]
    fn a_label_may_stand_alone_or_before_its_value() {
        check("Duration (minutes)", Label::Duration, "");
        check("Duration (minutes): 90", Label::Duration, "90");
        check("Duration (minutes) 90", Label::Duration, "90");
        check(
            "Onsite Moderator: Ana Ruiz, Example Org",
            Label::OnsiteModerators,
            "Ana Ruiz, Example Org",
        );
        check("On-site Moderator(s)", Label::OnsiteModerators, "");
        check("Speaker 2: Lin Wei", Label::Speakers, "Lin Wei");
        check("SDGs: 9.1", Label::Goals, "9.1");
        check("## Speakers", Label::Speakers, "");
    }

    #[test]
    fn report_labels_are_matched_loosely() {
        check(
            "Key Takeaways (* deadline 2 hours after session)",
            Label::KeyTakeaways,
            "",
        );
        check(
            "Session Report (* deadline 26 October) - click on the ? symbol for instructions",
            Label::SessionReport,
            "",
        );
        check("Call to Action", Label::CallToAction, "");
        for text in [
            "Session Report (* deadline 26 October 2025 (23:59 UTC))",
            "Session Report* (due by 9 January 2026)",
            "Session Report - deadline 9 January",
        ] {
            check(text, Label::SessionReport, "");
        }
    }

    #[test]
    fn a_sentence_is_not_a_label() {
        for text in [
            "Speakers will share the floor.",
            "Formats differ",
            "speakers",
            "Time is short",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
