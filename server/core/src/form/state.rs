//! What is known of the form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::rules::{DueBy, ReportRules};
use crate::ids::PersonId;
use crate::rejection::Rejection;
use crate::terms::Block;

/// Who declared a block final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who, where somebody sat in front of the screen.
    pub by: Option<PersonId>,
    /// By name, as it was then.
    pub name: Option<String>,
    /// When.
    pub at_ms: u64,
}

/// The state of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
                block,
                by,
                name,
                at_ms,
                ..
            } => {
                let (by, name, at_ms) = (*by, name.clone(), *at_ms);
                self.signed.insert(*block, Signature { by, name, at_ms });
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
