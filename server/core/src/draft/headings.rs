//! What stands around the lines of the draft in the report, in the report's language: English, in the
//! manner of published reports. The sentences of the lines are in `report/sentences.rs`.

use super::line::Section;

/// What a point of a list begins with, as on the IGF's pages.
pub(super) const BULLET: &str = "• ";

/// What stands above the lines of a section.
pub(super) fn heading(section: Section) -> &'static str {
    match section {
        Section::Presentations => "Points made in the presentations:",
        Section::Discussion => "Questions and points from the discussion that followed:",
        Section::Breakouts => "What the breakout rooms brought back:",
        Section::Polls => "Temperature checks taken during the session:",
        Section::Agreements => "Agreed, not agreed and left open:",
    }
}
