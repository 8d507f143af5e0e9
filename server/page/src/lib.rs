//! The text of an IGF session page, read into fields.
//!
//! A page is written for people, and its layout changes from year to year, so reading is loose
//! about layout and strict about meaning: what the page does not say stays empty, and a line that
//! nothing was made of is handed back in [`PageReading::unread`], for the organiser to judge.
//! Reading never fails, never panics, and its work grows with the length of the text only.
//!
//! Reading order: `line` cleans, `label` and `section` cut the page at its labels, then one
//! file per field; `agenda` finds the segments and `fit` gives them minutes.

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
mod reading;
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
pub use reading::PageReading;

use groups::Group;
use label::Label;
use line::Line;
use opening::{Place, Unnamed};
use people::Told;
use section::Section;

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
                let place = match label {
                    Label::Unknown | Label::Foreign => Place::Answered,
                    Label::Time | Label::Room => Place::Timed,
                    _ => Place::Behind,
                };
                opening::read(&mut page, &mut drafts, rest, place);
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
        Label::Kind => return title::read_kind(page, lines),
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
            || line.text.ends_with('?')
            || line::marker(&line.text).0.is_some()
            || line::is_lettered(&line.text)
    };
    let count = lines.iter().enumerate().take_while(is_more).count();
    page.leave_all(&lines[..count]);
    &lines[count..]
}

#[cfg(test)]
mod tests;
