//! Planned against actual times as CSV: a row a segment, a row a speaker's part, a row a person.
//!
//! Cells that a spreadsheet would take for a formula are marked as text, since titles and names are
//! anybody's. A byte order mark says UTF-8 to spreadsheets that would guess.

use jiff::Timestamp;
use onefloor_core::report::Report;
use serde::Serialize;
use serde_json::Value;

/// One row; times in whole seconds and in UTC.
#[derive(Debug, Default, Serialize)]
struct Row {
    row: &'static str,
    title: String,
    name: String,
    planned_seconds: Option<u64>,
    actual_seconds: Option<u64>,
    difference_seconds: Option<i64>,
    started_at: String,
    ended_at: String,
    origin: String,
    stakeholder_group: String,
    turns: Option<u32>,
}

pub(super) fn render(report: &Report) -> String {
    let mut writer = csv::Writer::from_writer(vec![]);
    for row in rows(report) {
        // A vector takes every byte, and these types hold nothing that CSV cannot say.
        let _ = writer.serialize(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn rows(report: &Report) -> Vec<Row> {
    let mut rows = Vec::new();
    for timing in &report.timings {
        rows.push(Row {
            row: "segment",
            title: text(&timing.title),
            started_at: timing.started_at_ms.map(moment).unwrap_or_default(),
            ended_at: timing.ended_at_ms.map(moment).unwrap_or_default(),
            ..compared(timing.plan_ms, timing.took_ms)
        });
        for speaker in &timing.speakers {
            rows.push(Row {
                row: "speaker",
                title: text(&timing.title),
                name: text(&speaker.name),
                ..compared(speaker.plan_ms, Some(speaker.used_ms))
            });
        }
    }
    for share in &report.speaking.people {
        rows.push(Row {
            row: "total",
            name: text(share.name.as_deref().unwrap_or_default()),
            actual_seconds: Some(seconds(share.ms)),
            origin: word(&share.origin),
            stakeholder_group: word(&share.stakeholder_group),
            turns: Some(share.turns),
            ..Row::default()
        });
    }
    rows
}

fn compared(planned_ms: u64, actual_ms: Option<u64>) -> Row {
    let planned = seconds(planned_ms);
    let actual = actual_ms.map(seconds);
    Row {
        planned_seconds: Some(planned),
        actual_seconds: actual,
        difference_seconds: actual.map(|actual| actual.cast_signed() - planned.cast_signed()),
        ..Row::default()
    }
}

fn seconds(ms: u64) -> u64 {
    (ms + 500) / 1_000
}

fn moment(at_ms: u64) -> String {
    let at = i64::try_from(at_ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.map_or(String::new(), |at| {
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    })
}

/// The word that the wire has for it.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Text as text, whatever it begins with.
fn text(typed: &str) -> String {
    if typed.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{typed}")
    } else {
        typed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_title_that_looks_like_a_formula_stays_a_title() {
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(text("-1 rule"), "'-1 rule");
        assert_eq!(text("Keynotes"), "Keynotes");
    }
}
