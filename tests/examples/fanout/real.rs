//! The server itself: a session in which people vote, and everybody sees it.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use onefloor_tests::{Failure, Made, Process, hello};
use serde_json::json;

use crate::line::{masked, opens, upgraded};
use crate::measured::{Measured, cpu_us, memory_kb, now_us, quantile};
use crate::options::{Load, Options};
use crate::reading::Reading;

/// Everything happens within this time.
const PATIENCE: Duration = Duration::from_secs(180);
/// Presence and what else comes in seconds is over after so long without a frame.
const QUIET: Duration = Duration::from_millis(1_500);
/// Questions that wait while votes are counted.
const QUESTIONS: usize = 60;
/// People who come in before the ones before them have seen everything.
const WAVE: usize = 100;

/// Measures it; what the baselines have to send.
pub(crate) fn measured(options: &Options) -> Result<(Measured, Load), Failure> {
    let directory = tempfile::tempdir()?;
    let mut command = options.served_by(&options.binary);
    command.args(["--listen", "127.0.0.1:0", "--data-dir"]);
    command.arg(directory.path()).stderr(Stdio::null());
    let server = Process::start(&mut command)?;
    let made = server.session()?;
    let process = server.id();
    let empty_kb = memory_kb(process)?;
    let mut crowd = Crowd::comes(&server.address, &made, options.connections)?;
    let idle_kb = memory_kb(process)?;
    let asked = QUESTIONS.min(options.connections / 2);
    crowd.ask(0..asked)?;
    crowd.reading.is_quiet(QUIET)?;

    let (bytes, frames) = (
        crowd.reading.heard().bytes(),
        crowd.reading.heard().frames(),
    );
    let before_us = cpu_us(process)?;
    let began = now_us();
    let sent = crowd.vote(options, asked)?;
    crowd.reading.is_quiet(QUIET)?;
    let cpu = cpu_us(process)? - before_us;
    let frames = crowd.reading.heard().frames() - frames;
    let bytes = crowd.reading.heard().bytes() - bytes;
    let after_kb = memory_kb(process)?;
    let large_kb = match options.questions {
        0 => None,
        questions => Some(crowd.large(options, (&server, &made), asked..questions)?),
    };
    let mut late = late(crowd, &sent, began)?;
    let each = |kb: f64| (kb - empty_kb) / options.connections as f64;
    let measured = Measured {
        frames,
        cpu_us: cpu / frames as f64,
        median_ms: quantile(&mut late, 0.5),
        p99_ms: quantile(&mut late, 0.99),
        idle_kb: each(idle_kb),
        after_kb: each(after_kb),
        large_kb,
    };
    let load = Load {
        frames: frames / options.connections,
        bytes: usize::try_from(bytes)? / frames.max(1),
        ..options.load()
    };
    Ok((measured, load))
}

/// How late each vote was seen on each screen, in milliseconds. A screen that is shown several at once
/// sees the first of them late.
fn late(crowd: Crowd, sent: &BTreeMap<u64, u64>, began: u64) -> Result<Vec<f64>, Failure> {
    let connections = crowd.connections;
    let arrived = crowd.reading.ends()?;
    let mut first_of_version = BTreeMap::new();
    for (id, version) in &arrived.done {
        if let Some(at_us) = sent.get(id) {
            let first = first_of_version.entry(*version).or_insert(*at_us);
            *first = (*first).min(*at_us);
        }
    }
    let mut seen = vec![0; connections];
    let mut late = Vec::new();
    for arrival in &arrived.arrivals {
        let Some(seen) = seen.get_mut(arrival.connection) else {
            continue;
        };
        if arrival.at_us >= began {
            let news = first_of_version.range(*seen + 1..=arrival.version);
            late.extend(news.map(|(_, at_us)| arrival.at_us.saturating_sub(*at_us) as f64 / 1e3));
        }
        *seen = arrival.version.max(*seen);
    }
    Ok(late)
}

/// People with a screen each.
struct Crowd {
    reading: Reading,
    /// Their other ends, to speak on.
    mouths: Vec<TcpStream>,
    connections: usize,
    commands: u64,
}

