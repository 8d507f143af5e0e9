//! Whoever erases themselves is nowhere, and what they had a part in goes on without them.

use std::collections::BTreeSet;

use onefloor_core::capture::EntryKind;
use onefloor_core::floor::Anonymity;
use onefloor_core::ids::{ItemId, PersonId, RoomId};
use onefloor_core::networking::RoundSettings;
use onefloor_core::report::Report;
use onefloor_core::seal::Purpose;
use onefloor_core::session::{forget, sealed_words};
use onefloor_core::terms::{ItemState, Role, Roles};
use onefloor_core::view::{Audience, Projector};
use onefloor_core::{
    Actor, Command, Event, Rejection, Session, agenda, capture, conduct, draft, floor, networking,
    people, privacy,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::hour::{self, Hour, seal_of};
use crate::random::on_rounds::in_rounds;
use crate::random::{run, steps};

const ERASE_ME: Command = Command::Privacy(privacy::Command::EraseMe);

/// Who a screen is.
fn person(actor: &Actor) -> PersonId {
    actor.person().unwrap()
}

fn participant(id: PersonId) -> Actor {
    Actor::Screen {
        person: Some(id),
        roles: Roles::from([Role::Participant]),
    }
}

/// What everybody sees, what is reported and what is kept, as text.
fn everything(hour: &Hour, log: &[Event]) -> Vec<(String, String)> {
    let session = &hour.session;
    let projector = Projector::new(session, &hour.presence, hour.now_ms);
    let rooms = session.networking.open().into_iter();
    let rooms = rooms.flat_map(|round| round.rooms.iter().map(|room| Audience::Room(room.id)));
    let people = session.people.keys().map(|id| Audience::Person(*id));
    let audiences = [Audience::Public, Audience::Staff].into_iter();
    let views = audiences.chain(rooms).chain(people).map(|audience| {
        let view = serde_json::to_string(&projector.view(audience)).unwrap();
        (format!("{audience:?}"), view)
    });
    let report = serde_json::to_string(&Report::of(session)).unwrap();
    let log = serde_json::to_string(log).unwrap();
    views
        .chain([("report".to_owned(), report), ("log".to_owned(), log)])
        .collect()
}

/// The log without what it says is forgotten; checks that it leads to the same state.
fn forgotten(hour: &Hour) -> Vec<Event> {
    let mut log = hour.log.clone();
    forget(log.iter_mut());
    assert!(Session::replay(&log) == hour.session, "another state");
    assert!(!forget(log.iter_mut()), "something was left");
    log
}

/// Takes out what this screen's person said sealed, each by itself.
fn erases_sealed(hour: &mut Hour, actor: &Actor) {
    for by in sealed_words(&hour.session, &seal_of(person(actor))) {
        let erase = Command::Privacy(privacy::Command::EraseSealed { by });
        hour.ask(&Actor::Clock, erase).unwrap();
    }
}

fn held(hour: &Hour, log: &[Event], words: &[&str]) -> Vec<String> {
    let everything = everything(hour, log);
    let holds = |text: &str| words.iter().any(|word| text.contains(word));
    let holders = everything.into_iter().filter(|(_, text)| holds(text));
    holders.map(|(where_, _)| where_).collect()
}

#[test]
fn what_waits_is_taken_back_and_what_was_answered_stays_without_its_words() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada Lovelace"), hour.joins("Ben"));
    let answered = hour.asks(&ada, "Who guards the guardians?");
    let wording = Command::Floor(floor::Command::RewordItem {
        item: answered,
        text: "Who guards them?".to_owned(),
        revision: 0,
    });
    hour.ask(&moderator, wording).unwrap();
    let answer = Command::Floor(floor::Command::AnswerInText {
        item: answered,
        from: ItemState::Approved,
        text: "Everybody.".to_owned(),
    });
    hour.ask(&moderator, answer).unwrap();
    let waits = hour.asks(&ada, "When is lunch?");
    let alike = hour.asks(&ben, "Lunch: when?");
    let merge = Command::Floor(floor::Command::MergeItems {
        into: waits,
        items: vec![alike],
    });
    hour.ask(&moderator, merge).unwrap();
    let other = hour.asks(&ben, "May I?");
    let vote = |item| {
        Command::Floor(floor::Command::Vote {
            item,
            support: true,
        })
    };
    hour.ask(&ada, vote(other)).unwrap();
    hour.ask(&ada, ERASE_ME).unwrap();
    assert_eq!(hour.state(waits), ItemState::Withdrawn);
    assert_eq!(hour.state(alike), ItemState::Approved);
    assert_eq!(hour.state(answered), ItemState::AnsweredInText);
    // Their support is counted, and nobody's.
    assert_eq!(hour.session.floor.voters(other).len(), 1);
    let log = forgotten(&hour);
    let words = ["Lovelace", "guard", "lunch"];
    assert_eq!(held(&hour, &log, &words), [""; 0]);
    let report = Report::of(&hour.session).unwrap();
    let turn = report.discussion.iter().find(|turn| turn.item == answered);
    let turn = turn.unwrap();
    assert!(turn.erased && turn.text.is_none() && turn.name.is_none());
    assert_eq!(turn.answer.as_deref(), Some("Everybody."));
    // The same browser is somebody new.
    assert_eq!(hour.ask(&ada, vote(other)), Err(Rejection::PersonUnknown));
    let again = hour.joins("Ada Lovelace");
    assert_ne!(person(&again), person(&ada));
}

