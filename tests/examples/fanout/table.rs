//! The table: medians of all rounds, and ratios to the raw loop.

use std::fmt;

use crate::measured::{Measured, quantile};

/// What was measured, by server.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<(&'static str, Vec<Measured>)>,
}

impl Table {
    pub(crate) fn add(&mut self, name: &'static str, measured: Measured) {
        println!("  {name:<12} {}", line(&measured));
        match self.rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => all.push(measured),
            None => self.rows.push((name, vec![measured])),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nmedians")?;
        let medians = self.rows.iter().map(|(name, all)| (name, median(all)));
        let medians: Vec<_> = medians.collect();
        let floor = medians.last().map_or(0.0, |(_, last)| last.cpu_us);
        for (name, of_it) in &medians {
            let ratio = of_it.cpu_us / floor;
            writeln!(f, "  {name:<12} {}, {ratio:.2} × raw epoll", line(of_it))?;
        }
        Ok(())
    }
}

fn line(measured: &Measured) -> String {
    let Measured {
        frames,
        cpu_us,
        median_ms,
        p99_ms,
        idle_kb,
        after_kb,
        large_kb,
    } = measured;
    let large = large_kb.map_or(String::new(), |(kb, read_kb)| {
        format!(", {kb:.1} kB with staff shown {read_kb:.0} kB")
    });
    format!(
        "{frames} frames, {cpu_us:.2} µs of CPU each, there after {median_ms:.1} ms (p99 {p99_ms:.1}), \
         {idle_kb:.2} kB a connection ({after_kb:.2} after it){large}"
    )
}

fn median(all: &[Measured]) -> Measured {
    let of = |figure: fn(&Measured) -> f64| {
        let mut figures: Vec<f64> = all.iter().map(figure).collect();
        quantile(&mut figures, 0.5)
    };
    let large = |figure: fn((f64, f64)) -> f64| {
        let mut figures: Vec<f64> = all
            .iter()
            .filter_map(|it| it.large_kb.map(figure))
            .collect();
        quantile(&mut figures, 0.5)
    };
    let has_large = all.iter().any(|it| it.large_kb.is_some());
    Measured {
        frames: all.first().map_or(0, |it| it.frames),
        cpu_us: of(|it| it.cpu_us),
        median_ms: of(|it| it.median_ms),
        p99_ms: of(|it| it.p99_ms),
        idle_kb: of(|it| it.idle_kb),
        after_kb: of(|it| it.after_kb),
        large_kb: has_large.then(|| (large(|it| it.0), large(|it| it.1))),
    }
}
