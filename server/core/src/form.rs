//! The IGF's form (R2): three blocks, each a draft until somebody signs it, with its own deadline.

mod command;
mod decide;
mod due;
mod event;

pub use command::Command;
pub(crate) use decide::decide;
pub use decide::{set_deadline, set_rules, set_time_zone, sign};
pub use due::offset_minutes;
pub(crate) use due::resolved;
pub use event::Event;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::rejection::Rejection;
use crate::terms::Block;

/// How many entries a block should have, and how long each should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct ListRule {
    pub min: u32,
    pub max: u32,
    pub words_max: u32,
}

/// How long a text should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct TextRule {
    pub words_min: u32,
    pub words_max: u32,
}

/// What the report should be like. The numbers warn; nothing is refused for them, since the IGF
/// publishes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ReportRules {
    /// Of the first block.
    pub takeaways: ListRule,
    /// Of the second.
    pub calls_to_action: ListRule,
    /// Of the third.
    pub report: TextRule,
    /// Whether stakeholder groups and regions come into the annex.
    pub collect_groups: bool,
    /// Whether the draft names those who asked under their names.
    pub name_askers: bool,
}

impl Default for ReportRules {
    fn default() -> Self {
        let list = |min, max| ListRule {
            min,
            max,
            words_max: 60,
        };
        Self {
            takeaways: list(2, 4),
            calls_to_action: list(1, 2),
            report: TextRule {
                words_min: 300,
                words_max: 700,
            },
            collect_groups: false,
            name_askers: false,
        }
    }
}

/// Who set a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// It was read from the page's words.
    Page,
    /// Staff.
    Staff,
}

/// Who declared a block final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// By name, as it was then.
    pub name: Option<String>,
    /// When.
    pub at_ms: u64,
}

/// The state of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// What the report should be like.
    pub rules: ReportRules,
    /// Final blocks.
    pub signed: BTreeMap<Block, Signature>,
    /// When blocks are due, where that is known, and who said so.
    pub due: BTreeMap<Block, (Option<u64>, DueBy)>,
    /// Where the session is held: a name of the IANA, or an offset such as "+03:00".
    pub time_zone: Option<String>,
}

impl Form {
    /// When a block is due, in milliseconds since 1970.
    #[must_use]
    pub fn due_at_ms(&self, block: Block) -> Option<u64> {
        self.due.get(&block).and_then(|(at_ms, _)| *at_ms)
    }

    /// Lets a change of a block through.
    ///
    /// # Errors
    /// It is signed.
    pub(crate) fn open(&self, block: Block) -> Result<(), Rejection> {
        if self.signed.contains_key(&block) {
            return Err(Rejection::BlockSigned { block });
        }
        Ok(())
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ReportRulesSet { rules } => self.rules = *rules,
            Event::BlockSigned {
                block, name, at_ms, ..
            } => {
                let (name, at_ms) = (name.clone(), *at_ms);
                self.signed.insert(*block, Signature { name, at_ms });
            }
            Event::BlockReopened { block, .. } => {
                self.signed.remove(block);
            }
            Event::DeadlineSet {
                block,
                due_at_ms,
                by,
            } => {
                self.due.insert(*block, (*due_at_ms, *by));
            }
            Event::TimeZoneSet { time_zone } => self.time_zone.clone_from(time_zone),
        }
    }
}

/// The name under which somebody signs or writes.
pub(crate) fn name_of(session: &crate::session::Session, person: PersonId) -> Option<String> {
    let person = session.people.get(&person)?;
    person.profile.name.clone()
}
