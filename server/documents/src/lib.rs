//! Files out of a report: DOCX, PDF, HTML, Markdown, CSV, JSON and ZIP. The same report gives the
//! same bytes. Of the core, this crate knows [`Report`] and what a report is made of.
//!
//! A `Document` is the report laid out in the IGF's order, once; the renderers only know their
//! own notation. The form of the IGF is in English, and so are the headings. Reading order: `text`,
//! `document`, then any renderer.

mod archive;
mod bundle;
mod document;
mod docx;
mod fonts;
mod html;
mod markdown;
mod pdf;
mod sheets;
mod text;

#[cfg(test)]
mod tests;

use onefloor_core::report::Report;
use strum::{EnumString, IntoStaticStr, VariantArray};

use document::Document;

pub use pdf::Fonts;

/// The JSON Schema of the report as JSON.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// A notation, by its file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum Format {
    /// For pasting into the IGF's form and any editor.
    #[strum(serialize = "md")]
    Markdown,
    /// For reading and printing.
    #[strum(serialize = "html")]
    Html,
    /// For word processors.
    #[strum(serialize = "docx")]
    Docx,
    /// For handing on: tagged, with its fonts.
    #[strum(serialize = "pdf")]
    Pdf,
    /// For programs: the report value itself, as [`SCHEMA`] describes it.
    #[strum(serialize = "json")]
    Json,
    /// What the floor heard as a table.
    #[strum(serialize = "questions.csv")]
    Questions,
    /// Who was there, in numbers, as a table.
    #[strum(serialize = "attendance.csv")]
    Attendance,
    /// Planned against actual times as a table.
    #[strum(serialize = "timings.csv")]
    Timings,
    /// Temperature checks as a table.
    #[strum(serialize = "polls.csv")]
    Polls,
    /// All of the others in one file.
    #[strum(serialize = "zip")]
    Zip,
}

/// Why there is no file; in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unrendered(String);

impl std::fmt::Display for Unrendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unrendered {}

impl Format {
    /// All of them.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The format with this file extension.
    #[must_use]
    pub fn named(extension: &str) -> Option<Self> {
        extension.parse().ok()
    }

    /// File extension without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.into()
    }

    /// Media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
            Self::Questions | Self::Attendance | Self::Timings | Self::Polls => {
                "text/csv; charset=utf-8"
            }
            Self::Zip => "application/zip",
        }
    }
}

/// A report in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Scripts by their four letters (ISO 15924, `Tibt`) of which the file shows letters as boxes, since no
    /// font has them: in a PDF, and in what holds one. `Zyyy` are signs that belong to no script.
    pub without_font: Vec<&'static str>,
}

/// The report in a format, with the embedded fonts. Some take tens of milliseconds, so that async callers
/// do it aside.
///
/// # Errors
/// A file cannot be put together.
pub fn render(report: &Report, format: Format) -> Result<Vec<u8>, Unrendered> {
    Ok(render_while(report, format, &Fonts::default(), &|| true)?.bytes)
}

/// The same with other fonts, for somebody who may go away meanwhile: asked between the files of a ZIP.
///
/// # Errors
/// As of [`render`], and when it is not wanted any more.
pub fn render_while(
    report: &Report,
    format: Format,
    fonts: &Fonts,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Rendered, Unrendered> {
    let bytes = match format {
        Format::Pdf => return pdf::render(&Document::of(report), fonts),
        Format::Zip => return bundle::render_all(report, fonts, is_wanted),
        Format::Markdown => markdown::render(&Document::of(report)).into_bytes(),
        Format::Html => html::render(&Document::of(report)).into_bytes(),
        Format::Docx => docx::render(&Document::of(report))?,
        // The value holds nothing that JSON cannot say.
        Format::Json => serde_json::to_vec_pretty(report).unwrap_or_default(),
        Format::Questions => sheets::questions::render(report),
        Format::Attendance => sheets::attendance::render(report),
        Format::Timings => sheets::timings::render(report),
        Format::Polls => sheets::polls::render(report),
    };
    Ok(Rendered {
        bytes,
        without_font: Vec::new(),
    })
}

/// The name of the report's file for a person: the session's title, in its own letters.
#[must_use]
pub fn file_name(report: &Report, format: Format) -> String {
    const CHARS_MAX: usize = 80;
    let title = document::title(report).line();
    let mut name = String::new();
    for c in title.chars() {
        let is_kept = c.is_alphanumeric() || "-_.,()#".contains(c);
        if is_kept {
            name.push(c);
        } else if !name.ends_with(' ') {
            name.push(' ');
        }
    }
    let name: String = name.trim().chars().take(CHARS_MAX).collect();
    // A name must not begin with a dot, and Windows takes none at the end.
    let name = name.trim_matches(['.', ' ']);
    let name = if name.is_empty() { "report" } else { name };
    format!("{name}.{}", format.extension())
}
