//! Who was there, in numbers: people by how they attended, turns and time by where they come from.
//!
//! Nobody is named: a list of people is not the report's. Groups and regions are there where the
//! organiser collects them.

use onefloor_core::floor::GroupBalance;
use onefloor_core::report::Report;
use serde::Serialize;

use super::{seconds, sheet, text, word};

const HEAD: &[&str] = &["by", "of", "people", "turns", "seconds"];

#[derive(Serialize)]
struct Row {
    by: &'static str,
    of: String,
    people: Option<usize>,
    turns: Option<u32>,
    seconds: Option<u64>,
}

pub(in super::super) fn render(report: &Report) -> Vec<u8> {
    let counts = &report.counts;
    let joined = [
        ("online", counts.joined_online),
        ("room", counts.joined_room),
        ("hub", counts.joined_hub),
        ("staff", counts.staff),
    ];
    let joined = joined.map(|(of, people)| Row {
        by: "attendance",
        of: of.to_owned(),
        people: Some(people),
        turns: None,
        seconds: None,
    });
    let hubs = report.hubs.iter().map(|hub| Row {
        by: "hub",
        of: text(hub.name.as_deref().unwrap_or_default()),
        people: usize::try_from(hub.heads).ok(),
        turns: None,
        seconds: None,
    });
    let groups = report.groups.by_group.iter();
    let regions = report.groups.by_region.iter();
    let rows = joined
        .into_iter()
        .chain(
            report
                .people
                .by_group
                .iter()
                .map(|(of, people)| counted("stakeholder_group", of, *people)),
        )
        .chain(
            report
                .people
                .by_region
                .iter()
                .map(|(of, people)| counted("region", of, *people)),
        )
        .chain(hubs)
        .chain(groups.map(|group| spoken("stakeholder_group", group)))
        .chain(regions.map(|region| spoken("region", region)));
    sheet(HEAD, rows)
}

fn counted(by: &'static str, of: &Option<impl Serialize>, people: usize) -> Row {
    Row {
        by,
        of: of.as_ref().map_or("unknown".to_owned(), word),
        people: Some(people),
        turns: None,
        seconds: None,
    }
}

fn spoken<T: Serialize>(by: &'static str, group: &GroupBalance<T>) -> Row {
    Row {
        by,
        of: group.of.as_ref().map_or("unknown".to_owned(), word),
        people: None,
        turns: Some(group.turns),
        seconds: Some(seconds(group.ms)),
    }
}
