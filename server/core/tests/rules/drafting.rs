//! The draft with sources, and the acceptance case: the launch event of 2024 played through.

use onefloor_core::capture::{EntryKind, Quoted};
use onefloor_core::draft::{LineState, Section, Source};
use onefloor_core::floor::Anonymity;
use onefloor_core::form::ReportRules;
use onefloor_core::ids::{ItemId, LineId};
use onefloor_core::report::Report;
use onefloor_core::terms::{ItemState, Role};
use onefloor_core::{
    Actor, Command, Rejection, Session, agenda, capture, draft, floor, form, poll,
};

use crate::hour::{Hour, entry, entry_on};

struct Desk {
    hour: Hour,
    moderator: Actor,
    rapporteur: Actor,
}

impl Desk {
    fn new() -> Self {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let rapporteur = hour.joins_as(Role::Rapporteur);
        Self {
            hour,
            moderator,
            rapporteur,
        }
    }

    fn writes(&mut self, command: Command) {
        self.hour.now_ms += 1_000;
        self.hour.ask(&self.rapporteur, command).unwrap();
    }

    /// Somebody asks, is taken and answered; what was answered is noted.
    fn hears(&mut self, who: &Actor, question: &str, answer: &str) -> ItemId {
        let item = self.hour.asks(who, question);
        let take = Command::Floor(floor::Command::TakeNext {
            on_floor: None,
            item: Some(item),
            open_floor: false,
        });
        self.hour.ask(&self.moderator, take).unwrap();
        self.writes(entry_on(EntryKind::Note, answer, item));
        self.hour.minutes_pass(2);
        self.moves(item, ItemState::OnFloor, ItemState::AnsweredAloud);
        item
    }

    fn moves(&mut self, item: ItemId, from: ItemState, to: ItemState) {
        let reason = String::new();
        let because = None;
        let moved = Command::Floor(floor::Command::MoveItem {
            item,
            from,
            to,
            reason,
            because,
        });
        self.hour.ask(&self.moderator, moved).unwrap();
    }

    fn assembles(&mut self) {
        self.writes(Command::Draft(draft::Command::AssembleDraft));
    }

    fn sets(&mut self, line: LineId, state: LineState, text: Option<&str>) {
        let revision = self.hour.session.draft.lines[&line].revision;
        let text = text.map(str::to_owned);
        self.writes(Command::Draft(draft::Command::SetDraftLine {
            line,
            state,
            text,
            revision,
        }));
    }

    fn lines(&self) -> Vec<&str> {
        let lines = self.hour.session.draft.in_order();
        lines.into_iter().map(|line| line.text()).collect()
    }

    fn of_section(&self, section: Section) -> Vec<&str> {
        let lines = self.hour.session.draft.in_order().into_iter();
        let lines = lines.filter(|line| line.proposed.section == section);
        lines.map(|line| line.text()).collect()
    }

    fn report(&self) -> &str {
        self.hour.session.capture.report.text()
    }
}

#[test]
fn a_question_and_its_answer_are_one_line_with_their_sources() {
    let mut desk = Desk::new();
    let ana = desk.hour.joins("Ana Secret");
    desk.hour.starts(&desk.moderator.clone(), 2);
    let direct = desk.hears(&ana, "Who pays for it?", "the members do");
    let indirect = desk.hears(
        &ana,
        "whether outsiders may join",
        "that supporters need no registry",
    );
    desk.assembles();
    assert_eq!(
        desk.lines(),
        [
            "One stakeholder asked: “Who pays for it?” the members do.",
            "One stakeholder asked whether outsiders may join. The response was that supporters need no registry.",
        ]
    );
    let lines = desk.hour.session.draft.in_order();
    let sources = &lines[0].proposed.sources;
    assert_eq!(sources[0], Source::Item { item: direct });
    assert!(sources.iter().any(|it| matches!(it, Source::Entry { .. })));
    assert_eq!(lines[1].proposed.of, Source::Item { item: indirect });
}

#[test]
fn a_name_stands_only_where_the_rules_and_the_asker_allow_it() {
    let mut desk = Desk::new();
    let rules = ReportRules {
        name_askers: true,
        ..ReportRules::default()
    };
    desk.writes(Command::Form(form::Command::SetReportRules { rules }));
    let ana = desk.hour.joins("Ana");
    desk.hour.starts(&desk.moderator.clone(), 2);
    desk.hears(&ana, "Who pays?", "Members.");
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who decides?".to_owned(),
        anonymity: Anonymity::HiddenFromPublic,
        language: None,
        comment: false,
        answer_private: false,
    });
    desk.hour.ask(&ana, ask).unwrap();
    let item = desk.hour.last_item();
    desk.moves(item, ItemState::Approved, ItemState::Deferred);
    desk.assembles();
    let lines = desk.lines();
    assert!(
        lines.contains(&"Ana asked: “Who pays?” Members."),
        "{lines:?}"
    );
    let left =
        "One stakeholder asked: “Who decides?” There was no time for an answer in the session.";
    assert!(lines.contains(&left), "{lines:?}");
}

