//! How the floor is shared, and what became of what was asked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::item::Item;
use super::new_item::Because;
use super::state::Floor;
use crate::apart::apart;
use crate::ids::{ItemId, PersonId};
use crate::igf::{Region, StakeholderGroup};
use crate::terms::{ItemState, Origin, Turn};

/// Turns and time by origin; hubs count with the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Balance {
    pub online_turns: u32,
    pub room_turns: u32,
    pub online_ms: u64,
    pub room_ms: u64,
}

/// Turns and time of one group or region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct GroupBalance<T> {
    /// `None` gathers those of whom it is not known, or who are too few to be shown apart.
    pub of: Option<T>,
    pub turns: u32,
    pub ms: u64,
}

/// Turns and time by stakeholder group and by region, where people gave them and their names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Groups {
    pub by_group: Vec<GroupBalance<StakeholderGroup>>,
    pub by_region: Vec<GroupBalance<Region>>,
}

/// What became of what one origin brought, as the IGF asks its remote moderators.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct Statistics {
    pub origin: Option<Origin>,
    /// Everything that came; the other numbers but `forwarded` add up to it.
    pub received: u32,
    pub merged: u32,
    /// What had the floor, whatever became of it there.
    pub forwarded: u32,
    /// Of that, what was read aloud; of the rest somebody spoke.
    #[serde(default)]
    pub read_aloud: u32,
    pub answered_aloud: u32,
    pub answered_in_text: u32,
    pub deferred: u32,
    pub dismissed: u32,
    /// Passed, or taken back by the asker.
    pub gone: u32,
    /// Neither answered nor put away.
    pub open: u32,
    /// Dismissed ones by reason; `None` is a reason in words, or none.
    pub dismissed_because: Vec<(Option<Because>, u32)>,
}

impl Floor {
    /// Turns that are over and their time on the floor, online against the room. The running
    /// turn is not in it: its item carries the anchor, and nothing here ticks.
    #[must_use]
    pub fn balance(&self) -> Balance {
        let mut balance = Balance::default();
        for (item, spoke_ms) in self.turns() {
            let (turns, ms) = if item.entered.origin == Origin::Online {
                (&mut balance.online_turns, &mut balance.online_ms)
            } else {
                (&mut balance.room_turns, &mut balance.room_ms)
            };
            *turns += 1;
            *ms += spoke_ms;
        }
        balance
    }

    fn turns(&self) -> impl Iterator<Item = (&Item, u64)> + Clone {
        self.taken()
            .filter_map(|item| Some((item, item.spoke_ms()?)))
    }
}

/// Turns that are over, by stakeholder group and region.
#[must_use]
pub(crate) fn groups(floor: &Floor) -> Groups {
    Groups {
        by_group: shared(floor.turns(), |item| item.entered.stakeholder_group),
        by_region: shared(floor.turns(), |item| item.entered.region),
    }
}

fn shared<'a, T: Ord + Copy>(
    turns: impl Iterator<Item = (&'a Item, u64)> + Clone,
    of: impl Fn(&Item) -> Option<T>,
) -> Vec<GroupBalance<T>> {
    // Whoever speaks twice is one person; who has no account is somebody each time.
    let mut speakers: BTreeMap<Option<T>, BTreeSet<Result<PersonId, ItemId>>> = BTreeMap::new();
    for (item, _) in turns.clone() {
        let speaker = item.entered.asker.ok_or(item.entered.id);
        speakers.entry(of(item)).or_default().insert(speaker);
    }
    let people = speakers.into_iter().map(|(of, people)| (of, people.len()));
    let alone = apart(&people.collect());
    let mut sums: BTreeMap<Option<T>, (u32, u64)> = BTreeMap::new();
    for (item, spoke_ms) in turns {
        let line = of(item).filter(|of| alone.contains(of));
        let (turns, ms) = sums.entry(line).or_default();
        *turns += 1;
        *ms += spoke_ms;
    }
    let mut shared: Vec<GroupBalance<T>> = sums
        .into_iter()
        .map(|(of, (turns, ms))| GroupBalance { of, turns, ms })
        .collect();
    // What is not known comes last.
    shared.sort_by_key(|group| (group.of.is_none(), std::cmp::Reverse(group.turns)));
    shared
}

/// What became of everything, the sum first, then by origin.
#[must_use]
pub(crate) fn statistics(floor: &Floor) -> Vec<Statistics> {
    let mut all = Statistics::default();
    let mut by_origin: BTreeMap<Origin, Statistics> = BTreeMap::new();
    for item in floor.items.values() {
        let origin = item.entered.origin;
        let own = by_origin.entry(origin).or_insert_with(|| Statistics {
            origin: Some(origin),
            ..Statistics::default()
        });
        all.count(item);
        own.count(item);
    }
    std::iter::once(all)
        .chain(by_origin.into_values())
        .collect()
}

impl Statistics {
    fn count(&mut self, item: &Item) {
        self.received += 1;
        self.forwarded += u32::from(item.taken_at_ms.is_some());
        let is_read = item.taken_at_ms.is_some() && item.turn() == Turn::ReadAloud;
        self.read_aloud += u32::from(is_read);
        *match item.state {
            ItemState::Merged => &mut self.merged,
            ItemState::AnsweredAloud => &mut self.answered_aloud,
            ItemState::AnsweredInText => &mut self.answered_in_text,
            ItemState::Deferred => &mut self.deferred,
            ItemState::Dismissed => &mut self.dismissed,
            ItemState::Passed | ItemState::Withdrawn => &mut self.gone,
            ItemState::Submitted
            | ItemState::Approved
            | ItemState::Held
            | ItemState::Next
            | ItemState::OnFloor => &mut self.open,
        } += 1;
        if item.state == ItemState::Dismissed {
            let because = item.said.because;
            let known = self.dismissed_because.iter_mut();
            match known.into_iter().find(|(other, _)| *other == because) {
                Some((_, count)) => *count += 1,
                None => self.dismissed_because.push((because, 1)),
            }
        }
    }
}
