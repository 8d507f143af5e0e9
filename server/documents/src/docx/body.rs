//! The blocks of a document as paragraphs and tables.

use super::super::document::{Block, Document, Entry, Level, Marker, Table};
use super::super::text::Text;
use super::numbering::{BULLETS, numbered};
use super::runs::{paragraph, runs};
use super::xml::HEAD;

/// Twentieths of a point between the margins of an A4 page; `Fact` in the styles has its tab in it.
const TEXT_WIDTH: u32 = 9_638;

/// `word/document.xml`, and how many numbered lists it has.
pub(super) fn body(document: &Document) -> (String, usize) {
    let mut lists = 0;
    let mut body = styled("Title", &document.title);
    for block in &document.blocks {
        body.push_str(&match block {
            Block::Heading(Level::Section, heading) => styled("Heading1", heading),
            Block::Heading(Level::Part, heading) => styled("Heading2", heading),
            Block::Facts(facts) => facts.iter().map(fact).collect(),
            Block::Paragraph(text) => written(text),
            Block::Missing(missing) => styled("Missing", &Text::from(*missing)),
            Block::List(Marker::Bullet, entries) => list(BULLETS, entries),
            Block::List(Marker::Number, entries) => {
                lists += 1;
                list(numbered(lists), entries)
            }
            Block::Table(rows) => table(rows),
        });
    }
    let xml = format!(
        "{HEAD}<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
         w:bottom=\"1304\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    );
    (xml, lists)
}

fn style(name: &str) -> String {
    format!("<w:pStyle w:val=\"{name}\"/>")
}

fn styled(name: &str, text: &Text) -> String {
    paragraph(&style(name), "", text, &runs(text, ""))
}

/// An empty line ends a paragraph.
fn written(text: &Text) -> String {
    paragraph("", "", text, &runs(text, ""))
}

fn fact((label, value): &(Text, Text)) -> String {
    let inside = format!(
        "{}<w:r><w:tab/></w:r>{}",
        runs(label, "<w:rStyle w:val=\"Label\"/>"),
        runs(value, "")
    );
    paragraph(&style("Fact"), "", label, &inside)
}

fn list(number: usize, entries: &[Entry]) -> String {
    let properties = format!(
        "{}<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>",
        style("ListParagraph")
    );
    let entry = |entry: &Entry| {
        let mut inside = runs(&entry.text, "");
        if !entry.source.is_empty() {
            inside.push_str("<w:r><w:br/></w:r>");
            inside.push_str(&runs(&entry.source, "<w:rStyle w:val=\"Source\"/>"));
        }
        paragraph(&properties, "", &entry.text, &inside)
    };
    entries.iter().map(entry).collect()
}

fn table(table: &Table) -> String {
    let shares: u32 = table
        .columns
        .iter()
        .map(|column| u32::from(column.share))
        .sum();
    let width = |share: u16| TEXT_WIDTH * u32::from(share) / shares.max(1);
    let widths: Vec<u32> = table
        .columns
        .iter()
        .map(|column| width(column.share))
        .collect();
    let grid = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"));
    let cell = |at: usize, text: &Text, style_name: &str| {
        let is_number = table.columns.get(at).is_some_and(|column| column.is_number);
        let align = if is_number {
            "<w:jc w:val=\"right\"/>"
        } else {
            ""
        };
        let width = widths.get(at).copied().unwrap_or_default();
        let inside = paragraph(&style(style_name), align, text, &runs(text, ""));
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>")
    };
    let heads = table.columns.iter().enumerate();
    let heads = heads.map(|(at, column)| cell(at, &Text::from(column.head), "TableHead"));
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(at, text)| cell(at, text, "TableText"));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    });
    // A paragraph has to stand between a table and whatever comes behind it.
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"{TEXT_WIDTH}\" \
         w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" \
         w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" \
         w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>\
         <w:tblHeader/></w:trPr>{}</w:tr>{}</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableEnd\"/>\
         </w:pPr></w:p>",
        grid.collect::<String>(),
        heads.collect::<String>(),
        rows.collect::<String>()
    )
}
