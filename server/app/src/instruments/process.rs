//! What the system says of this process, asked at each scrape. Only Linux says all of it.

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// Reads memory, files and time of the processors.
#[derive(Debug)]
pub(super) struct Process;

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        if let Some(seconds) = cpu_seconds() {
            let counter = ConstCounter::new(seconds);
            let (name, help) = ("process_cpu", "Time that processors worked for the process");
            let unit = Some(&Unit::Seconds);
            let counters = encoder.encode_descriptor(name, help, unit, MetricType::Counter)?;
            counter.encode(counters)?;
        }
        if let Some(bytes) = resident_bytes() {
            let (name, help) = ("process_resident_memory", "Memory in use");
            let unit = Some(&Unit::Bytes);
            let gauges = encoder.encode_descriptor(name, help, unit, MetricType::Gauge)?;
            ConstGauge::new(bytes).encode(gauges)?;
        }
        let files = [
            ("process_open_fds", "Files open", open_files()),
            ("process_max_fds", "Files that may be open", files_max()),
        ];
        for (name, help, count) in files {
            if let Some(count) = count {
                let gauges = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
                ConstGauge::new(count).encode(gauges)?;
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
fn cpu_seconds() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = std::time::Duration::try_from(time).ok()?;
    Some(seconds.as_secs_f64())
}

#[cfg(not(unix))]
fn cpu_seconds() -> Option<f64> {
    None
}

/// `None` where the system has no `/proc`.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: i64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kibibytes * 1_024)
}

fn open_files() -> Option<i64> {
    let files = std::fs::read_dir("/proc/self/fd").ok()?;
    i64::try_from(files.count()).ok()
}

#[cfg(unix)]
fn files_max() -> Option<i64> {
    use rustix::process::{Resource, getrlimit};
    let most = getrlimit(Resource::Nofile).current?;
    i64::try_from(most).ok()
}

#[cfg(not(unix))]
fn files_max() -> Option<i64> {
    None
}
