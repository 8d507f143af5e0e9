//! An update in the middle of an hour: thousands of screens are connected, the server is told to stop,
//! another one starts on the same data and the same address, and all come back. Prints when, and how
//! many in the busiest second and tenth of a second.
//!
//! `cargo run --release -p onefloor-tests --example update -- 5000` after `cargo build --release`; the
//! binary is `target/release/onefloor`, or another one by `ONEFLOOR_BIN`. It uses loopback alone, a
//! data directory of its own, and ends by itself. A screen here waits as a browser does: as long as the
//! last frame says, then with growing pauses. Both processes need a file for each screen.

#![allow(clippy::print_stdout, reason = "what it measured is its output")]

use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use onefloor::bounds::Bounds;
use onefloor_tests::{Failure, Process, Screen, hello, serving};
use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// People of one session.
const PEOPLE: usize = 500;
/// Screens that come in at once before the update.
const ENTER_AT_ONCE: usize = 64;
/// Longest time for each part.
const PATIENCE: Duration = Duration::from_secs(120);
/// A browser's pauses between its attempts.
const RETRY_FIRST_MS: u64 = 300;
const RETRY_MAX_MS: u64 = 8_000;

#[tokio::main]
async fn main() -> ExitCode {
    let screens = std::env::args()
        .nth(1)
        .map_or(Ok(5_000), |typed| typed.parse());
    let Ok(screens) = screens else {
        eprintln!("usage: update [SCREENS]");
        return ExitCode::FAILURE;
    };
    match timeout(PATIENCE * 3, update(screens)).await {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
        Err(_) => {
            eprintln!("it took too long");
            ExitCode::FAILURE
        }
    }
}

/// Starts a server; what it logs is seen, where it is worth a warning.
fn start(directory: &Path, listen: &str) -> Result<Process, Failure> {
    let binary = std::env::var_os("ONEFLOOR_BIN");
    let binary = binary.unwrap_or_else(|| "target/release/onefloor".into());
    let mut command = serving(Path::new(&binary), directory, listen);
    Process::start(command.env("RUST_LOG", "warn").stderr(Stdio::inherit()))
}

async fn update(screens: usize) -> Result<(), Failure> {
    // Asks the system for as many files as it gives.
    let _ = Bounds::default().of_this_process();
    let directory = tempfile::tempdir()?;
    let mut server = start(directory.path(), "127.0.0.1:0")?;
    let address = server.address.clone();
    let mut codes = Vec::new();
    for _ in 0..screens.div_ceil(PEOPLE) {
        codes.push(server.session()?.code);
    }
    let began = Instant::now();
    let counts = Arc::new(Counts::default());
    let doors = Arc::new(Semaphore::new(ENTER_AT_ONCE));
    let (stop, stopped) = watch::channel(None::<Instant>);
    let mut tasks = JoinSet::new();
    for at in 0..screens {
        let (address, code) = (address.clone(), codes[at / PEOPLE].clone());
        let (counts, doors, stopped) = (Arc::clone(&counts), Arc::clone(&doors), stopped.clone());
        tasks.spawn(async move {
            let name = format!("Screen{at}");
            let turn = doors.acquire_owned().await?;
            let screen = Screen::enters(&address, &hello(&code, None, &name, None)).await?;
            drop(turn);
            counts.here.fetch_add(1, Ordering::Relaxed);
            let returned = comes_back(screen, &address, &code, &name, &counts, stopped).await?;
            Ok::<_, Failure>(returned)
        });
    }
    while counts.here.load(Ordering::Relaxed) < screens {
        if began.elapsed() > PATIENCE {
            return Err(format!("only {:?} came in", counts.here).into());
        }
        if let Some(ended) = tasks.try_join_next() {
            ended??;
        }
        sleep(Duration::from_millis(20)).await;
    }
    println!(
        "{screens} screens in {} sessions came in within {:.1?}",
        codes.len(),
        began.elapsed()
    );
    let told = Instant::now();
    stop.send_replace(Some(told));
    server.is_told_to_stop()?;
    tokio::task::block_in_place(|| server.ends_within(PATIENCE))?;
    println!("the old server ended after {:.1?}", told.elapsed());
    let _next = start(directory.path(), &address)?;
    println!("the next one is open after  {:.1?}", told.elapsed());
    let mut returns = Vec::new();
    while let Some(returned) = timeout(PATIENCE, tasks.join_next()).await? {
        // All stay until the last one is back.
        returns.push(returned??);
    }
    let mut times: Vec<_> = returns.iter().map(|(returned, _)| *returned).collect();
    times.sort_unstable();
    report(&times, counts.failed.load(Ordering::Relaxed));
    Ok(())
}

#[derive(Debug, Default)]
struct Counts {
    here: AtomicUsize,
    failed: AtomicUsize,
}

fn report(times: &[Duration], failed: usize) {
    let busiest = |width: Duration| {
        let within = |start: &Duration| {
            let after = times.iter().filter(|at| *at >= start);
            after.take_while(|at| **at < *start + width).count()
        };
        times.iter().map(within).max().unwrap_or_default()
    };
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times
            .get(place.min(times.len().saturating_sub(1)))
            .copied()
            .unwrap_or_default()
    };
    println!("back: {} of them, after SIGTERM", times.len());
    println!(
        "  first {:.1?}, median {:.1?}, 99 % {:.1?}, last {:.1?}",
        at(0.0),
        at(0.5),
        at(0.99),
        at(1.0)
    );
    println!(
        "  busiest second {}, busiest tenth of a second {}",
        busiest(Duration::from_secs(1)),
        busiest(Duration::from_millis(100))
    );
    println!("  attempts that found nobody {failed}");
}

/// Waits until the server ends the socket, and comes back as a browser does; when, after the signal.
async fn comes_back(
    mut screen: Screen,
    address: &str,
    code: &str,
    name: &str,
    counts: &Counts,
    stopped: watch::Receiver<Option<Instant>>,
) -> Result<(Duration, Screen), Failure> {
    let mut wait_ms = None;
    while let Ok(text) = screen.hears().await {
        let frame: Value = serde_json::from_str(&text)?;
        if frame["type"] == "goodbye" {
            wait_ms = frame["return_ms"].as_u64();
        }
    }
    let told = (*stopped.borrow()).ok_or("the socket ended before the server was told to stop")?;
    let mut attempts = 0;
    loop {
        let jitter = 0.5 + (name.len() * 31 + attempts * 7) as f64 % 50.0 / 100.0;
        let pause_ms = RETRY_MAX_MS.min(RETRY_FIRST_MS << attempts.min(10));
        let pause = Duration::from_millis(pause_ms).mul_f64(jitter);
        let wait = wait_ms.take().map_or(pause, Duration::from_millis);
        sleep(wait).await;
        match Screen::enters(address, &hello(code, None, name, None)).await {
            Ok(screen) => return Ok((told.elapsed(), screen)),
            Err(_) => {
                counts.failed.fetch_add(1, Ordering::Relaxed);
                attempts += 1;
            }
        }
        if told.elapsed() > PATIENCE {
            return Err("somebody did not come back".into());
        }
    }
}
