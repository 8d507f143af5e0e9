//! Rounds and rooms as each audience sees them: everybody, a room's own people, staff, oneself.

mod entry;
mod inside;
mod outside;
mod own;
mod shown;
mod staff;
mod touched;

pub use entry::{
    ContactEntry, DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, NamedPerson, NotesEntry,
    OfferEntry, OfferedMember, ReportedEntry, ReportsEntry, RoomEntry, RoomGuest, RoomMember,
    RoomsEntry, RoundEntry, RoundMessage, SeatEntry, StaffRoom, TableEntry, UnseatedPerson,
    WhyUnseated,
};
pub(crate) use inside::{lines, room};
pub(crate) use outside::{discussion, round};
pub(crate) use own::mine;
pub(crate) use shown::Shown;
pub(crate) use staff::{harvests, reports, rooms};
pub(crate) use touched::touched;
