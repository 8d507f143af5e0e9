//! Breakout rounds: called, drawn, opened and closed by the server's own deadlines.
//!
//! A round is *called* (people say that they are ready), *drawn* (rooms are known, and for a few
//! seconds everybody sees whom they meet), open, and closed. Read `state` for what is known, then
//! `settings` for what a moderator chooses, `call`, `ready` and `draw` for how people come into
//! rooms, `course` for a round under way, `seat` and `places` for who is late, lost or alone, `room`
//! for what happens inside one, `meet` for blocks, reports and contacts, `due` for what happens by
//! itself. All of them look at a `hall`, and at nothing else of the session.

mod call;
mod command;
mod course;
mod decide;
mod draw;
mod due;
mod event;
mod evolve;
mod forget;
mod hall;
mod meet;
mod places;
mod preview;
mod ready;
mod request;
mod room;
mod seat;
mod settings;
mod state;
mod view;

pub(crate) use call::drawing;
pub use command::{Command, Then};
pub(crate) use course::close;
pub(crate) use decide::decide;
pub use draw::{DrawOutcome, DrawRequest};
pub(crate) use due::due;
pub use event::Event;
pub(crate) use hall::Hall;
pub(crate) use preview::preview;
pub use preview::{PreviewRequest, RoomsOfSize, RoundPreview};
pub(crate) use seat::{leave_for_good, seat_late};
pub use settings::{RoundSettings, Tables};
pub use state::{
    ClosedBy, Drawing, DrawnRoom, Line, Meeting, Networking, Notes, PersonReport, Room, Rooms,
    Round, Unseated,
};
pub use view::{
    ContactEntry, DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, NamedPerson, NotesEntry,
    OfferEntry, OfferedMember, ReportedEntry, ReportsEntry, RoomEntry, RoomGuest, RoomMember,
    RoomsEntry, RoundEntry, RoundMessage, SeatEntry, StaffRoom, TableEntry, UnseatedPerson,
    WhyUnseated,
};
pub(crate) use view::{
    Shown, discussion, harvests, lines, mine, reports, room, rooms, round, touched,
};
