//! What becomes of what was captured: every word of it has a place that can be seen.

use onefloor_core::capture::EntryKind;
use onefloor_core::context::Presence;
use onefloor_core::draft::LineState;
use onefloor_core::ids::{EntryId, ItemId, LineId};
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::view::Audience;
use onefloor_core::{Actor, Command, Session, capture, draft, floor};
use proptest::prelude::*;

use crate::hour::{Hour, entry, entry_on};

struct Desk {
    hour: Hour,
    moderator: Actor,
    rapporteur: Actor,
    items: Vec<ItemId>,
    /// Each text has words of its own.
    texts: u32,
}

impl Desk {
    fn new() -> Self {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let rapporteur = hour.joins_as(Role::Rapporteur);
        let ana = hour.joins("Ana");
        hour.starts(&moderator, 2);
        let items = ["Who pays?", "who decides", "Where is the map?"]
            .map(|text| hour.asks(&ana, text))
            .to_vec();
        Self {
            hour,
            moderator,
            rapporteur,
            items,
            texts: 0,
        }
    }

    fn text(&mut self) -> String {
        self.texts += 1;
        let words = ["that it is", "“Spoken", "plain", "Two  lines\nof"];
        let at = self.texts as usize % words.len();
        format!("{} fact{}x", words[at], self.texts)
    }

    /// What is refused is no step.
    fn tries(&mut self, by: &Actor, command: Command) {
        self.hour.now_ms += 1_000;
        let _ = self.hour.ask(by, command);
    }

    fn writes(&mut self, command: Command) {
        self.tries(&self.rapporteur.clone(), command);
    }

    fn steps(&mut self, what: u8, which: u8) {
        let item = self.items[usize::from(which) % self.items.len()];
        let entries: Vec<EntryId> = self.hour.session.capture.entries.keys().copied().collect();
        let entry_at = |at: u8| entries.get(usize::from(at) % entries.len().max(1)).copied();
        let kind = [EntryKind::Note, EntryKind::Quote, EntryKind::OpenIssue];
        let kind = kind[usize::from(which) % kind.len()];
        let text = self.text();
        match what % 10 {
            0 => self.writes(entry(kind, &text)),
            1 => self.writes(entry_on(kind, &text, item)),
            2 => {
                let asked = self.hour.session.floor.items[&item]
                    .text()
                    .unwrap()
                    .to_owned();
                self.writes(entry_on(EntryKind::OpenIssue, &asked, item));
            }
            3 => self.revises(entry_at(which), &text),
            4 => {
                let Some(entry) = entry_at(which) else { return };
                let removed = which.is_multiple_of(2);
                let set = capture::Command::SetEntryRemoved { entry, removed };
                self.writes(Command::Capture(set));
            }
            5 => self.assembles(),
            6 => self.sets(which),
            7 => self.writes(Command::Draft(draft::Command::WriteDraftToReport)),
            8 => {
                let take = floor::Command::TakeNext {
                    on_floor: None,
                    item: Some(item),
                    open_floor: false,
                };
                let moderator = self.moderator.clone();
                self.tries(&moderator, Command::Floor(take));
            }
            _ => {
                let moved = floor::Command::MoveItem {
                    item,
                    from: self.hour.session.floor.items[&item].state,
                    to: ItemState::AnsweredAloud,
                    reason: String::new(),
                    because: None,
                };
                let moderator = self.moderator.clone();
                self.tries(&moderator, Command::Floor(moved));
            }
        }
    }

    fn assembles(&mut self) {
        self.writes(Command::Draft(draft::Command::AssembleDraft));
    }

    fn revises(&mut self, entry: Option<EntryId>, text: &str) {
        let Some(entry) = entry else { return };
        let revision = self.hour.session.capture.entries[&entry].text.revision();
        let text = text.to_owned();
        self.writes(Command::Capture(capture::Command::ReviseEntry {
            entry,
            text,
            revision,
        }));
    }

