//! What the report should be like, and who says when it is due.

use serde::{Deserialize, Serialize};

/// How many entries a block should have, and how long each should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct ListRule {
    pub min: u32,
    pub max: u32,
    pub words_max: u32,
}

/// How long a text should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct TextRule {
    pub words_min: u32,
    pub words_max: u32,
}

/// What the report should be like. The numbers warn; nothing is refused for them, since the IGF
/// publishes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
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
