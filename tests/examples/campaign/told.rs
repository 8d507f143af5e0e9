//! What a part comes to, and how it is printed.

use std::fmt::Display;

use onefloor_tests::Verdict;

/// Lines of a part, each with what was found.
#[derive(Debug, Default)]
pub(crate) struct Told {
    lines: Vec<(String, String)>,
    failures: usize,
    skipped: bool,
}

impl Told {
    /// A figure.
    pub(crate) fn says(&mut self, what: &str, found: impl Display) -> &mut Self {
        self.lines.push((what.to_owned(), found.to_string()));
        self
    }

    /// A figure that must hold.
    pub(crate) fn holds(&mut self, what: &str, found: impl Display, holds: bool) -> &mut Self {
        let mark = if holds { "" } else { "   <-- WRONG" };
        self.failures += usize::from(!holds);
        self.says(what, format!("{found}{mark}"))
    }

    /// What was acknowledged, held against what was found.
    pub(crate) fn compares(&mut self, verdict: &Verdict) -> &mut Self {
        let is_well = verdict.holds() && verdict.acknowledged > 0;
        self.holds("acknowledged and found", verdict, is_well);
        let refused = verdict.refused.iter();
        let refused: Vec<_> = refused
            .map(|(why, count)| format!("{why} {count}"))
            .collect();
        self.says("refused, and not found", refused.join(", "));
        for named in &verdict.named {
            self.says("", named);
        }
        self
    }

    /// A part that could not be tried, and why.
    pub(crate) fn skipped(why: &str) -> Self {
        let mut told = Self {
            skipped: true,
            ..Self::default()
        };
        told.says("skipped", why);
        told
    }

    /// A part that broke off.
    pub(crate) fn broken(why: &dyn Display) -> Self {
        let mut told = Self::default();
        told.holds("broken off", why, false);
        told
    }

    pub(crate) fn word(&self) -> &'static str {
        match (self.skipped, self.failures) {
            (true, _) => "skipped",
            (false, 0) => "holds",
            (false, _) => "DOES NOT HOLD",
        }
    }

    pub(crate) fn is_well(&self) -> bool {
        self.failures == 0
    }
}

impl Display for Told {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (what, found) in &self.lines {
            writeln!(to, "  {what:<44} {found}")?;
        }
        Ok(())
    }
}
