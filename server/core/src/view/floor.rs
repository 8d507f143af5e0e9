//! The floor as each audience sees it.

use super::entry::{
    AskerPart, ConductEntry, Entry, FloorEntry, Handled, HandledEntry, ItemEntry, MineEntry,
    MoveEntry, OrderEntry, PersonFace, ShareEntry, StaffPart,
};
use super::{Handling, View, is_named};
use crate::floor::{Anonymity, Because, Item, ItemKind, Placed, groups, statistics};
use crate::ids::{ItemId, PersonId};
use crate::limits;
use crate::session::Session;
use crate::terms::{ItemState, Origin};

/// Half a minute: waits are rough, and a finer number would change under the reader's eyes.
const ROUGH_MS: u64 = 30_000;

pub(super) fn put_common(view: &mut View, session: &Session, order: &[Placed], for_staff: bool) {
    let floor = &session.floor;
    let running = session.agenda.running();
    let is_online = |placed: &&Placed| {
        let item = floor.items.get(&placed.item);
        item.is_some_and(|item| item.entered.origin == Origin::Online)
    };
    let entry = FloorEntry {
        rules: floor.rules,
        order: floor.order_in(running),
        order_is_own: running.is_some_and(|segment| floor.orders.contains_key(&segment)),
        on_floor: floor.on_floor().map(|item| item.entered.id),
        waiting: order.len(),
        waiting_online: order.iter().filter(is_online).count(),
        last_word: floor.last_word,
        balance: (for_staff || floor.rules.balance_shown).then(|| floor.balance()),
    };
    view.insert("floor".to_owned(), Entry::Floor(entry));
    let shown = if for_staff {
        order.len()
    } else {
        order.len().min(limits::PLACES_SHOWN_MAX)
    };
    let places = order[..shown].to_vec();
    view.insert(
        "floor/order".to_owned(),
        Entry::Order(OrderEntry { places }),
    );
    let merged = Merged::of(session);
    let items = floor.items.values();
    for item in items.filter(|item| for_staff || item.state.is_public()) {
        let key = format!("item/{}", item.entered.id);
        view.insert(key, item_entry(session, item, &merged, for_staff));
    }
}

pub(super) fn put_staff(view: &mut View, session: &Session, handled: Option<&Handling>) {
    let share = ShareEntry {
        groups: groups(&session.floor),
        statistics: statistics(&session.floor),
    };
    view.insert("floor/share".to_owned(), Entry::Share(share));
    let face = |person: &PersonId| PersonFace {
        person: *person,
        name: session
            .people
            .get(person)
            .and_then(|person| person.profile.name.clone()),
    };
    let items = handled.into_iter().flatten().map(|(item, person)| Handled {
        item: *item,
        by: face(person),
    });
    let handled = HandledEntry {
        items: items.collect(),
    };
    view.insert("floor/handled".to_owned(), Entry::Handled(handled));
    let conduct = ConductEntry {
        muted: session.conduct.muted.iter().map(face).collect(),
        banned: session.conduct.banned.iter().map(face).collect(),
        words: session.conduct.words.clone(),
    };
    view.insert("conduct".to_owned(), Entry::Conduct(conduct));
}

/// Which items are asked with which, worked out once for a view.
struct Merged(std::collections::BTreeMap<ItemId, Vec<ItemId>>);

impl Merged {
    fn of(session: &Session) -> Self {
        let mut by_root: std::collections::BTreeMap<ItemId, Vec<ItemId>> = Default::default();
        for item in session.floor.items.values() {
            if item.merged_into.is_some() {
                let root = session.floor.root(item.entered.id);
                by_root.entry(root).or_default().push(item.entered.id);
            }
        }
        Self(by_root)
    }

    fn with(&self, item: ItemId) -> &[ItemId] {
        self.0.get(&item).map_or(&[], Vec::as_slice)
    }
}

