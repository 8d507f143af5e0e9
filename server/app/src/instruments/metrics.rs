//! The metrics of this process, each with its name, its unit and its closed set of labels.
//!
//! They are counters in memory: what feeds them adds to an atomic, or to a histogram under a lock that
//! is held for nanoseconds. Names follow OpenMetrics: a counter is written with `_total`, a histogram
//! as `_bucket`, `_sum` and `_count`.

use std::sync::LazyLock;
use std::sync::atomic::AtomicU64;
use std::time::{SystemTime, UNIX_EPOCH};

use onefloor_core::terms::Role;
use onefloor_core::{Command, Rejection};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Metric, Registry, Unit};
use strum::{VariantArray, VariantNames};

use super::process::Process;
use crate::protocol::http::HttpRefusal;
use crate::protocol::{Close, Part};
use crate::session::{Kept, Source};

/// Labels, each from a set that the code names.
type Labels<const N: usize> = [(&'static str, &'static str); N];
/// Counters that differ in their labels.
pub(crate) type Counters<const N: usize> = Family<Labels<N>, Counter>;
/// Gauges that differ in one label.
pub(crate) type Gauges = Family<Labels<1>, Gauge>;
/// Histograms that differ in one label.
type Histograms = Family<Labels<1>, Histogram, fn() -> Histogram>;

/// From a tenth of a millisecond to 13 seconds.
fn seconds() -> Histogram {
    Histogram::new(exponential_buckets(0.000_1, 2.0, 18))
}

/// From 64 bytes to 4 MB.
fn bytes() -> Histogram {
    Histogram::new(exponential_buckets(64.0, 4.0, 9))
}

/// Where something was refused.
#[derive(Debug, Clone, Copy, VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Surface {
    /// A command that the rules refused.
    Command,
    /// A frame that no rule saw.
    Frame,
    /// A request over HTTP.
    Http,
    /// A connection, before it asked for anything.
    Connection,
}

/// What requests are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Request {
    pub(super) method: &'static str,
    pub(super) route: String,
    pub(super) status: &'static str,
}

/// What requests are timed by: the pattern of a path, of which there are as many as the router has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Route {
    pub(super) route: String,
}

/// All metrics of this process.
pub(crate) struct Metrics {
    pub(super) sessions: Gauge,
    pub(super) screens: Gauges,
    pub(super) people: Gauges,
    pub(super) rooms: Gauge,
    pub(super) commands: Counters<2>,
    pub(super) durable: Histogram,
    pub(super) published: Histogram,
    publication: Histograms,
    pub(super) store: Histograms,
    pub(super) store_failures: Counters<1>,
    wakings: Counters<1>,
    states: Counters<1>,
    pub(super) slow_readers: Gauge,
    pub(super) fell_behind: Counter,
    refusals: Counters<2>,
    pub(super) heavy: Gauge,
    heavy_ended: Counters<1>,
    pub(super) connections: Gauge,
    closed: Counters<1>,
    pub(super) requests: Family<Request, Counter>,
    pub(super) request_time: Family<Route, Histogram, fn() -> Histogram>,
    pub(crate) panics: Counter,
}

static ALL: LazyLock<(Registry, Metrics)> = LazyLock::new(|| {
    let mut registry = Registry::default();
    let metrics = Metrics::in_registry(&mut registry);
    metrics.begin_at_zero();
    (registry, metrics)
});

/// The metrics of this process.
pub(crate) fn metrics() -> &'static Metrics {
    &ALL.1
}

/// All metrics as OpenMetrics text.
#[must_use]
pub fn text() -> String {
    let mut text = String::new();
    // A string takes whatever is written to it.
    let _ = encode(&mut text, &ALL.0);
    text
}

/// Something was refused, for a reason with a name.
pub(crate) fn refused(surface: Surface, reason: &'static str) {
    let labels = [("surface", surface.into()), ("reason", reason)];
    metrics().refusals.get_or_create(&labels).inc();
}

impl Metrics {
    /// A frame of a view was made, of this many bytes.
    pub(crate) fn publication(&self, part: Part, bytes: usize) {
        let part = match part {
            Part::Main => "main",
            Part::Person => "person",
            Part::Room => "room",
        };
        let histogram = self.publication.get_or_create(&[("part", part)]);
        histogram.observe(approximate(bytes));
    }

    /// The server has closed a socket, or found it closed (`None`).
    pub(crate) fn closed(&self, why: Option<Close>) {
        let why = why.map_or("gone", Close::name);
        self.closed.get_or_create(&[("reason", why)]).inc();
    }

    /// A session was read out of the store, by what the state beside its log came to.
    pub(crate) fn waking(&self, source: Source) {
        self.wakings
            .get_or_create(&[("state", source.name())])
            .inc();
    }

    /// A state was to be kept beside its log.
    pub(crate) fn state_kept(&self, outcome: Kept) {
        self.states
            .get_or_create(&[("outcome", outcome.into())])
            .inc();
    }

    /// Heavy work has ended, or was not begun.
    pub(crate) fn heavy_ended(&self, outcome: &'static str) {
        let labels = [("outcome", outcome)];
        self.heavy_ended.get_or_create(&labels).inc();
    }

