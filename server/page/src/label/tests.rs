//! Labels in the languages and shapes of pages.

use super::*;

fn line(text: &str) -> Line {
    super::super::line::lines_of(text).lines.remove(0)
}

fn check(text: &str, label: Label, value: &str) {
    let line = line(text);
    let found = find(&line).map(|found| (found.label, found.value));
    assert_eq!(found, Some((label, value)), "{text}");
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
    check("Speakers\tLin Wei", Label::Speakers, "Lin Wei");
    check(
        "| Moderator | Ana Ruiz |",
        Label::OnsiteModerators,
        "Ana Ruiz",
    );
    check("• Speaker: Lin Wei", Label::Speakers, "Lin Wei");
}

#[test]
fn labels_in_any_case_and_in_seven_languages() {
    for text in [
        "SPEAKERS",
        "speakers",
        "Intervenants :",
        "PONENTES",
        "Palestrantes",
        "Докладчики:",
        "发言人",
        "المتحدثون",
    ] {
        check(text, Label::Speakers, "");
    }
    check("Durée (minutes)", Label::Duration, "");
    check("时长（分钟）：60", Label::Duration, "60");
    check("draft session agenda", Label::Agenda, "");
    check("3. Key Takeaways", Label::KeyTakeaways, "");
    check("About this Session", Label::Description, "");
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
        "Time is short",
        "Data",
        "End",
        "3. Panel: who pays",
    ] {
        assert_eq!(find(&line(text)), None, "{text}");
    }
}

#[test]
fn roles_stand_in_mid_line() {
    let text = "Organiser: HARB. Moderator: Ana Ruiz, Dock Online Moderator: Bo Sand";
    let found: Vec<_> = roles(text)
        .into_iter()
        .map(|(start, end, label)| (&text[start..end], label))
        .collect();
    assert_eq!(
        found,
        [
            ("Organiser:", Label::Organizers),
            ("Moderator:", Label::OnsiteModerators),
            ("Online Moderator:", Label::OnlineModerators),
        ]
    );
}
