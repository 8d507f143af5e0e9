//! The TypeScript side of the wire, written from the Rust types.
//!
//! A type that is reached from a frame, from an entry or from an answer over HTTP is declared; no
//! list names it.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::{about, consensus, poll, speaking, view};
use onefloor_page::PageReading;
use strum::VariantArray;
use ts_rs::{Config, TS, TypeVisitor};

use super::{ClientFrame, Close, FRAME_BYTES_MAX, PROTOCOL, ServerFrame};

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
    for close in Close::VARIANTS {
        text.push_str(&format!("  {}: {},\n", close.name(), close.code()));
    }
    text.push_str("} as const;\n\n");
    let mut declared = Declared::default();
    declared.visit::<ClientFrame>();
    declared.visit::<ServerFrame<'static>>();
    over_http(&mut declared);
    let entries = entries(&mut declared);
    for declaration in declared.by_name.values() {
        text.push_str(&format!("export {declaration}\n\n"));
    }
    text.push_str("/** What is behind a key of a view. */\nexport interface Entries {\n");
    text.push_str(&entries);
    text.push_str("}\n");
    text
}

/// What goes over HTTP and not in frames.
fn over_http(declared: &mut Declared) {
    declared.visit::<PageReading>();
    declared.visit::<about::SessionPlan>();
    declared.visit::<about::AboutDiff>();
}

/// Which entry is behind which key; some come in numbers.
fn entries(declared: &mut Declared) -> String {
    let mut lines = String::new();
    macro_rules! entries {
        ($($key:literal: $kind:ty),* $(,)?) => {$(
            let kind = declared.named::<$kind>();
            let key = match $key.strip_suffix("/*") {
                Some(key) => format!("[key: `{key}/${{number}}`]"),
                None => format!("'{}'", $key),
            };
            lines.push_str(&format!("  {key}: {kind};\n"));
        )*};
    }
    entries! {
        "session": view::SessionEntry,
        "agenda": view::AgendaEntry,
        "clock": view::ClockEntry,
        "voice": view::VoiceEntry,
        "stage": view::StageEntry,
        "thresholds": view::ThresholdsEntry,
        "takeaways": view::TakeawaysEntry,
        "rundown": view::RundownEntry,
        "speakers": view::SpeakersEntry,
        "speaking": speaking::Shares,
        "cue": view::CueEntry,
        "floor": view::FloorEntry,
        "floor/order": view::OrderEntry,
        "floor/share": view::ShareEntry,
        "floor/handled": view::HandledEntry,
        "conduct": view::ConductEntry,
        "presence": view::PresenceEntry,
        "round": view::RoundEntry,
        "discussion": view::DiscussionEntry,
        "rooms": view::RoomsEntry,
        "reports": view::ReportsEntry,
        "captured": view::CapturedOrder,
        "history/report": view::HistoryEntry,
        "report": view::ReportEntry,
        "consensus": consensus::ConsensusEntry,
        "room": view::RoomEntry,
        "me": view::MeEntry,
        "item/*": view::ItemEntry,
        "cue/*": view::SentEntry,
        "harvest/*": view::HarvestEntry,
        "capture/*": view::CapturedEntry,
        "history/*": view::HistoryEntry,
        "draft/*": view::DraftEntry,
        "stance/*": consensus::MyStanceEntry,
        "mine/*": view::MineEntry,
        "poll/*": poll::PollEntry,
        "answer/*": poll::MyPollEntry,
        "room/line/*": view::LineEntry,
    }
    lines
}

/// The declarations of the types visited and of all that they are made of.
struct Declared {
    config: Config,
    seen: BTreeSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl Default for Declared {
    fn default() -> Self {
        Self {
            // Milliseconds, counts and versions stay below 2^53.
            config: Config::new().with_large_int("number"),
            seen: BTreeSet::new(),
            by_name: BTreeMap::new(),
        }
    }
}

impl Declared {
    /// Visits a type; its name.
    fn named<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // A type without a path is one of TypeScript's own.
        if T::output_path().is_none() || !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        let name = T::ident(&self.config);
        self.by_name.insert(name, T::decl(&self.config));
        T::visit_dependencies(self);
    }
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