    /// The process has begun to serve: what is measured at all is there from the first scrape on, so
    /// that the first refusal of a kind is a rise and not a beginning.
    fn begin_at_zero(&self) {
        for command in Command::names() {
            for outcome in ["done", "refused"] {
                let labels = [("command", command), ("outcome", outcome)];
                let _ = self.commands.get_or_create(&labels);
            }
        }
        for (surface, reasons) in [
            (Surface::Command, Rejection::VARIANTS),
            (Surface::Http, HttpRefusal::VARIANTS),
        ] {
            for reason in reasons {
                let labels = [("surface", surface.into()), ("reason", *reason)];
                let _ = self.refusals.get_or_create(&labels);
            }
        }
        for why in Close::VARIANTS {
            let _ = self.closed.get_or_create(&[("reason", why.name())]);
        }
        for operation in ["append", "read"] {
            let labels = [("operation", operation)];
            let _ = self.store_failures.get_or_create(&labels);
            let _ = self.store.get_or_create(&labels);
        }
        for source in Source::all() {
            let _ = self.wakings.get_or_create(&[("state", source.name())]);
        }
        for kept in Kept::VARIANTS {
            let _ = self.states.get_or_create(&[("outcome", kept.into())]);
        }
        for part in ["main", "person", "room"] {
            let _ = self.publication.get_or_create(&[("part", part)]);
        }
        for outcome in ["done", "busy", "failed"] {
            let _ = self.heavy_ended.get_or_create(&[("outcome", outcome)]);
        }
        for role in Role::VARIANTS {
            let _ = self.screens.get_or_create(&[("role", role_name(*role))]);
        }
        for origin in ["online", "room", "hub", "staff"] {
            let _ = self.people.get_or_create(&[("origin", origin)]);
        }
    }

    fn in_registry(registry: &mut Registry) -> Self {
        registry.register_collector(Box::new(Process));
        let began = "When the process began to serve, since 1970";
        registry.register_with_unit("process_start_time", began, Unit::Seconds, started());
        let version = [("version", env!("CARGO_PKG_VERSION"))];
        registry.register("onefloor_build", "What runs here", Info::new(version));
        let mut add = Adding(registry);
        Self {
            sessions: add.one("sessions_live", "Sessions in memory", Gauge::default()),
            screens: add.one("screens", "Screens let in", Gauges::default()),
            people: add.one("people", "People who are here", Gauges::default()),
            rooms: add.one("rooms_open", "Breakout rooms open", Gauge::default()),
            commands: add.one("commands", "Commands answered", Counters::default()),
            durable: add.timed(
                "command_durable",
                "From a command's arrival until it is stored and answered",
                seconds(),
            ),
            published: add.timed(
                "command_published",
                "From a command's arrival until the views with it are on their way",
                seconds(),
            ),
            publication: add.sized(
                "publication",
                "Frames that say what changed in a view, made once for all who see it",
                Histograms::new_with_constructor(bytes as fn() -> Histogram),
            ),
            store: add.timed(
                "store_operation",
                "Calls of the store, with the wait for the writer",
                Histograms::new_with_constructor(seconds as fn() -> Histogram),
            ),
            store_failures: add.one(
                "store_failures",
                "Calls that the store did not carry out",
                Counters::default(),
            ),
            wakings: add.one(
                "wakings",
                "Sessions read out of the store, by the state beside the log",
                Counters::default(),
            ),
            states: add.one(
                "states",
                "States to be kept beside logs, by their outcome",
                Counters::default(),
            ),
            slow_readers: add.one(
                "slow_readers",
                "Screens that are behind and will get the whole view",
                Gauge::default(),
            ),
            fell_behind: add.one(
                "slow_readers_fell_behind",
                "Times that a screen fell behind",
                Counter::default(),
            ),
            refusals: add.one("refusals", "What was refused, and why", Counters::default()),
            heavy: add.one(
                "heavy_running",
                "Documents being written and pages being read",
                Gauge::default(),
            ),
            heavy_ended: add.one("heavy", "Heavy work by its outcome", Counters::default()),
            connections: add.one("connections_open", "Connections open", Gauge::default()),
            closed: add.one(
                "sockets_closed",
                "Sockets that ended, by the server's reason",
                Counters::default(),
            ),
            requests: add.one(
                "http_requests",
                "Requests answered, by the pattern of their path",
                Family::default(),
            ),
            request_time: add.timed(
                "http_request",
                "From a request's head until its answer's",
                Family::new_with_constructor(seconds as fn() -> Histogram),
            ),
            panics: add.one("panics", "Defects that ended a task", Counter::default()),
        }
    }
}

/// Registers metrics under the name of this program.
struct Adding<'a>(&'a mut Registry);

impl Adding<'_> {
    fn one<M: Metric + Clone>(&mut self, name: &str, help: &str, metric: M) -> M {
        let name = format!("onefloor_{name}");
        self.0.register(name, help, metric.clone());
        metric
    }

    fn timed<M: Metric + Clone>(&mut self, name: &str, help: &str, metric: M) -> M {
        self.of(name, help, Unit::Seconds, metric)
    }

    fn sized<M: Metric + Clone>(&mut self, name: &str, help: &str, metric: M) -> M {
        self.of(name, help, Unit::Bytes, metric)
    }

    fn of<M: Metric + Clone>(&mut self, name: &str, help: &str, unit: Unit, metric: M) -> M {
        let name = format!("onefloor_{name}");
        self.0.register_with_unit(name, help, unit, metric.clone());
        metric
    }
}

fn started() -> Gauge<f64, AtomicU64> {
    let gauge = Gauge::<f64, AtomicU64>::default();
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    gauge.set(since.unwrap_or_default().as_secs_f64());
    gauge
}

/// A role as a label.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Organiser => "organiser",
        Role::Moderator => "moderator",
        Role::FloorRunner => "floor_runner",
        Role::Speaker => "speaker",
        Role::Rapporteur => "rapporteur",
        Role::Display => "display",
        Role::Participant => "participant",
        Role::Integration => "integration",
    }
}

/// A count for a histogram, whose buckets are far coarser.
fn approximate(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
