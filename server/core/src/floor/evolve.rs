//! The floor after an event.

use super::event::Event;
use super::item::{Item, Said};
use super::similar::Fingerprint;
use super::state::Floor;
use crate::ids::{ItemId, PersonId};
use crate::terms::ItemState;

impl Floor {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ItemEntered { item } => {
                if let Some(sealed) = item.sealed {
                    self.sealed.entry(sealed).or_default().push(item.id);
                }
                self.given_back += usize::from(item.state.gives_back());
                let item = Item::from(item.clone());
                let id = item.entered.id;
                self.index.comes(&item);
                self.items.insert(id, item);
                self.rank(id);
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
            Event::VoteCast { item, person } => {
                if let Some(voted) = self.items.get_mut(item) {
                    voted.votes.insert(*person);
                    self.index.supports(*person, *item);
                    self.rank(self.root(*item));
                }
            }
            Event::VoteRetracted { item, person } => {
                if let Some(voted) = self.items.get_mut(item) {
                    voted.votes.remove(person);
                    self.index.supports_no_more(*person, *item);
                    self.rank(self.root(*item));
                }
            }
            Event::FloorSet { rules } => {
                self.rules = *rules;
                self.ranks();
            }
            Event::SegmentOrderSet { segment, order } => {
                match order {
                    Some(order) => self.orders.insert(*segment, *order),
                    None => self.orders.remove(segment),
                };
                self.ranks();
            }
            Event::LastWordGiven { item } => self.last_word = *item,
            Event::FloorOpenedIn { segment } => {
                self.opened_in.insert(*segment);
            }
            Event::TurnSet { item, turn } => self.change(*item, |item| item.turn = Some(*turn)),
            Event::TurnAwaited { item } => self.change(*item, |item| item.taken_at_ms = None),
            Event::TurnBegan { item, at_ms } => {
                self.change(*item, |item| item.taken_at_ms = Some(*at_ms));
            }
            Event::WordsGiven { item, text } => self.change(*item, |item| {
                item.entered.text.clone_from(text);
                item.fingerprint = Fingerprint::of(item.text().unwrap_or_default());
            }),
            Event::AskerSilenced { by, silence } => {
                match silence {
                    Some(silence) => self.silenced_seals.insert(*by, *silence),
                    None => self.silenced_seals.remove(by),
                };
            }
            Event::ItemsDeferred { items, at_ms } => {
                for deferred in items {
                    self.change(*deferred, |item| {
                        item.move_to(ItemState::Deferred, Said::default(), *at_ms);
                    });
                }
            }
        }
    }

    /// Whether somebody's support counts.
    pub(crate) fn silence(&mut self, person: PersonId, is_silenced: bool) {
        if is_silenced {
            self.silenced.insert(person);
        } else {
            self.silenced.remove(&person);
        }
        self.ranks_anew();
    }

    /// Changes an item, and what is known of it with it.
    pub(super) fn change(&mut self, id: ItemId, change: impl FnOnce(&mut Item)) {
        // In whose place it waited, and waits then: both may have other support.
        let root = self.root(id);
        if let Some(item) = self.items.get_mut(&id) {
            self.given_back -= usize::from(item.state.gives_back());
            self.index.stood(item);
            change(item);
            self.index.stands(item);
            self.given_back += usize::from(item.state.gives_back());
        }
        for id in [id, root, self.root(id)] {
            self.rank(id);
        }
    }
}
