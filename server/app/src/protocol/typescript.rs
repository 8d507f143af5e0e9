//! The TypeScript side of the wire, written from the Rust types.

use onefloor_core::igf::{AgendaItem, Deadlines, PagePerson, SegmentKind};
use onefloor_core::{
    about, agenda, capture, command, consensus, floor, ids, igf, limits, networking, people, poll,
    rejection, report, speaking, stage, view,
};
use onefloor_page::PageReading;
use ts_rs::{Config, TS};

use super::{ClientFrame, Close, Credential, FRAME_BYTES_MAX, PROTOCOL, Part, ServerFrame};

/// Which entry is behind which key.
const KEYS: &[(&str, &str)] = &[
    ("session", "SessionEntry"),
    ("agenda", "AgendaEntry"),
    ("clock", "ClockEntry"),
    ("voice", "VoiceEntry"),
    ("stage", "StageEntry"),
    ("thresholds", "ThresholdsEntry"),
    ("takeaways", "TakeawaysEntry"),
    ("rundown", "RundownEntry"),
    ("speakers", "SpeakersEntry"),
    ("speaking", "Shares"),
    ("cue", "CueEntry"),
    ("floor", "FloorEntry"),
    ("floor/order", "OrderEntry"),
    ("floor/share", "ShareEntry"),
    ("floor/handled", "HandledEntry"),
    ("conduct", "ConductEntry"),
    ("presence", "PresenceEntry"),
    ("round", "RoundEntry"),
    ("discussion", "DiscussionEntry"),
    ("rooms", "RoomsEntry"),
    ("reports", "ReportsEntry"),
    ("captured", "CapturedOrder"),
    ("history/report", "HistoryEntry"),
    ("report", "ReportEntry"),
    ("consensus", "ConsensusEntry"),
    ("room", "RoomEntry"),
    ("me", "MeEntry"),
];

/// Which entries come in numbers.
const NUMBERED: &[(&str, &str)] = &[
    ("item", "ItemEntry"),
    ("cue", "SentEntry"),
    ("harvest", "HarvestEntry"),
    ("capture", "CapturedEntry"),
    ("history", "HistoryEntry"),
    ("draft", "DraftEntry"),
    ("stance", "MyStanceEntry"),
    ("mine", "MineEntry"),
    ("poll", "PollEntry"),
    ("answer", "MyPollEntry"),
    ("room/line", "LineEntry"),
];

/// The whole generated file.
#[must_use]
pub fn file() -> String {
    let mut text = String::from(
        "// Written from the Rust types of the server; never edited.\n\
         // To write it anew: UPDATE_PROTOCOL=1 cargo test -p onefloor --lib protocol\n\n",
    );
    text.push_str(&format!("export const PROTOCOL = {PROTOCOL};\n\n"));
    text.push_str("/** Bytes of the longest frame that the server reads. */\n");
    text.push_str(&format!(
        "export const FRAME_BYTES_MAX = {FRAME_BYTES_MAX};\n\n"
    ));
    text.push_str("/** Close codes, by the server's reason. */\nexport const CLOSE = {\n");
    for (close, name) in Close::ALL {
        text.push_str(&format!("  {name}: {},\n", close.code()));
    }
    text.push_str("} as const;\n\n");
    declarations(&mut text);
    text.push_str("/** What is behind a key of a view. */\nexport interface Entries {\n");
    for (key, kind) in KEYS {
        text.push_str(&format!("  '{key}': {kind};\n"));
    }
    for (key, kind) in NUMBERED {
        text.push_str(&format!("  [key: `{key}/${{number}}`]: {kind};\n"));
    }
    text.push_str("}\n");
    text
}

