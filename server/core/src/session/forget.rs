//! What is forgotten, in the state and in the log that led to it.
//!
//! The law: a log without what it says is forgotten, replayed, is the state in which that was said. It
//! holds by two functions in each concept, of which one goes through its events and the other through
//! its state; a property test compares them.

use std::collections::BTreeSet;

use super::Session;
use crate::event::Event;
use crate::floor::Item;
use crate::forgotten::Forgotten;
use crate::ids::EntryId;
use crate::privacy;
use crate::seal::{Pseudonym, Purpose, Seal, Voter};

impl Session {
    /// Whom an event takes out of the session, and where something of them stands before it.
    pub(super) fn forgotten(&self, event: &privacy::Event) -> Option<Forgotten> {
        let whose = match event {
            privacy::Event::PersonErased { person, .. } => Voter::Known(*person),
            privacy::Event::SealedErased { by } => Voter::Sealed(*by),
            privacy::Event::RetentionSet { .. }
            | privacy::Event::SessionPurged { .. }
            | privacy::Event::SessionDeleted { .. } => return None,
        };
        let person = match whose {
            Voter::Known(person) => self.people.get(&person),
            Voter::Sealed(_) => None,
        };
        let sealed = match whose {
            Voter::Known(_) => None,
            Voter::Sealed(pseudonym) => self.floor.sealed.get(&pseudonym),
        };
        let named = person.map(|person| &person.items);
        let ids = named.into_iter().chain(sealed).flatten().copied();
        let items = ids.collect::<BTreeSet<_>>();
        let theirs: Vec<&Item> = items
            .iter()
            .filter_map(|id| self.floor.items.get(id))
            .collect();
        let of_items = theirs.iter().filter_map(|item| item.entered.name.clone());
        let of_profile = person.and_then(|person| person.profile.name.clone());
        let names: BTreeSet<String> = of_items.chain(of_profile).collect();
        let captured = self.capture.entries.values();
        let is_copy = |text: &str| {
            let mut asked = theirs
                .iter()
                .flat_map(|item| [item.text(), item.entered.text.as_deref()]);
            let copied = asked.any(|asked| asked.is_some_and(|it| it.trim() == text.trim()));
            copied && !text.trim().is_empty()
        };
        let copies: BTreeSet<EntryId> = captured
            .clone()
            .filter(|entry| is_copy(entry.text.text()))
            .map(|entry| entry.id)
            .collect();
        let entries = captured
            .filter(|entry| {
                let is_of_theirs = entry.item.is_some_and(|item| items.contains(&item));
                is_of_theirs || copies.contains(&entry.id) || entry.quotes(&names)
            })
            .map(|entry| entry.id)
            .collect();
        Some(Forgotten {
            whose,
            items,
            names,
            entries,
            copies,
            lines: BTreeSet::new(),
        })
    }

    /// Takes out what is forgotten.
    pub(super) fn forget(&mut self, forgotten: &Forgotten) {
        self.people.forget(forgotten);
        self.floor.forget(forgotten);
        self.networking.forget(forgotten);
        self.capture.forget(forgotten);
        self.form.forget(forgotten);
        self.draft.forget(forgotten);
        self.consensus.forget(forgotten);
        self.feedback.forget(forgotten);
    }
}

/// Whoever has this seal said something sealed under these pseudonyms: what they asked hidden from all,
/// their words why in checks of consensus, and their line of feedback. Each is erased by itself, since they cannot be joined.
#[must_use]
pub fn sealed_words(session: &Session, seal: &Seal) -> Vec<Pseudonym> {
    let asked = seal.pseudonym(Purpose::Asking);
    let has_asked = session.floor.sealed.contains_key(&asked);
    let whys = session.consensus.whys_of(seal);
    let line = session.feedback.line_of(seal);
    let asked = has_asked.then_some(asked).into_iter();
    asked.chain(whys).chain(line).collect()
}

/// Takes everything out of a log that it says is forgotten, and leaves what came after that was said;
/// whether anything changed. The second time, nothing does.
pub fn forget<'a>(log: impl IntoIterator<Item = &'a mut Event>) -> bool {
    let mut log: Vec<&mut Event> = log.into_iter().collect();
    let mut session = Session::default();
    let mut all: Vec<(usize, Forgotten)> = Vec::new();
    for (at, event) in log.iter().enumerate() {
        if let Event::Privacy(event) = &**event
            && let Some(forgotten) = session.forgotten(event)
        {
            all.push((at, forgotten));
        }
        session.evolve(event);
    }
    let mut changed = false;
    for (at, forgotten) in &mut all {
        let before = &mut log[..*at];
        for event in before.iter() {
            if let Event::Draft(event) = &**event {
                event.note(forgotten);
            }
        }
        for event in before {
            let was = (**event).clone();
            event.forget(forgotten);
            changed = changed || was != **event;
        }
    }
    changed
}
