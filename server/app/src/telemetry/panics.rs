//! A panic as a log line: where, and what the code says in its own words. What was put together while
//! it ran may hold a text or a name, as the panic of a slice repeats the string that it cut.

use std::any::Any;
use std::panic::{PanicHookInfo, set_hook};

use crate::instruments::metrics;

/// In place of a message that was put together.
const WITHHELD: &str = "the message may hold a text, and is withheld";

/// Logs panics from now on, in place of printing them.
pub(super) fn are_logged() {
    set_hook(Box::new(log));
}

fn log(panic: &PanicHookInfo<'_>) {
    metrics().panics.inc();
    let place = panic.location().map(ToString::to_string);
    let thread = std::thread::current();
    tracing::error!(
        place,
        thread = thread.name(),
        said = said(panic.payload()),
        "a defect"
    );
}

/// A message that stands in the source is a `&str`, one that was put together a `String`.
fn said(payload: &dyn Any) -> &'static str {
    payload.downcast_ref::<&'static str>().unwrap_or(&WITHHELD)
}
