//! The report in every format as one ZIP.

use onefloor_core::report::Report;

use super::{Fonts, Format, Rendered, Unrendered, archive, render_while};

pub(super) fn render_all(
    report: &Report,
    fonts: &Fonts,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Rendered, Unrendered> {
    let mut without_font = Vec::new();
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
            let rendered = render_while(report, format, fonts, is_wanted)?;
            without_font.extend(rendered.without_font);
            files.push((name, rendered.bytes));
        }
    }
    files.sort();
    let files = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let bytes = archive::archive(files).map_err(|error| Unrendered(error.to_string()))?;
    Ok(Rendered {
        bytes,
        without_font,
    })
}
