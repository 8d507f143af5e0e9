//! Web archives, as browsers save a page whole, and mails: both are MIME. An invitation is read by its
//! calendar, anything else by its page or else by its text.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use crate::{Programme, SourceKind, Unreadable, decode, limits, text};

/// Reads the part that says most.
pub(crate) fn read(bytes: &[u8]) -> Result<Programme, Unreadable> {
    const KIND: SourceKind = SourceKind::Html;
    let mail = MessageParser::default().parse(bytes);
    let mail = mail.ok_or(Unreadable::Broken(KIND))?;
    if mail.parts.len() > limits::MAIL_PARTS_MAX {
        return Err(Unreadable::TooMuch(KIND));
    }
    let mut page = None;
    let mut plain = None;
    for part in &mail.parts {
        let is_calendar = part
            .content_type()
            .and_then(|kind| kind.subtype())
            .is_some_and(|kind| kind.eq_ignore_ascii_case("calendar"));
        match &part.body {
            PartType::Text(body) if is_calendar => return text::read(body),
            PartType::Binary(body) | PartType::InlineBinary(body) if is_calendar => {
                return text::read(&decode::text(body)?);
            }
            PartType::Html(body) => page = page.or(Some(body)),
            PartType::Text(body) => plain = plain.or(Some(body)),
            _ => {}
        }
    }
    match page.or(plain) {
        Some(body) if body.trim().is_empty() => Err(Unreadable::Empty),
        Some(body) => text::read(body),
        None => Err(Unreadable::NoSession(KIND)),
    }
}