impl Crowd {
    fn comes(address: &str, made: &Made, count: usize) -> Result<Self, Failure> {
        let mut lines = Vec::with_capacity(count);
        let mut mouths = Vec::with_capacity(count);
        for _ in 0..count {
            let mut line = opens(address)?;
            upgraded(&mut line, address)?;
            mouths.push(line.try_clone()?);
            lines.push(line);
        }
        let reading = Reading::begin(lines)?;
        let mut crowd = Self {
            reading,
            mouths,
            connections: count,
            commands: 0,
        };
        for number in 0..count {
            let hello = hello(&made.code, None, &format!("Person{number}"), None);
            crowd.says(number, &hello)?;
            let there = (number + 1).saturating_sub(WAVE);
            crowd
                .reading
                .until(PATIENCE, |heard| heard.parts() >= there)?;
        }
        crowd
            .reading
            .until(PATIENCE, |heard| heard.parts() >= count)?;
        Ok(crowd)
    }

    fn says(&mut self, who: usize, frame: &serde_json::Value) -> Result<(), Failure> {
        let bytes = masked(&frame.to_string());
        Ok(self.mouths[who].write_all(&bytes)?)
    }

    /// A command whose id ends with a number; that number.
    fn gives(&mut self, who: usize, command: &serde_json::Value) -> Result<u64, Failure> {
        self.commands += 1;
        let id = format!("01890000-0000-7000-8000-{:012x}", self.commands);
        self.says(
            who,
            &json!({ "type": "command", "id": id, "command": command }),
        )?;
        Ok(self.commands)
    }

    /// Each of these asks something, in their name.
    fn ask(&mut self, who: std::ops::Range<usize>) -> Result<(), Failure> {
        for number in who {
            let before = usize::try_from(self.commands)?;
            let waits = before.saturating_sub(WAVE);
            self.reading
                .until(PATIENCE, |heard| heard.done() >= waits)?;
            let name = json!({ "name": format!("Person {number}") });
            self.gives(number, &json!({ "type": "introduce", "profile": name }))?;
            let text = format!(
                "What comes of proposal {number}, and who pays for region {}?",
                number * 7
            );
            self.gives(number, &json!({ "type": "ask_question", "text": text }))?;
        }
        let all = usize::try_from(self.commands)?;
        self.reading.until(PATIENCE, |heard| heard.done() >= all)
    }

    /// Somebody else votes each time; when each was sent, by its number.
    fn vote(&mut self, options: &Options, asked: usize) -> Result<BTreeMap<u64, u64>, Failure> {
        let began = Instant::now();
        let mut sent = BTreeMap::new();
        for number in 0..options.frames {
            let who = asked + number % (self.connections - asked);
            let vote = json!({ "type": "vote", "item": number % asked + 1, "support": true });
            let at_us = now_us();
            sent.insert(self.gives(who, &vote)?, at_us);
            let next = Duration::from_millis(options.every_ms) * u32::try_from(number + 1)?;
            std::thread::sleep((began + next).saturating_duration_since(Instant::now()));
        }
        Ok(sent)
    }

    /// Fills the session, and has staff come who are shown all of it: the memory of each, and the bytes.
    fn large(
        &mut self,
        options: &Options,
        (server, made): (&Process, &Made),
        asking: std::ops::Range<usize>,
    ) -> Result<(f64, f64), Failure> {
        self.ask(asking)?;
        self.reading.is_quiet(QUIET)?;
        let before_kb = memory_kb(server.id())?;
        let mut lines = Vec::new();
        for number in 0..options.staff {
            let mut line = opens(&server.address)?;
            upgraded(&mut line, &server.address)?;
            let name = format!("Staff{number}");
            let hello = hello(&made.code, Some(&made.moderator), &name, None);
            line.write_all(&masked(&hello.to_string()))?;
            lines.push(line);
        }
        let staff = Reading::begin(lines)?;
        staff.until(PATIENCE, |heard| heard.parts() >= options.staff)?;
        self.reading.is_quiet(QUIET)?;
        let each_kb = (memory_kb(server.id())? - before_kb) / options.staff as f64;
        let read_kb = staff.heard().bytes() as f64 / 1_000.0 / options.staff as f64;
        staff.ends()?;
        Ok((each_kb, read_kb))
    }
}
