//! The floor's entries in the views.

use std::collections::BTreeSet;

use super::Handling;
use super::entry::Entry;
use super::floor_when;
use super::looking::Looking;
use crate::conduct;
use crate::floor::{self, Placed};
use crate::ids::ItemId;
use crate::session::Session;

pub(super) fn put_common<'a>(
    view: &mut Looking<'_>,
    session: &Session,
    order: impl Fn() -> &'a [Placed],
    for_staff: bool,
) {
    view.put("floor", || {
        let floor = floor::floor(&session.floor, &floor_when(session), for_staff);
        Entry::Floor(Box::new(floor))
    });
    view.put("floor/waiting", || {
        Entry::Waiting(floor::waiting(&session.floor, for_staff))
    });
    view.put("floor/order", || {
        Entry::Order(floor::shown(order(), for_staff))
    });
    if view.has_of("item/") {
        let only = numbers(view, "item/");
        let muted = &session.conduct.muted;
        for item in floor::items(&session.floor, muted, for_staff, only.as_ref()) {
            let key = format!("item/{}", item.id);
            view.put(&key, || Entry::Item(Box::new(item)));
        }
    }
    if view.has_of("votes/") {
        let only = numbers(view, "votes/");
        for (item, votes) in floor::votes(&session.floor, for_staff, only.as_ref()) {
            view.put(&format!("votes/{item}"), || Entry::Votes(votes));
        }
    }
}

fn numbers(view: &Looking<'_>, family: &str) -> Option<BTreeSet<ItemId>> {
    let numbers = view.numbers(family)?;
    Some(numbers.into_iter().map(ItemId).collect())
}

pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session, handled: Option<&Handling>) {
    view.put("floor/share", || {
        Entry::Share(Box::new(floor::share(&session.floor)))
    });
    view.put("floor/handled", || {
        Entry::Handled(floor::handled(&session.people, handled))
    });
    view.put("conduct", || {
        Entry::Conduct(Box::new(conduct::conduct(
            &session.conduct,
            &session.people,
        )))
    });
}
