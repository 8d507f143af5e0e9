//! Items of somebody who is forgotten: their words and whose they were go; that something was asked,
//! its support, its place and its turn stay, and so does an answer in writing, which is staff's.

use super::event::Event;
use super::item::Item;
use super::new_item::NewItem;
use super::similar::Fingerprint;
use super::state::Floor;
use crate::forgotten::Forgotten;
use crate::ids::ItemId;
use crate::seal::Voter;

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        let is_theirs = |item: &ItemId| forgotten.items.contains(item);
        match self {
            Self::ItemEntered { item } if is_theirs(&item.id) => item.forget(),
            Self::ItemMoved { item, reason, .. } if is_theirs(item) => *reason = None,
            Self::ItemReworded { item, text, .. } if is_theirs(item) => *text = None,
            Self::WordsGiven { item, text } if is_theirs(item) => *text = None,
            Self::ItemPlaced { item, placement } if is_theirs(item) => placement.reason = None,
            Self::ItemEntered { .. }
            | Self::ItemMoved { .. }
            | Self::ItemReworded { .. }
            | Self::ItemPlaced { .. }
            | Self::ItemsMerged { .. }
            | Self::ReadyConfirmed { .. }
            | Self::LastWordGiven { .. }
            | Self::SegmentOrderSet { .. }
            | Self::ItemRestored { .. }
            | Self::VoteCast { .. }
            | Self::VoteRetracted { .. }
            | Self::FloorSet { .. }
            | Self::FloorOpenedIn { .. }
            | Self::TurnSet { .. }
            | Self::TurnAwaited { .. }
            | Self::TurnBegan { .. }
            | Self::WordsGiven { .. }
            | Self::AskerSilenced { .. }
            | Self::ItemsDeferred { .. } => {}
        }
    }
}

impl Floor {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        for id in &forgotten.items {
            self.change(*id, Item::forget);
        }
        if let Voter::Sealed(pseudonym) = forgotten.whose {
            self.sealed.remove(&pseudonym);
        }
    }
}

impl Item {
    fn forget(&mut self) {
        self.entered.forget();
        self.wording = None;
        self.fingerprint = Fingerprint::default();
        self.said.reason = None;
        for earlier in &mut self.history {
            earlier.reason = None;
        }
        if let Some(placement) = &mut self.placement {
            placement.reason = None;
        }
        self.erased = true;
    }
}

impl NewItem {
    fn forget(&mut self) {
        self.name = None;
        self.affiliation = None;
        self.place = None;
        self.text = None;
        self.language = None;
        self.stakeholder_group = None;
        self.region = None;
    }
}
