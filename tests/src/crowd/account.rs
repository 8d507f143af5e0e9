//! What a crowd was told of its commands, held against what the log says.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display};
use std::ops::AddAssign;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::fact::{Counted, Fact};

/// Differences that are named; the rest is counted.
const NAMED_MAX: usize = 5;

/// The commands of one session.
#[derive(Debug, Default)]
pub struct Account {
    waiting: HashMap<Uuid, Option<(Fact, Instant)>>,
    done: Counted,
    refused: BTreeMap<String, u64>,
    acknowledged: u64,
    slowest: Duration,
}

/// What came of the comparison.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Commands that were answered as done.
    pub acknowledged: u64,
    /// Their facts in the log.
    pub found: u64,
    /// Acknowledged and not in the log.
    pub lost: u64,
    /// In the log more often than acknowledged, or though refused.
    pub doubled: u64,
    /// Commands that nobody answered.
    pub unanswered: u64,
    /// Commands that were refused, by reason.
    pub refused: BTreeMap<String, u64>,
    /// Some of the differences.
    pub named: Vec<String>,
}

impl Account {
    /// A command is on its way, and leads to this fact.
    pub(super) fn gives(&mut self, id: Uuid, fact: Option<Fact>) {
        let given = fact.map(|fact| (fact, Instant::now()));
        self.waiting.insert(id, given);
    }

    /// It was answered: done, or refused for this reason.
    pub(super) fn hears(&mut self, id: Uuid, refusal: Option<&str>) {
        let Some(given) = self.waiting.remove(&id) else {
            return;
        };
        if let Some(reason) = refusal {
            *self.refused.entry(reason.to_owned()).or_default() += 1;
        } else if let Some((fact, at)) = given {
            *self.done.entry(fact).or_default() += 1;
            self.acknowledged += 1;
            self.slowest = self.slowest.max(at.elapsed());
        }
    }

    /// How many were acknowledged.
    #[must_use]
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// How many have no answer yet.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.waiting.len()
    }

    /// How many were refused for this reason.
    #[must_use]
    pub fn refused_for(&self, reason: &str) -> u64 {
        self.refused.get(reason).copied().unwrap_or_default()
    }

    /// The longest way from giving a command to its acknowledgement, since it was asked last.
    pub fn slowest(&mut self) -> Duration {
        std::mem::take(&mut self.slowest)
    }

    /// Holds it against a log.
    #[must_use]
    pub fn against(&self, found: &Counted) -> Verdict {
        let mut verdict = Verdict {
            acknowledged: self.acknowledged,
            unanswered: count(self.waiting.len()),
            refused: self.refused.clone(),
            ..Verdict::default()
        };
        // What has no answer may be there or not, once for each that was given.
        let mut open = Counted::new();
        for (fact, _) in self.waiting.values().flatten() {
            *open.entry(fact.clone()).or_default() += 1;
        }
        let of = |counted: &Counted, fact| counted.get(fact).copied().unwrap_or_default();
        for (fact, done) in &self.done {
            let there = of(found, fact);
            verdict.found += there.min(*done);
            verdict.differs(fact, "lost", done.saturating_sub(there));
        }
        for (fact, there) in found {
            let most = of(&self.done, fact) + of(&open, fact);
            verdict.differs(fact, "doubled", there.saturating_sub(most));
        }
        verdict
    }
}

impl Verdict {
    fn differs(&mut self, fact: &Fact, how: &str, by: u64) {
        if by == 0 {
            return;
        }
        if how == "lost" {
            self.lost += by;
        } else {
            self.doubled += by;
        }
        if self.named.len() < NAMED_MAX {
            self.named.push(format!("{how} {by}: {fact:?}"));
        }
    }

    /// Whether each acknowledged command is there once, nothing else is, and all were answered.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.unanswered == 0
    }
}

impl AddAssign for Verdict {
    fn add_assign(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.found += other.found;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.unanswered += other.unanswered;
        for (reason, count) in other.refused {
            *self.refused.entry(reason).or_default() += count;
        }
        self.named.extend(other.named);
        self.named.truncate(NAMED_MAX);
    }
}

impl Display for Verdict {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "{} acknowledged, {} found, {} lost, {} doubled, {} unanswered",
            self.acknowledged, self.found, self.lost, self.doubled, self.unanswered
        )
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(account: &mut Account, text: &str) -> (Uuid, Fact) {
        let (id, text) = (Uuid::now_v7(), text.to_owned());
        let fact = Fact::Entered { text };
        account.gives(id, Some(fact.clone()));
        (id, fact)
    }

    #[test]
    fn what_is_lost_doubled_or_there_though_refused_is_told() {
        let mut account = Account::default();
        let (first, once) = asked(&mut account, "once");
        let (second, lost) = asked(&mut account, "lost");
        let (third, refused) = asked(&mut account, "refused");
        let (_, open) = asked(&mut account, "open");
        for id in [first, second, second] {
            account.hears(id, None);
        }
        account.hears(third, Some("not_stored"));
        let verdict = account.against(&Counted::from([
            (once.clone(), 2),
            (refused, 1),
            (open.clone(), 1),
        ]));
        let told = (
            verdict.acknowledged,
            verdict.found,
            verdict.lost,
            verdict.doubled,
        );
        assert_eq!(told, (2, 1, 1, 2));
        assert_eq!((verdict.unanswered, verdict.refused["not_stored"]), (1, 1));
        assert!(!verdict.holds());
        let whole = Counted::from([(once, 1), (lost, 1)]);
        assert_eq!(account.against(&whole).lost, 0);
        // One that nobody answered may be there, and once only.
        let twice = Counted::from([(open, 2)]);
        assert_eq!(account.against(&twice).doubled, 1);
    }
}
