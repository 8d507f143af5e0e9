//! The rows of the table.

mod bytes;
mod fanout;
mod hour;
mod join;
mod memory;
mod preview;
mod publication;
mod replay;
mod returns;
mod round;
mod sessions;
mod sleeping;
mod votes;

use std::path::PathBuf;

use futures_util::future::BoxFuture;
use onefloor_tests::Failure;
use serde_json::{Value, json};

use crate::figure::Figure;

/// Fewest of anything that is scaled down.
const FEWEST: usize = 10;

/// What every row is given.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    pub(crate) binary: PathBuf,
    pub(crate) scale: f64,
    /// Whether server and generator have a processor each.
    pub(crate) is_held: bool,
    /// Whether it is the everyday run: the largest of several sizes is enough.
    pub(crate) is_quick: bool,
}

impl Setting {
    /// Sizes to measure, the largest last: all of them, or every day the last one.
    pub(crate) fn sizes<T: Copy>(&self, all: &[T]) -> Vec<T> {
        let skipped = if self.is_quick { all.len() - 1 } else { 0 };
        all[skipped..].to_vec()
    }

    /// So many, scaled.
    pub(crate) fn of(&self, full: usize) -> usize {
        ((full as f64 * self.scale).round() as usize).max(FEWEST.min(full))
    }
}

/// A row: one run of it gives its figures.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Whether it is among the everyday ones.
    pub(crate) is_quick: bool,
    pub(crate) run: fn(Setting) -> BoxFuture<'static, Result<Vec<Figure>, Failure>>,
}

macro_rules! rows {
    ($($name:ident $is_quick:literal),* $(,)?) => {
        /// All of them, in their order.
        pub(crate) const ROWS: &[Row] = &[
            $(Row {
                name: stringify!($name),
                is_quick: $is_quick,
                run: |setting| Box::pin($name::run(setting)),
            }),*
        ];
    };
}

rows! {
    publication true,
    fanout true,
    votes true,
    join true,
    returns true,
    memory true,
    sessions true,
    bytes true,
    sleeping true,
    replay true,
    preview true,
    round true,
    hour false,
}

/// A vote as a screen sends it.
fn vote(item: usize, support: bool) -> Value {
    json!({ "type": "vote", "item": item, "support": support })
}
