//! What an event changes on screens: its concept's own entries, and those of others that depend on it.
//!
//! A concept knows its own entries. That the display follows the floor, or that a name stands in many
//! places, is nobody's own: it is said here, in one table, and a property test holds it against the
//! full views.

use crate::event::Event;
use crate::floor::Placed;
use crate::ids::{ItemId, PersonId};
use crate::session::Session;
use crate::touch::{MINE, Touched};
use crate::{
    about, agenda, capture, conduct, consensus, draft, feedback, floor, form, links, networking,
    people, poll, privacy, sound, speaking, stage, undo,
};

/// What this event can have changed, in the state after it. `by` is whoever caused it, where that is
/// known: of what is sealed, nothing else tells whose it is.
#[must_use]
pub fn touched(session: &Session, event: &Event, by: Option<PersonId>) -> Touched {
    let mut touched = of_event(session, event);
    if let Some(by) = by.filter(|_| event.is_sealed()) {
        touched.said_by(by, &["answer/", "stance/", "feedback/"]);
        touched.all_of_person(by, MINE);
    } else if event.is_sealed() {
        touched.everybody("mine");
    }
    touched
}

/// What it changes that somebody is here, or is not any more.
#[must_use]
pub fn touched_by_presence(session: &Session, person: PersonId) -> Touched {
    let mut touched = Touched::default();
    let to = &mut touched;
    tallies(session, to);
    to.count("round");
    to.count("rooms");
    to.count("speakers");
    let round = session.networking.open();
    let sits = round.and_then(|round| round.room_of(person));
    let looks_in = round.and_then(|round| round.rooms.visited_by(person));
    for room in sits.into_iter().chain(looks_in) {
        to.in_room(room.id, "room");
    }
    touched
}

/// Whose own items stand elsewhere in the order than before, or for another reason.
pub(super) fn touched_by_order(
    session: &Session,
    [before, now]: [&[Placed]; 2],
    is_shown: impl Fn(ItemId) -> bool,
    to: &mut Touched,
) {
    let before = before.iter().map(Some).chain(std::iter::repeat(None));
    let displaced = now.iter().zip(before).filter(|(now, before)| {
        let before = before.map(|before| (before.item, before.why));
        before != Some((now.item, now.why))
    });
    for (placed, _) in displaced {
        let with = session.floor.merged_with(placed.item);
        for item in with.into_iter().chain([placed.item]) {
            if is_shown(item) {
                to.brought(item);
            }
        }
    }
}

/// What changes with the time, without an event: the plan of the hour.
pub fn touched_by_time(to: &mut Touched) {
    to.main("agenda");
    // The display leaves a result after a while.
    scene(to);
}

