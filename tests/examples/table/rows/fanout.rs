//! Votes of many people, each of which everybody sees: what a delivered frame costs, how long it takes from
//! the tap to the screens of all others, and what a connection holds meanwhile.

use onefloor_tests::Failure;
use tokio::task::spawn_blocking;

use super::Setting;
use crate::fanout::{Compared, compared};
use crate::figure::{Figure, Unit};

/// Changes, 16 a second.
const CHANGES: usize = 96;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for (full, goal_ms) in setting.sizes(&[(2_000, 60.0), (5_000, 150.0)]) {
        let people = setting.of(full);
        // With few screens there are more changes, so that a tick of the kernel's accounting is little.
        let changes = (CHANGES * 500 / people).max(CHANGES);
        let of_this = setting.clone();
        let measuring = spawn_blocking(move || compared(&of_this, people, changes));
        let Compared {
            onefloor,
            axum,
            epoll,
        } = measuring.await??;
        let frame = format!("CPU of a delivered frame, {people} screens");
        let axums = format!("the same of a tuned axum, {people} screens");
        let way = format!("action to screen, p99, {people} people");
        figures.extend([
            Figure::new(frame, onefloor.cpu_us, Unit::Us)
                .over("raw epoll", epoll.cpu_us)
                .times(1.3),
            Figure::new(axums, axum.cpu_us, Unit::Us).over("raw epoll", epoll.cpu_us),
            Figure::new(
                format!("changes shown of {changes}, {people} screens"),
                onefloor.frames as f64 / people as f64,
                Unit::Count,
            ),
            Figure::new(way, onefloor.p99_ms, Unit::Ms)
                .slowest()
                .over("tuned axum", axum.p99_ms)
                .at_most(goal_ms),
            Figure::new(
                format!("memory of a connection and its person, {people} screens"),
                onefloor.after_kb * 1_024.0,
                Unit::Bytes,
            )
            .over("tuned axum", axum.after_kb * 1_024.0),
        ]);
    }
    Ok(figures)
}