#[test]
fn a_turn_on_the_floor_ends_as_when_its_speaker_leaves() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 2);
    let item = hour.asks(&ada, "Who pays?");
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item: None,
        open_floor: false,
    });
    hour.ask(&moderator, take).unwrap();
    hour.minutes_pass(1);
    hour.ask(&ada, ERASE_ME).unwrap();
    assert_eq!(hour.state(item), ItemState::AnsweredAloud);
    assert!(hour.session.speaking.now.is_none());
    assert_eq!(hour.session.floor.balance().online_ms, 60_000);
    forgotten(&hour);
}

#[test]
fn nobody_brings_back_to_the_queue_what_was_erased() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let [waits, gone] = ["Who pays?", "Who else?"].map(|text| hour.asks(&ada, text));
    let dismiss = floor::Command::DismissItems {
        items: vec![gone],
        because: None,
    };
    hour.ask(&moderator, Command::Floor(dismiss)).unwrap();
    hour.ask(&ada, ERASE_ME).unwrap();
    let undo = |item, from| Command::Floor(floor::Command::UndoItem { item, from });
    let restore = Command::Floor(floor::Command::MoveItem {
        item: gone,
        from: ItemState::Dismissed,
        to: ItemState::Approved,
        reason: String::new(),
        because: None,
    });
    for (command, state) in [
        (undo(waits, ItemState::Withdrawn), ItemState::Withdrawn),
        (undo(gone, ItemState::Dismissed), ItemState::Dismissed),
        (restore, ItemState::Dismissed),
    ] {
        let refused = hour.ask(&moderator, command);
        assert_eq!(refused, Err(Rejection::MoveImpossible { state }));
    }
}

#[test]
fn a_room_loses_the_lines_and_letters_of_whoever_goes_and_keeps_its_own() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let people = [hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi")];
    hour.opens_round(&moderator, 3, 600_000);
    let [ada, ben, chi] = &people;
    let does = |hour: &mut Hour, who: &Actor, command| {
        hour.ask(who, Command::Networking(command)).unwrap();
    };
    let notes = |hour: &Hour| {
        let (_, room) = hour.session.networking.room(RoomId(1)).unwrap();
        room.notes.shared.text().to_owned()
    };
    let edit = |revision, at, insert: &str| networking::Command::EditNotes {
        revision,
        at,
        delete: 0,
        insert: insert.to_owned(),
        follows: false,
    };
    does(&mut hour, ben, edit(0, 0, "Trust"));
    does(&mut hour, ada, edit(1, 5, " nobody"));
    does(&mut hour, ben, edit(2, 12, " first"));
    does(
        &mut hour,
        ada,
        networking::Command::SayInRoom {
            text: "Psst".to_owned(),
        },
    );
    does(
        &mut hour,
        ben,
        networking::Command::SayInRoom {
            text: "Hello".to_owned(),
        },
    );
    does(
        &mut hour,
        ada,
        networking::Command::SetContact {
            text: "ada@example.org".to_owned(),
        },
    );
    does(
        &mut hour,
        ben,
        networking::Command::SetContact {
            text: "ben@example.org".to_owned(),
        },
    );
    for (one, other) in [(ada, ben), (ben, ada)] {
        let person = person(other);
        does(
            &mut hour,
            one,
            networking::Command::OfferContact {
                person,
                offered: true,
            },
        );
    }
    for (by, about) in [(chi, ada), (ada, chi)] {
        let (person, reason) = (person(about), "Rude beyond words".to_owned());
        does(
            &mut hour,
            by,
            networking::Command::ReportPerson { person, reason },
        );
    }
    let takeaway = networking::Command::SetRoomTakeaway {
        text: "Start small".to_owned(),
        revision: 0,
    };
    does(&mut hour, ada, takeaway);
    does(
        &mut hour,
        ada,
        networking::Command::AgreeToBeNamed { agrees: true },
    );
    hour.ask(ada, ERASE_ME).unwrap();
    let log = forgotten(&hour);
    assert_eq!(notes(&hour), "Trust······· first");
    // A screen that saw the notes before goes on where it was.
    does(&mut hour, ben, edit(3, 18, "!"));
    assert_eq!(notes(&hour), "Trust······· first!");
    let (_, room) = hour.session.networking.room(RoomId(1)).unwrap();
    assert!(!room.members.contains(&person(ada)) && room.agreed.is_empty());
    assert_eq!(room.takeaway, "Start small");
    let words = ["nobody", "Psst", "ada@", "Rude"];
    assert_eq!(held(&hour, &log, &words), [""; 0]);
    let view = onefloor_core::project(
        &hour.session,
        &hour.presence,
        Audience::Person(person(ben)),
        hour.now_ms,
    );
    let me = serde_json::to_value(&view["me"]).unwrap();
    assert_eq!(me["contacts"], Value::Array(Vec::new()));
    forgotten(&hour);
}

