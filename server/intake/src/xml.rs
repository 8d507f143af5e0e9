//! XML as a stream of what begins, what ends and what is said, within bounds of depth and number. A
//! document that declares entities is refused; of the five that every XML has, and of numbers, the
//! characters stand in the text.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::{SourceKind, Unreadable, limits};

/// What stands in a document, in its order.
pub(crate) enum Piece<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// It ends; its name without the prefix.
    End(&'x str),
    /// Text.
    Text(&'x str),
}

/// The beginning of an element.
#[derive(Clone, Copy)]
pub(crate) struct Element<'x>(&'x BytesStart<'x>);

impl<'x> Element<'x> {
    /// Its name, without the prefix.
    pub(crate) fn name(self) -> &'x str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without the prefix.
    pub(crate) fn attribute(self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        // Whether one stands twice is nobody's concern, and looking for it costs the square of them.
        let all = all.with_checks(false).flatten();
        let mut named = all
            .take(limits::ATTRIBUTES_MAX)
            .filter(|attribute| attribute.key.local_name().into_inner() == name);
        let value = named.next()?;
        let value = value.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        Some(value.ok()?.into_owned())
    }
}

/// Walks through a document.
///
/// # Errors
/// It is not well-formed, declares entities, is past the bounds, or the visitor says so.
pub(crate) fn walk(
    text: &str,
    kind: SourceKind,
    mut visit: impl FnMut(Piece<'_>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Broken(kind))?;
        match event {
            Event::Start(start) => {
                (depth, elements) = (depth + 1, elements + 1);
                if depth > limits::XML_DEPTH_MAX || elements > limits::XML_ELEMENTS_MAX {
                    return Err(Unreadable::TooMuch(kind));
                }
                visit(Piece::Start(Element(&start)))?;
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > limits::XML_ELEMENTS_MAX {
                    return Err(Unreadable::TooMuch(kind));
                }
                visit(Piece::Start(Element(&start)))?;
                visit(Piece::End(start.local_name().into_inner()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Piece::End(end.local_name().into_inner()))?;
            }
            Event::Text(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => visit(Piece::Text(&resolved(&reference)))?,
            Event::DocType(declared) if declared.contains('[') => {
                return Err(Unreadable::TooMuch(kind));
            }
            Event::Eof if depth > 0 => return Err(Unreadable::Broken(kind)),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

/// What a reference stands for; one that nobody declared stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    match &**reference {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        "nbsp" => " ".to_owned(),
        other => format!("&{other};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Unreadable> {
        let mut texts = String::new();
        walk(xml, SourceKind::Schedule, |piece| {
            if let Piece::Text(text) = piece {
                texts.push_str(text);
            }
            Ok(())
        })?;
        Ok(texts)
    }

    #[test]
    fn references_are_letters_and_nothing_is_expanded() {
        let said = texts("<a x='1'>R&amp;D &#233; <![CDATA[<b>]]></a>");
        assert_eq!(said.as_deref(), Ok("R&D é <b>"));
        let bomb = "<!DOCTYPE a [<!ENTITY b 'lots'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(texts(bomb), Err(Unreadable::TooMuch(SourceKind::Schedule)));
        assert_eq!(
            texts("<a><b></a>"),
            Err(Unreadable::Broken(SourceKind::Schedule))
        );
        assert_eq!(texts("<a>"), Err(Unreadable::Broken(SourceKind::Schedule)));
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_refused_in_time() {
        let too_much = Err(Unreadable::TooMuch(SourceKind::Schedule));
        assert_eq!(texts(&"<a>".repeat(1_000_000)), too_much);
        assert_eq!(
            texts(&format!("<r>{}</r>", "<a/>".repeat(1_000_000))),
            too_much
        );
        // The square of its attributes would take hours.
        let many: String = (0..300_000).map(|at| format!(" a{at}=''")).collect();
        let began = std::time::Instant::now();
        assert_eq!(texts(&format!("<a{many}>b</a>")).as_deref(), Ok("b"));
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}
