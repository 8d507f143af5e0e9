//! What a delivered frame costs, and what a connection holds: the server's sockets beside a raw epoll
//! loop and a tuned axum, which send as many frames of the same size to as many connections.
//!
//! `cargo run --release -p onefloor-tests --example fanout` after `cargo build --release`; `--help` has
//! the options, `tests/README.md` says how to read the table. Nothing but loopback is used.

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

mod baseline;
mod epoll;
mod line;
mod measured;
mod options;
mod reading;
mod real;
mod table;
mod tuned;

use std::process::ExitCode;

use clap::Parser;
use onefloor::bounds::Bounds;
use onefloor_tests::Failure;
use options::{Options, Served};
use table::Table;

fn main() -> ExitCode {
    // Asks the system for as many files as it gives: each connection is one.
    let _ = Bounds::default().of_this_process();
    let options = Options::parse();
    let done = match &options.serve {
        Some(Served::Epoll) => epoll::serve(&options.load()),
        Some(Served::Axum) => tuned::serve(&options.load()),
        None => compared(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            println!("it did not come to an end: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The server first: the others send what it sent.
fn compared(options: &Options) -> Result<(), Failure> {
    options.pin_clients()?;
    let mut table = Table::default();
    for round in 1..=options.rounds {
        println!("round {round} of {} …", options.rounds);
        let (real, load) = real::measured(options)?;
        table.add("onefloor", real);
        for (name, served) in [("axum, tuned", Served::Axum), ("raw epoll", Served::Epoll)] {
            table.add(name, baseline::measured(options, served, &load)?);
        }
    }
    println!("{table}");
    Ok(())
}
