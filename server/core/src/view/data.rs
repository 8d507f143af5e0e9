//! Everything that is stored of somebody, for themselves: to see it, to take it along, and to know what
//! goes if they erase themselves.

use serde::Serialize;

use crate::consensus::MyStanceEntry;
use crate::context::Presence;
use crate::entries::entries;
use crate::feedback::MyFeedbackEntry;
use crate::floor::{Anonymity, Asking, Item, ItemKind};
use crate::ids::{EntryId, ItemId, PersonId, RoomId, RoundId};
use crate::networking::{ContactEntry, Room, Round};
use crate::people::{Person, PersonFace, Profile};
use crate::poll::MyPollEntry;
use crate::seal::Purpose;
use crate::session::Session;
use crate::terms::{Block, ItemState, Roles};

entries! {
    /// All that a session has of one person.
    MyData {
        person: PersonId,
        profile: Profile,
        /// What the link opens by which they came.
        roles: Roles,
        /// What they chose about networking.
        takes_part: Option<bool>,
        muted: bool,
        items: Vec<MyItem>,
        supports: Vec<ItemId>,
        answers: Vec<MyPollEntry>,
        stances: Vec<MyStanceEntry>,
        feedback: Option<MyFeedbackEntry>,
        rooms: Vec<MyRoom>,
        /// How they can be reached, and to whom they would give that.
        contact: Option<String>,
        offered: Vec<PersonFace>,
        /// What others gave them.
        contacts: Vec<ContactEntry>,
        blocks: Vec<PersonFace>,
        /// What they told staff about others.
        told: Vec<MyReport>,
        /// How often somebody told staff about them; what and who stays between those two.
        told_about: usize,
        /// Entries that they captured for the report.
        captured: Vec<EntryId>,
        /// Blocks of the report that they signed.
        signed: Vec<Block>,
        /// For how many days after its end the session is kept; 0 is until it is deleted.
        retention_days: Option<u32>,
    }
    /// Something that they brought to the floor.
    MyItem {
        id: ItemId,
        kind: ItemKind,
        /// In their words.
        text: Option<String>,
        /// In a moderator's, where it was worded anew.
        wording: Option<String>,
        /// What stands beside it.
        name: Option<String>,
        affiliation: Option<String>,
        language: Option<String>,
        anonymity: Anonymity,
        state: ItemState,
        reason: Option<String>,
        answer: Option<String>,
        at_ms: u64,
    }
    /// A breakout room in which they sat.
    MyRoom {
        room: RoomId,
        round: RoundId,
        opened_at_ms: u64,
        met: Vec<PersonFace>,
        said: Vec<MyLine>,
        /// Their letters of the room's notes.
        notes: String,
        /// Whether they may be named with what the room brought back.
        agrees: bool,
    }
    /// Something that they said in a room.
    MyLine {
        text: String,
        at_ms: u64,
    }
    /// What they told staff about somebody.
    MyReport {
        about: PersonFace,
        reason: String,
        at_ms: u64,
    }
}

/// All that a session has of one person; nothing of somebody who is not in it any more. What they said
/// sealed is in it as long as they are here.
#[must_use]
pub fn my_data(session: &Session, presence: &Presence, id: PersonId) -> Option<MyData> {
    let person = session.people.get(&id).filter(|person| !person.erased)?;
    let face = |other: &PersonId| PersonFace::of(&session.people, *other);
    let asking = Asking {
        person,
        sealed: presence.pseudonym(id, Purpose::Asking),
    };
    let link = person.link.and_then(|link| session.links.get(&link));
    let polls = session.polls.by_id.values();
    let supporting = session.floor.supported_by(id);
    let rounds = session.networking.rounds.iter();
    let rooms = rounds.flat_map(|round| round.rooms.iter().map(move |room| (round, room)));
    let meeting = &session.networking.meeting;
    let to = |pairs: &std::collections::BTreeSet<(PersonId, PersonId)>| {
        let own = pairs.iter().filter(|(by, _)| *by == id);
        own.map(|(_, other)| face(other)).collect()
    };
    let told = meeting.reports.iter().filter(|report| report.by == id);
    let about = meeting.reports.iter().filter(|report| report.person == id);
    let captured = session.capture.entries.values();
    let captured = captured.filter(|entry| entry.author == Some(id));
    let signed = session.form.signed.iter();
    Some(MyData {
        person: id,
        profile: person.profile.clone(),
        roles: link.map(|link| link.roles.clone()).unwrap_or_default(),
        takes_part: person.networking,
        muted: session.conduct.muted.contains(&id),
        items: asking.items(&session.floor).map(my_item).collect(),
        supports: supporting.collect(),
        answers: polls
            .filter_map(|poll| MyPollEntry::of(poll, presence, id))
            .collect(),
        stances: MyStanceEntry::of_all(&session.consensus, presence, id),
        feedback: MyFeedbackEntry::of(&session.feedback, presence, id),
        rooms: rooms
            .filter(|(_, room)| room.met.contains(&id))
            .map(|(round, room)| my_room(session, person, round, room))
            .collect(),
        contact: meeting.contacts.get(&id).cloned(),
        offered: to(&meeting.offered),
        contacts: super::rooms::mine(session, presence, person).contacts,
        blocks: to(&meeting.blocks),
        told: told
            .map(|report| MyReport {
                about: face(&report.person),
                reason: report.reason.clone(),
                at_ms: report.at_ms,
            })
            .collect(),
        told_about: about.count(),
        captured: captured.map(|entry| entry.id).collect(),
        signed: signed
            .filter(|(_, signature)| signature.by == Some(id))
            .map(|(block, _)| *block)
            .collect(),
        retention_days: session.privacy.retention_days,
    })
}

fn my_item(item: &Item) -> MyItem {
    let entered = &item.entered;
    MyItem {
        id: entered.id,
        kind: entered.kind,
        text: entered.text.clone(),
        wording: item.wording.clone(),
        name: entered.name.clone(),
        affiliation: entered.affiliation.clone(),
        language: entered.language.clone(),
        anonymity: entered.anonymity,
        state: item.state,
        reason: item.said.reason.clone(),
        answer: item.said.answer.clone(),
        at_ms: entered.at_ms,
    }
}

fn my_room(session: &Session, person: &Person, round: &Round, room: &Room) -> MyRoom {
    let others = room.met.iter().filter(|other| **other != person.id);
    let said = room.lines.iter().filter(|line| line.person == person.id);
    MyRoom {
        room: room.id,
        round: round.id,
        opened_at_ms: round.opened_at_ms,
        met: others
            .map(|other| PersonFace::of(&session.people, *other))
            .collect(),
        said: said
            .map(|line| MyLine {
                text: line.text.clone(),
                at_ms: line.at_ms,
            })
            .collect(),
        notes: room.notes.letters_of(person.id),
        agrees: room.agreed.contains(&person.id),
    }
}