#[test]
fn what_was_captured_stays_and_a_name_beside_it_goes() {
    let mut hour = Hour::new();
    let rapporteur = hour.joins_as(Role::Rapporteur);
    let ada = hour.joins("Ada Lovelace");
    let item = hour.asks(&ada, "Who guards the guardians?");
    let mut add = |text: &str, speaker: Option<&str>| {
        let mut command = hour::entry(EntryKind::Quote, text);
        if let Command::Capture(capture::Command::AddEntry {
            item: on,
            speaker: who,
            ..
        }) = &mut command
        {
            *on = Some(item);
            *who = speaker.map(|name| capture::Quoted::Name {
                name: name.to_owned(),
            });
        }
        hour.ask(&rapporteur, command).unwrap();
    };
    add("Power needs a watch.", Some("Ada Lovelace"));
    add("Who guards the guardians?", None);
    let assemble = Command::Draft(draft::Command::AssembleDraft);
    hour.ask(&rapporteur, assemble.clone()).unwrap();
    hour.ask(&ada, ERASE_ME).unwrap();
    let log = forgotten(&hour);
    assert_eq!(held(&hour, &log, &["Lovelace", "guards"]), [""; 0]);
    let report = Report::of(&hour.session).unwrap();
    assert_eq!(report.points[0].line.text, "Power needs a watch.");
    assert_eq!((report.points.len(), &report.points[0].speaker), (1, &None));
    // Assembled again, the draft says what it may.
    hour.ask(&rapporteur, assemble).unwrap();
    forgotten(&hour);
}

#[test]
fn what_was_said_sealed_goes_by_itself_and_names_nobody() {
    let mut hour = Hour::new();
    hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who was bribed?".to_owned(),
        anonymity: Anonymity::HiddenFromAll,
        language: None,
        comment: false,
        answer_private: false,
    });
    hour.ask(&ada, ask).unwrap();
    let erased = hour.ask(&ada, ERASE_ME).unwrap();
    // Nothing of it is in the record that names her.
    assert_eq!(erased.len(), 1);
    assert_eq!(hour.state(ItemId(1)), ItemState::Approved);
    hour.minutes_pass(3);
    erases_sealed(&mut hour, &ada);
    assert_eq!(hour.state(ItemId(1)), ItemState::Withdrawn);
    let log = forgotten(&hour);
    assert_eq!(held(&hour, &log, &["bribed"]), [""; 0]);
    let pseudonym = seal_of(person(&ada)).pseudonym(Purpose::Asking);
    let asking = serde_json::to_string(&pseudonym).unwrap();
    for event in &log {
        let json = serde_json::to_string(event).unwrap();
        assert!(
            !json.contains(&asking) || !json.contains("\"person\""),
            "{json}"
        );
        assert!(!json.contains(&asking) || event.is_sealed(), "{json}");
    }
}

