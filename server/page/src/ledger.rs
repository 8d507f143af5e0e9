//! The ledger: where each line of the source ended. A line that nobody claims is unread, so that
//! no line can be lost by a rule that forgot it.

use serde::{Deserialize, Serialize};

use super::limits;
use super::line::{self, Line};

/// A field of the draft that lines end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the fields of a reading; `Title` has year, type and number too"
)]
pub enum PageField {
    Title,
    Time,
    Room,
    Slides,
    Themes,
    Organizers,
    Speakers,
    OnsiteModerators,
    OnlineModerators,
    Rapporteurs,
    Goals,
    SdgRationale,
    Format,
    FormatDescription,
    Duration,
    Agenda,
    Description,
    KeyTakeaways,
    CallsToAction,
    SessionReport,
}

/// Where a line of the source ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// In a field, as the page says.
    Field(PageField),
    /// In a field that was concluded from the line's place or form.
    Guess(PageField),
    /// A label, or furniture of the site: one of a closed list.
    Heading,
    /// Nothing, or not everything, was made of it.
    Unread,
}

/// A line of the source with text in it, and where it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerLine {
    /// Number of the line in the source, from 1.
    pub line: u32,
    /// Where it ended.
    pub fate: Fate,
}

/// A value that was concluded and not said, with the line that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default)]
pub struct PageNote {
    /// The field that it is about.
    pub field: Option<PageField>,
    /// Number of the line in the source, from 1.
    pub line: u32,
    /// The line as it was read.
    pub text: String,
}

/// What two places of a page say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum PageDoubt {
    /// The stated length is not the one from start to end.
    LengthAgainstSlot {
        /// Minutes as stated.
        stated_minutes: u32,
        /// Minutes from start to end.
        slot_minutes: u32,
        /// The line that states the length.
        source: PageNote,
    },
    /// The parts as stated do not fit into the session.
    AgendaAgainstLength {
        /// Fewest minutes of all parts together.
        agenda_minutes: u32,
        /// Minutes of the session.
        length_minutes: u32,
        /// The first line of the agenda.
        source: PageNote,
    },
    /// A second value for a field that has one.
    SecondValue {
        /// The line that says otherwise.
        source: PageNote,
    },
    /// A time in a zone that the page does not say, or that has no one meaning.
    UnknownZone {
        /// The line with the time.
        source: PageNote,
    },
}

/// How many lines ended where; together they are all lines with text in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(default)]
pub struct PageAccount {
    /// Lines of the source with text in them.
    pub lines: u32,
    /// Lines in a field.
    pub in_fields: u32,
    /// Labels, and furniture of the site.
    pub headings: u32,
    /// Lines of which nothing, or not everything, was made; the list of them may be shorter.
    pub unread: u32,
}

/// The fates of all lines, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    lines: Vec<LedgerLine>,
    /// Whether a part of the line was left, though it has a field.
    parted: Vec<bool>,
    /// What was left: index of the line, and the words.
    left: Vec<(usize, String)>,
}

impl Ledger {
    /// Every line with its fate.
    #[must_use]
    pub fn lines(&self) -> &[LedgerLine] {
        &self.lines
    }

    /// A ledger in which nobody has claimed a line yet.
    pub(super) fn of(entries: Vec<LedgerLine>) -> Self {
        Self {
            parted: vec![false; entries.len()],
            lines: entries,
            left: Vec::new(),
        }
    }

    /// Claims a line; the first claim for a field stays, and a field is more than a heading.
    pub(super) fn claim(&mut self, line: &Line, fate: Fate) {
        let Some(entry) = self.lines.get_mut(line.index) else {
            return;
        };
        if matches!(entry.fate, Fate::Unread | Fate::Heading) {
            entry.fate = fate;
        }
    }

    /// Leaves a part of a line, or the whole of it.
    pub(super) fn leave(&mut self, line: &Line, part: &str) {
        let Some(parted) = self.parted.get_mut(line.index) else {
            return;
        };
        *parted = true;
        if !part.is_empty() {
            self.left.push((line.index, part.to_owned()));
        }
    }

    /// Closes the books: the sum, and what is unread, in the order of the source.
    pub(super) fn close(&mut self, lines: &[Line]) -> (PageAccount, Vec<(u32, String)>) {
        let mut texts = lines.iter().peekable();
        let mut account = PageAccount::default();
        let mut left = std::mem::take(&mut self.left);
        left.sort_by_key(|(at, _)| *at);
        let mut left = left.into_iter().peekable();
        let mut unread = Vec::new();
        for (at, entry) in self.lines.iter_mut().enumerate() {
            account.lines += 1;
            let text = texts.next_if(|line| line.index == at);
            // Of a line in a field the parts that are left are listed, of any other the whole.
            let is_used = matches!(entry.fate, Fate::Field(_) | Fate::Guess(_));
            let mut is_listed = false;
            while let Some((_, part)) = left.next_if(|(of, _)| *of == at) {
                if is_used || text.is_none() {
                    is_listed = true;
                    list(&mut unread, entry.line, &part);
                }
            }
            if self.parted[at] {
                entry.fate = Fate::Unread;
            }
            match entry.fate {
                Fate::Field(_) | Fate::Guess(_) => account.in_fields += 1,
                Fate::Heading => account.headings += 1,
                Fate::Unread => {
                    account.unread += 1;
                    if !is_listed && let Some(line) = text {
                        list(&mut unread, entry.line, &line.text);
                    }
                }
            }
        }
        (account, unread)
    }
}

fn list(unread: &mut Vec<(u32, String)>, number: u32, text: &str) {
    if unread.len() < limits::UNREAD_MAX {
        let text = line::cut(text, limits::UNREAD_CHARS_MAX).to_owned();
        unread.push((number, text));
    }
}
