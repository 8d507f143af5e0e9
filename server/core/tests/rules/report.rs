//! The report: capture, history, the form's blocks.

mod deadlines;

use onefloor_core::capture::{EntryFact, EntryKind, Quoted};
use onefloor_core::floor::{Anonymity, ProxyEntry};
use onefloor_core::form::ReportRules;
use onefloor_core::ids::{EntryId, PersonId, SegmentId};
use onefloor_core::report::Report;
use onefloor_core::terms::{Block, Origin, Role, Roles};
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Event, Rejection, Session, agenda, capture, draft, floor, form, limits, people,
    project,
};
use serde_json::{Value, json};

use self::deadlines::in_zone;
use crate::hour::{Hour, entry};

const TAKEAWAY: EntryId = EntryId(1);

/// An hour with two rapporteurs and one takeaway.
fn two_rapporteurs(text: &str) -> (Hour, Actor, Actor) {
    let mut hour = Hour::new();
    let nele = hour.joins_as(Role::Rapporteur);
    let other = hour.joins("Rui");
    let rui = Actor::Screen {
        person: other.person(),
        roles: Roles::from([Role::Rapporteur]),
    };
    hour.ask(&nele, entry(EntryKind::Takeaway, text)).unwrap();
    (hour, nele, rui)
}

fn edit(revision: u32, at: u32, delete: u32, insert: &str) -> Command {
    Command::Capture(capture::Command::EditEntry {
        entry: TAKEAWAY,
        revision,
        at,
        delete,
        insert: insert.to_owned(),
        follows: false,
    })
}

fn text(hour: &Hour) -> &str {
    hour.session.capture.entries[&TAKEAWAY].text.text()
}

fn revision(hour: &Hour) -> u32 {
    hour.session.capture.entries[&TAKEAWAY].text.revision()
}

fn staff_sees(hour: &Hour, key: &str) -> Value {
    let view = project(&hour.session, &hour.presence, Audience::Staff, hour.now_ms);
    view.get(key)
        .map_or(Value::Null, |entry| serde_json::to_value(entry).unwrap())
}

fn sign(block: Block, signed: bool, revision: u32) -> Command {
    Command::Form(form::Command::SignBlock {
        block,
        signed,
        revision,
    })
}

#[test]
fn two_rapporteurs_typing_in_one_takeaway_keep_all_words() {
    let (mut hour, nele, rui) = two_rapporteurs("Groups talk.");
    hour.ask(&nele, edit(1, 11, 0, " more")).unwrap();
    hour.ask(&rui, edit(1, 0, 1, "Small g")).unwrap();
    assert_eq!(text(&hour), "Small groups talk more.");
    // The log alone comes to the same words.
    let replayed = Session::replay(&hour.log);
    assert_eq!(replayed, hour.session);
}

#[test]
fn an_edit_that_splits_around_the_other_ones_words_is_two_revisions() {
    let (mut hour, nele, rui) = two_rapporteurs("The old old words stand.");
    hour.ask(&nele, edit(1, 8, 0, "NEW ")).unwrap();
    hour.ask(&rui, edit(1, 4, 14, "")).unwrap();
    assert_eq!(text(&hour), "The NEW stand.");
    assert_eq!(revision(&hour), 4);
}

#[test]
fn a_takeaway_taken_out_while_somebody_types_gives_its_text_back() {
    let (mut hour, nele, rui) = two_rapporteurs("Groups talk.");
    let remove = Command::Capture(capture::Command::SetEntryRemoved {
        entry: TAKEAWAY,
        removed: true,
    });
    hour.ask(&nele, remove).unwrap();
    let removed = Rejection::EntryRemoved {
        text: "Groups talk.".to_owned(),
        revision: 1,
    };
    assert_eq!(hour.ask(&rui, edit(1, 0, 0, "x")), Err(removed));
}

