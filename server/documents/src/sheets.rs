//! Tables for spreadsheets, as CSV in UTF-8.
//!
//! Cells that a spreadsheet would take for a formula are marked as text, since titles and names are
//! anybody's. A byte order mark says UTF-8 to spreadsheets that would guess. Times are whole
//! seconds, moments are in UTC.

pub(super) mod attendance;
pub(super) mod polls;
pub(super) mod questions;
pub(super) mod timings;

use serde::Serialize;
use serde_json::Value;

use super::document::formatted;
use super::text::Text;

/// The rows under a line with the names of their fields.
fn sheet<Row: Serialize>(head: &[&str], rows: impl IntoIterator<Item = Row>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // A vector takes every byte, and these types hold nothing that CSV cannot say.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn seconds(ms: u64) -> u64 {
    (ms + 500) / 1_000
}

fn moment(at_ms: u64) -> String {
    formatted(at_ms, "%Y-%m-%dT%H:%M:%SZ")
}

/// The word that the wire has for it.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Text as text, whatever it begins with; spreadsheets skip spaces before a formula.
fn text(typed: &str) -> String {
    if typed.starts_with(['\t', '\r'])
        || typed
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        format!("'{}", Text::written(typed).plain())
    } else {
        Text::written(typed).plain()
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_title_that_looks_like_a_formula_stays_a_title() {
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(text("-1 rule"), "'-1 rule");
        assert_eq!(text(" \n@SUM(A1)"), "' \n@SUM(A1)");
        assert_eq!(text("\tx"), "' x");
        assert_eq!(text("Key\0notes"), "Keynotes");
    }
}
