//! What is read of a page, and what becomes of each of its lines.

use serde::{Deserialize, Serialize};

use super::igf::{AgendaItem, Deadlines, PagePerson};
use super::ledger::{Fate, Ledger, PageAccount, PageDoubt, PageField, PageNote};
use super::line::{self, Line};
use super::{limits, title};

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
    pub(super) fn claim(&mut self, line: &Line, field: PageField) {
        self.ledger.claim(line, Fate::Field(field));
    }

    /// Claims a line for a field that it does not name.
    pub(super) fn guess(&mut self, line: &Line, field: PageField) {
        self.ledger.claim(line, Fate::Guess(field));
        let note = note(line, Some(field));
        if self.guesses.len() < limits::NOTES_MAX && !self.guesses.contains(&note) {
            self.guesses.push(note);
        }
    }

    pub(super) fn heading(&mut self, line: &Line) {
        self.ledger.claim(line, Fate::Heading);
    }

    /// Leaves a line, or the part of it that this one is.
    pub(super) fn leave(&mut self, line: &Line) {
        self.ledger.leave(line, &line.text);
    }

    pub(super) fn leave_part(&mut self, line: &Line, part: &str) {
        self.ledger.leave(line, part);
    }

    pub(super) fn leave_all(&mut self, lines: &[Line]) {
        lines.iter().for_each(|line| self.leave(line));
    }

    pub(super) fn doubt(&mut self, doubt: PageDoubt) {
        if self.doubts.len() < limits::NOTES_MAX {
            self.doubts.push(doubt);
        }
    }

    /// A line that says a field again, in other words.
    pub(super) fn second(&mut self, line: &Line, field: PageField) {
        self.leave(line);
        let source = note(line, Some(field));
        self.doubt(PageDoubt::SecondValue { source });
    }

    pub(super) fn is_title(&self, text: &str) -> bool {
        title::is_again(self, text)
    }

    pub(super) fn close(&mut self, lines: &[Line]) {
        let (account, unread) = self.ledger.close(lines);
        self.account = account;
        (self.unread_lines, self.unread) = unread.into_iter().unzip();
    }

    /// Adds lines to a long text; what is past the bound is left unread.
    pub(super) fn add_text(
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

/// A line with what became of it, for the organiser.
pub(super) fn note(line: &Line, field: Option<PageField>) -> PageNote {
    PageNote {
        field,
        line: line.number,
        text: line::cut(&line.text, limits::UNREAD_CHARS_MAX).to_owned(),
    }
}