fn declarations(text: &mut String) {
    // Milliseconds, counts and versions stay below 2^53.
    let config = Config::new().with_large_int("number");
    macro_rules! declare {
        ($($kind:ty),* $(,)?) => {$(
            text.push_str(&format!("export {}\n\n", <$kind>::decl(&config)));
        )*};
    }
    declare![
        ids::PersonId,
        ids::LinkId,
        ids::SegmentId,
        ids::ItemId,
        ids::RoundId,
        ids::RoomId,
        ids::CueId,
        ids::EntryId,
        ids::PollId,
        ids::ConsensusId,
        ids::LineId,
        onefloor_core::terms::Role,
        onefloor_core::terms::Attendance,
        igf::StakeholderGroup,
        igf::Region,
        people::Profile,
        SegmentKind,
        PagePerson,
        Deadlines,
        AgendaItem,
        PageReading,
        about::About,
        agenda::SlotPlan,
        agenda::SegmentPlan,
        about::Imported,
        about::SessionPlan,
        about::AboutField,
        about::PeopleList,
        about::FieldDiff,
        about::PersonDiff,
        about::AgendaDiff,
        about::AboutDiff,
        about::Listed,
        about::ChangeSource,
        about::Changes,
        floor::ItemKind,
        onefloor_core::terms::Origin,
        floor::Anonymity,
        onefloor_core::terms::ItemState,
        floor::Because,
        floor::OrderRules,
        floor::ProxyEntry,
        floor::Why,
        floor::Placed,
        floor::FloorRules,
        floor::Balance,
        floor::GroupBalance<igf::StakeholderGroup>,
        floor::Groups,
        floor::Statistics,
        poll::PollKind,
        poll::OptionTally,
        poll::PollResult,
        poll::PollEntry,
        poll::MyPollEntry,
        onefloor_core::terms::Voice,
        speaking::Share,
        speaking::Shares,
        stage::DisplayMode,
        stage::Tone,
        stage::Threshold,
        networking::ClosedBy,
        networking::Tables,
        networking::RoundSettings,
        networking::RoomsOfSize,
        networking::RoundPreview,
        command::Then,
        crate::calls::IceServer,
        crate::calls::CallSetup,
        capture::EntryKind,
        capture::Quoted,
        capture::EntryFact,
        consensus::Stance,
        consensus::StanceWhy,
        consensus::ConsensusLine,
        consensus::ConsensusEntry,
        consensus::MyStanceEntry,
        onefloor_core::terms::Block,
        report::ListRule,
        report::TextRule,
        report::ReportRules,
        report::Section,
        report::Source,
        report::LineState,
        rejection::Field,
        rejection::Rejection,
        command::Command,
        limits::Limits,
        view::SessionEntry,
        view::SlotEntry,
        view::SegmentEntry,
        view::Coming,
        view::LengthChange,
        view::ReplanEntry,
        view::AgendaEntry,
        view::VoiceEntry,
        view::Showing,
        view::StageEntry,
        view::ThresholdsEntry,
        view::TakeawaysEntry,
        view::SegmentDraft,
        view::RundownEntry,
        view::SpeakerEntry,
        view::SpeakersEntry,
        view::SentEntry,
        view::CueEntry,
        view::ClockEntry,
        view::FloorEntry,
        view::OrderEntry,
        view::ShareEntry,
        view::PersonFace,
        view::ConductEntry,
        view::Handled,
        view::HandledEntry,
        view::AskerPart,
        view::StaffPart,
        view::MoveEntry,
        view::ItemEntry,
        view::PresenceEntry,
        view::RoundMessage,
        view::TableEntry,
        view::RoundEntry,
        view::SeatEntry,
        view::RoomGuest,
        view::StaffRoom,
        view::WhyUnseated,
        view::UnseatedPerson,
        view::RoomsEntry,
        view::HarvestEntry,
        view::ReportedEntry,
        view::ReportsEntry,
        view::DiscussionEntry,
        view::NotesEntry,
        view::OfferedMember,
        view::OfferEntry,
        view::NamedPerson,
        view::ContactEntry,
        view::MyNetworking,
        view::CapturedEntry,
        view::CapturedOrder,
        view::KeptText,
        view::HistoryEntry,
        view::BlockStanding,
        view::BlockEntry,
        view::ReportEntry,
        view::DraftEntry,
        view::RoomMember,
        view::RoomEntry,
        view::LineEntry,
        view::MeEntry,
        view::MineEntry,
        Part,
        Credential,
        ClientFrame,
        ServerFrame<'static>,
    ];
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_browsers_protocol_is_the_servers() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/lib/protocol/protocol.ts");
        let written = super::file();
        if std::env::var_os("UPDATE_PROTOCOL").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == written,
            "web/src/lib/protocol/protocol.ts differs from the Rust types; its head says how to write it anew"
        );
    }
}
