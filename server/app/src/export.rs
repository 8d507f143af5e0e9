//! Documents out of a report. The same report gives the same bytes.
//!
//! A `Document` is the report laid out in the IGF's order, once; the renderers only know their
//! own notation. The form of the IGF is in English, and so are the headings.

mod document;
mod html;
mod markdown;
mod timings;

use onefloor_core::report::Report;

use document::Document;

/// A notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For pasting into the IGF's form and any editor.
    Markdown,
    /// For reading and printing.
    Html,
    /// For programs: the report value itself.
    Json,
    /// Planned against actual times as a table.
    Timings,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Json, Self::Timings];

    /// The format with this file extension.
    #[must_use]
    pub fn named(extension: &str) -> Option<Self> {
        match extension {
            "md" => Some(Self::Markdown),
            "html" => Some(Self::Html),
            "json" => Some(Self::Json),
            "timings.csv" => Some(Self::Timings),
            _ => None,
        }
    }

    /// File extension without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Timings => "timings.csv",
        }
    }

    /// Media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Timings => "text/csv; charset=utf-8",
        }
    }
}

/// The report in a format.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Markdown => markdown::render(&Document::of(report)),
        Format::Html => html::render(&Document::of(report)),
        // The value holds nothing that JSON cannot say.
        Format::Json => serde_json::to_string_pretty(report).unwrap_or_default(),
        Format::Timings => timings::render(report),
    }
}
