//! What the floor heard: a row a turn, and a question that was answered without one.

use onefloor_core::report::{Report, Turn};

use super::{moment, seconds, sheet, text, word};

const HEAD: &[&str] = &[
    "number",
    "kind",
    "origin",
    "name",
    "affiliation",
    "text",
    "language",
    "outcome",
    "answer",
    "merged",
    "support",
    "taken_at",
    "seconds",
    "heard",
];

pub(in super::super) fn render(report: &Report) -> Vec<u8> {
    sheet(HEAD, report.discussion.iter().map(row))
}

fn row(turn: &Turn) -> [String; 14] {
    let optional = |typed: &Option<String>| text(typed.as_deref().unwrap_or_default());
    [
        turn.item.to_string(),
        word(&turn.kind),
        word(&turn.origin),
        optional(&turn.name),
        optional(&turn.affiliation),
        optional(&turn.text),
        optional(&turn.language),
        word(&turn.outcome),
        optional(&turn.answer),
        turn.merged.to_string(),
        turn.votes.to_string(),
        turn.taken_at_ms.map(moment).unwrap_or_default(),
        turn.took_ms
            .map(|ms| seconds(ms).to_string())
            .unwrap_or_default(),
        turn.heard.as_ref().map(word).unwrap_or_default(),
    ]
}