fn item_entry(session: &Session, item: &Item, merged: &Merged, for_staff: bool) -> Entry {
    let named = is_named(item) || for_staff;
    let entered = &item.entered;
    let merged = merged.with(entered.id);
    let votes = if merged.is_empty() {
        item.votes.len()
    } else {
        session.floor.voters(entered.id).len()
    };
    Entry::Item(Box::new(ItemEntry {
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
        heads: entered.heads,
        edited: item.wording.is_some(),
        merged: merged.len(),
        votes,
        at_ms: entered.at_ms,
        taken_at_ms: item.taken_at_ms,
        done_at_ms: item.done_at_ms,
        staff: for_staff.then(|| staff_part(session, item, merged)),
    }))
}

fn staff_part(session: &Session, item: &Item, merged: &[ItemId]) -> StaffPart {
    let entered = &item.entered;
    let asker = entered
        .asker
        .filter(|_| entered.anonymity != Anonymity::HiddenFromAll);
    let stands = |id: &&ItemId| {
        let other = session.floor.items.get(id);
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
            muted: session.conduct.muted.contains(&person),
        }),
        anonymity: entered.anonymity,
        reason: item.said.reason.clone(),
        because: item.said.because,
        answer: item.said.answer.clone(),
        stakeholder_group: entered.stakeholder_group,
        region: entered.region,
        original: entered.text.clone().filter(|_| item.wording.is_some()),
        rewordings: item.rewordings,
        merged: merged.to_vec(),
        merged_into: item.merged_into,
        similar: similar.filter(stands).copied().collect(),
        ready: item.ready,
        undo_to: item.history.last().map(|earlier| earlier.state),
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

/// An own item, with its place in the order.
pub(super) fn mine(session: &Session, order: &[Placed], item: &Item) -> MineEntry {
    let floor = &session.floor;
    let root = floor.root(item.entered.id);
    let at = order.iter().position(|placed| placed.item == root);
    // Whoever asked the other one may not know it yet: what waits for approval is not shown.
    let asked = item.merged_into.and_then(|_| floor.items.get(&root));
    let asked = asked.filter(|asked| asked.state.is_public());
    // Why an item was put somewhere is its asker's business; who else is in it is not.
    let told = matches!(item.state, ItemState::Dismissed | ItemState::Held);
    let speaks = item.entered.kind == ItemKind::Hand && item.entered.origin == Origin::Online;
    let awaited = item.state == ItemState::Next && speaks && !item.ready;
    MineEntry {
        id: item.entered.id,
        kind: item.entered.kind,
        text: item.entered.text.clone(),
        anonymity: item.entered.anonymity,
        state: asked.map_or(item.state, |asked| asked.state),
        place: at.map(|at| at + 1),
        why: at.map(|at| order[at].why),
        wait_ms: at.map(|at| wait_ms(session, at)),
        ready: item.ready,
        answer_by_ms: awaited.then_some(item.moved_at_ms + limits::NO_SHOW_MS),
        merged_into: asked.map(|asked| asked.entered.id),
        asked_as: asked
            .and_then(Item::text)
            .or(item.wording.as_deref())
            .map(str::to_owned),
        because: item
            .said
            .because
            // A list of words would only be probed by whoever knew what it caught.
            .filter(|because| told && *because != Because::WordList),
        reason: item.said.reason.clone().filter(|_| told),
        answer: item
            .said
            .answer
            .clone()
            .or_else(|| asked.and_then(|asked| asked.said.answer.clone())),
        votes: floor.voters(root).len(),
        at_ms: item.entered.at_ms,
    }
}

fn wait_ms(session: &Session, at: usize) -> u64 {
    let turns =
        u64::try_from(at).unwrap_or(u64::MAX) + u64::from(session.floor.on_floor().is_some());
    let exact_ms = session.floor.turn_mean_ms().saturating_mul(turns);
    exact_ms.div_ceil(ROUGH_MS).saturating_mul(ROUGH_MS)
}
