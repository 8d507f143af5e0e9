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
pub mod ledger;
mod limits;
mod line;
mod markup;
mod minutes;
mod opening;
mod people;
mod report;
mod section;
mod themes;
mod time_of_day;
mod title;
mod vacancy;
mod when;

pub use address::is_https;
pub use fit::default_plan;
pub use igf::{AgendaItem, Deadlines, PagePerson, Region, SegmentKind, StakeholderGroup};
pub use ledger::{Ledger, PageAccount, PageDoubt, PageField, PageNote};

use groups::Group;
use label::Label;
use ledger::Fate;
use line::Line;
use opening::{Place, Unnamed};
use people::Told;
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
    /// Where the slides are, as an https address.
    pub slides: Option<String>,
    /// Key takeaways of a page with a report.
    pub key_takeaways: Vec<String>,
    /// Calls to action of a page with a report.
    pub calls_to_action: Vec<String>,
    /// Session report, paragraphs and bullets on lines of their own.
    pub session_report: Option<String>,
    /// When the report's blocks are due, in the page's words.
    pub deadlines: Deadlines,
    /// Lines, and parts of lines, of which nothing was made; the first 500 of them.
    pub unread: Vec<String>,
    /// The number of the source line of each that is unread, from 1; 0 where the source has no lines.
    pub unread_lines: Vec<u32>,
    /// What was concluded and not said.
    pub guesses: Vec<PageNote>,
    /// What the page says twice and differently.
    pub doubts: Vec<PageDoubt>,
    /// How many lines ended where.
    pub account: PageAccount,
    /// Where each line ended; not sent.
    #[serde(skip)]
    pub ledger: Ledger,
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
        let is_title_told = !self
            .guesses
            .iter()
            .any(|guess| guess.field == Some(PageField::Title));
        let said = [
            self.title.is_some() && is_title_told,
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

    /// Whether every line of the source found its place.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.account.unread == 0
    }

    /// Claims a line for a field.
    fn claim(&mut self, line: &Line, field: PageField) {
        self.ledger.claim(line, Fate::Field(field));
    }

    /// Claims a line for a field that it does not name.
    fn guess(&mut self, line: &Line, field: PageField) {
        self.ledger.claim(line, Fate::Guess(field));
        let note = note(line, Some(field));
        if self.guesses.len() < limits::NOTES_MAX && !self.guesses.contains(&note) {
            self.guesses.push(note);
        }
    }

    fn heading(&mut self, line: &Line) {
        self.ledger.claim(line, Fate::Heading);
    }

    /// Leaves a line, or the part of it that this one is.
    fn leave(&mut self, line: &Line) {
        self.ledger.leave(line, &line.text);
    }

    fn leave_part(&mut self, line: &Line, part: &str) {
        self.ledger.leave(line, part);
    }

    fn leave_all(&mut self, lines: &[Line]) {
        lines.iter().for_each(|line| self.leave(line));
    }

    fn doubt(&mut self, doubt: PageDoubt) {
        if self.doubts.len() < limits::NOTES_MAX {
            self.doubts.push(doubt);
        }
    }

    /// A line that says a field again, in other words.
    fn second(&mut self, line: &Line, field: PageField) {
        self.leave(line);
        let source = note(line, Some(field));
        self.doubt(PageDoubt::SecondValue { source });
    }

    fn is_title(&self, text: &str) -> bool {
        title::is_again(self, text)
    }

    fn close(&mut self, lines: &[Line]) {
        let (account, unread) = self.ledger.close(lines);
        self.account = account;
        (self.unread_lines, self.unread) = unread.into_iter().unzip();
    }

    /// Adds lines to a long text; what is past the bound is left unread.
    fn add_text(
        &mut self,
        text: fn(&mut Self) -> &mut Option<String>,
        field: PageField,
        lines: &[Line],
    ) {
        let kept = text(self).get_or_insert_default();
        let over = line::append(kept, lines, limits::TEXT_CHARS_MAX);
        if kept.is_empty() {
            *text(self) = None;
        }
        let fit = lines.len() - over.len();
        for line in &lines[..fit] {
            self.claim(line, field);
        }
        self.leave_all(over);
    }
}