#[test]
fn a_sitting_is_one_revision_and_another_hand_begins_a_new_one() {
    let (mut hour, nele, rui) = two_rapporteurs("One");
    for typed in [" two", " three"] {
        hour.now_ms += 20_000;
        let end = u32::try_from(text(&hour).chars().count()).unwrap();
        hour.ask(&nele, edit(revision(&hour), end, 0, typed))
            .unwrap();
    }
    assert_eq!(staff_sees(&hour, "history/1"), Value::Null);
    hour.now_ms += 30_000;
    hour.ask(&nele, edit(revision(&hour), 0, 0, "Zero "))
        .unwrap();
    hour.ask(&rui, edit(revision(&hour), 0, 5, "")).unwrap();
    let kept = staff_sees(&hour, "history/1");
    let texts: Vec<&str> = kept["kept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| kept["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["One two three", "Zero One two three"]);
    let restore = Command::Capture(capture::Command::RestoreEntry {
        entry: TAKEAWAY,
        revision: 4,
    });
    hour.ask(&rui, restore).unwrap();
    assert_eq!(text(&hour), "Zero One two three");
    // What was there before is not lost either.
    assert_eq!(staff_sees(&hour, "capture/1")["kept"], 3);
    let unknown = Command::Capture(capture::Command::RestoreEntry {
        entry: TAKEAWAY,
        revision: 99,
    });
    assert_eq!(hour.ask(&rui, unknown), Err(Rejection::RevisionUnknown));
}

#[test]
fn two_who_change_two_facts_of_an_entry_do_not_meet() {
    let (mut hour, nele, rui) = two_rapporteurs("Pay for interpretation.");
    let describe = |fact| {
        Command::Capture(capture::Command::DescribeEntry {
            entry: TAKEAWAY,
            fact,
        })
    };
    let kind = EntryKind::CallToAction;
    hour.ask(&nele, describe(EntryFact::Kind { kind })).unwrap();
    let text = "Funders\u{202e}".to_owned();
    hour.ask(&rui, describe(EntryFact::Who { text })).unwrap();
    let text = "Small registries".to_owned();
    hour.ask(&nele, describe(EntryFact::ToWhom { text }))
        .unwrap();
    let seen = staff_sees(&hour, "capture/1");
    assert_eq!(seen["kind"], "call_to_action");
    assert_eq!(seen["who"], "Funders");
    assert_eq!(seen["to_whom"], "Small registries");
    assert_eq!(seen["words"], 3);
    let item = Some(onefloor_core::ids::ItemId(9));
    let unknown = hour.ask(&rui, describe(EntryFact::Item { item }));
    assert_eq!(unknown, Err(Rejection::ItemUnknown));
}

#[test]
fn moving_one_entry_never_undoes_the_move_of_another() {
    let (mut hour, nele, rui) = two_rapporteurs("one");
    for text in ["two", "three", "four"] {
        hour.ask(&nele, entry(EntryKind::Takeaway, text)).unwrap();
    }
    let place = |entry, after: Option<u32>, before: Option<u32>| {
        Command::Capture(capture::Command::PlaceEntry {
            entry: EntryId(entry),
            after: after.map(EntryId),
            before: before.map(EntryId),
        })
    };
    hour.ask(&nele, place(4, None, Some(1))).unwrap();
    // Rui still saw the first order.
    hour.ask(&rui, place(3, Some(1), Some(2))).unwrap();
    let order = staff_sees(&hour, "captured")["order"].clone();
    assert_eq!(order, json!([4, 1, 3, 2]));
    let again = hour.ask(&rui, place(3, Some(1), Some(2))).unwrap();
    assert!(again.is_empty());
    let report = Report::of(&hour.session).unwrap();
    let texts: Vec<&str> = report
        .key_takeaways
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(texts, ["four", "one", "three", "two"]);
}

#[test]
fn under_the_chatham_house_rule_no_name_enters_the_log_or_the_report() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let rapporteur = hour.joins_as(Role::Rapporteur);
    let ada = hour.joins("Ada Lovelace");
    hour.starts(&moderator, 2);
    let on = Command::Capture(capture::Command::SetChatham {
        segment: SegmentId(2),
        on: true,
    });
    hour.ask(&rapporteur, on).unwrap();
    let item = hour.asks(&ada, "Who pays?");
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item: Some(item),
        open_floor: false,
    });
    hour.ask(&moderator, take).unwrap();
    let mut quote = entry(EntryKind::Quote, "We all do.");
    if let Command::Capture(capture::Command::AddEntry { speaker, .. }) = &mut quote {
        let name = "Sana Speaker".to_owned();
        *speaker = Some(Quoted::Name { name });
    }
    let events = hour.ask(&rapporteur, quote).unwrap();
    let Event::Capture(capture::Event::EntryAdded { entry }) = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((&entry.speaker, entry.author), (&None, None));
    let named = Command::Capture(capture::Command::DescribeEntry {
        entry: EntryId(1),
        fact: EntryFact::Speaker {
            speaker: Some(Quoted::Name {
                name: "Sana Speaker".to_owned(),
            }),
        },
    });
    assert_eq!(hour.ask(&rapporteur, named), Ok(Vec::new()));
    hour.minutes_pass(1);
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    hour.ask(&rapporteur, Command::Draft(draft::Command::AssembleDraft))
        .unwrap();
    let report = Report::of(&hour.session).unwrap();
    let json = serde_json::to_value(&report).unwrap();
    for part in ["discussion", "points", "speaking", "timings"] {
        let part = json[part].to_string();
        assert!(!part.contains("Ada") && !part.contains("Sana"), "{part}");
    }
    assert_eq!(report.discussion.len(), 1);
    let lines = hour.session.draft.in_order();
    assert!(
        lines
            .iter()
            .any(|it| it.text() == "One speaker said: “We all do.”")
    );
    assert!(!lines.iter().any(|it| it.text().contains("Ada")));
}

