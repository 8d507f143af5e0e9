//! An item as everybody sees it, and what staff sees of it besides.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::item::Item;
use super::super::new_item::{Anonymity, Because, ItemKind};
use super::super::silenced::Silence;
use super::super::state::Floor;
use crate::entries::entries;
use crate::ids::{ItemId, PersonId};
use crate::igf::{Region, StakeholderGroup};
use crate::terms::{ItemState, Origin, Turn};

entries! {
    /// A question, hand or microphone.
    ItemEntry {
        id: ItemId,
        kind: ItemKind,
        origin: Origin,
        state: ItemState,
        name: Option<String>,
        affiliation: Option<String>,
        place: Option<String>,
        text: Option<String>,
        language: Option<String>,
        anonymous: bool,
        /// How it is brought up.
        turn: Turn,
        /// How many people sit behind a hub's seat.
        heads: Option<u32>,
        /// Whether the words are the moderator's.
        edited: bool,
        /// Items that are asked together with it.
        merged: usize,
        at_ms: u64,
        taken_at_ms: Option<u64>,
        done_at_ms: Option<u64>,
        /// Whether its asker took their words out of the session.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
        erased: bool,
        /// The answer in writing, but where its asker wants it for themselves.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        answer: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        staff: Option<StaffPart>,
    }
    /// What staff sees of an item besides.
    StaffPart {
        asker: Option<AskerPart>,
        /// How far its asker was silenced, of whom nobody knows who they are.
        silence: Option<Silence>,
        anonymity: Anonymity,
        reason: Option<String>,
        because: Option<Because>,
        answer: Option<String>,
        /// Whether an answer in writing is for its asker alone.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
        answer_private: bool,
        stakeholder_group: Option<StakeholderGroup>,
        region: Option<Region>,
        /// The asker's own words, where the wording was changed.
        original: Option<String>,
        rewordings: u32,
        /// Items that are asked together with it.
        merged: Vec<ItemId>,
        /// The item with which it is asked.
        merged_into: Option<ItemId>,
        /// Items that were much like it when it came, and still stand.
        similar: Vec<ItemId>,
        ready: bool,
        /// The state that undo leads back to.
        undo_to: Option<ItemState>,
        /// The states that it took, the present one last; what was undone is not among them.
        moves: Vec<MoveEntry>,
    }
    /// A state that an item took, and what was said of it.
    MoveEntry {
        state: ItemState,
        at_ms: u64,
        reason: Option<String>,
        because: Option<Because>,
    }
    /// Whose item it is.
    AskerPart {
        person: PersonId,
        muted: bool,
    }
}

/// The items that an audience may see, or those of them that are wanted; `muted` are those whose items
/// staff sees as theirs.
pub(crate) fn items(
    floor: &Floor,
    muted: &BTreeSet<PersonId>,
    for_staff: bool,
    only: Option<&BTreeSet<ItemId>>,
) -> Vec<ItemEntry> {
    let shown = shown(floor, for_staff, only).into_iter();
    shown
        .map(|item| {
            let with = floor.merged_with(item.entered.id);
            let staff = for_staff.then(|| staff_part(floor, muted, item, &with));
            item_entry(item, with.len(), staff)
        })
        .collect()
}

/// How many people support each of the items that an audience may see and that anybody supports, or of
/// those of them that are wanted.
pub(crate) fn votes(
    floor: &Floor,
    for_staff: bool,
    only: Option<&BTreeSet<ItemId>>,
) -> Vec<(ItemId, usize)> {
    let shown = shown(floor, for_staff, only).into_iter();
    let votes = shown.map(|item| (item.entered.id, floor.votes(item.entered.id)));
    votes.filter(|(_, votes)| *votes > 0).collect()
}

fn shown<'a>(floor: &'a Floor, for_staff: bool, only: Option<&BTreeSet<ItemId>>) -> Vec<&'a Item> {
    let is_shown = |item: &&Item| for_staff || item.state.is_public();
    match only {
        Some(only) => {
            let items = only.iter().filter_map(|id| floor.items.get(id));
            items.filter(is_shown).collect()
        }
        None => floor.items.values().filter(is_shown).collect(),
    }
}

fn item_entry(item: &Item, merged: usize, staff: Option<StaffPart>) -> ItemEntry {
    let named = item.is_named() || staff.is_some();
    let entered = &item.entered;
    ItemEntry {
        id: entered.id,
        kind: entered.kind,
        origin: entered.origin,
        state: item.state,
        name: entered.name.clone().filter(|_| named),
        affiliation: entered.affiliation.clone().filter(|_| named),
        place: entered.place.clone(),
        text: item.text().map(str::to_owned),
        language: entered.language.clone(),
        anonymous: entered.anonymity != Anonymity::Named,
        turn: item.turn(),
        heads: entered.heads,
        edited: item.wording.is_some(),
        merged,
        at_ms: entered.at_ms,
        taken_at_ms: item.taken_at_ms,
        done_at_ms: item.done_at_ms,
        erased: item.erased,
        answer: item.public_answer().map(str::to_owned),
        staff,
    }
}

fn staff_part(
    floor: &Floor,
    muted: &BTreeSet<PersonId>,
    item: &Item,
    merged: &[ItemId],
) -> StaffPart {
    let entered = &item.entered;
    let asker = entered
        .asker
        .filter(|_| entered.anonymity != Anonymity::HiddenFromAll);
    let stands = |id: &&ItemId| {
        let other = floor.items.get(id);
        other.is_some_and(|other| other.state.waits())
    };
    let looks_for_others = matches!(
        item.state,
        ItemState::Submitted | ItemState::Approved | ItemState::Held
    );
    let similar = entered.similar.iter().filter(|_| looks_for_others);
    StaffPart {
        asker: asker.map(|person| AskerPart {
            person,
            muted: muted.contains(&person),
        }),
        silence: floor.silence_of(entered.sealed),
        anonymity: entered.anonymity,
        reason: item.said.reason.clone(),
        because: item.said.because,
        answer: item.said.answer.clone(),
        answer_private: entered.answer_private,
        stakeholder_group: entered.stakeholder_group,
        region: entered.region,
        original: entered.text.clone().filter(|_| item.wording.is_some()),
        rewordings: item.rewordings,
        merged: merged.to_vec(),
        merged_into: item.merged_into,
        similar: similar.filter(stands).copied().collect(),
        ready: item.ready,
        undo_to: item
            .history
            .last()
            .map(|earlier| earlier.state)
            .filter(|_| !item.erased),
        moves: moves(item),
    }
}

fn moves(item: &Item) -> Vec<MoveEntry> {
    let earlier = item.history.iter().map(|earlier| MoveEntry {
        state: earlier.state,
        at_ms: earlier.at_ms,
        reason: earlier.reason.clone(),
        because: earlier.because,
    });
    let present = MoveEntry {
        state: item.state,
        at_ms: item.moved_at_ms,
        reason: item.said.reason.clone(),
        because: item.said.because,
    };
    earlier.chain([present]).collect()
}
