//! Rows of tables as lines: a row of a plan or of a list is one line with tabs, a row of a form is its
//! label and its value, a line each.

use crate::limits;

/// What ends a cell, until the row is settled; no text has it.
pub(crate) const CELL: char = '\u{1}';

/// Settles a row, whose cells stand at the end of the text; one of words alone is one line, too.
pub(crate) fn settle(text: &mut String, from: usize, is_plain: bool) {
    if text.len() - from > limits::ROW_BYTES_MAX {
        // A table that lays out a page, or a cell with a chapter in it: its lines stay its own.
        return;
    }
    let cells: Vec<String> = text[from..].split(CELL).map(flat).collect();
    let cells: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    let is_plan = is_plain
        || cells.len() >= 3
        || (cells.len() == 2
            && cells[0]
                .trim_start_matches(['[', '('])
                .starts_with(|c: char| c.is_ascii_digit()));
    if is_plan {
        let row = cells.join("\t");
        text.truncate(from);
        text.push_str(&row);
    }
}

/// The lines of a text in which all rows are settled, without empty ones.
pub(crate) fn lines(text: &str) -> String {
    let lines = text.split(['\n', CELL]).map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !matches!(*line, "-" | "#"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A cell on one line: what were lines in it are parts of a list.
fn flat(cell: &str) -> String {
    let lines = cell
        .split('\n')
        .map(|line| line.trim().trim_start_matches("- "));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}
