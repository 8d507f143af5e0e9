//! What was captured and has no place yet: not in a block, in no line of the draft, and not left out.

use std::collections::BTreeMap;

use super::line::{Source, words_of};
use super::state::{Draft, DraftLine};
use crate::capture::{Capture, Entry, EntryKind};
use crate::ids::EntryId;

/// These entries, in the order of their numbers.
pub(crate) fn unplaced(draft: &Draft, capture: &Capture) -> Vec<EntryId> {
    let mut lines: BTreeMap<Source, Vec<&DraftLine>> = BTreeMap::new();
    for line in draft.lines.values() {
        for source in &line.proposed.sources {
            lines.entry(*source).or_default().push(line);
        }
    }
    let has_place = |entry: &Entry| {
        let words = words_of(entry.text.text());
        // A question that is kept as open may stand in the line of the question itself.
        let item = entry.item.map(|item| Source::Item { item });
        let sources = std::iter::once(Source::Entry { entry: entry.id }).chain(item);
        let mut lines = sources.flat_map(|source| lines.get(&source)).flatten();
        lines.any(|line| line.proposed.text.contains(&words))
    };
    let kept = capture.entries.values().filter(|entry| !entry.removed);
    let entries = kept.filter(|entry| match entry.kind {
        // They have blocks of their own.
        EntryKind::Takeaway | EntryKind::CallToAction => false,
        _ => !entry.text.text().trim().is_empty() && !has_place(entry),
    });
    entries.map(|entry| entry.id).collect()
}
