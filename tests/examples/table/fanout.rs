//! The floors of everything that goes to many screens: a raw epoll loop and a tuned axum, shared with the
//! example `fanout`, which looks at them more closely.

#[path = "../fanout/baseline.rs"]
mod baseline;
#[path = "../fanout/epoll.rs"]
mod epoll;
#[path = "../fanout/line.rs"]
mod line;
#[path = "../fanout/measured.rs"]
#[allow(dead_code, reason = "the example `fanout` reads all of it")]
mod measured;
#[path = "../fanout/options.rs"]
#[allow(dead_code, reason = "the example `fanout` reads all of it")]
mod options;
#[path = "../fanout/reading.rs"]
mod reading;
#[path = "../fanout/real.rs"]
mod real;
#[path = "../fanout/tuned.rs"]
mod tuned;

use std::time::Duration;

use clap::Parser;
use onefloor_tests::Failure;

use crate::rows::Setting;
use options::{Load, Options, Served};

pub(crate) use measured::Measured;

/// Milliseconds from one change to the next: 16 a second.
const EVERY_MS: u64 = 62;
/// Bytes of a frame where the server's own are not known.
const FRAME_BYTES: usize = 500;

/// The server beside its floors, which send what it sent.
pub(crate) struct Compared {
    pub(crate) onefloor: Measured,
    pub(crate) axum: Measured,
    pub(crate) epoll: Measured,
}

/// Serves as a floor, where this process was started as one.
pub(crate) fn served() -> Option<Result<(), Failure>> {
    // Whatever else is asked for is no option of a floor.
    let options = Options::try_parse().ok()?;
    match options.serve? {
        Served::Epoll => Some(epoll::serve(&options.load())),
        Served::Axum => Some(tuned::serve(&options.load())),
    }
}

/// Measures all three with so many connections and so many changes.
pub(crate) fn compared(
    setting: &Setting,
    connections: usize,
    frames: usize,
) -> Result<Compared, Failure> {
    let options = options_of(setting, connections, frames);
    let (onefloor, load) = real::measured(&options)?;
    Ok(Compared {
        onefloor,
        axum: baseline::measured(&options, Served::Axum, &load)?,
        epoll: baseline::measured(&options, Served::Epoll, &load)?,
    })
}

/// What a frame costs at the least, in microseconds of CPU.
pub(crate) fn floor_us(
    setting: &Setting,
    connections: usize,
    frames: usize,
) -> Result<f64, Failure> {
    let options = options_of(setting, connections, frames);
    let load = Load {
        every: Duration::from_millis(5),
        ..options.load()
    };
    Ok(baseline::measured(&options, Served::Epoll, &load)?.cpu_us)
}

fn options_of(setting: &Setting, connections: usize, frames: usize) -> Options {
    Options {
        connections,
        frames,
        every_ms: EVERY_MS,
        questions: 0,
        staff: 0,
        rounds: 1,
        pinned: if setting.is_held {
            vec![0, 1]
        } else {
            Vec::new()
        },
        binary: setting.binary.clone(),
        serve: None,
        bytes: FRAME_BYTES,
    }
}
