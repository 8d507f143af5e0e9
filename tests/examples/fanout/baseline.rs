//! A baseline as a process of its own: it takes connections, waits for the word, and sends.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::time::Duration;

use onefloor_tests::Failure;

use crate::line::{opens, upgraded};
use crate::measured::{Measured, cpu_us, memory_kb, now_us, quantile};
use crate::options::{Load, Options, Served};
use crate::reading::{Arrival, Reading};

/// A frame of the size that is asked for, which says when it was sent where a change says its version.
pub(crate) fn frame(load: &Load) -> String {
    let at_us = now_us();
    let mut text =
        format!("{{\"type\":\"change\",\"part\":\"main\",\"after\":0,\"version\":{at_us},\"_\":\"");
    while text.len() + 2 < load.bytes {
        text.push('x');
    }
    text.push_str("\"}");
    text
}

/// Tells the process that compares where this one listens.
pub(crate) fn listens(address: std::net::SocketAddr) -> io::Result<()> {
    println!("http://{address}");
    io::stdout().flush()
}

/// Waits for the word.
pub(crate) fn is_told_to_go() -> io::Result<()> {
    io::stdin().read_line(&mut String::new()).map(|_| ())
}

/// Starts one, measures it, and ends it.
pub(crate) fn measured(
    options: &Options,
    served: Served,
    load: &Load,
) -> Result<Measured, Failure> {
    let mut server = Started::start(options, served, load)?;
    let process = server.child.id();
    let empty_kb = memory_kb(process)?;
    let mut lines = Vec::with_capacity(load.connections);
    for _ in 0..load.connections {
        let mut line = opens(&server.address)?;
        upgraded(&mut line, &server.address)?;
        lines.push(line);
    }
    let reading = Reading::begin(lines)?;
    // The last one has its answer before the server has it among those that it sends to.
    reading.is_quiet(Duration::from_millis(300))?;
    let idle_kb = memory_kb(process)?;
    let before_us = cpu_us(process)?;
    writeln!(server.stdin, "go")?;
    let wanted = load.connections * load.frames;
    reading.until(Duration::from_secs(120), |heard| heard.frames() >= wanted)?;
    let cpu = cpu_us(process)? - before_us;
    let after_kb = memory_kb(process)?;
    let heard = reading.ends()?;
    let late = |it: &Arrival| it.at_us.saturating_sub(it.version) as f64 / 1e3;
    let mut late: Vec<f64> = heard.arrivals.iter().map(late).collect();
    let each = |kb: f64| (kb - empty_kb) / load.connections as f64;
    Ok(Measured {
        frames: late.len(),
        cpu_us: cpu / late.len() as f64,
        median_ms: quantile(&mut late, 0.5),
        p99_ms: quantile(&mut late, 0.99),
        idle_kb: each(idle_kb),
        after_kb: each(after_kb),
        large_kb: None,
    })
}

struct Started {
    child: Child,
    stdin: ChildStdin,
    address: String,
}

impl Started {
    fn start(options: &Options, served: Served, load: &Load) -> Result<Self, Failure> {
        let own = std::env::current_exe()?;
        let mut command = options.served_by(&own);
        let serve = match served {
            Served::Epoll => "epoll",
            Served::Axum => "axum",
        };
        command.args(["--serve", serve]);
        for (name, value) in [
            ("--connections", load.connections),
            ("--frames", load.frames),
            ("--bytes", load.bytes),
            ("--every-ms", usize::try_from(load.every.as_millis())?),
        ] {
            command.args([name, &value.to_string()]);
        }
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned?;
        let stdin = child.stdin.take().ok_or("no input")?;
        let stdout = child.stdout.take().ok_or("no output")?;
        let mut server = Self {
            child,
            stdin,
            address: String::new(),
        };
        let mut greeting = String::new();
        BufReader::new(stdout).read_line(&mut greeting)?;
        let address = greeting.trim().strip_prefix("http://");
        address
            .ok_or("the baseline does not start")?
            .clone_into(&mut server.address);
        Ok(server)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
