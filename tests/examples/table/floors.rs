//! What nothing can be better than, on this machine and in this minute.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::id;
use std::time::{Duration, Instant};

use axum::extract::ws::Utf8Bytes;
use onefloor_tests::Failure;
use onefloor_tests::used::cpu_ms;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::figure::median;

/// Frames that may wait for one reader, as for a socket of the server.
const OUTBOX: usize = 64;
/// Writes of which the median counts.
const WRITES: usize = 60;

/// Handing one shared frame to so many waiting readers, in milliseconds of CPU: so many times, so long apart,
/// since readers that were just there are found at once, and those of a session have long been left.
pub(crate) async fn handing_over(
    readers: usize,
    times: usize,
    between: Duration,
) -> Result<f64, Failure> {
    let mut outboxes = Vec::with_capacity(readers);
    let mut reading = JoinSet::new();
    for _ in 0..readers {
        let (outbox, mut inbox) = mpsc::channel::<Utf8Bytes>(OUTBOX);
        outboxes.push(outbox);
        reading.spawn(async move {
            let mut bytes = 0;
            while let Some(frame) = inbox.recv().await {
                bytes += frame.len();
            }
            bytes
        });
    }
    let frame = Utf8Bytes::from("x".repeat(500));
    let before = cpu_ms(id())?;
    for _ in 0..times {
        for outbox in &outboxes {
            outbox.send(frame.clone()).await?;
        }
        sleep(between).await;
    }
    let spent = cpu_ms(id())? - before;
    drop(outboxes);
    while reading.join_next().await.is_some() {}
    Ok(spent / times as f64)
}

/// Making this many bytes at the end of a file durable, in microseconds.
pub(crate) fn durable_us(directory: &Path, bytes: usize) -> Result<f64, Failure> {
    let mut file = File::create(directory.join("floor"))?;
    let block = vec![b'x'; bytes];
    let mut took = Vec::with_capacity(WRITES);
    for _ in 0..WRITES {
        let began = Instant::now();
        file.write_all(&block)?;
        file.sync_data()?;
        took.push(began.elapsed().as_secs_f64() * 1e6);
    }
    Ok(median(took))
}
