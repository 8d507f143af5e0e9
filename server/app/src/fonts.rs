//! Fonts for letters that the embedded ones do not have: files of a directory, read once at the start.

use std::path::{Path, PathBuf};

use clap::Args;
use onefloor_documents::Fonts;

use crate::bounds::{FONT_BYTES_MAX, FONTS_MAX};

/// Where further fonts are.
#[derive(Debug, Clone, Default, Args)]
pub struct FontOptions {
    /// Directory of TrueType or OpenType fonts (`.ttf`, `.otf`) for the PDF, for letters that the embedded
    /// ones do not have, tried in the order of their names.
    #[arg(long, env = "ONEFLOOR_FONTS", value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

impl FontOptions {
    /// The embedded fonts, and those of the directory.
    ///
    /// # Errors
    /// The directory cannot be read, or a file of it is no font, too large, or one too many.
    pub fn read(&self) -> Result<Fonts, String> {
        let mut fonts = Fonts::default();
        let Some(directory) = &self.fonts else {
            return Ok(fonts);
        };
        let files = files(directory)
            .map_err(|error| format!("{} cannot be read: {error}", directory.display()))?;
        if files.len() > FONTS_MAX {
            let count = files.len();
            return Err(format!(
                "--fonts takes {FONTS_MAX} files, and there are {count}"
            ));
        }
        for file in files {
            let read = std::fs::metadata(&file).and_then(|about| match about.len() {
                0..=FONT_BYTES_MAX => std::fs::read(&file),
                _ => Err(std::io::ErrorKind::FileTooLarge.into()),
            });
            let bytes =
                read.map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
            fonts = fonts
                .with(bytes)
                .ok_or_else(|| format!("{} is no font", file.display()))?;
        }
        Ok(fonts)
    }
}

/// What has the name of a font, in the order of names.
fn files(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        let is_font = path
            .extension()
            .is_some_and(|of| of.eq_ignore_ascii_case("ttf") || of.eq_ignore_ascii_case("otf"));
        if is_font {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
