//! What is told of rounds and rooms.

use serde::Serialize;

use super::super::settings::RoundSettings;
use super::super::state::ClosedBy;
use crate::entries::entries;
use crate::ids::{EntryId, PersonId, RoomId, RoundId};
use crate::igf::StakeholderGroup;
use crate::terms::Attendance;

entries! {
    /// A breakout round from outside.
    RoundEntry {
        id: RoundId,
        /// Which one of its series, from 1.
        number: u32,
        /// How many the series has.
        of: u32,
        prompt: String,
        settings: RoundSettings,
        called_at_ms: u64,
        /// When it is drawn by itself, as long as people are asked.
        draws_at_ms: Option<u64>,
        /// Since when its draw is being worked out.
        drawing_since_ms: Option<u64>,
        /// Of those who are here, who said that they are ready.
        ready: usize,
        /// Who would be drawn if all were.
        expected: usize,
        drawn_at_ms: Option<u64>,
        /// It may lie ahead: until then people see whom they meet.
        opened_at_ms: u64,
        closes_at_ms: u64,
        rooms: usize,
        people: usize,
        /// The last warning given, in milliseconds that were left.
        warned_ms: Option<u64>,
        message: Option<RoundMessage>,
        tables: Vec<TableEntry>,
        closed_at_ms: Option<u64>,
        closed_by: Option<ClosedBy>,
        /// Whether another round of the series can follow.
        can_follow: bool,
        /// When that one calls itself.
        next_at_ms: Option<u64>,
    }
    /// What the moderator says to all rooms.
    RoundMessage {
        text: String,
        at_ms: u64,
    }
    /// A table of the room, with those who sit there.
    TableEntry {
        letter: String,
        /// Names of people in the room, where they gave one.
        names: Vec<String>,
        /// People in the room, named or not.
        people: usize,
        /// People who join them online.
        online: usize,
    }
    /// The rooms of a round, for staff.
    RoomsEntry {
        rooms: Vec<StaffRoom>,
        unseated: Vec<UnseatedPerson>,
    }
    /// A room from staff's side; what is said in it stays in it.
    StaffRoom {
        id: RoomId,
        letter: Option<String>,
        members: Vec<SeatEntry>,
        visitors: Vec<RoomGuest>,
        called_at_ms: Option<u64>,
        closed: bool,
        /// How many lines were said.
        lines: usize,
        takeaway: String,
    }
    /// A seat and whether its person is there.
    SeatEntry {
        person: PersonId,
        name: Option<String>,
        here: bool,
        held_until_ms: Option<u64>,
    }
    /// Somebody of staff who looks in.
    RoomGuest {
        person: PersonId,
        name: Option<String>,
    }
    /// Somebody who is here and in no room.
    UnseatedPerson {
        person: PersonId,
        name: Option<String>,
        why: WhyUnseated,
    }
    /// What came out of a room, once it closed.
    HarvestEntry {
        room: RoomId,
        round: RoundId,
        letter: Option<String>,
        prompt: String,
        takeaway: String,
        notes: String,
        people: usize,
        /// Those who agreed to be named.
        names: Vec<String>,
        /// The entry that keeps it for the report.
        kept: Option<EntryId>,
    }
    /// What staff was told about people.
    ReportsEntry {
        reports: Vec<ReportedEntry>,
    }
    /// One report about somebody.
    ReportedEntry {
        id: u32,
        by: PersonId,
        by_name: Option<String>,
        person: PersonId,
        name: Option<String>,
        room: Option<RoomId>,
        round: Option<RoundId>,
        reason: String,
        /// Whether one of the two erased themselves, and the reason with it.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
        erased: bool,
        at_ms: u64,
        handled: bool,
    }
    /// What everybody discusses on the floor.
    DiscussionEntry {
        prompt: String,
        since_ms: u64,
    }
    /// A breakout room from inside.
    RoomEntry {
        id: RoomId,
        round: RoundId,
        letter: Option<String>,
        prompt: String,
        opened_at_ms: u64,
        closes_at_ms: u64,
        members: Vec<RoomMember>,
        notes: NotesEntry,
        takeaway: NotesEntry,
        called_at_ms: Option<u64>,
    }
    /// A text that the room writes together.
    NotesEntry {
        text: String,
        revision: u32,
    }
    /// Somebody in a room.
    RoomMember {
        person: PersonId,
        name: Option<String>,
        affiliation: Option<String>,
        stakeholder_group: Option<StakeholderGroup>,
        languages: Vec<String>,
        /// Those of them that everybody else in the room speaks too.
        shared_languages: Vec<String>,
        about: Option<String>,
        attendance: Attendance,
        here: bool,
        held_until_ms: Option<u64>,
        /// Of staff, and here to help.
        visitor: bool,
        /// May be named with the room's line.
        agrees: bool,
    }
    /// Something said in a room.
    LineEntry {
        number: u32,
        person: PersonId,
        name: Option<String>,
        text: String,
        at_ms: u64,
    }
    /// Another room for somebody who is alone.
    OfferEntry {
        room: RoomId,
        letter: Option<String>,
        members: Vec<OfferedMember>,
    }
    /// Somebody in that room.
    OfferedMember {
        person: PersonId,
        name: Option<String>,
        affiliation: Option<String>,
    }
    /// Somebody by name.
    NamedPerson {
        person: PersonId,
        name: Option<String>,
    }
    /// Somebody with whom contacts were exchanged.
    ContactEntry {
        person: PersonId,
        name: Option<String>,
        contact: String,
    }
    /// Where networking stands for one person.
    MyNetworking {
        /// Said that they are ready for the called round.
        ready: bool,
        room: Option<RoomId>,
        /// The letter of their table.
        table: Option<String>,
        /// A round is open, and they wait for the next one.
        waits_for_round: bool,
        /// They left, or their room was closed.
        sits_out: bool,
        offer: Option<OfferEntry>,
        visiting: Option<RoomId>,
        /// How they can be reached.
        contact: String,
        blocks: Vec<NamedPerson>,
        /// To whom they would give their contact.
        offered: Vec<PersonId>,
        /// Both said yes.
        contacts: Vec<ContactEntry>,
        /// Everybody else with whom they ever sat in a room, but whom they block.
        met: Vec<OfferedMember>,
    }
}

/// Why somebody who takes part is in no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhyUnseated {
    /// They left.
    Left,
    /// Staff closed their room.
    Closed,
    /// Their connection did not come back in time.
    Lost,
    /// No room takes them at present.
    Waiting,
}