fn note(line: &Line, field: Option<PageField>) -> PageNote {
    PageNote {
        field,
        line: line.number,
        text: line::cut(&line.text, limits::UNREAD_CHARS_MAX).to_owned(),
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
        Group::Region(_) | Group::Area => None,
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
        Some(Group::Area) | None => (None, None),
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

/// What is known of a text besides its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// What its first lines are, before any label.
    pub begins: Begins,
    /// Minutes of the session, to which its parts are fitted where the text states none.
    pub length_minutes: Option<u32>,
}

/// What a text begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Begins {
    /// A page: its title and what else stands at its head.
    #[default]
    Page,
    /// The description of a session.
    Description,
    /// The parts of a session.
    Agenda,
}

/// Reads the text of an IGF session page.
///
/// Takes plain text, one paragraph or table cell a line. Never fails: what it cannot read, it
/// leaves in `unread`.
#[must_use]
pub fn read_page(text: &str) -> PageReading {
    read_in(text, Context::default())
}

/// The same for a text of which more is known.
#[must_use]
pub fn read_in(text: &str, context: Context) -> PageReading {
    let source = line::lines_of(text);
    let lines = source.lines.clone();
    let mut page = PageReading {
        ledger: Ledger::of(source.entries),
        ..PageReading::default()
    };
    let begins = match context.begins {
        Begins::Page => None,
        Begins::Description => Some(Label::Description),
        Begins::Agenda => Some(Label::Agenda),
    };
    let sections = section::sections_of(source.lines, begins);
    let mut drafts = agenda::Drafts::default();
    drafts.length_minutes = context.length_minutes;
    let labels: Vec<Label> = sections.iter().filter_map(|it| it.label).collect();
    for section in &sections {
        match section.label {
            None => {
                let place = Place::Opening {
                    unnamed: Unnamed::of(&labels),
                };
                opening::read(&mut page, &mut drafts, &section.lines, place);
            }
            Some(label) => {
                let rest = read_section(&mut page, &mut drafts, label, section);
                opening::read(&mut page, &mut drafts, rest, Place::Behind);
            }
        }
    }
    page.leave_all(&source.over);
    when::read(&mut page, &drafts.time);
    describe(&mut page, &mut drafts);
    agenda::finish(&mut page, drafts);
    page.close(&lines);
    page
}

/// Paragraphs that no label stands over are the description, where the page labels none.
fn describe(page: &mut PageReading, drafts: &mut agenda::Drafts) {
    let prose = std::mem::take(&mut drafts.prose);
    if page.description.is_some() {
        page.leave_all(&prose);
        return;
    }
    // What ends with a colon announces what is not there.
    let (told, prose): (Vec<Line>, Vec<Line>) =
        prose.into_iter().partition(|line| line.text.ends_with(':'));
    page.leave_all(&told);
    for line in &prose {
        page.guess(line, PageField::Description);
    }
    page.add_text(|page| &mut page.description, PageField::Description, &prose);
    drafts.description.extend(prose);
}

