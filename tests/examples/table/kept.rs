//! Ratios that a run is held against. They are ratios to floors of the same run, so that another machine
//! and a busy hour say much the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use onefloor_tests::{Failure, work_directory};

use crate::figure::Figure;

/// How much worse a ratio may be before it is worth a word: runs of one binary differ by less.
const WORSE_MAX: f64 = 1.5;

fn file() -> PathBuf {
    work_directory("tests/examples/table/kept.json")
}

fn steady(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    figures.iter().filter(|figure| !figure.is_slowest)
}

/// Keeps the ratios of these figures.
pub(crate) fn keep(figures: &[Figure]) -> Result<(), Failure> {
    let ratios = steady(figures).filter_map(|figure| {
        let ratio = (figure.ratio()? * 100.0).round() / 100.0;
        Some((figure.what.as_str(), ratio))
    });
    let ratios: BTreeMap<&str, f64> = ratios.collect();
    let text = serde_json::to_string_pretty(&ratios)? + "\n";
    Ok(fs::write(file(), text)?)
}

/// Which of these figures are worse than those that were kept, in words.
pub(crate) fn worse(figures: &[Figure]) -> Result<Vec<String>, Failure> {
    let kept: BTreeMap<String, f64> = serde_json::from_str(&fs::read_to_string(file())?)?;
    let worse = steady(figures).filter_map(|figure| {
        let (what, ratio) = (figure.what.as_str(), figure.ratio()?);
        let Some(before) = kept.get(what) else {
            return Some(format!("{what}: {ratio:.2}, and no ratio of it is kept"));
        };
        let is_worse = ratio > before * WORSE_MAX;
        is_worse.then(|| format!("{what}: {ratio:.2} times its floor; it was {before:.2}"))
    });
    Ok(worse.collect())
}
