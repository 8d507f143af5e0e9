//! The floor's entries in the views.

use super::Handling;
use super::entry::Entry;
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
    let running = session.agenda.running();
    view.put("floor", || {
        Entry::Floor(floor::floor(&session.floor, order(), running, for_staff))
    });
    view.put("floor/order", || {
        Entry::Order(floor::shown(order(), for_staff))
    });
    if view.has_of("item/") {
        let only = view.numbers("item/");
        let only = only.map(|only| only.into_iter().map(ItemId).collect());
        let muted = &session.conduct.muted;
        for item in floor::items(&session.floor, muted, for_staff, only.as_ref()) {
            let key = format!("item/{}", item.id);
            view.put(&key, || Entry::Item(Box::new(item)));
        }
    }
}

pub(super) fn put_staff(view: &mut Looking<'_>, session: &Session, handled: Option<&Handling>) {
    view.put("floor/share", || Entry::Share(floor::share(&session.floor)));
    view.put("floor/handled", || {
        Entry::Handled(floor::handled(&session.people, handled))
    });
    view.put("conduct", || {
        Entry::Conduct(conduct::conduct(&session.conduct, &session.people))
    });
}
