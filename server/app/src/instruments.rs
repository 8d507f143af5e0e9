//! What an operator sees of a running server: metrics, the names of calls in the log, the request log.
//!
//! Everything here counts and names, and decides nothing. No label and no log line holds a name, a
//! text, a secret or the code of a session. Reading order: `metrics`, then what feeds them, then `call` and
//! `requests`.

pub(crate) mod call;
mod gauges;
pub(crate) mod listener;
pub(crate) mod metrics;
mod process;
pub(crate) mod requests;
mod session;
mod store;

pub use call::Call;
pub use listener::listen;
pub use metrics::text;

pub(crate) use call::{carried, connected};
pub(crate) use gauges::{Screen, Working};
pub(crate) use metrics::{Surface, metrics, refused};
pub(crate) use session::{Asked, SessionInstruments};
pub(crate) use store::Measured;