#[test]
fn assembling_again_adds_what_is_new_and_touches_nothing_that_was_decided() {
    let mut desk = Desk::new();
    let ana = desk.hour.joins("Ana");
    desk.hour.starts(&desk.moderator.clone(), 2);
    let items: Vec<ItemId> = ["One?", "Two?", "Three?"]
        .into_iter()
        .map(|text| desk.hears(&ana, text, "Yes."))
        .collect();
    desk.assembles();
    let [edited, dropped, kept] = [LineId(1), LineId(2), LineId(3)];
    desk.sets(edited, LineState::Edited, Some("My own words."));
    desk.sets(dropped, LineState::Dropped, None);
    for item in &items {
        desk.writes(entry_on(EntryKind::Note, "And more.", *item));
    }
    desk.writes(entry(EntryKind::OpenIssue, "who pays"));
    desk.assembles();
    let draft = &desk.hour.session.draft;
    assert_eq!(draft.lines[&edited].text(), "My own words.");
    assert_eq!(draft.lines[&dropped].state, LineState::Dropped);
    assert_eq!(
        draft.lines[&dropped].text(),
        "One stakeholder asked: “Two?” Yes."
    );
    assert_eq!(
        draft.lines[&kept].text(),
        "One stakeholder asked: “Three?” Yes. And more."
    );
    // What was noted after a line had been decided on stands beside it.
    for decided in [edited, dropped] {
        let beside: Vec<&str> = draft
            .lines
            .values()
            .filter(|line| line.proposed.beside == Some(decided))
            .map(draft::DraftLine::text)
            .collect();
        assert_eq!(beside, ["And more."]);
    }
    assert_eq!(draft.lines.len(), 6);
    // The same session gives the same lines: nothing happens.
    let again = desk.hour.ask(
        &desk.rapporteur,
        Command::Draft(draft::Command::AssembleDraft),
    );
    assert_eq!(again, Ok(Vec::new()));
    assert_eq!(Session::replay(&desk.hour.log), desk.hour.session);
    let stale = Command::Draft(draft::Command::SetDraftLine {
        line: edited,
        state: LineState::Kept,
        text: None,
        revision: 1,
    });
    let present = Rejection::TextChanged {
        text: "My own words.".to_owned(),
        revision: 2,
    };
    assert_eq!(desk.hour.ask(&desk.rapporteur, stale), Err(present));
}

#[test]
fn writing_the_draft_appends_what_is_new_and_changes_no_typed_word() {
    let mut desk = Desk::new();
    let ana = desk.hour.joins("Ana");
    desk.writes(Command::Capture(capture::Command::WriteReport {
        text: "Slides: example.org".to_owned(),
        revision: 0,
    }));
    desk.hour.starts(&desk.moderator.clone(), 2);
    desk.hears(&ana, "One?", "Yes.");
    desk.assembles();
    desk.writes(Command::Draft(draft::Command::WriteDraftToReport));
    let heading = "Questions and points from the discussion that followed:";
    let first = format!("Slides: example.org\n\n{heading}\n• One stakeholder asked: “One?” Yes.");
    assert_eq!(desk.report(), first);
    // The rapporteur goes on typing, above and below.
    let end = u32::try_from(desk.report().chars().count()).unwrap();
    for (at, insert) in [(end, "\n\nThanks to all."), (0, "Draft. ")] {
        let revision = desk.hour.session.capture.report.revision();
        desk.writes(Command::Capture(capture::Command::EditReport {
            revision,
            at,
            delete: 0,
            insert: insert.to_owned(),
            follows: false,
        }));
    }
    desk.hears(&ana, "Two?", "No.");
    desk.assembles();
    desk.writes(Command::Draft(draft::Command::WriteDraftToReport));
    let second = format!("Draft. {first}\n• One stakeholder asked: “Two?” No.\n\nThanks to all.");
    assert_eq!(desk.report(), second);
    let again = desk.hour.ask(
        &desk.rapporteur,
        Command::Draft(draft::Command::WriteDraftToReport),
    );
    assert_eq!(again, Ok(Vec::new()));
}

