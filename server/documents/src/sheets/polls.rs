//! Temperature checks: a row an option.

use onefloor_core::report::Report;

use super::super::document::option;
use super::{moment, sheet, text, word};

const HEAD: &[&str] = &[
    "poll",
    "kind",
    "question",
    "segment",
    "opened_at",
    "closed_at",
    "answered",
    "present",
    "option",
    "online",
    "room",
    "hub",
    "not_told_apart",
    "hands",
    "all",
];

pub(in super::super) fn render(report: &Report) -> Vec<u8> {
    let rows = report.polls.iter().flat_map(|poll| {
        let options = poll.result.options.iter().enumerate();
        options.map(move |(at, tally)| {
            [
                poll.poll.to_string(),
                word(&poll.kind),
                text(&poll.question),
                text(poll.segment.as_deref().unwrap_or_default()),
                moment(poll.opened_at_ms),
                moment(poll.closed_at_ms),
                poll.result.answered.to_string(),
                poll.result.present.to_string(),
                text(&option(poll, at).plain()),
                tally.online.to_string(),
                tally.room.to_string(),
                tally.hub.to_string(),
                tally.gathered.to_string(),
                tally.hands.to_string(),
                tally.total().to_string(),
            ]
        })
    });
    sheet(HEAD, rows)
}
