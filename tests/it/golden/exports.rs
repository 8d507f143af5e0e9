//! The documents of the golden hour, out of its recorded log.

use onefloor_core::Session;
use onefloor_core::report::Report;
use onefloor_documents::{Format, render};

use super::compare;
use crate::keeping::golden;

/// The report of the hour that the core plays in its own golden test.
fn report() -> Report {
    let batches = golden();
    let events = batches.iter().flat_map(|batch| &batch.events);
    Report::of(&Session::replay(events)).unwrap()
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
