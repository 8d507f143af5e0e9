//! The report in every format as one ZIP.

use onefloor_core::report::Report;

use super::{Format, Unrendered, archive, render};

pub(super) fn render_all(
    report: &Report,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Vec<u8>, Unrendered> {
    let mut files = Vec::new();
    for &format in Format::ALL {
        if !is_wanted() {
            return Err(Unrendered("nobody waits for it any more".to_owned()));
        }
        if format != Format::Zip {
            let name = match format.extension() {
                sheet if sheet.ends_with(".csv") => sheet.to_owned(),
                extension => format!("report.{extension}"),
            };
            files.push((name, render(report, format)?));
        }
    }
    files.sort();
    let files = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    archive::archive(files).map_err(|error| Unrendered(error.to_string()))
}
