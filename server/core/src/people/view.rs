//! Who is here, by how they attend, and a person to themselves.

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::Event;
use super::profile::Profile;
use super::state::{People, Person};
use crate::context::Presence;
use crate::entries::entries;
use crate::ids::{ItemId, LinkId, PersonId};
use crate::links::Links;
use crate::terms::Attendance;
use crate::touch::Touched;

entries! {
    /// Somebody by name.
    PersonFace {
        person: PersonId,
        name: Option<String>,
    }
    /// Who is here, by how they attend; screens of the room count for nobody.
    #[derive(Default)]
    PresenceEntry {
        online: usize,
        room: usize,
        hub: usize,
        staff: usize,
        /// How many a round would draw now.
        taking_part: usize,
        /// How many more may come, where they are few.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        places_left: Option<usize>,
    }
    /// A person to themselves, but for networking.
    PersonEntry {
        person: PersonId,
        profile: Profile,
        takes_part: bool,
        hand: Option<ItemId>,
        supports: Vec<ItemId>,
        muted: bool,
    }
}

impl PersonFace {
    /// Somebody of this session.
    pub(crate) fn of(people: &People, person: PersonId) -> Self {
        let known = people.get(&person);
        Self {
            person,
            name: known.and_then(|person| person.profile.name.clone()),
        }
    }
}

/// Counts who is here: people, not screens. Whoever came by a link of their name counts once, on however many
/// devices; a lectern and a display count for nobody.
pub(crate) fn presence(people: &People, links: &Links, presence: &Presence) -> PresenceEntry {
    let mut counts = PresenceEntry {
        taking_part: people.taking_part(presence).len(),
        places_left: people.few_places_left(),
        ..PresenceEntry::default()
    };
    let mut counted: BTreeSet<LinkId> = BTreeSet::new();
    for person in presence.iter().filter_map(|id| people.get(id)) {
        let link = person.link.and_then(|link| links.get(&link));
        if let Some(link) = link {
            let is_new = link.holder.is_none() || counted.insert(link.id);
            counts.staff += usize::from(is_new && !link.is_of_screen());
            continue;
        }
        let attendance = person.profile.attendance;
        *match attendance {
            _ if person.link.is_some() => &mut counts.staff,
            Attendance::Online => &mut counts.online,
            Attendance::Room => &mut counts.room,
            Attendance::Hub => &mut counts.hub,
        } += 1;
    }
    counts
}

/// A person to themselves; with their raised hand, what they support, and whether they are muted.
pub(crate) fn me(
    person: &Person,
    hand: Option<ItemId>,
    supports: Vec<ItemId>,
    muted: bool,
) -> PersonEntry {
    PersonEntry {
        person: person.id,
        profile: person.profile.clone(),
        takes_part: person.takes_part(),
        hand,
        supports,
        muted,
    }
}

/// Which entries an event can change.
pub(crate) fn touched(event: &Event, touched: &mut Touched) {
    match event {
        // The whole of their part begins, or what their link shows them.
        Event::PersonJoined { person, .. } | Event::PersonLinked { person, .. } => {
            touched.count("presence");
            touched.all_of_person(*person, "");
        }
        Event::PersonIntroduced { person, .. } | Event::NetworkingChosen { person, .. } => {
            touched.count("presence");
            touched.person(*person, "me");
        }
        Event::PlacesFreed { .. } => touched.count("presence"),
    }
}
