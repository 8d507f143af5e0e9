//! Reads the words of a PDF as its standard says: the `ActualText` of what is marked so, and the letters that
//! a font's `ToUnicode` map names for everything else (ISO 32000-1, 9.10.2 and 14.9.4).

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object};

/// The words of all pages in the order in which they are shown, without white space.
pub(super) fn words(pdf: &[u8]) -> String {
    let pdf = Document::load_mem(pdf).unwrap();
    let pages = pdf.get_pages();
    let words: String = pages.values().map(|page| of_page(&pdf, *page)).collect();
    words.split_whitespace().collect()
}

/// The addresses that can be pressed, in the order of the pages, each once.
pub(super) fn links(pdf: &[u8]) -> Vec<String> {
    let pdf = Document::load_mem(pdf).unwrap();
    let pages = pdf.get_pages();
    let annotations = pages
        .values()
        .flat_map(|page| pdf.get_page_annotations(*page).unwrap());
    let mut links: Vec<String> = annotations
        .map(|annotation| {
            let action = annotation.get_deref(b"A", &pdf).unwrap().as_dict().unwrap();
            let address = action.get(b"URI").unwrap().as_str().unwrap();
            String::from_utf8(address.to_vec()).unwrap()
        })
        .collect();
    links.dedup();
    links
}

fn of_page(pdf: &Document, page: lopdf::ObjectId) -> String {
    let fonts: BTreeMap<Vec<u8>, &Dictionary> = pdf.get_page_fonts(page).unwrap();
    let fonts: BTreeMap<_, _> = fonts
        .into_iter()
        .map(|(name, font)| (name, font.get_font_encoding(pdf).unwrap()))
        .collect();
    let content = Content::decode(&pdf.get_page_content(page)).unwrap();
    let mut words = String::new();
    // What one text object shows, from left to right.
    let mut shown: Vec<String> = Vec::new();
    let mut font: Option<&Encoding> = None;
    // Whether each open mark says what its glyphs stand for.
    let mut marks: Vec<bool> = Vec::new();
    for Operation { operator, operands } in &content.operations {
        match operator.as_str() {
            "ET" => words.push_str(&in_reading_order(std::mem::take(&mut shown))),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| fonts.get(name));
            }
            "BMC" => marks.push(false),
            "BDC" => {
                let of = operands.get(1).and_then(|of| of.as_dict().ok());
                let said = of.and_then(|of| of.get(b"ActualText").ok());
                if let (Some(said), false) = (said, marks.contains(&true)) {
                    shown.push(lopdf::decode_text_string(said).unwrap());
                }
                marks.push(said.is_some());
            }
            "EMC" => drop(marks.pop()),
            "Tj" | "TJ" if !marks.contains(&true) => {
                for glyphs in operands {
                    push(&mut shown, font.unwrap(), glyphs);
                }
            }
            _ => {}
        }
    }
    words
}

/// Words from right to left are shown in reverse, as ISO 32000-1, 14.8.2.3.3 has it.
fn in_reading_order(mut shown: Vec<String>) -> String {
    let is_turned = |piece: &String| piece.chars().any(crate::text::is_right_to_left);
    if shown.iter().any(is_turned) {
        shown.reverse();
    }
    shown.concat()
}

/// The letters of each glyph.
fn push(shown: &mut Vec<String>, font: &Encoding<'_>, glyphs: &Object) {
    match glyphs {
        Object::Array(parts) => parts.iter().for_each(|part| push(shown, font, part)),
        // A glyph has two bytes: our fonts are all written as Identity-H.
        Object::String(bytes, _) => shown.extend(
            bytes
                .chunks(2)
                .map(|glyph| Document::decode_text(font, glyph).unwrap()),
        ),
        _ => {}
    }
}
