//! Bullets, and a number for each numbered list so that each begins with one.

use super::xml::HEAD;

/// The `numId` of bulleted lists.
pub(super) const BULLETS: usize = 1;

/// The `numId` of a numbered list, counted from 1.
pub(super) fn numbered(list: usize) -> usize {
    BULLETS + list
}

/// `word/numbering.xml`.
pub(super) fn numbering(numbered_lists: usize) -> String {
    let shape = |id: usize, format: &str, text: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/>\
             <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr>\
             <w:ind w:left=\"425\" w:hanging=\"425\"/></w:pPr></w:lvl></w:abstractNum>"
        )
    };
    let numbers = (1..=numbered_lists).map(|list| {
        format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            numbered(list)
        )
    });
    format!(
        "{HEAD}<w:numbering \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}{}\
         <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>{}</w:numbering>",
        shape(0, "bullet", "•"),
        shape(1, "decimal", "%1."),
        numbers.collect::<String>()
    )
}
