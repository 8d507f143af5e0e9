//! Planned against actual times: a row a segment, a row a speaker's part, a row a person.

use onefloor_core::report::Report;
use serde::Serialize;

use super::{moment, seconds, sheet, text, word};

const HEAD: &[&str] = &[
    "row",
    "title",
    "name",
    "planned_seconds",
    "actual_seconds",
    "difference_seconds",
    "started_at",
    "ended_at",
    "origin",
    "stakeholder_group",
    "turns",
];

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

pub(in super::super) fn render(report: &Report) -> Vec<u8> {
    sheet(HEAD, rows(report))
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