#[test]
fn what_is_taken_off_the_floor_leaves_the_draft_with_it() {
    let mut desk = Desk::new();
    let ana = desk.hour.joins("Ana");
    desk.hour.starts(&desk.moderator.clone(), 2);
    let item = desk.hour.asks(&ana, "Shameful?");
    desk.moves(item, ItemState::Approved, ItemState::Deferred);
    desk.assembles();
    assert_eq!(desk.lines().len(), 1);
    let undo = Command::Floor(floor::Command::UndoItem {
        item,
        from: ItemState::Deferred,
    });
    desk.hour.ask(&desk.moderator, undo).unwrap();
    desk.moves(item, ItemState::Approved, ItemState::Dismissed);
    desk.assembles();
    assert!(desk.lines().is_empty());
}

/// The facts of the published report, in words of our own.
const PRESENTED: [&str; 4] = [
    "Twenty-eight operators of domains and registries, from several regions, were members by then",
    "Smaller operators are helped to follow the global processes and to speak with one voice",
    "Operators, governments and ICANN have begun to notice the coalition's work",
    "In 2025 members and friends are to defend the model, beginning with the WSIS+20 review",
];
const TAKEAWAYS: [&str; 3] = [
    "The coalition keeps like-minded operators informed of governance processes such as WSIS+20 and lets them form common positions.",
    "It takes work off the hands of smaller operators; each statement is joined by choice, so that differing views have their place.",
    "Everybody should join the WSIS+20 process now: once co-facilitators are named and a zero draft is out it is too late.",
];
const CALL: &str = "Registries of country codes, generic names, regions or numbers can become members; others in the technical community can be supporters: write by the contact page.";
const ASKED: [(&str, &str); 3] = [
    (
        "how the coalition means to improve the IGF",
        "that members will be asked, with steady funding and wider participation as first ideas",
    ),
    (
        "where the coalition stands on Web 3.0 and on fragmentation",
        "It has no position yet; it wants operators heard by way of the multistakeholder model.",
    ),
    (
        "whether a group of its own would draw the technical community away from the IGF and NRIs",
        "Its work is part of national and regional forums and is meant to strengthen them.",
    ),
];
const POINTS: [&str; 2] = [
    "The coalition has become a useful place to bring operators together, above all the small ones",
    "Members choose which joint statements they sign, and differing opinions are respected",
];

#[test]
fn the_launch_event_gives_a_report_that_holds_what_the_published_one_holds() {
    let mut desk = Desk::new();
    let moderator = desk.moderator.clone();
    let audience = [
        desk.hour.joins("A. Stakeholder"),
        desk.hour.joins("B. Stakeholder"),
    ];
    desk.hour.starts(&moderator, 1);
    for point in PRESENTED {
        desk.hour.minutes_pass(3);
        desk.writes(entry(EntryKind::Note, point));
    }
    desk.hour.starts(&moderator, 2);
    desk.writes(entry(EntryKind::Note, POINTS[0]));
    for (at, (question, answer)) in ASKED.into_iter().enumerate() {
        desk.hour.minutes_pass(2);
        desk.hears(&audience[at % 2].clone(), question, answer);
    }
    desk.writes(entry(EntryKind::Note, POINTS[1]));
    desk.hour.starts(&moderator, 4);
    for takeaway in TAKEAWAYS {
        desk.writes(entry(EntryKind::Takeaway, takeaway));
    }
    desk.writes(entry(EntryKind::CallToAction, CALL));
    desk.hour
        .ask(
            &moderator,
            Command::Agenda(agenda::Command::EndSession { turn: None }),
        )
        .unwrap();
    desk.assembles();
    desk.writes(Command::Draft(draft::Command::WriteDraftToReport));

    let report = Report::of(&desk.hour.session).unwrap();
    let texts: Vec<&str> = report
        .key_takeaways
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(texts, TAKEAWAYS);
    assert_eq!(report.calls_to_action.len(), 1);
    assert_eq!(report.calls_to_action[0].text, CALL);
    let presented = desk.of_section(Section::Presentations);
    assert_eq!(presented.len(), 4);
    for (line, point) in presented.iter().zip(PRESENTED) {
        assert_eq!(*line, format!("{point}."));
    }
    let discussed = desk.of_section(Section::Discussion);
    assert_eq!(discussed.len(), 5, "{discussed:?}");
    assert_eq!(discussed[0], format!("{}.", POINTS[0]));
    assert_eq!(discussed[4], format!("{}.", POINTS[1]));
    for (line, (question, answer)) in discussed[1..4].iter().zip(ASKED) {
        let opening = format!("One stakeholder asked {question}.");
        assert!(line.starts_with(&opening), "{line}");
        assert!(line.contains(answer.trim_end_matches('.')), "{line}");
    }
    let bullets = report
        .session_report
        .lines()
        .filter(|it| it.starts_with("• "));
    assert_eq!(bullets.count(), 9);
    assert!(!report.session_report.contains("Stakeholder,"));
    assert!(!report.session_report.contains("A. Stakeholder"));
    // Every line of the report can be followed to where it comes from.
    for line in desk.hour.session.draft.in_order() {
        assert!(line.written);
        assert!(line.proposed.sources.len() >= 2, "{line:?}");
    }
}

