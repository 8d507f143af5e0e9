//! One thread that reads all connections and notes what arrives.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mio::{Events, Interest, Poll, Token};
use onefloor_tests::Failure;

use crate::line::Frames;
use crate::measured::now_us;

/// A change of what everybody sees has arrived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) connection: usize,
    pub(crate) at_us: u64,
    pub(crate) version: u64,
}

/// What has arrived by now.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    frames: AtomicUsize,
    bytes: AtomicU64,
    parts: AtomicUsize,
    done: AtomicUsize,
    ended: AtomicUsize,
}

impl Heard {
    /// Changes of what everybody sees.
    pub(crate) fn frames(&self) -> usize {
        self.frames.load(Ordering::Relaxed)
    }

    /// Bytes of all sorts.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Rooms' parts, the last one of a view.
    pub(crate) fn parts(&self) -> usize {
        self.parts.load(Ordering::Relaxed)
    }

    /// Commands that were answered as done.
    pub(crate) fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

/// All that arrived.
#[derive(Debug, Default)]
pub(crate) struct Arrived {
    pub(crate) arrivals: Vec<Arrival>,
    /// Versions of commands that were done, by the number at the end of their ids.
    pub(crate) done: Vec<(u64, u64)>,
}

/// The thread and what it has heard.
pub(crate) struct Reading {
    heard: Arc<Heard>,
    ends: Arc<AtomicBool>,
    thread: JoinHandle<Result<Arrived, Failure>>,
}

impl Reading {
    pub(crate) fn begin(lines: Vec<TcpStream>) -> Result<Self, Failure> {
        let heard = Arc::<Heard>::default();
        let ends = Arc::<AtomicBool>::default();
        let poll = Poll::new()?;
        let mut streams = Vec::with_capacity(lines.len());
        for (at, line) in lines.into_iter().enumerate() {
            line.set_nonblocking(true)?;
            let mut stream = mio::net::TcpStream::from_std(line);
            let registry = poll.registry();
            registry.register(&mut stream, Token(at), Interest::READABLE)?;
            streams.push((stream, Frames::default()));
        }
        let (noted, told) = (Arc::clone(&heard), Arc::clone(&ends));
        let thread = std::thread::spawn(move || read(poll, streams, &noted, &told));
        Ok(Self {
            heard,
            ends,
            thread,
        })
    }

    /// Waits until enough has arrived.
    pub(crate) fn until(
        &self,
        patience: Duration,
        holds: impl Fn(&Heard) -> bool,
    ) -> Result<(), Failure> {
        let deadline = Instant::now() + patience;
        while !holds(&self.heard) {
            if Instant::now() > deadline {
                return Err(format!("not everything arrives: {:?}", self.heard).into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Waits until nothing has arrived for this long.
    pub(crate) fn is_quiet(&self, pause: Duration) -> Result<(), Failure> {
        let deadline = Instant::now() + Duration::from_secs(120);
        let (mut frames, mut since) = (self.heard.frames(), Instant::now());
        while since.elapsed() < pause {
            std::thread::sleep(Duration::from_millis(5));
            if self.heard.frames() != frames {
                (frames, since) = (self.heard.frames(), Instant::now());
            }
            if Instant::now() > deadline {
                return Err("it does not become quiet".into());
            }
        }
        Ok(())
    }

    pub(crate) fn heard(&self) -> &Heard {
        &self.heard
    }

    /// Ends it, and all connections with it.
    pub(crate) fn ends(self) -> Result<Arrived, Failure> {
        self.ends.store(true, Ordering::Relaxed);
        self.thread.join().map_err(|_| "the reader panicked")?
    }
}

fn read(
    mut poll: Poll,
    mut streams: Vec<(mio::net::TcpStream, Frames)>,
    heard: &Heard,
    ends: &AtomicBool,
) -> Result<Arrived, Failure> {
    let mut arrived = Arrived::default();
    let mut events = Events::with_capacity(1_024);
    let mut bytes = vec![0; 64 * 1_024];
    while !ends.load(Ordering::Relaxed) {
        poll.poll(&mut events, Some(Duration::from_millis(20)))?;
        let at_us = now_us();
        for event in &events {
            let connection = event.token().0;
            let (stream, frames) = &mut streams[connection];
            loop {
                match stream.read(&mut bytes) {
                    Ok(0) => {
                        heard.ended.fetch_add(1, Ordering::Relaxed);
                        break;
                    }
                    Ok(count) => {
                        heard.bytes.fetch_add(count as u64, Ordering::Relaxed);
                        let note =
                            |head: &[u8]| note(head, (connection, at_us), heard, &mut arrived);
                        frames.take(&bytes[..count], note);
                        // With room left over there was no more, and an edge tells of the next.
                        if count < bytes.len() {
                            break;
                        }
                    }
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(_) => {
                        heard.ended.fetch_add(1, Ordering::Relaxed);
                        break;
                    }
                }
            }
        }
    }
    Ok(arrived)
}

fn note(head: &[u8], (connection, at_us): (usize, u64), heard: &Heard, arrived: &mut Arrived) {
    let head = String::from_utf8_lossy(head);
    if head.starts_with("{\"type\":\"change\",\"part\":\"main\"") {
        heard.frames.fetch_add(1, Ordering::Relaxed);
        let version = number(&head, "\"version\":");
        arrived.arrivals.push(Arrival {
            connection,
            at_us,
            version,
        });
    } else if head.starts_with("{\"type\":\"snapshot\",\"part\":\"room\"") {
        heard.parts.fetch_add(1, Ordering::Relaxed);
    } else if head.starts_with("{\"type\":\"done\"") {
        let id = head.split('"').nth(7).unwrap_or_default();
        let id = id.rsplit('-').next().unwrap_or_default();
        let id = u64::from_str_radix(id, 16).unwrap_or_default();
        arrived.done.push((id, number(&head, "\"version\":")));
        heard.done.fetch_add(1, Ordering::Relaxed);
    }
}

fn number(head: &str, name: &str) -> u64 {
    let after = head.split_once(name).map_or("", |(_, after)| after);
    let digits = after.split(|c: char| !c.is_ascii_digit()).next();
    digits.unwrap_or_default().parse().unwrap_or_default()
}