#[test]
fn the_only_organiser_stays_until_there_is_another() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    assert_eq!(
        hour.ask(&organiser, ERASE_ME),
        Err(Rejection::OnlyOrganiser)
    );
    let link = hour.session.people[&person(&organiser)].link;
    let key_hash = "another browser".to_owned();
    let join = Command::People(people::Command::Join { key_hash, link });
    hour.ask(&Actor::Door, join).unwrap();
    hour.ask(&organiser, ERASE_ME).unwrap();
    let rapporteur = hour.joins_as(Role::Rapporteur);
    hour.ask(&rapporteur, ERASE_ME).unwrap();
    forgotten(&hour);
}

#[test]
fn retention_is_counted_from_the_end_and_not_shortened_below_what_has_passed() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    let set = |days| Command::Privacy(privacy::Command::SetRetention { days });
    let due = |hour: &Hour, last_ms| {
        let Session {
            privacy, agenda, ..
        } = &hour.session;
        privacy::due_at_ms(privacy, agenda, 30, last_ms)
    };
    const DAY_MS: u64 = 24 * 3_600_000;
    let last_ms = hour.now_ms + 7_200_000;
    assert_eq!(due(&hour, last_ms), Some(last_ms + 30 * DAY_MS));
    hour.ask(&organiser, set(1)).unwrap();
    hour.starts(&organiser, 1);
    hour.ask(
        &organiser,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    let ended_ms = hour.now_ms;
    assert_eq!(due(&hour, last_ms), Some(ended_ms + DAY_MS));
    hour.ask(&organiser, set(0)).unwrap();
    assert_eq!(due(&hour, last_ms), None);
    hour.now_ms += 5 * DAY_MS + 1;
    let refused = Rejection::RetentionPassed { days_min: 6 };
    assert_eq!(hour.ask(&organiser, set(5)), Err(refused));
    hour.ask(&organiser, set(6)).unwrap();
    let moderator = hour.joins_as(Role::Moderator);
    assert_eq!(hour.ask(&moderator, set(9)), Err(Rejection::NotAllowed));
}

#[test]
fn a_purge_leaves_the_report_without_those_who_came() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada Lovelace");
    let item = hour.asks(&ada, "Who guards the guardians?");
    let answer = Command::Floor(floor::Command::AnswerInText {
        item,
        from: ItemState::Approved,
        text: "Everybody.".to_owned(),
    });
    hour.ask(&moderator, answer).unwrap();
    let before = Report::of(&hour.session).unwrap();
    hour.ask(&Actor::Clock, Command::Privacy(privacy::Command::Purge))
        .unwrap();
    let after = Report::of(&hour.session).unwrap();
    assert_eq!(after.counts, before.counts);
    assert_eq!(after.statistics, before.statistics);
    assert_eq!(after.discussion[0].text, before.discussion[0].text);
    assert_eq!(after.discussion[0].name, None);
    let words = Command::Conduct(conduct::Command::SetWordList { words: Vec::new() });
    assert_eq!(hour.ask(&moderator, words), Err(Rejection::SessionPurged));
}

#[test]
fn everybody_can_be_taken_out_of_a_log_that_an_earlier_version_recorded() {
    let logs = [
        include_str!("../../../../tests/fixtures/logs/hour_v1.jsonl"),
        include_str!("../../../../tests/fixtures/logs/hour_v2.jsonl"),
        include_str!("../../../../tests/fixtures/logs/hour_v3.jsonl"),
        include_str!("../../../../tests/fixtures/logs/hour_v4.jsonl"),
    ];
    for recorded in logs {
        let batches = recorded.lines().map(|line| {
            let mut batch: Value = serde_json::from_str(line).unwrap();
            serde_json::from_value::<Vec<Event>>(batch["events"].take()).unwrap()
        });
        let log: Vec<Event> = batches.flatten().collect();
        let people = Session::replay(&log).people.clone();
        for person in people.keys() {
            let mut log = log.clone();
            let erase = privacy::Event::PersonErased {
                person: *person,
                at_ms: 1,
            };
            log.push(erase.into());
            let live = Session::replay(&log);
            forget(log.iter_mut());
            assert!(Session::replay(&log) == live, "{person:?}");
            // A name that is no word of anybody else's is nowhere.
            let name = people[person].profile.name.as_deref();
            let json = serde_json::to_string(&log).unwrap();
            for name in name.into_iter().filter(|name| *name == "Bao") {
                assert!(!json.contains(name), "{json}");
            }
        }
    }
}

