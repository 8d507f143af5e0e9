//! The clock of the machine is set while the server runs, forth and back, and again between two of
//! its lives.

use std::fs;
use std::path::Path;
use std::process::Command;

use onefloor::data_directory::read_log;
use onefloor::store::Batch;
use onefloor_tests::{Failure, Person};
use serde_json::json;

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// By how much it is set, in seconds: twice while the server runs, and once while none does.
const STEPS_S: [i64; 3] = [7_200, -3_600, -10_800];
/// How far the time of a session may move with a step: as much as the trial itself takes.
const MOVED_MAX_MS: i64 = 60_000;
/// The file that says it, beside the data.
const FILE: &str = "clock";

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    let Some(library) = options.faketime() else {
        return Ok(Told::skipped(
            "libfaketime is not here; tests/it/clock.rs turns the clocks of a server in a test",
        ));
    };
    let directory = tempfile::tempdir()?;
    let data = directory.path().join("data");
    set(directory.path(), 0)?;
    let mut told = Told::default();
    let file = directory.path().join(FILE);
    let dress = move |command: &mut Command| {
        command.env("LD_PRELOAD", &library);
        command.env("FAKETIME_TIMESTAMP_FILE", &file);
        // Read at each call, and of the system's clock alone.
        command.envs([
            ("FAKETIME_NO_CACHE", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ]);
    };
    let mut trial = Trial::dressed(&options.binary, &data, Box::new(dress))?;
    trial.works(6, options.seed)?;
    trial.works(6, options.seed + 1_000)?;
    trial.goes_on(100).await?;
    let first = trial.first()?;
    let address = trial.server()?.address.clone();
    let enters = || Person::enter(&address, &first.code, Some(&first.moderator), "Watch", None);
    let mut watch = enters().await;
    let start = json!({ "type": "start_segment", "segment": 1, "after": null });
    watch.does(start).await;
    watch.sees("clock", |clock| clock["segment"] == 1).await;
    let before_ms = now_ms(&mut watch, 0).await;
    for (step_s, t) in STEPS_S[..2].iter().zip(1..) {
        set(directory.path(), *step_s)?;
        trial.goes_on(100).await?;
        let moved_ms = now_ms(&mut watch, t).await - before_ms;
        told.holds(
            &format!("set by {step_s} s: the session's time moved by"),
            format!("{moved_ms} ms"),
            (0..MOVED_MAX_MS).contains(&moved_ms),
        );
    }
    drop(watch);
    trial.kills()?;
    let last_ms = moments(&read_log(&data, &first.code)?).last().copied();
    let last_ms = i64::try_from(last_ms.unwrap_or_default())?;
    set(directory.path(), STEPS_S[2])?;
    trial.starts()?;
    let mut watch = enters().await;
    let moved_ms = now_ms(&mut watch, 1).await - last_ms;
    told.holds(
        &format!(
            "started anew, set by {} s: it is after its log by",
            STEPS_S[2]
        ),
        format!("{moved_ms} ms"),
        (0..MOVED_MAX_MS).contains(&moved_ms),
    );
    trial.goes_on(100).await?;
    drop(watch);
    let verdict = trial.ends().await?;
    let moments = moments(&read_log(&data, &first.code)?);
    told.holds(
        "moments of the log in order",
        moments.len(),
        moments.is_sorted(),
    );
    told.compares(&verdict);
    Ok(told)
}

/// When its batches were; what stands beside a seal has the minute alone, and is left out.
fn moments(log: &[Batch]) -> Vec<u64> {
    let moments = log.iter().map(|batch| batch.at_ms);
    moments
        .filter(|at_ms| !at_ms.is_multiple_of(60_000))
        .collect()
}

fn set(directory: &Path, by_s: i64) -> Result<(), Failure> {
    // Whole at once, since the server reads it at any moment.
    let new = directory.join("clock.new");
    fs::write(&new, format!("{by_s:+}s\n"))?;
    Ok(fs::rename(new, directory.join(FILE))?)
}

/// The session's time, as a pong says it.
async fn now_ms(person: &mut Person, t: u64) -> i64 {
    person.send(&json!({ "type": "ping", "t": t })).await;
    let pong = |line: &String| {
        let frame: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_it = frame["type"] == "pong" && frame["t"] == t;
        is_it.then(|| frame["server_time_ms"].as_i64())?
    };
    let heard = |person: &Person| person.heard.iter().rev().find_map(pong);
    person.until(|person| heard(person).is_some()).await;
    heard(person).unwrap_or_default()
}
