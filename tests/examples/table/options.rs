//! What is asked for on the command line.

use std::path::PathBuf;

use clap::Parser;

use crate::rows::ROWS;

/// Runs of a row of which the median counts.
const REPEATS: usize = 3;
/// How large the everyday rows are.
const QUICK_SCALE: f64 = 0.1;

/// Measures the server, each figure beside its floor in the same run.
#[derive(Debug, Parser)]
pub(crate) struct Options {
    /// The binary that serves.
    #[arg(
        long,
        env = "ONEFLOOR_BIN",
        default_value = "target/release/onefloor",
        value_name = "FILE"
    )]
    pub(crate) binary: PathBuf,
    /// Rows to run, by name; all of them unless said.
    #[arg(long, value_delimiter = ',', value_name = "ROW", value_parser = known)]
    pub(crate) rows: Vec<String>,
    /// How large everything is: 0.1 has a tenth of the people and of the events.
    #[arg(long, value_name = "FACTOR")]
    scale: Option<f64>,
    /// Runs of each row; medians are printed. In the everyday run, as many as fit into seconds.
    #[arg(long, value_name = "RUNS")]
    repeats: Option<usize>,
    /// The everyday rows, small, held against the ratios that are kept in the repository.
    #[arg(long)]
    pub(crate) quick: bool,
    /// Keeps the ratios of this run as those that later ones are held against.
    #[arg(long, requires = "quick")]
    pub(crate) keep: bool,
    /// Says what each run measured, and not the medians alone.
    #[arg(long)]
    pub(crate) verbose: bool,
}

impl Options {
    pub(crate) fn repeats(&self) -> usize {
        self.repeats.unwrap_or(REPEATS).max(1)
    }

    pub(crate) fn scale(&self) -> f64 {
        let usual = if self.quick { QUICK_SCALE } else { 1.0 };
        self.scale.unwrap_or(usual)
    }

    /// Whether a row is run.
    pub(crate) fn wants(&self, name: &str, is_quick: bool) -> bool {
        if self.rows.is_empty() {
            return is_quick || !self.quick;
        }
        self.rows.iter().any(|row| row == name)
    }
}

fn known(typed: &str) -> Result<String, String> {
    let mut names = ROWS.iter().map(|row| row.name);
    if names.any(|name| name == typed) {
        return Ok(typed.to_owned());
    }
    let names: Vec<_> = ROWS.iter().map(|row| row.name).collect();
    Err(format!("the rows are {}", names.join(", ")))
}