#[test]
fn a_question_that_was_kept_is_left_open_until_it_is_answered() {
    let mut desk = Desk::new();
    let moderator = desk.moderator.clone();
    let ana = desk.hour.joins("Ana");
    desk.hour.starts(&moderator, 1);
    let item = desk.hour.asks(&ana, "Who pays?");
    desk.writes(entry_on(EntryKind::OpenIssue, "Who pays?", item));
    desk.assembles();
    assert_eq!(
        desk.of_section(Section::Agreements),
        ["Left open: Who pays?"]
    );
    let answer = Command::Floor(floor::Command::AnswerInText {
        item,
        from: ItemState::Approved,
        text: "The hosts do.".to_owned(),
    });
    desk.hour.ask(&moderator, answer).unwrap();
    desk.assembles();
    assert!(desk.of_section(Section::Agreements).is_empty());
    let report = Report::of(&desk.hour.session).unwrap();
    assert!(report.points.is_empty());
}

#[test]
fn quotes_rooms_polls_and_agreements_have_their_sections() {
    let mut desk = Desk::new();
    let moderator = desk.moderator.clone();
    let [ana, bao] = ["Ana", "Bao"].map(|name| desk.hour.joins(name));
    desk.hour.starts(&moderator, 1);
    let sana = desk
        .hour
        .session
        .links
        .values()
        .find(|link| link.is_held_by("Sana Speaker"));
    let speaker = sana.unwrap().id;
    let mut quote = entry(EntryKind::Quote, "The door is open");
    if let Command::Capture(capture::Command::AddEntry { speaker: by, .. }) = &mut quote {
        *by = Some(Quoted::Speaker { speaker });
    }
    desk.writes(quote);
    desk.hour.opens_round(&moderator, 2, 60_000);
    let room = desk.hour.session.networking.rounds[0].rooms[0].id;
    let mut line = entry(EntryKind::Note, "they met again");
    if let Command::Capture(capture::Command::AddEntry { room: from, .. }) = &mut line {
        *from = Some(room);
    }
    desk.writes(line);
    let poll = Command::Poll(poll::Command::OpenPoll {
        kind: onefloor_core::poll::PollKind::Agree,
        question: "Go on?".to_owned(),
        options: Vec::new(),
        live: true,
    });
    desk.hour.ask(&moderator, poll).unwrap();
    let poll = onefloor_core::ids::PollId(1);
    for (who, option) in [(&ana, 0), (&bao, 1)] {
        let options = vec![option];
        desk.hour
            .ask(
                who,
                Command::Poll(poll::Command::AnswerPoll { poll, options }),
            )
            .unwrap();
    }
    desk.hour
        .ask(&moderator, Command::Poll(poll::Command::ClosePoll { poll }))
        .unwrap();
    for (kind, text) in [
        (EntryKind::Consensus, "the model is worth defending"),
        (EntryKind::NoConsensus, "who pays for it"),
        (EntryKind::OpenIssue, "when to meet"),
    ] {
        desk.writes(entry(kind, text));
    }
    desk.assembles();
    let text = "Sana Speaker said: “The door is open.”";
    assert_eq!(desk.of_section(Section::Presentations), [text]);
    let text = format!("Room {room}: they met again.");
    assert_eq!(desk.of_section(Section::Breakouts), [text]);
    let text = "“Go on?”: agree 1 (online 1, in the room 0), disagree 1 (online 1, in the room 0), abstain 0 (online 0, in the room 0). 2 of 2 answered on a screen.";
    assert_eq!(desk.of_section(Section::Polls), [text]);
    assert_eq!(
        desk.of_section(Section::Agreements),
        [
            "There was rough consensus: the model is worth defending.",
            "There was no consensus: who pays for it.",
            "Left open: when to meet.",
        ]
    );
}
