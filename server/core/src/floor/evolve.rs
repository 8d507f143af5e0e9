//! The floor after an event.

use super::event::Event;
use super::item::{Item, Said};
use super::similar::Fingerprint;
use super::state::Floor;
use crate::ids::ItemId;
use crate::terms::ItemState;

impl Floor {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ItemEntered { item } => {
                if let Some(sealed) = item.sealed {
                    self.sealed.entry(sealed).or_default().push(item.id);
                }
                self.given_back += usize::from(item.state.gives_back());
                self.items.insert(item.id, Item::from(item.clone()));
            }
            Event::ItemMoved {
                item,
                to,
                reason,
                because,
                answer,
                at_ms,
            } => self.change(*item, |item| {
                let said = Said {
                    reason: reason.clone(),
                    because: *because,
                    answer: answer.clone(),
                };
                item.move_to(*to, said, *at_ms);
            }),
            Event::ItemRestored { item, at_ms, .. } => {
                self.change(*item, |item| item.restore(*at_ms));
            }
            Event::ItemsMerged { into, items, at_ms } => {
                for merged in items {
                    self.change(*merged, |item| {
                        item.move_to(ItemState::Merged, Said::default(), *at_ms);
                        item.merged_into = Some(*into);
                    });
                }
            }
            Event::ItemReworded { item, text, .. } => self.change(*item, |item| {
                item.wording.clone_from(text);
                item.rewordings += 1;
                item.fingerprint = Fingerprint::of(item.text().unwrap_or_default());
            }),
            Event::ItemPlaced { item, placement } => self.change(*item, |item| {
                item.placement = Some(placement.clone());
            }),
            Event::ReadyConfirmed { item, .. } => self.change(*item, |item| item.ready = true),
            Event::VoteCast { item, person } => self.change(*item, |item| {
                item.votes.insert(*person);
            }),
            Event::VoteRetracted { item, person } => self.change(*item, |item| {
                item.votes.remove(person);
            }),
            Event::FloorSet { rules } => self.rules = *rules,
            Event::SegmentOrderSet { segment, order } => {
                match order {
                    Some(order) => self.orders.insert(*segment, *order),
                    None => self.orders.remove(segment),
                };
            }
            Event::LastWordGiven { item } => self.last_word = *item,
        }
    }

    fn change(&mut self, id: ItemId, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.get_mut(&id) {
            self.given_back -= usize::from(item.state.gives_back());
            change(item);
            self.given_back += usize::from(item.state.gives_back());
        }
    }
}