#[test]
fn what_was_typed_offline_keeps_its_moment() {
    let (mut hour, nele, _) = two_rapporteurs("one");
    hour.minutes_pass(10);
    let mut late = entry(EntryKind::Note, "typed on the train");
    let moment = hour.now_ms - 600_000;
    if let Command::Capture(capture::Command::AddEntry { moment_ms, .. }) = &mut late {
        *moment_ms = Some(moment);
    }
    hour.ask(&nele, late.clone()).unwrap();
    assert_eq!(hour.session.capture.entries[&EntryId(2)].at_ms, moment);
    if let Command::Capture(capture::Command::AddEntry { moment_ms, .. }) = &mut late {
        *moment_ms = Some(hour.now_ms + 1);
    }
    hour.ask(&nele, late).unwrap();
    assert_eq!(hour.session.capture.entries[&EntryId(3)].at_ms, hour.now_ms);
}

#[test]
fn a_final_block_takes_no_change_until_it_is_opened_again() {
    let (mut hour, nele, rui) = two_rapporteurs("Groups talk.");
    let block = Block::Takeaways;
    let seen = hour.session.capture.block_revision(block);
    hour.ask(&rui, edit(1, 0, 0, "All ")).unwrap();
    let changed = Rejection::BlockChanged {
        block,
        revision: seen + 1,
    };
    // Nobody signs what they have not read.
    assert_eq!(hour.ask(&nele, sign(block, true, seen)), Err(changed));
    hour.ask(&nele, sign(block, true, seen + 1)).unwrap();
    let signed = staff_sees(&hour, "report")["blocks"][0].clone();
    assert_eq!(signed["state"], "final");
    assert_eq!(signed["signed_by"], "Nele Online");
    assert_eq!(signed["signed_at_ms"], hour.now_ms);
    let refused = Err(Rejection::BlockSigned { block });
    assert_eq!(hour.ask(&rui, edit(2, 0, 0, "x")), refused);
    assert_eq!(hour.ask(&rui, entry(EntryKind::Takeaway, "new")), refused);
    hour.ask(&rui, entry(EntryKind::Note, "goes on")).unwrap();
    let into = Command::Capture(capture::Command::DescribeEntry {
        entry: EntryId(2),
        fact: EntryFact::Kind {
            kind: EntryKind::Takeaway,
        },
    });
    assert_eq!(hour.ask(&rui, into), refused);
    hour.ask(&rui, sign(block, false, 0)).unwrap();
    hour.ask(&rui, edit(2, 0, 0, "x")).unwrap();
}

#[test]
fn limits_of_the_form_are_set_and_only_warn() {
    let (mut hour, nele, _) = two_rapporteurs(&"word ".repeat(90));
    let mut rules = ReportRules::default();
    assert_eq!((rules.takeaways.min, rules.takeaways.max), (2, 4));
    assert_eq!((rules.report.words_min, rules.report.words_max), (300, 700));
    rules.takeaways.words_max = 80;
    hour.ask(
        &nele,
        Command::Form(form::Command::SetReportRules { rules }),
    )
    .unwrap();
    let seen = staff_sees(&hour, "report");
    assert_eq!(seen["rules"]["takeaways"]["words_max"], 80);
    assert_eq!(seen["blocks"][0]["words"], 90);
    rules.takeaways.min = 9;
    let refused = hour.ask(
        &nele,
        Command::Form(form::Command::SetReportRules { rules }),
    );
    assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
}

