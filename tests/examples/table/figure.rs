//! What was measured: a value, what it cannot be better than in the same run, and what it should be.

use std::collections::BTreeMap;
use std::fmt::Write;

/// How a value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Ms,
    Us,
    Bytes,
    PerSecond,
    Count,
}

/// What a value should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
    /// At most so many times its floor.
    Times(f64),
    /// It explains another one.
    None,
}

impl Goal {
    fn most(self) -> Option<f64> {
        match self {
            Self::AtMost(most) => Some(most),
            Self::AtLeast(_) | Self::Times(_) | Self::None => None,
        }
    }
}

/// One figure of a row.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) unit: Unit,
    pub(crate) value: f64,
    pub(crate) floor: Option<(&'static str, f64)>,
    pub(crate) goal: Goal,
    /// The slowest of many: on a busy machine it says more of that hour than of the server, and is held
    /// against no other run.
    pub(crate) is_slowest: bool,
}

impl Figure {
    pub(crate) fn new(what: impl Into<String>, value: f64, unit: Unit) -> Self {
        Self {
            what: what.into(),
            unit,
            value,
            floor: None,
            goal: Goal::None,
            is_slowest: false,
        }
    }

    /// Beside this floor, by its name.
    pub(crate) fn over(self, name: &'static str, floor: f64) -> Self {
        let floor = Some((name, floor));
        Self { floor, ..self }
    }

    pub(crate) fn at_most(self, goal: f64) -> Self {
        let goal = Goal::AtMost(goal);
        Self { goal, ..self }
    }

    pub(crate) fn slowest(self) -> Self {
        let is_slowest = true;
        Self { is_slowest, ..self }
    }

    pub(crate) fn at_least(self, goal: f64) -> Self {
        let goal = Goal::AtLeast(goal);
        Self { goal, ..self }
    }

    pub(crate) fn times(self, goal: f64) -> Self {
        let goal = Goal::Times(goal);
        Self { goal, ..self }
    }

    /// How many times its floor it is: the larger, the worse. What is counted in bytes needs no floor of
    /// the same run, and is held against its goal.
    pub(crate) fn ratio(&self) -> Option<f64> {
        let value = self.value;
        match (self.floor, self.goal, self.unit) {
            (Some((_, floor)), _, Unit::PerSecond) => Some(floor / value),
            (Some((_, floor)), _, _) => Some(value / floor),
            (None, Goal::AtMost(goal), Unit::Bytes) => Some(value / goal),
            (None, _, _) => None,
        }
    }

    fn holds(&self) -> Option<bool> {
        match self.goal {
            Goal::AtMost(goal) => Some(self.value <= goal),
            Goal::AtLeast(goal) => Some(self.value >= goal),
            Goal::Times(goal) => self.ratio().map(|ratio| ratio <= goal),
            Goal::None => None,
        }
    }

    /// A line of the table, as Markdown.
    pub(crate) fn line(&self) -> String {
        let floor = self.floor.map_or_else(String::new, |(name, floor)| {
            format!("{} {name}", said(floor, self.unit))
        });
        let ratio = match (self.ratio(), self.floor) {
            (Some(ratio), Some(_)) => format!("{ratio:.2}"),
            _ => String::new(),
        };
        let goal = match self.goal {
            Goal::AtMost(goal) => format!("≤ {}", said(goal, self.unit)),
            Goal::AtLeast(goal) => format!("≥ {}", said(goal, self.unit)),
            Goal::Times(goal) => format!("≤ {goal} × floor"),
            Goal::None => String::new(),
        };
        let holds = match self.holds() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let value = said(self.value, self.unit);
        let mut line = format!("| {:<52} | {value:>9} ", self.what);
        let _ = write!(
            line,
            "| {floor:<26} | {ratio:>6} | {goal:<12} | {holds:<3} |"
        );
        line
    }
}

/// The head of the table.
pub(crate) fn head() -> String {
    format!(
        "| {:<52} | {:>9} | {:<26} | {:>6} | {:<12} | {:<3} |\n| --- | --: | --- | --: | --- | --- |",
        "", "median", "floor", "ratio", "goal", "met"
    )
}

/// The medians of several runs, in the order in which the figures came first.
pub(crate) fn medians(runs: &[Vec<Figure>]) -> Vec<Figure> {
    let mut by_name: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
    for figure in runs.iter().flatten() {
        by_name.entry(&figure.what).or_default().push(figure);
    }
    let first = runs.first().into_iter().flatten();
    first
        .map(|figure| {
            let all = &by_name[figure.what.as_str()];
            let floors = all.iter().filter_map(|one| one.floor);
            let goals = all.iter().filter_map(|one| one.goal.most());
            Figure {
                value: median(all.iter().map(|one| one.value)),
                floor: figure
                    .floor
                    .map(|(name, _)| (name, median(floors.map(|(_, floor)| floor)))),
                // Some goals are so much more than the floor of their run.
                goal: match figure.goal {
                    Goal::AtMost(_) => Goal::AtMost(median(goals)),
                    other => other,
                },
                ..figure.clone()
            }
        })
        .collect()
}

/// The one in the middle; of an even number, the mean of both.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}

/// The value below which this share of them lies.
pub(crate) fn below(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() as f64 * share) as usize;
    let last = values.len().saturating_sub(1);
    values.get(place.min(last)).copied().unwrap_or(f64::NAN)
}

fn said(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Ms if value >= 1_000.0 => format!("{:.2} s", value / 1_000.0),
        Unit::Ms if value < 10.0 => format!("{value:.2} ms"),
        Unit::Ms => format!("{value:.0} ms"),
        Unit::Us => format!("{value:.1} µs"),
        Unit::Bytes if value >= 1e9 => format!("{:.2} GB", value / 1e9),
        Unit::Bytes if value >= 1e6 => format!("{:.1} MB", value / 1e6),
        Unit::Bytes if value >= 1e4 => format!("{:.1} kB", value / 1e3),
        Unit::Bytes => format!("{value:.0} B"),
        Unit::PerSecond => format!("{value:.0}/s"),
        Unit::Count => format!("{value:.0}"),
    }
}
