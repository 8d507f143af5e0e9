//! The fault campaign: faults on purpose beside people who work, and a table of what was acknowledged
//! and what was found.
//!
//! `cargo run --release -p onefloor-tests --example campaign` after `cargo build --release`; `--help`
//! has the options, `tests/README.md` says how to read the table. Each part has servers and data
//! directories of its own on loopback, and ends whatever it started.

#![allow(clippy::print_stdout, reason = "what it found is its output")]

mod clock;
mod disk;
mod flood;
mod kills;
mod options;
mod slow;
mod stalled;
mod told;
mod trial;

use std::process::ExitCode;

use clap::Parser;
use onefloor::bounds::Bounds;
use onefloor_tests::Failure;
use options::{Options, Part};
use told::Told;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    // Asks the system for as many files as it gives: each connection is one.
    let _ = Bounds::default().of_this_process();
    println!("{} with seed {}", options.binary.display(), options.seed);
    let mut all = Vec::new();
    for part in options.parts() {
        println!("{part:?} …");
        // Where somebody waits in vain, a part ends by a panic; the others go on.
        let told = tokio::spawn(run(part, options.clone())).await;
        let told = told.unwrap_or_else(|panic| Err(panic.into()));
        let told = told.unwrap_or_else(|failure| Told::broken(&failure));
        all.push((part, told));
    }
    println!();
    for (part, told) in &all {
        println!("{part:?}: {}\n{told}", told.word());
    }
    if all.iter().all(|(_, told)| told.is_well()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn run(part: Part, options: Options) -> Result<Told, Failure> {
    match part {
        Part::Kills => kills::run(&options).await,
        Part::Disk => disk::run(&options).await,
        Part::Stalled => stalled::run(&options).await,
        Part::Slow => slow::run(&options).await,
        Part::Clock => clock::run(&options).await,
        Part::Flood => flood::run(&options).await,
    }
}