#[test]
fn groups_and_regions_are_in_the_annex_only_where_they_are_collected() {
    let (mut hour, nele, _) = two_rapporteurs("one");
    for name in ["Ana", "Bao", "Chi", "Dia", "Eve"] {
        let actor = hour.joins(name);
        let alone = name == "Eve";
        let group = if alone { "government" } else { "civil_society" };
        let profile = json!({ "name": name, "stakeholder_group": group });
        let profile = serde_json::from_value(profile).unwrap();
        hour.ask(
            &actor,
            Command::People(people::Command::Introduce { profile }),
        )
        .unwrap();
    }
    let people = |hour: &Hour| {
        let report = Report::of(&hour.session).unwrap();
        serde_json::to_value(report.people.by_group).unwrap()
    };
    assert_eq!(people(&hour), json!([]));
    let rules = ReportRules {
        collect_groups: true,
        ..ReportRules::default()
    };
    hour.ask(
        &nele,
        Command::Form(form::Command::SetReportRules { rules }),
    )
    .unwrap();
    // The one government, with Rui of whom it is not known, would be too few to hide.
    assert_eq!(people(&hour), json!([[null, 6]]));
}

#[test]
fn hubs_are_counted_once_with_the_people_behind_them() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    for heads in [20, 23] {
        hour.now_ms += 60_000;
        let hub = ProxyEntry {
            name: "Hub Nairobi".to_owned(),
            affiliation: String::new(),
            place: String::new(),
            text: format!("Question of {heads}"),
            origin: Origin::Hub,
            heads: Some(heads),
        };
        hour.ask(&moderator, Command::Floor(floor::Command::AddProxy(hub)))
            .unwrap();
    }
    let report = Report::of(&hour.session).unwrap();
    assert_eq!(report.hubs.len(), 1);
    assert_eq!(report.hubs[0].heads, 23);
}

#[test]
fn markdown_html_and_twenty_thousand_words_are_text_or_refused() {
    let (mut hour, nele, _) = two_rapporteurs("# **bold** <script>alert(1)</script> =1+1");
    assert_eq!(text(&hour), "# **bold** <script>alert(1)</script> =1+1");
    let long = "word ".repeat(20_000);
    for command in [
        entry(EntryKind::Takeaway, &long),
        edit(1, 0, 0, &long),
        Command::Capture(capture::Command::EditReport {
            revision: 0,
            at: 0,
            delete: 0,
            insert: long.clone(),
            follows: false,
        }),
        Command::Capture(capture::Command::WriteReport {
            text: long.clone(),
            revision: 0,
        }),
        Command::Capture(capture::Command::DescribeEntry {
            entry: TAKEAWAY,
            fact: EntryFact::Who { text: long.clone() },
        }),
        Command::Capture(capture::Command::DescribeEntry {
            entry: TAKEAWAY,
            fact: EntryFact::Speaker {
                speaker: Some(Quoted::Name { name: long.clone() }),
            },
        }),
        in_zone(&long),
    ] {
        let refused = hour.ask(&nele, command);
        assert!(
            matches!(refused, Err(Rejection::TextTooLong { .. })),
            "{refused:?}"
        );
    }
    let report = "é".repeat(limits::REPORT_CHARS_MAX);
    let all = Command::Capture(capture::Command::EditReport {
        revision: 0,
        at: 0,
        delete: 0,
        insert: report,
        follows: false,
    });
    hour.ask(&nele, all).unwrap();
}

#[test]
fn a_participant_writes_no_report_and_a_moderator_keeps_something_for_it() {
    let (mut hour, nele, _) = two_rapporteurs("one");
    let ada = hour.joins("Ada");
    let refused = Err(Rejection::NotAllowed);
    assert_eq!(hour.ask(&ada, edit(1, 0, 0, "x")), refused);
    assert_eq!(
        hour.ask(&ada, Command::Draft(draft::Command::AssembleDraft)),
        refused
    );
    let moderator = Actor::Screen {
        person: Some(PersonId(1)),
        roles: Roles::from([Role::Moderator]),
    };
    hour.ask(&moderator, entry(EntryKind::Note, "keep this"))
        .unwrap();
    assert_eq!(hour.ask(&moderator, edit(1, 0, 0, "x")), refused);
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who?".to_owned(),
        anonymity: Anonymity::Named,
        language: None,
        comment: false,
        answer_private: false,
    });
    hour.ask(&nele, ask).unwrap();
}
