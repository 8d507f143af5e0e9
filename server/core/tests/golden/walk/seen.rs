//! What those who act look at.

use serde_json::Value;

use crate::ground::Fold;
use crate::play::parsed;

/// What staff sees, as far as commands speak of it.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) staff: Fold,
}

impl Seen {
    pub(super) fn get(&self, key: &str) -> Value {
        self.staff
            .get(key)
            .map_or(Value::Null, |entry| parsed(entry))
    }

    pub(super) fn ids(&self, prefix: &str) -> Vec<u64> {
        let keys = self.staff.keys().filter_map(|key| key.strip_prefix(prefix));
        keys.filter_map(|id| id.parse().ok()).collect()
    }

    pub(super) fn segments(&self) -> Vec<u64> {
        let agenda = self.get("agenda");
        let segments = agenda["segments"].as_array().cloned().unwrap_or_default();
        segments.iter().filter_map(|it| it["id"].as_u64()).collect()
    }

    pub(super) fn rooms(&self) -> Vec<u64> {
        let rooms = self.get("rooms");
        let rooms = rooms["rooms"].as_array().cloned().unwrap_or_default();
        rooms.iter().filter_map(|it| it["id"].as_u64()).collect()
    }
}
