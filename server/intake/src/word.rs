//! A document of a word processor (Office Open XML), as lines: a paragraph or a row of a plan each.

use std::io::{Cursor, Read};

use onefloor_page::read_page;
use zip::ZipArchive;

use crate::xml::{Piece, walk};
use crate::{Programme, SourceKind, Unreadable, limits, row, text};

/// Elements whose text is no part of the document: deleted words, codes of fields, what older
/// programs see instead of a drawing.
const SILENT: [&str; 5] = ["del", "moveFrom", "instrText", "delText", "Fallback"];

/// Reads a document; another packed file is named.
pub(crate) fn read(bytes: &[u8]) -> Result<Programme, Unreadable> {
    const KIND: SourceKind = SourceKind::Document;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken(KIND))?;
    if archive.len() > limits::PACKED_FILES_MAX {
        return Err(Unreadable::TooMuch(KIND));
    }
    let Some(xml) = unpacked(&mut archive, "word/document.xml")? else {
        return Err(other(&mut archive));
    };
    let lines = lines(&xml)?;
    if lines.is_empty() {
        return Err(Unreadable::Empty);
    }
    text::page(KIND, read_page(&lines))
}

/// A file of the archive as text; what unpacks to more than any document is refused before it is read.
fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<String>, Unreadable> {
    const KIND: SourceKind = SourceKind::Document;
    let Ok(file) = archive.by_name(name) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    // What the archive says of its size is not believed.
    let most = limits::UNPACKED_BYTES_MAX + 1;
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(|_| Unreadable::Broken(KIND))?;
    if bytes.len() as u64 == most {
        return Err(Unreadable::TooMuch(KIND));
    }
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::Broken(KIND))?;
    Ok(Some(text))
}

/// What another packed file is, by the names in it.
fn other(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Unreadable {
    let has = |folder: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.starts_with(folder))
    };
    if has("xl/") {
        return Unreadable::Spreadsheet;
    }
    if has("ppt/") {
        return Unreadable::Slides;
    }
    match has("content.xml") {
        true => Unreadable::OpenDocument,
        false => Unreadable::Archive,
    }
}

fn lines(xml: &str) -> Result<String, Unreadable> {
    let mut text = String::new();
    let mut rows = Vec::new();
    let mut silent = 0_usize;
    let mut in_text = false;
    walk(xml, SourceKind::Document, |piece| {
        match piece {
            Piece::Start(element) => match element.name() {
                name if SILENT.contains(&name) => silent += 1,
                _ if silent > 0 => {}
                "t" => in_text = true,
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "numPr" => text.push_str("- "),
                "tr" => {
                    text.push('\n');
                    rows.push(text.len());
                }
                _ => {}
            },
            Piece::Text(said) if in_text && silent == 0 => {
                text.extend(said.chars().filter(|c| *c != row::CELL));
            }
            Piece::Text(_) => {}
            Piece::End(name) => match name {
                name if SILENT.contains(&name) => silent = silent.saturating_sub(1),
                _ if silent > 0 => {}
                "t" => in_text = false,
                "p" => text.push('\n'),
                "tc" if !rows.is_empty() => text.push(row::CELL),
                "tr" => {
                    if let Some(from) = rows.pop() {
                        row::settle(&mut text, from, false);
                    }
                    text.push('\n');
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(row::lines(&text))
}
