//! The documents of the golden hour, out of its recorded log.

use std::fs;

use onefloor_core::report::Report;
use onefloor_core::{Event, Session};
use onefloor_documents::{Format, render};
use onefloor_tests::work_directory;
use serde_json::Value;

use super::compare;

/// The report of the hour that the core plays in its own golden test.
fn report() -> Report {
    let log = fs::read_to_string(work_directory("server/core/tests/golden/hour.log.jsonl"));
    let mut session = Session::default();
    for line in log.unwrap().lines() {
        let step: Value = serde_json::from_str(line).unwrap();
        for event in step["events"].as_array().into_iter().flatten() {
            session.evolve(&serde_json::from_value::<Event>(event.clone()).unwrap());
        }
    }
    Report::of(&session).unwrap()
}

#[test]
fn the_documents_of_the_hour_are_as_they_were_recorded() {
    let report = report();
    for format in Format::ALL.iter().copied() {
        let bytes = render(&report, format).unwrap();
        let name = format!("report.{}", format.extension());
        let is_binary = matches!(format, Format::Docx | Format::Pdf | Format::Zip);
        if is_binary {
            let mark = format!("{} {}\n", blake3::hash(&bytes).to_hex(), bytes.len());
            compare(&format!("{name}.hash"), mark.as_bytes());
        } else {
            compare(&name, &bytes);
        }
    }
}
