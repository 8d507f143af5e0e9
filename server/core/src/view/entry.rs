//! Every entry of a view: its key, and what is behind it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::about::SessionEntry;
use crate::agenda::{AgendaEntry, ClockEntry, RundownEntry};
use crate::capture::{CapturedEntry, CapturedOrder, HistoryEntry, TakeawaysEntry};
use crate::conduct::ConductEntry;
use crate::consensus::{ConsensusEntry, ConsensusTally, MyStanceEntry};
use crate::draft::{DraftEntry, UnplacedEntry};
use crate::entries::entries;
use crate::feedback::{FeedbackEntry, MyFeedbackEntry};
use crate::floor::{
    FloorEntry, HandledEntry, ItemEntry, MineEntry, OrderEntry, ShareEntry, WaitingEntry,
};
use crate::form::{ReportEntry, SignedEntry};
use crate::networking::{
    DiscussionEntry, HarvestEntry, LineEntry, MyNetworking, ReportsEntry, RoomEntry, RoomsEntry,
    RoundEntry,
};
use crate::people::{PersonEntry, PresenceEntry};
use crate::poll::{MyPollEntry, PollEntry, PollTally, PreparedEntry};
use crate::privacy::PrivacyEntry;
use crate::sound::{ArrivalEntry, SoundEntry};
use crate::speaking::{Shares, SpeakersEntry, VoiceEntry};
use crate::stage::{CueEntry, SentEntry, StageEntry, ThresholdsEntry};
use crate::undo::UndoEntry;

/// Entries by key.
pub type View = BTreeMap<String, Entry>;

/// Whoever looks at every key with the type behind it: the writers of what describes the wire.
#[cfg(feature = "wire")]
pub trait Keys {
    /// A key; one that ends in `/*` comes with numbers.
    fn key<E: ts_rs::TS + schemars::JsonSchema + 'static + ?Sized>(&mut self, key: &'static str);
}

/// Entries with their keys and who has them: the sum of the types, and the list of the keys from which
/// the browser's types are written.
macro_rules! keyed {
    ($($(#[$doc:meta])* $name:ident($kind:ty): $($key:literal),+;)*) => {
        /// An entry; its key says which.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Entry {
            $(
                $(#[doc = concat!("`", $key, "`. ")])+
                $(#[$doc])*
                $name($kind),
            )*
        }

        /// Shows every key with its type.
        #[cfg(feature = "wire")]
        pub fn keys(to: &mut impl Keys) {
            $($(to.key::<$kind>($key);)+)*
        }
    };
}

/// Each person has a view of some entries, and a map keeps room for eleven: what is larger stands elsewhere.
const _: () = assert!(size_of::<Entry>() <= 72);

keyed! {
    /// Everybody.
    Session(Box<SessionEntry>): "session";
    /// Everybody.
    Agenda(Box<AgendaEntry>): "agenda";
    /// Everybody.
    Privacy(PrivacyEntry): "privacy";
    /// As long as a segment runs.
    Clock(ClockEntry): "clock";
    /// As long as somebody speaks.
    Voice(Box<VoiceEntry>): "voice";
    /// Everybody.
    Stage(StageEntry): "stage";
    /// Where it was said where voices are heard.
    Sound(Box<SoundEntry>): "sound";
    /// Staff and whoever speaks.
    Thresholds(ThresholdsEntry): "thresholds";
    /// As long as the display shows them, and after the end.
    Takeaways(TakeawaysEntry): "takeaways";
    /// Staff.
    Rundown(RundownEntry): "rundown";
    /// Staff.
    Speakers(SpeakersEntry): "speakers";
    /// Staff.
    Speaking(Box<Shares>): "speaking";
    /// Staff: messages to speakers that still stand.
    Sent(Box<SentEntry>): "cue/*";
    /// One person: the message that stands on their screen.
    Cue(CueEntry): "cue";
    /// Everybody.
    Floor(Box<FloorEntry>): "floor";
    /// Everybody.
    Order(OrderEntry): "floor/order";
    /// Everybody.
    Waiting(WaitingEntry): "floor/waiting";
    /// Staff.
    Share(Box<ShareEntry>): "floor/share";
    /// Staff.
    Handled(HandledEntry): "floor/handled";
    /// Staff: what may be taken back, as long as anything may.
    Undo(Box<UndoEntry>): "undo";
    /// Staff.
    Conduct(Box<ConductEntry>): "conduct";
    /// Everybody.
    Item(Box<ItemEntry>): "item/*";
    /// Everybody: how many people support an item, where anybody does.
    Votes(usize): "votes/*";
    /// Everybody.
    Presence(PresenceEntry): "presence";
    /// The one under way, else the last.
    Round(Box<RoundEntry>): "round";
    /// As long as the floor has a prompt of its own.
    Discussion(DiscussionEntry): "discussion";
    /// Staff: those of the round under way.
    Rooms(RoomsEntry): "rooms";
    /// Staff: what came out of a closed room.
    Harvest(Box<HarvestEntry>): "harvest/*";
    /// Staff: what was told about people.
    Reports(ReportsEntry): "reports";
    /// Staff.
    Captured(Box<CapturedEntry>): "capture/*";
    /// Staff.
    CapturedOrder(CapturedOrder): "captured";
    /// Staff, as long as there is any.
    History(HistoryEntry): "history/*", "history/report";
    /// Staff.
    Report(Box<ReportEntry>): "report";
    /// Everybody, once the session report is signed.
    Signed(SignedEntry): "signed";
    /// Staff.
    Draft(Box<DraftEntry>): "draft/*";
    /// Staff, as long as there is any.
    Unplaced(UnplacedEntry): "unplaced";
    /// Staff, as long as there is any.
    Prepared(PreparedEntry): "prepared";
    /// The check that is open, else the last.
    Consensus(ConsensusEntry): "consensus";
    /// Of its entries.
    Stances(ConsensusTally): "consensus/*";
    /// One person.
    MyStance(MyStanceEntry): "stance/*";
    /// Staff, once there is any.
    Feedback(FeedbackEntry): "feedback";
    /// One person.
    MyFeedback(MyFeedbackEntry): "feedback/mine";
    /// Those in it.
    Room(Box<RoomEntry>): "room";
    /// Those in it.
    Line(LineEntry): "room/line/*";
    /// One person.
    Me(Box<MeEntry>): "me";
    /// Everybody.
    Poll(Box<PollEntry>): "poll/*";
    /// Everybody: how each poll stands.
    Tally(PollTally): "tally/*";
    /// One person.
    MyPoll(MyPollEntry): "answer/*";
    /// One person.
    Mine(Box<OwnEntry>): "mine/*";
}

entries! {
    /// An own item, and how its voice is heard where that is near.
    OwnEntry {
        #[serde(flatten)]
        mine: MineEntry,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "wire", ts(optional))]
        arrival: Option<ArrivalEntry>,
    }
    /// A person to themselves.
    MeEntry {
        #[serde(flatten)]
        person: PersonEntry,
        #[serde(flatten)]
        networking: MyNetworking,
    }
}
