//! What an event changes on screens: its concept's own entries, and those of others that depend on it.
//!
//! A concept knows its own entries. That the display follows the floor, or that a name stands in many
//! places, is nobody's own: it is said here, in one table, and a property test holds it against the
//! full views.

use crate::event::Event;
use crate::session::Session;
use crate::touch::Touched;
use crate::{
    about, agenda, capture, conduct, consensus, draft, floor, form, links, networking, people,
    poll, privacy, speaking, stage,
};

/// What this event can have changed, in the state after it.
#[must_use]
pub fn touched(session: &Session, event: &Event) -> Touched {
    let mut touched = Touched::default();
    let to = &mut touched;
    match event {
        Event::About(event) => {
            about::touched(event, to);
            facts(to);
        }
        Event::Links(event) => {
            links::touched(event, to);
            names_of_speakers(to);
            tallies(to);
            // A revoked link shows its speaker nothing any more.
            to.everybody("cue");
            to.everybody("thresholds");
        }
        Event::People(event) => {
            people::touched(event, to);
            names_of_people(to);
            names_of_speakers(to);
            tallies(to);
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
            to.everybody("cue");
        }
        Event::Stage(event) => {
            stage::touched(event, to);
            to.main("takeaways");
        }
        Event::Floor(event) => {
            floor::touched(event, &session.floor, to);
            // The display follows the floor, and a turn is spoken time.
            to.main("stage");
            to.main("voice");
            to.main("speaking");
        }
        Event::Conduct(event) => {
            conduct::touched(event, to);
            // Staff sees beside an item whether its asker is muted.
            to.all("item/");
        }
        Event::Poll(event) => {
            poll::touched(event, to);
            to.main("stage");
        }
        Event::Networking(event) => {
            networking::touched(event, &session.networking, to);
            to.main("stage");
        }
        Event::Capture(event) => {
            capture::touched(event, to);
            // What a room brought is kept once an entry has it.
            to.all("harvest/");
            to.main("takeaways");
            to.main("report");
        }
        Event::Form(event) => form::touched(event, to),
        Event::Draft(event) => draft::touched(event, to),
        Event::Consensus(event) => {
            consensus::touched(event, to);
            to.main("stage");
        }
        Event::Privacy(event) => privacy::touched(event, to),
    }
    touched
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
    to.main("agenda");
    to.main("rundown");
    to.main("voice");
    to.main("speakers");
    to.main("speaking");
    to.all("capture/");
}

/// Where people's names, and what they say of themselves, stand.
fn names_of_people(to: &mut Touched) {
    to.main("conduct");
    to.main("floor/handled");
    to.main("report");
    to.all("capture/");
    to.all("history/");
    to.main("round");
    to.main("rooms");
    to.main("reports");
    to.all("harvest/");
    to.rooms();
    to.everybody("me");
}

/// What counts people by who they are.
fn tallies(to: &mut Touched) {
    to.main("presence");
    to.all("poll/");
    to.main("consensus");
}

/// What looks at the running segment and its clock.
fn the_hour(to: &mut Touched) {
    to.main("stage");
    to.main("voice");
    to.main("floor");
    to.main("floor/order");
    to.everybody("mine/");
}