fn of_event(session: &Session, event: &Event) -> Touched {
    let mut touched = Touched::default();
    let to = &mut touched;
    match event {
        Event::About(event) => {
            about::touched(event, to);
            facts(to);
            the_hour(to);
        }
        Event::Links(event) => {
            links::touched(event, to);
            names_of_speakers(to);
            tallies(session, to);
            // A revoked link shows its speaker nothing any more.
            to.linked("cue");
            to.linked("thresholds");
        }
        Event::People(event) => {
            people::touched(event, to);
            tallies(session, to);
            match event {
                // Nobody has met whoever comes, and nothing has their name yet.
                people::Event::PersonJoined { link: None, .. } => {}
                people::Event::PlacesFreed { .. } => {}
                people::Event::NetworkingChosen { .. } => to.count("round"),
                people::Event::PersonJoined { .. } | people::Event::PersonLinked { .. } => {
                    names_of_speakers(to);
                }
                people::Event::PersonIntroduced { person, .. } => {
                    names_of_people(session, *person, to);
                    names_of_speakers(to);
                }
            }
        }
        Event::Agenda(event) => {
            agenda::touched(event, to);
            the_hour(to);
        }
        Event::Speaking(event) => {
            speaking::touched(event, to);
            // What a speaker has used of their part stands in the agenda, and messages at the lectern
            // are for whoever speaks.
            to.main("agenda");
            to.linked("cue");
        }
        Event::Sound(event) => sound::touched(event, to),
        Event::Stage(event) => {
            stage::touched(event, to);
            scene(to);
        }
        Event::Floor(event) => {
            floor::touched(event, &session.floor, to);
            // The display follows the floor, and a turn is spoken time.
            scene(to);
            to.main("voice");
            to.main("speaking");
            to.main("sound");
            to.main("undo");
        }
        Event::Conduct(event) => {
            conduct::touched(event, to);
            let Some(person) = event.person() else {
                return touched;
            };
            // Staff sees beside an item whether its asker is muted.
            let items = session.people.get(&person).into_iter();
            for item in items.flat_map(|person| &person.items) {
                to.numbered("item", item);
            }
            // What they support and answered is not counted.
            for item in session.floor.supported_by(person) {
                let root = session.floor.root(item);
                to.numbered("votes", item);
                to.numbered("votes", root);
                to.brought(root);
                for merged in session.floor.merged_with(root) {
                    to.brought(merged);
                }
            }
            to.main("floor/order");
            tallies(session, to);
        }
        Event::Poll(event) => {
            poll::touched(event, to);
            scene(to);
        }
        Event::Networking(event) => {
            networking::touched(event, &session.networking, to);
            scene(to);
            // Those who discuss have a floor.
            if let networking::Event::DiscussionSet { .. } = event {
                to.main("floor");
                to.all_brought();
            }
        }
        Event::Capture(event) => {
            capture::touched(event, to);
            // What a room brought is kept once an entry has it.
            to.all("harvest/");
            scene(to);
            to.main("report");
        }
        Event::Form(event) => form::touched(event, to),
        Event::Draft(event) => draft::touched(event, to),
        Event::Consensus(event) => {
            consensus::touched(event, to);
            scene(to);
        }
        Event::Feedback(event) => feedback::touched(event, to),
        Event::Privacy(event) => privacy::touched(event, to),
        Event::Undo(event) => {
            undo::touched(event, to);
            tallies(session, to);
        }
    }
    touched
}

/// What the display shows by itself; takeaways stand for all as long as they are shown.
fn scene(to: &mut Touched) {
    to.main("stage");
    to.main("takeaways");
}

/// Where the facts of the page stand besides its own entry.
fn facts(to: &mut Touched) {
    // A page lists the stakeholder groups of its people, and when blocks are due.
    to.main("speakers");
    to.main("speaking");
    to.main("report");
}

/// Where the holders of links stand.
fn names_of_speakers(to: &mut Touched) {
    to.main("undo");
    to.main("agenda");
    to.main("rundown");
    to.main("voice");
    to.main("speakers");
    to.main("speaking");
    to.all("capture/");
}

/// Where people's names, and what they say of themselves, stand.
fn names_of_people(session: &Session, person: PersonId, to: &mut Touched) {
    to.main("conduct");
    to.main("undo");
    to.main("floor/handled");
    to.main("report");
    to.all("capture/");
    to.all("history/");
    to.main("round");
    to.main("reports");
    to.main("rooms");
    to.all("harvest/");
    to.rooms();
    // Whoever blocks them, has met them or is offered a room reads names in their own part.
    let networking = &session.networking;
    let blocked = networking.meeting.blocks.iter();
    let blocked = blocked.filter(|(_, of)| *of == person).map(|(by, _)| *by);
    let offers = networking.open().into_iter();
    let offers = offers.flat_map(|round| round.offers.keys().copied());
    let met = networking.met_by(person);
    for reader in blocked.chain(offers).chain(met) {
        to.person(reader, "me");
    }
}

/// What counts people by who they are. Of what is closed, the numbers stand.
fn tallies(session: &Session, to: &mut Touched) {
    to.count("presence");
    if let Some(poll) = session.polls.open() {
        to.numbered_count("tally", poll.asked.id);
    }
    let check = session.consensus.checks.last().into_iter();
    for put in check.flat_map(|check| &check.put.entries) {
        to.numbered_count("consensus", put.entry);
    }
}

/// What looks at the running segment and its clock.
fn the_hour(to: &mut Touched) {
    scene(to);
    to.main("voice");
    to.main("floor");
    to.main("floor/order");
    // When questions open, and how long there is time for them.
    to.all_brought();
}
