//! What one of the crowd sees: the items that wait, and the poll that is open.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The entries of the main part that somebody of the crowd acts on.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Texts of items that wait.
    pub(super) waiting: BTreeMap<u32, String>,
    /// Polls that are open.
    pub(super) polls: BTreeSet<u32>,
}

impl Seen {
    /// Folds in a frame of the view.
    pub(super) fn folds(&mut self, frame: &Value) {
        if frame["part"] != "main" {
            return;
        }
        if frame["type"] == "snapshot" {
            *self = Self::default();
        }
        for key in frame["del"].as_array().into_iter().flatten() {
            if let Some(item) = numbered(key.as_str().unwrap_or_default(), "item/") {
                self.waiting.remove(&item);
            }
        }
        let entries = [&frame["entries"], &frame["put"]];
        for (key, entry) in entries.iter().filter_map(|it| it.as_object()).flatten() {
            if let Some(item) = numbered(key, "item/") {
                match entry["text"].as_str() {
                    Some(text) if entry["state"] == "approved" => {
                        self.waiting.insert(item, text.to_owned());
                    }
                    _ => {
                        self.waiting.remove(&item);
                    }
                }
            }
            if let Some(poll) = numbered(key, "poll/") {
                if entry["closed_at_ms"].is_null() {
                    self.polls.insert(poll);
                } else {
                    self.polls.remove(&poll);
                }
            }
        }
    }
}

fn numbered(key: &str, kind: &str) -> Option<u32> {
    key.strip_prefix(kind)?.parse().ok()
}