/// Reads a section, and hands back the lines that no longer belong to it.
fn read_section<'a>(
    page: &mut PageReading,
    drafts: &mut agenda::Drafts,
    label: Label,
    section: &'a Section,
) -> &'a [Line] {
    let lines = section.lines.as_slice();
    if let Some(heading) = section.heading.as_ref().filter(|_| label != Label::Foreign) {
        page.heading(heading);
    }
    if let Some(list) = label.people() {
        let told = Told {
            is_plural: section.is_plural && section.is_inline(),
            is_guess: section.is_guess,
        };
        return &lines[people::read(page, list, lines, told)..];
    }
    match label {
        Label::Title => title::read_labelled(page, lines),
        Label::Time => {
            let count = lines
                .iter()
                .take_while(|line| when::is_time_like(&line.text))
                .count();
            // What stands under the label is believed to be meant as a time.
            let count = count.max(usize::from(!lines.is_empty()));
            drafts.time.extend_from_slice(&lines[..count]);
            return &lines[count..];
        }
        Label::Room => return read_room(page, lines),
        Label::Slides => return read_slides(page, lines),
        Label::Theme => return read_themes(page, lines),
        Label::Affiliation => return people::read_affiliation(page, section.within, lines),
        Label::Goals => goals::read(page, lines),
        Label::Targets => {
            // A wide gap is the place of a label that was lost.
            let is_next = |(at, line): &(usize, &Line)| *at == 0 || !line.after_wide_gap;
            let count = lines.iter().enumerate().take_while(is_next).count();
            goals::read_rationale(page, &lines[..count]);
            return &lines[count..];
        }
        Label::Format => format::read(page, drafts, lines),
        Label::FormatDescription => format::describe(page, drafts, lines),
        Label::Duration => {
            let heading = section.heading.clone().unwrap_or_default();
            return format::read_duration(page, drafts, &heading, lines);
        }
        Label::Agenda => agenda::read_labelled(page, drafts, lines, section.within),
        Label::Description => {
            let ends = |line: &Line| line.after_gap && format::says_length(&line.text);
            let count = lines.iter().position(ends).unwrap_or(lines.len());
            let (told, rest) = lines.split_at(count);
            page.add_text(|page| &mut page.description, PageField::Description, told);
            drafts.description.extend_from_slice(told);
            return rest;
        }
        Label::KeyTakeaways | Label::CallToAction | Label::SessionReport => {
            let heading = section
                .heading
                .as_ref()
                .map_or("", |line| line.text.as_str());
            report::read(page, label, heading, lines);
        }
        _ => return leave_answer(page, lines),
    }
    &[]
}

fn read_room<'a>(page: &mut PageReading, lines: &'a [Line]) -> &'a [Line] {
    let Some((first, more)) = lines.split_first() else {
        return lines;
    };
    let is_room = first.text.chars().count() <= limits::ROOM_CHARS_MAX
        && !line::is_prose(&first.text)
        && !vacancy::is_placeholder(&first.text)
        && !when::is_time_like(&first.text);
    if !is_room {
        return lines;
    }
    match &page.room {
        Some(room) if *room != first.text => page.second(first, PageField::Room),
        _ => {
            page.room = Some(first.text.clone());
            page.claim(first, PageField::Room);
        }
    }
    more
}

/// An address stands alone on its line, in front of what is said of it, or behind it.
fn read_slides<'a>(page: &mut PageReading, lines: &'a [Line]) -> &'a [Line] {
    let Some((first, more)) = lines.split_first() else {
        return lines;
    };
    let words = first.text.split_whitespace();
    let mut addresses = words.filter_map(address::https);
    match (addresses.next(), &page.slides) {
        (Some(slides), None) => {
            page.slides = Some(slides.to_owned());
            page.claim(first, PageField::Slides);
        }
        (Some(slides), Some(known)) if known == slides => page.claim(first, PageField::Slides),
        (Some(_), Some(_)) => page.second(first, PageField::Slides),
        (None, _) => return leave_answer(page, lines),
    }
    more
}

fn read_themes<'a>(page: &mut PageReading, lines: &'a [Line]) -> &'a [Line] {
    let is_theme = |line: &&Line| {
        line.text.chars().count() <= limits::SHORT_CHARS_MAX
            && !line::is_prose(&line.text)
            && !format::is_format(&line.text)
            && !when::is_time_like(&line.text)
    };
    let room = limits::THEMES_MAX.saturating_sub(page.themes.len());
    let count = lines.iter().take(room).take_while(is_theme).count();
    for line in &lines[..count] {
        let (_, theme) = line::marker(&line.text);
        page.themes.push(theme.to_owned());
        page.claim(line, PageField::Themes);
    }
    &lines[count..]
}

/// What stands under a label that is no field of ours is left: its first paragraph, and the list
/// that it goes on with.
fn leave_answer<'a>(page: &mut PageReading, lines: &'a [Line]) -> &'a [Line] {
    let is_more = |(at, line): &(usize, &Line)| {
        *at == 0
            || !line.after_gap
            || line::marker(&line.text).0.is_some()
            || line::is_lettered(&line.text)
    };
    let count = lines.iter().enumerate().take_while(is_more).count();
    page.leave_all(&lines[..count]);
    &lines[count..]
}

#[cfg(test)]
mod tests;
