//! One audience's view as it goes over the wire: serialised once, whoever listens.

use std::collections::BTreeMap;

use onefloor_core::floor::Placed;
use onefloor_core::people::PresenceEntry;
use onefloor_core::touch::Wanted;
use onefloor_core::view::{Changed, Entry, View, bring_up};

use crate::instruments::metrics;
use crate::protocol::{Frame, Part, ServerFrame};

/// The view of one audience, with enough memory to say what changed since a version.
#[derive(Debug)]
pub(super) struct Feed {
    part: Part,
    entries: View,
    /// Version of the last frame.
    version: u64,
    /// What changed before this version is not known.
    since: u64,
    changed_at: BTreeMap<String, u64>,
    gone_at: BTreeMap<String, u64>,
    snapshot: Option<Frame>,
}

/// What a feed tells its screens.
#[derive(Debug)]
pub(super) struct Update {
    pub(super) frame: Frame,
    pub(super) changed: Changed,
}

impl Feed {
    pub(super) fn new(part: Part, entries: View, version: u64) -> Self {
        Self {
            part,
            entries,
            version,
            since: version,
            changed_at: BTreeMap::new(),
            gone_at: BTreeMap::new(),
            snapshot: None,
        }
    }

    /// Takes what was looked at anew: all wanted entries that there are now. What changed, if anything
    /// did, and the frame that says it.
    pub(super) fn update(
        &mut self,
        fresh: View,
        wanted: Wanted<'_>,
        version: u64,
    ) -> Option<Update> {
        let changed = bring_up(&mut self.entries, fresh, wanted);
        if changed.is_nothing() {
            return None;
        }
        let put = changed.put.iter();
        let put: BTreeMap<&str, _> = put
            .filter_map(|key| Some((key.as_str(), self.entries.get(key)?)))
            .collect();
        let del: Vec<&str> = changed.del.iter().map(String::as_str).collect();
        for key in changed.put.iter().chain(changed.moves.keys()) {
            self.changed_at.insert(key.clone(), version);
            self.gone_at.remove(key);
        }
        for key in &del {
            self.gone_at.insert((*key).to_owned(), version);
            self.changed_at.remove(*key);
        }
        let frame = ServerFrame::Change {
            part: self.part,
            after: self.version,
            version,
            put,
            del,
            moves: Some(&changed.moves).filter(|moves| !moves.is_empty()),
        };
        let frame = frame.frame();
        metrics().publication(self.part, frame.payload_bytes());
        self.version = version;
        self.snapshot = None;
        Some(Update { frame, changed })
    }

    /// The keys of its entries.
    pub(super) fn keys(&self) -> impl Iterator<Item = &String> {
        self.entries.keys()
    }

    /// What its screens have.
    pub(super) fn view(&self) -> &View {
        &self.entries
    }

    /// Who is here, where this audience sees it.
    pub(super) fn presence(&self) -> Option<&PresenceEntry> {
        match self.entries.get("presence")? {
            Entry::Presence(here) => Some(here),
            _ => None,
        }
    }

    /// Who comes next, as far as this audience sees it.
    pub(super) fn places(&self) -> &[Placed] {
        match self.entries.get("floor/order") {
            Some(Entry::Order(order)) => &order.places,
            _ => &[],
        }
    }

    /// The whole, serialised once a version.
    pub(super) fn snapshot(&mut self) -> Frame {
        let snapshot = self.snapshot.get_or_insert_with(|| {
            let frame = ServerFrame::Snapshot {
                part: self.part,
                version: self.version,
                entries: &self.entries,
            };
            frame.frame()
        });
        snapshot.clone()
    }

    /// What a screen with this version has missed; the whole, where that is not known.
    ///
    /// Presence and the plan change without a new version, so what changed *at* the screen's
    /// version is sent again: seeing a change twice is safe.
    pub(super) fn catch_up(&mut self, last_version: Option<u64>) -> Frame {
        let known = last_version.filter(|last| (self.since + 1..=self.version).contains(last));
        let Some(last_version) = known else {
            return self.snapshot();
        };
        let newer = |times: &BTreeMap<String, u64>, key: &str| {
            times.get(key).is_some_and(|at| *at >= last_version)
        };
        let changed = self.entries.iter();
        let frame = ServerFrame::Change {
            part: self.part,
            after: last_version,
            version: self.version,
            put: changed
                .filter(|(key, _)| newer(&self.changed_at, key))
                .map(|(key, entry)| (key.as_str(), entry))
                .collect(),
            del: self
                .gone_at
                .keys()
                .filter(|key| newer(&self.gone_at, key))
                .map(String::as_str)
                .collect(),
            // Moves begin with an order that the screen may not have: it gets the whole of it.
            moves: None,
        };
        frame.frame()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(counts: &[(&str, usize)]) -> View {
        let entry = |online| {
            Entry::Presence(PresenceEntry {
                online,
                ..PresenceEntry::default()
            })
        };
        let entries = counts.iter();
        entries
            .map(|(key, online)| ((*key).to_owned(), entry(*online)))
            .collect()
    }

    fn parsed(frame: &Frame) -> serde_json::Value {
        serde_json::from_str(frame.text()).unwrap()
    }

    #[test]
    fn a_change_names_what_is_new_and_what_is_gone() {
        let mut feed = Feed::new(Part::Main, view(&[("a", 1), ("b", 1)]), 4);
        let frame = feed.update(view(&[("a", 2)]), Wanted::ALL, 5).unwrap();
        let frame = parsed(&frame.frame);
        assert_eq!((&frame["after"], &frame["version"]), (&4.into(), &5.into()));
        assert_eq!(frame["put"]["a"]["online"], 2);
        assert_eq!(frame["del"], serde_json::json!(["b"]));
        assert!(feed.update(view(&[("a", 2)]), Wanted::ALL, 6).is_none());
    }

    #[test]
    fn a_screen_that_returns_gets_what_it_missed_and_no_more() {
        let mut feed = Feed::new(Part::Main, view(&[("a", 1), ("b", 1), ("c", 1)]), 4);
        feed.update(view(&[("a", 2), ("b", 1), ("c", 1)]), Wanted::ALL, 5);
        feed.update(view(&[("a", 2), ("c", 3)]), Wanted::ALL, 6);
        feed.update(view(&[("a", 2), ("c", 4)]), Wanted::ALL, 7);
        let missed = parsed(&feed.catch_up(Some(6)));
        assert_eq!(missed["type"], "change");
        assert_eq!(missed["put"].as_object().unwrap().len(), 1);
        assert_eq!(missed["put"]["c"]["online"], 4);
        assert_eq!(missed["del"], serde_json::json!(["b"]));
    }

    #[test]
    fn a_screen_from_before_the_start_or_from_the_future_gets_the_whole() {
        let mut feed = Feed::new(Part::Main, view(&[("a", 1)]), 4);
        feed.update(view(&[("a", 2)]), Wanted::ALL, 5);
        for last_version in [None, Some(4), Some(3), Some(9)] {
            assert_eq!(parsed(&feed.catch_up(last_version))["type"], "snapshot");
        }
    }
}
