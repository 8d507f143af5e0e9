//! What the server costs, row by row, each beside its floor in the same run.
//!
//! `cargo build --release && cargo run --release -p onefloor-tests --example table`; `--quick` for two
//! minutes of it, held against the ratios that are kept beside this file; `--rows join,votes` for some,
//! `--scale 0.1` on a weak machine. CONTRIBUTING.md says how to read it.
//!
//! The server is the real binary in a process of its own, held to the first processor; whatever asks is
//! this process, held to the second one. Nothing but loopback is used, and whatever is started ends.

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

mod fanout;
mod figure;
mod floors;
mod kept;
mod machine;
mod options;
mod rows;
mod screens;
mod server;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use onefloor::bounds::Bounds;
use onefloor_tests::Failure;

use figure::{Figure, head, medians};
use machine::Side;
use options::Options;
use rows::{ROWS, Setting};

/// A row that took longer is not run once more in the everyday run.
const QUICK_ROW: Duration = Duration::from_secs(4);

fn main() -> ExitCode {
    let done = match fanout::served() {
        Some(served) => served,
        None => run(&Options::parse()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    // Each screen is a file on both sides; the server asks for its own.
    let _ = Bounds::default().of_this_process();
    let processors = machine::processors();
    // Before the runtime has threads, so that all of them are held.
    let is_held = processors > 1 && Side::Generator.takes_this_thread();
    println!(
        "{} of {processors} processors, scale {}, medians of {}\n\n{}",
        if is_held {
            "server and generator on one each"
        } else {
            "both on all"
        },
        options.scale(),
        options.repeats(),
        head()
    );
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let setting = Setting {
        binary: options.binary.clone(),
        scale: options.scale(),
        is_held,
        is_quick: options.quick,
    };
    let mut figures = Vec::new();
    let mut failed = Vec::new();
    for row in ROWS {
        if !options.wants(row.name, row.is_quick) {
            continue;
        }
        let began = Instant::now();
        let mut runs = Vec::new();
        while runs.len() < options.repeats()
            && (runs.is_empty() || !options.quick || began.elapsed() < QUICK_ROW)
        {
            let run = (row.run)(setting.clone());
            let run = match runtime.block_on(async { tokio::spawn(run).await })? {
                Ok(run) => run,
                // The others are worth knowing all the same.
                Err(failure) => {
                    println!("| **{}** failed: {failure} | | | | | |", row.name);
                    failed.push(row.name);
                    break;
                }
            };
            if options.verbose {
                run.iter().for_each(|figure| eprintln!("{}", figure.line()));
            }
            runs.push(run);
        }
        if runs.is_empty() {
            continue;
        }
        println!("| **{}** ({:.0?}) | | | | | |", row.name, began.elapsed());
        let medians = medians(&runs);
        medians
            .iter()
            .for_each(|figure| println!("{}", figure.line()));
        figures.extend(medians);
    }
    if !failed.is_empty() {
        return Err(format!("failed: {}", failed.join(", ")).into());
    }
    if options.keep {
        kept::keep(&figures)?;
    } else if options.quick {
        compare(&figures)?;
    }
    Ok(())
}

fn compare(figures: &[Figure]) -> Result<(), Failure> {
    let worse = kept::worse(figures)?;
    if worse.is_empty() {
        println!("\nno ratio is worse than it was");
    }
    for warning in worse {
        println!("\nWARNING: {warning}");
    }
    Ok(())
}
