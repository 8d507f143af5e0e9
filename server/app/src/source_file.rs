//! `onefloor read-page`: what is read of a file, without a server.

use std::path::PathBuf;

use clap::Args;
use onefloor_intake::{SourceKind, Unreadable};
use onefloor_page::PageReading;

use crate::bounds::PAGE_BYTES_MAX;
use crate::input;
use crate::output::{Outcome, say};

/// Options of `read-page`.
#[derive(Debug, Clone, Args)]
pub struct ReadOptions {
    /// What tells of the sessions, in any format that is taken in; `-` reads standard input.
    pub file: PathBuf,
    /// Print one session of a file that has several, by its number in the list.
    #[arg(long, value_name = "NUMBER")]
    pub session: Option<usize>,
    /// Print a line for each session instead: number, start, room and title.
    #[arg(long, conflicts_with = "session")]
    pub list: bool,
}

/// Prints what is read: of one session it alone, of several a list.
///
/// # Errors
/// In words: the file cannot be read, or what it is and what would work.
pub fn run(options: &ReadOptions) -> Outcome {
    let bytes = input::whole(&options.file, PAGE_BYTES_MAX)?;
    let sessions = onefloor_intake::read(&bytes)
        .map_err(|why| words(why).to_owned())?
        .sessions;
    if options.list {
        let mut lines = sessions.iter().enumerate();
        return lines.try_for_each(|(at, page)| say(&line(at + 1, page)));
    }
    let json = match (options.session, sessions.as_slice()) {
        (Some(number), sessions) => {
            let page = number.checked_sub(1).and_then(|at| sessions.get(at));
            let count = sessions.len();
            let page = page.ok_or(format!(
                "it has {count} sessions, and none is number {number}"
            ))?;
            serde_json::to_string_pretty(page)
        }
        (None, [one]) => serde_json::to_string_pretty(one),
        (None, several) => serde_json::to_string_pretty(several),
    };
    say(&json.map_err(|error| error.to_string())?)
}

fn line(number: usize, page: &PageReading) -> String {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let (start, room, title) = (or(&page.starts_at), or(&page.room), or(&page.title));
    format!("{number}  {start}  {room}  {title}")
}

/// One sentence: what it is, and what would work.
pub(crate) fn words(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "there is nothing in it",
        Unreadable::NotText => "it is no text: save the page as text or HTML",
        Unreadable::Pdf => "this is a PDF: save the page as HTML, or copy its text into a file",
        Unreadable::OldDocument => {
            "this is a document of an old word processor: save it as .docx or as text"
        }
        Unreadable::Spreadsheet => "this is a workbook: save the sheet as CSV",
        Unreadable::Slides => "these are slides: copy their text into a file",
        Unreadable::OpenDocument => "this is an OpenDocument file: save it as .docx or as text",
        Unreadable::Media => "this is a picture, a sound or a film: the text of the page is needed",
        Unreadable::Archive => "this is a packed archive: unpack it, and give one file of it",
        Unreadable::OwnFile => {
            "this is a session exported from here, and no page: `create` and the start page of a server \
             take it"
        }
        Unreadable::UnknownData => {
            "this is data of a kind that is not known: frab, pretalx, Indico and schema.org are"
        }
        Unreadable::Broken(_) => "it is damaged or cut off: save or export it once more",
        Unreadable::TooMuch(_) => {
            "it holds more than is read: export the sessions of one day alone"
        }
        Unreadable::NoSession(SourceKind::People) => "there are no names in this list",
        Unreadable::NoSession(_) => "no session was found in it: is it the page of a session?",
    }
}
