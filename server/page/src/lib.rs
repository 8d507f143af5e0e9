//! The text of an IGF session page, read into fields.
//!
//! A page is written for people, and its layout changes from year to year, so reading is loose
//! about layout and strict about meaning: what the page does not say stays empty, and a line that
//! nothing was made of is handed back in [`PageReading::unread`], for the organiser to judge.
//! Reading never fails, never panics, and its work grows with the length of the text only.
//!
//! Reading order: `line` cleans, `label` and `section` cut the page at its labels, then one
//! file per field; `agenda` finds the segments and `fit` gives them minutes.

use serde::{Deserialize, Serialize};

mod address;
mod agenda;
mod agenda_list;
mod agenda_prose;
mod fit;
mod format;
mod goals;
mod groups;
pub mod igf;
mod label;
mod limits;
mod line;
mod minutes;
mod opening;
mod people;
mod report;
mod section;
mod time_of_day;
mod title;
mod vacancy;
mod when;

pub use fit::default_plan;
pub use igf::{AgendaItem, Deadlines, PagePerson, Region, SegmentKind, StakeholderGroup};

use groups::Group;
use label::Label;
use line::Line;
use section::Section;

/// What a session page says, field by field; `null` or empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default)]
pub struct PageReading {
    /// The title alone, without year, type and number.
    pub title: Option<String>,
    /// Year of the forum.
    pub year: Option<u16>,
    /// Kind of session in the IGF's words: "Launch / Award Event".
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number within year and type.
    pub number: Option<u32>,
    /// People and organisations named before the speakers.
    pub organizers: Vec<PagePerson>,
    /// Speakers; a placeholder is not one.
    pub speakers: Vec<PagePerson>,
    /// Moderators in the room.
    pub onsite_moderators: Vec<PagePerson>,
    /// Moderators of the people online.
    pub online_moderators: Vec<PagePerson>,
    /// Rapporteurs.
    pub rapporteurs: Vec<PagePerson>,
    /// Targets of the 2030 Agenda such as "16.10", in the order of the text.
    pub sdg_targets: Vec<String>,
    /// Goals named as rows of their own, 1 to 17, in the order of the text.
    pub sdg_goals: Vec<u8>,
    /// What the page says about its targets.
    pub sdg_rationale: Option<String>,
    /// Seating or style, as written: "Roundtable".
    pub format: Option<String>,
    /// What the page says about its format.
    pub format_description: Option<String>,
    /// Length as stated; never computed from the times.
    pub duration_minutes: Option<u32>,
    /// Theme and subtheme.
    pub themes: Vec<String>,
    /// The description.
    pub description: Option<String>,
    /// Segments by the page's own words, with a fitted plan; empty if the page has no such words.
    pub agenda: Vec<AgendaItem>,
    /// Start, RFC 3339 in UTC.
    pub starts_at: Option<String>,
    /// End, RFC 3339 in UTC.
    pub ends_at: Option<String>,
    /// Room.
    pub room: Option<String>,
    /// Key takeaways of a page with a report.
    pub key_takeaways: Vec<String>,
    /// Calls to action of a page with a report.
    pub calls_to_action: Vec<String>,
    /// Session report, paragraphs and bullets on lines of their own.
    pub session_report: Option<String>,
    /// When the report's blocks are due, in the page's words.
    pub deadlines: Deadlines,
    /// Lines of which nothing, or not everything, was made.
    pub unread: Vec<String>,
}

impl PageReading {
    /// Whether this was a session page at all: its title has the IGF's form, or it says at least
    /// two things that such pages say.
    #[must_use]
    pub fn is_session(&self) -> bool {
        let has_form = self.kind.is_some() || self.year.is_some();
        let lists = [
            &self.speakers,
            &self.onsite_moderators,
            &self.online_moderators,
            &self.rapporteurs,
        ];
        let said = [
            self.title.is_some(),
            lists.iter().any(|people| !people.is_empty()),
            !(self.sdg_targets.is_empty() && self.sdg_goals.is_empty()),
            self.format.is_some(),
            self.duration_minutes.is_some(),
            self.starts_at.is_some(),
            !self.agenda.is_empty(),
            !self.key_takeaways.is_empty() || self.session_report.is_some(),
        ];
        has_form || said.iter().filter(|said| **said).count() >= 2
    }

    fn leave(&mut self, text: &str) {
        if !text.is_empty() && self.unread.len() < limits::UNREAD_MAX {
            self.unread
                .push(line::cut(text, limits::UNREAD_CHARS_MAX).to_owned());
        }
    }

    fn set_or_leave(&mut self, field: fn(&mut Self) -> &mut Option<String>, text: String) {
        match field(self) {
            Some(_) => self.leave(&text),
            empty => *empty = Some(text),
        }
    }

    /// Adds lines to a long text; what is past the bound is left unread.
    fn add_text(&mut self, field: fn(&mut Self) -> &mut Option<String>, lines: &[Line]) {
        let text = field(self).get_or_insert_default();
        let over = line::append(text, lines, limits::TEXT_CHARS_MAX);
        if text.is_empty() {
            *field(self) = None;
        }
        for line in over {
            self.leave(line);
        }
    }
}

