//! DOCX for Word and LibreOffice: headings, lists and tables by style, each run with its language
//! and direction.
//!
//! The order of the elements follows ECMA-376's transitional schema, on which Word insists.

mod body;
mod numbering;
mod runs;
mod xml;

use super::archive::archive;
use super::document::{Document, formatted};
use super::{Unrendered, text::LANGUAGE};
use xml::{HEAD, escaped};

const CONTENT_TYPES: &str = include_str!("docx/content_types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("docx/document_relations.xml");
const FONTS: &str = include_str!("docx/fonts.xml");
const FOOTER: &str = include_str!("docx/footer.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const THEME: &str = include_str!("docx/theme.xml");

pub(super) fn render(document: &Document) -> Result<Vec<u8>, Unrendered> {
    let (body, numbered_lists) = body::body(document);
    let properties = properties(document);
    let numbering = numbering::numbering(numbered_lists);
    let parts = [
        // Readers that stream want this one first.
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", &properties),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/document.xml", &body),
        ("word/fontTable.xml", FONTS),
        ("word/footer1.xml", FOOTER),
        ("word/numbering.xml", &numbering),
        ("word/settings.xml", SETTINGS),
        ("word/styles.xml", STYLES),
        ("word/theme/theme1.xml", THEME),
    ];
    let parts = parts.map(|(name, part)| (name, part.as_bytes()));
    archive(parts).map_err(|error| Unrendered(error.to_string()))
}

fn properties(document: &Document) -> String {
    let title = escaped(&document.title.line());
    let dates = document.held_at_ms.map_or(String::new(), |held_at_ms| {
        let held = formatted(held_at_ms, "%Y-%m-%dT%H:%M:%SZ");
        let date =
            |name| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{held}</dcterms:{name}>");
        date("created") + &date("modified")
    });
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>Onefloor</dc:creator><dc:language>{LANGUAGE}</dc:language>{dates}\
         </cp:coreProperties>"
    )
}