    /// Decides on a line of the draft.
    fn sets(&mut self, which: u8) {
        let lines: Vec<LineId> = self.hour.session.draft.lines.keys().copied().collect();
        let Some(line) = lines.get(usize::from(which) % lines.len().max(1)) else {
            return;
        };
        let (state, text) = match which % 3 {
            0 => (LineState::Edited, Some("In words of my own.".to_owned())),
            1 => (LineState::Dropped, None),
            _ => (LineState::Kept, None),
        };
        let revision = self.hour.session.draft.lines[line].revision;
        self.writes(Command::Draft(draft::Command::SetDraftLine {
            line: *line,
            state,
            text,
            revision,
        }));
    }

    /// The words of what is captured and kept, that no word of the lines has.
    fn lost(&self) -> Vec<EntryId> {
        let session = &self.hour.session;
        let lines = session.draft.lines.values();
        let lines: Vec<&str> = lines.map(|line| line.proposed.text.as_str()).collect();
        let kept = session.capture.entries.values().filter(|it| !it.removed);
        let lost = kept.filter(|entry| {
            let text = entry.text.text();
            let mut words = text.split_whitespace().map(|word| word.trim_matches('“'));
            let last = words.next_back().unwrap_or_default();
            !lines.iter().any(|line| line.contains(last))
        });
        lost.map(|entry| entry.id).collect()
    }
}

/// What staff reads of it.
fn unplaced(session: &Session) -> Vec<u64> {
    let view = onefloor_core::project(session, &Presence::default(), Audience::Staff, 0);
    let view = serde_json::to_value(view).unwrap();
    let listed = &view["unplaced"]["entries"];
    let listed = listed.as_array().into_iter().flatten();
    listed.filter_map(serde_json::Value::as_u64).collect()
}

#[test]
fn a_note_on_a_question_whose_line_is_in_the_report_comes_as_a_line_beside_it() {
    let mut desk = Desk::new();
    let item = desk.items[0];
    let moderator = desk.moderator.clone();
    let take = floor::Command::TakeNext {
        on_floor: None,
        item: Some(item),
        open_floor: false,
    };
    desk.tries(&moderator, Command::Floor(take));
    desk.writes(entry_on(EntryKind::Note, "that members pay", item));
    assert_eq!(unplaced(&desk.hour.session), [1]);
    desk.assembles();
    desk.writes(Command::Draft(draft::Command::WriteDraftToReport));
    assert!(unplaced(&desk.hour.session).is_empty());

    desk.writes(entry_on(EntryKind::Note, "Not this year.", item));
    desk.revises(Some(EntryId(1)), "that members and donors pay");
    assert_eq!(unplaced(&desk.hour.session), [1, 2]);
    desk.assembles();
    desk.writes(Command::Draft(draft::Command::WriteDraftToReport));
    assert!(unplaced(&desk.hour.session).is_empty());
    let report = desk.hour.session.capture.report.text();
    let expected = "• One stakeholder asked: “Who pays?” The response was that members pay.\n\
        • The response was that members and donors pay.\n\
        • Not this year.";
    assert!(report.ends_with(expected), "{report}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_captured_edited_assembled_and_written_no_word_is_lost(
        steps in prop::collection::vec((any::<u8>(), any::<u8>()), 1..60),
    ) {
        let mut desk = Desk::new();
        for (what, which) in steps {
            desk.steps(what, which);
            // What has no line is listed, and nothing else is.
            let listed = unplaced(&desk.hour.session);
            for lost in desk.lost() {
                prop_assert!(listed.contains(&u64::from(lost.0)), "{lost:?} {listed:?}");
            }
        }
        desk.assembles();
        let listed = unplaced(&desk.hour.session);
        prop_assert!(listed.is_empty(), "{listed:?}");
        prop_assert_eq!(desk.lost(), Vec::<EntryId>::new());
        desk.writes(Command::Draft(draft::Command::WriteDraftToReport));
        let report = desk.hour.session.capture.report.text().to_owned();
        for line in desk.hour.session.draft.lines.values() {
            let stands = line.state == LineState::Dropped || line.written;
            prop_assert!(stands, "{line:?}\n{report}");
        }
        prop_assert_eq!(Session::replay(&desk.hour.log), desk.hour.session);
    }
}