/// The stakeholder group that these words name, in any of the spellings seen on pages.
#[must_use]
pub fn stakeholder_group(words: &str) -> Option<StakeholderGroup> {
    use StakeholderGroup::{
        CivilSociety, Government, IntergovernmentalOrganization, Other, PrivateSector,
        TechnicalCommunity,
    };
    match groups::recognise(words)? {
        Group::Intergovernmental => Some(IntergovernmentalOrganization),
        Group::Region(_) => None,
        Group::Stakeholder(name) => Some(match name {
            "Government" => Government,
            "Civil Society" => CivilSociety,
            "Technical Community" => TechnicalCommunity,
            "Private Sector" => PrivateSector,
            _ => Other,
        }),
    }
}

/// The stakeholder group and the region that these words name, as a [`PagePerson`] has them.
#[must_use]
pub fn group_and_region(words: &str) -> (Option<&'static str>, Option<&'static str>) {
    match groups::recognise(words) {
        Some(Group::Stakeholder(name)) => (Some(name), None),
        Some(Group::Region(name)) => (None, Some(name)),
        Some(Group::Intergovernmental) => (Some(groups::INTERGOVERNMENTAL), None),
        None => (None, None),
    }
}

/// Segments by their titles, each with its minutes where they are said, fitted to the length of the
/// session; no more than a session may have.
#[must_use]
pub fn agenda_of(
    parts: impl IntoIterator<Item = (String, Option<u32>)>,
    length_minutes: Option<u32>,
) -> Vec<AgendaItem> {
    let parts = parts.into_iter().map(|(title, minutes)| {
        let title = agenda::titled(&title);
        let minutes = minutes.filter(|minutes| (1..=limits::MINUTES_MAX).contains(minutes));
        AgendaItem {
            kind: agenda::kind_of(&title).unwrap_or(SegmentKind::Other),
            title,
            minutes_min: minutes,
            minutes_max: minutes,
            plan_minutes: 0,
        }
    });
    let named = parts.filter(|item| !item.title.is_empty());
    let named: Vec<AgendaItem> = named.take(limits::SEGMENTS_MAX).collect();
    match named.len() {
        0 | 1 => fit::as_stated(named),
        _ => fit::fitted(named, length_minutes),
    }
}

/// Reads the text of an IGF session page.
///
/// Takes plain text, one paragraph or table cell a line. Never fails: what it cannot read, it
/// leaves in `unread`.
#[must_use]
pub fn read_page(text: &str) -> PageReading {
    let mut page = PageReading::default();
    let (lines, rest) = line::lines_of(text);
    let sections = section::sections_of(lines);
    let mut drafts = agenda::Drafts::default();
    for (at, section) in sections.iter().enumerate() {
        match section.label {
            None => {
                let before_people = sections
                    .get(at + 1)
                    .and_then(|next| next.label)
                    .is_some_and(Label::is_people);
                opening::read(&mut page, &section.lines, before_people);
            }
            Some(label) => read_section(&mut page, &mut drafts, label, section),
        }
    }
    if let Some(rest) = rest {
        page.leave(&rest);
    }
    when::read(&mut page, &drafts.time);
    agenda::finish(&mut page, drafts);
    page
}

fn read_section(
    page: &mut PageReading,
    drafts: &mut agenda::Drafts,
    label: Label,
    section: &Section,
) {
    let lines = &section.lines;
    match label {
        Label::Title => title::read_labelled(page, lines),
        Label::Time => drafts.time.extend_from_slice(lines),
        Label::Room => match lines.split_first() {
            Some((first, more)) => {
                page.set_or_leave(|page| &mut page.room, first.text.clone());
                more.iter().for_each(|line| page.leave(&line.text));
            }
            None => page.leave(&section.heading),
        },
        Label::Theme => page.themes.extend(
            lines
                .iter()
                .take(limits::THEMES_MAX)
                .map(|line| line.text.clone()),
        ),
        Label::Organizers => people::read(page, |page| &mut page.organizers, lines),
        Label::Speakers => people::read(page, |page| &mut page.speakers, lines),
        Label::OnsiteModerators => people::read(page, |page| &mut page.onsite_moderators, lines),
        Label::OnlineModerators => people::read(page, |page| &mut page.online_moderators, lines),
        Label::Rapporteurs => people::read(page, |page| &mut page.rapporteurs, lines),
        Label::Goals => goals::read(page, lines),
        Label::Targets => goals::read_rationale(page, lines),
        Label::Format => format::read(page, drafts, lines),
        Label::Duration => format::read_duration(page, &section.heading, lines),
        Label::Agenda => agenda::read_labelled(page, drafts, lines, section.within),
        Label::Description => {
            page.add_text(|page| &mut page.description, lines);
            drafts.description.extend_from_slice(lines);
        }
        Label::KeyTakeaways | Label::CallToAction | Label::SessionReport => {
            report::read(page, label, &section.heading, lines);
        }
        Label::Unknown => {
            page.leave(&section.heading);
            lines.iter().for_each(|line| page.leave(&line.text));
        }
    }
}

#[cfg(test)]
mod tests;
