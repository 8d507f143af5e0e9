//! Commands about breakout rounds and rooms, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::draw::DrawOutcome;
use super::settings::RoundSettings;
use crate::ids::{PersonId, RoomId, RoundId};
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;

/// Where somebody goes who leaves a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// Back to the main room, until the next round.
    Out,
    /// To another room.
    Another,
}

commands! {
    /// A command about breakout rounds and rooms.
    "NetworkingCommand" {
        /// Seats somebody who came while a round is open.
        #[serde(skip)]
        Door => SeatLatecomer { person: PersonId },
        /// Takes what came of a draw that was begun.
        #[serde(skip)]
        Clock => SettleDraw { outcome: DrawOutcome },
        /// Ends a round whose draw failed.
        #[serde(skip)]
        Clock => GiveUpDraw { round: RoundId },
        /// Calls the first round of a series.
        Moderators => CallRound { settings: RoundSettings },
        /// Draws it without waiting for more people.
        Moderators => DrawRound,
        /// Calls it off, or ends the series before its next round.
        Moderators => CallOffRound,
        /// Calls the next round of the series.
        Moderators => NextRound,
        /// Closes it.
        Moderators => CloseRound,
        /// Gives or takes whole minutes.
        Moderators => ExtendRound { minutes: i32 },
        /// Closes one room.
        Moderators => CloseRoom { room: RoomId },
        /// Puts somebody into a room.
        Moderators => MovePerson { person: PersonId, room: RoomId },
        /// Says something to all rooms.
        Moderators => MessageRooms {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::ROOMS_MESSAGE_CHARS_MAX)))]
            text: String,
        },
        /// Looks into a room, or leaves it again.
        Capturers => VisitRoom { room: Option<RoomId> },
        /// Takes a room's call as heard.
        Moderators => AnswerCall { room: RoomId },
        /// Says that staff is done with a report about somebody, or not yet.
        Moderators => SetReportHandled { report: u32, handled: bool },
        /// Gives the floor a prompt of its own, or takes it away.
        Moderators => SetDiscussion {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::PROMPT_CHARS_MAX)))]
            prompt: Option<String>,
        },
        /// Says that one is ready for the round.
        People => ReadyForRound { ready: bool },
        /// Goes out of one's room.
        People => LeaveRoom { then: Then },
        /// Takes the other room that was offered, or stays.
        People => AnswerOffer { accept: bool },
        /// Changes the room's notes at one place; `revision` is the one seen.
        People => EditNotes {
            revision: u32,
            at: u32,
            #[serde(default)]
            delete: u32,
            #[serde(default)]
            insert: String,
            /// Whether it goes on from one's own last words.
            #[serde(default)]
            follows: bool,
        },
        /// Writes the room's line for everybody; `revision` is the one seen.
        People => SetRoomTakeaway {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::ROOM_TAKEAWAY_CHARS_MAX)))]
            text: String,
            revision: u32,
        },
        /// Says whether one may be named with it.
        People => AgreeToBeNamed { agrees: bool },
        /// Calls for a moderator.
        People => CallModerator { calling: bool },
        /// Never sits with somebody again, or may again.
        People => Block { person: PersonId, blocked: bool },
        /// Tells staff about somebody.
        People => ReportPerson {
            person: PersonId,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::PERSON_REPORT_CHARS_MAX)))]
            reason: String,
        },
        /// Would give somebody one's contact.
        People => OfferContact { person: PersonId, offered: bool },
        /// Writes how one can be reached.
        People => SetContact {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::CONTACT_CHARS_MAX)))]
            text: String,
        },
        /// Says something in one's room.
        People => SayInRoom {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::LINE_CHARS_MAX)))]
            text: String,
        },
    }
}