/// A word that nobody types by chance, in front of every text of a command.
fn planted(command: &Command) -> Command {
    fn plant(value: &mut Value, key: &str) {
        let typed = [
            "text",
            "note",
            "insert",
            "why",
            "name",
            "affiliation",
            "about",
            "reason",
        ];
        match value {
            Value::String(text) if typed.contains(&key) => text.insert_str(0, "Zqx "),
            Value::Object(fields) => {
                for (key, value) in fields {
                    plant(value, key);
                }
            }
            Value::Array(_)
            | Value::String(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_) => {}
        }
    }
    // What a room brings back is said for the room.
    if let Command::Networking(networking::Command::SetRoomTakeaway { .. }) = command {
        return command.clone();
    }
    let mut json = serde_json::to_value(command).unwrap();
    plant(&mut json, "");
    serde_json::from_value(json).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whoever_erases_themselves_is_nowhere_and_the_log_says_the_same(
        before in steps(),
        in_rooms in proptest::collection::vec((2_u32..6, in_rounds(), 0_u32..9_000), 0..40),
        who in 2_u32..6,
        after in steps(),
    ) {
        let target = PersonId(who);
        let step = |(actor, command, pass_ms): (Actor, Command, u32)| {
            // Their own words; what they would write as staff is the session's.
            if actor.person() != Some(target) {
                return (actor, command, pass_ms);
            }
            let is_own = command.right().is_in(&Roles::from([Role::Participant]));
            let command = if is_own { planted(&command) } else { command };
            (participant(target), command, pass_ms)
        };
        let before: Vec<_> = before.into_iter().map(step).collect();
        let mut hour = run(&before);
        let moderator = Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Moderator]),
        };
        let settings = RoundSettings::new("Why here?", 4, 600_000);
        let call = Command::Networking(networking::Command::CallRound { settings });
        let _ = hour.ask(&moderator, call);
        hour.now_ms += 6_000;
        let in_rooms = in_rooms.into_iter().map(|(who, command, pass_ms)| {
            step((participant(PersonId(who)), command, pass_ms))
        });
        for (actor, command, pass_ms) in in_rooms {
            hour.now_ms += u64::from(pass_ms);
            let _ = hour.ask(&actor, command);
        }
        let counted = |session: &Session| {
            let report = Report::of(session).unwrap();
            let counts = report.counts;
            let people = [counts.joined_online, counts.joined_room, counts.joined_hub, counts.staff];
            let brought = [counts.questions, counts.comments, counts.hands, counts.proxies];
            let received: Vec<u32> = report.statistics.iter().map(|it| it.received).collect();
            (people, brought, counts.votes, report.polls, received)
        };
        let was = counted(&hour.session);
        let actor = participant(target);
        hour.ask(&actor, ERASE_ME).unwrap();
        erases_sealed(&mut hour, &actor);
        prop_assert_eq!(counted(&hour.session), was);
        let log = forgotten(&hour);
        // Whoever writes the report may have put the draft into it, and that is the report's text.
        let is_written = |event: &Event| matches!(event, Event::Draft(draft::Event::DraftWritten { .. }));
        if !hour.log.iter().any(is_written) {
            prop_assert_eq!(held(&hour, &log, &["Zqx"]), Vec::<String>::new());
        }
        // The session goes on, and the law holds further on.
        hour.presence.remove(&target);
        for (actor, command, pass_ms) in &after {
            hour.now_ms += u64::from(*pass_ms);
            let _ = hour.ask(actor, command.clone());
        }
        let second = if who == 2 { 3 } else { 2 };
        let _ = hour.ask(&participant(PersonId(second)), ERASE_ME);
        forgotten(&hour);
    }

    #[test]
    fn a_purged_report_is_read_again_as_it_was_written(steps in steps()) {
        let mut hour = run(&steps);
        let joined: BTreeSet<String> = hour
            .session
            .people
            .values()
            .filter_map(|person| person.profile.name.clone())
            .collect();
        let counts = Report::of(&hour.session).unwrap().counts;
        hour.ask(&Actor::Clock, Command::Privacy(privacy::Command::Purge)).unwrap();
        let report = Report::of(&hour.session).unwrap();
        prop_assert_eq!(report.counts, counts);
        let names = report.discussion.iter().filter_map(|turn| turn.name.as_ref());
        prop_assert_eq!(names.count(), 0);
        let named = report.harvest.iter().flat_map(|it| &it.names);
        prop_assert!(!named.clone().any(|name| joined.contains(name)));
    }
}
