//! The floor's entries in the views.

use super::Handling;
use super::entry::{Entry, View};
use crate::conduct;
use crate::floor::{self, Placed};
use crate::session::Session;

pub(super) fn put_common(view: &mut View, session: &Session, order: &[Placed], for_staff: bool) {
    let running = session.agenda.running();
    let entry = floor::floor(&session.floor, order, running, for_staff);
    view.insert("floor".to_owned(), Entry::Floor(entry));
    let entry = floor::shown(order, for_staff);
    view.insert("floor/order".to_owned(), Entry::Order(entry));
    for item in floor::items(&session.floor, &session.conduct.muted, for_staff) {
        view.insert(format!("item/{}", item.id), Entry::Item(Box::new(item)));
    }
}

pub(super) fn put_staff(view: &mut View, session: &Session, handled: Option<&Handling>) {
    let share = floor::share(&session.floor);
    view.insert("floor/share".to_owned(), Entry::Share(share));
    let handled = floor::handled(&session.people, handled);
    view.insert("floor/handled".to_owned(), Entry::Handled(handled));
    let conduct = conduct::conduct(&session.conduct, &session.people);
    view.insert("conduct".to_owned(), Entry::Conduct(conduct));
}
