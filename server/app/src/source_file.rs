//! `onefloor read-page`: what is read of a file, without a server.

use onefloor_intake::{SourceKind, Unreadable};

/// The reading as JSON: of one session it alone, of several a list.
///
/// # Errors
/// In words: what the file is, and what would work.
pub fn read(bytes: &[u8]) -> Result<String, String> {
    let read = onefloor_intake::read(bytes).map_err(|why| words(why).to_owned())?;
    let json = match read.sessions.as_slice() {
        [one] => serde_json::to_string_pretty(one),
        several => serde_json::to_string_pretty(several),
    };
    json.map_err(|error| error.to_string())
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
        Unreadable::OwnFile => "this is a session exported from here: `sessions create` takes it",
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
