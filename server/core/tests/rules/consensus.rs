//! Rough consensus on the takeaways.

use onefloor_core::capture::EntryKind;
use onefloor_core::consensus::Stance;
use onefloor_core::ids::EntryId;
use onefloor_core::people::Profile;
use onefloor_core::report::Report;
use onefloor_core::terms::{Attendance, Role};
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Rejection, Session, agenda, capture, conduct, consensus, people, project,
};
use serde_json::{Value, json};

use crate::hour::{Hour, entry, person};

/// An hour with a takeaway (1), a call to action (2) and a note (3).
fn captured() -> (Hour, Actor) {
    let mut hour = Hour::new();
    let nele = hour.joins_as(Role::Rapporteur);
    for (kind, text) in [
        (EntryKind::Takeaway, "Small groups talk more."),
        (EntryKind::CallToAction, "Fund interpretation."),
        (EntryKind::Note, "ask Sana"),
    ] {
        hour.ask(&nele, entry(kind, text)).unwrap();
    }
    (hour, nele)
}

fn put(entries: &[u32], live: bool) -> Command {
    let entries = entries.iter().copied().map(EntryId).collect();
    Command::Consensus(consensus::Command::PutToConsensus { entries, live })
}

fn answer(entry: u32, stance: Option<Stance>, why: &str) -> Command {
    Command::Consensus(consensus::Command::AnswerConsensus {
        entry: EntryId(entry),
        stance,
        why: why.to_owned(),
    })
}

fn joins_in_room(hour: &mut Hour, name: &str) -> Actor {
    let actor = hour.joins(name);
    let profile = Profile {
        name: Some(name.to_owned()),
        attendance: Attendance::Room,
        ..Profile::default()
    };
    hour.ask(
        &actor,
        Command::People(people::Command::Introduce { profile }),
    )
    .unwrap();
    actor
}

fn sees(hour: &Hour, audience: Audience, key: &str) -> Value {
    let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
    view.get(key)
        .map_or(Value::Null, |entry| serde_json::to_value(entry).unwrap())
}

#[test]
fn support_is_counted_by_people_room_and_online_apart() {
    let (mut hour, nele) = captured();
    let ana = hour.joins("Ana");
    let bao = hour.joins("Bao");
    let chi = joins_in_room(&mut hour, "Chi");
    hour.ask(&nele, put(&[1, 2], false)).unwrap();
    let answers = [
        (&ana, Stance::Object, "too early"),
        (&ana, Stance::Support, ""),
        (&bao, Stance::LiveWith, "if it is paid"),
        (&chi, Stance::Support, "as we said"),
    ];
    for (who, stance, why) in answers {
        hour.ask(who, answer(1, Some(stance), why)).unwrap();
    }
    let hands = Command::Consensus(consensus::Command::CountStances {
        entry: EntryId(1),
        counts: vec![7, 1, 0],
    });
    let refused = hour.ask(&ana, hands.clone());
    assert_eq!(refused, Err(Rejection::NotAllowed));
    let moderator = hour.joins_as(Role::Moderator);
    hour.ask(&moderator, hands).unwrap();
    // Hidden until it closes; staff sees it run, without names.
    let public = sees(&hour, Audience::Public, "consensus/1");
    assert_eq!(public["result"], Value::Null);
    assert_eq!(public["answered"], 3);
    assert_eq!(public["whys"], json!([]));
    let staff = sees(&hour, Audience::Staff, "consensus/1");
    let whys = json!([
        { "stance": "support", "why": "as we said" },
        { "stance": "live_with", "why": "if it is paid" },
    ]);
    assert_eq!(staff["whys"], whys);
    assert_eq!(staff["result"]["options"][0]["gathered"], 2);
    let own = sees(&hour, Audience::Person(person(&bao)), "stance/1");
    assert_eq!(own["stance"], "live_with");
    assert_eq!(sees(&hour, Audience::Public, "stage")["shows"], "consensus");
    hour.ask(
        &nele,
        Command::Consensus(consensus::Command::CloseConsensus),
    )
    .unwrap();
    // Whoever leaves after it changes nothing.
    hour.presence.clear();
    let public = sees(&hour, Audience::Public, "consensus/1");
    let support = &public["result"]["options"][0];
    assert_eq!(
        (&support["gathered"], &support["room"], &support["hands"]),
        (&json!(2), &json!(0), &json!(7))
    );
    assert_eq!(public["result"]["present"], 3);
    let refused = hour.ask(&ana, answer(1, None, ""));
    assert_eq!(refused, Err(Rejection::ConsensusClosed));
    assert_eq!(Session::replay(&hour.log), hour.session);
}

#[test]
fn the_report_says_what_support_each_had_and_names_nobody() {
    let (mut hour, nele) = captured();
    let ana = hour.joins("Ana Secret");
    hour.ask(&nele, put(&[1], true)).unwrap();
    hour.ask(&ana, answer(1, Some(Stance::Object), "too early"))
        .unwrap();
    let report = Report::of(&hour.session).unwrap();
    assert_eq!(report.key_takeaways[0].support, None);
    hour.ask(
        &nele,
        Command::Consensus(consensus::Command::CloseConsensus),
    )
    .unwrap();
    let report = Report::of(&hour.session).unwrap();
    let support = report.key_takeaways[0].support.as_ref().unwrap();
    assert_eq!(support.result.options[2].online, 1);
    assert_eq!(support.whys[0].why, "too early");
    assert!(!support.reworded);
    assert_eq!(report.calls_to_action[0].support, None);
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("Secret"));
    // What people supported was another sentence.
    let revise = Command::Capture(capture::Command::ReviseEntry {
        entry: EntryId(1),
        text: "Large groups talk more.".to_owned(),
        revision: 1,
    });
    hour.ask(&nele, revise).unwrap();
    let report = Report::of(&hour.session).unwrap();
    assert!(report.key_takeaways[0].support.as_ref().unwrap().reworded);
}

#[test]
fn one_check_runs_at_a_time_and_ends_with_the_session() {
    let (mut hour, nele) = captured();
    let moderator = hour.joins_as(Role::Moderator);
    assert_eq!(
        hour.ask(&nele, put(&[3], true)),
        Err(Rejection::EntryUnknown)
    );
    assert!(hour.ask(&nele, put(&[], true)).is_err());
    hour.starts(&moderator, 1);
    hour.ask(&nele, put(&[1], true)).unwrap();
    assert_eq!(hour.ask(&nele, put(&[1], true)), Ok(Vec::new()));
    assert_eq!(
        hour.ask(&moderator, put(&[2], true)),
        Err(Rejection::ConsensusOpen)
    );
    let ana = hour.joins("Ana");
    assert_eq!(
        hour.ask(&ana, answer(2, Some(Stance::Support), "")),
        Err(Rejection::EntryUnknown)
    );
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    assert!(hour.session.consensus.open().is_none());
    assert_eq!(
        hour.ask(
            &nele,
            Command::Consensus(consensus::Command::CloseConsensus)
        ),
        Ok(Vec::new())
    );
}

#[test]
fn an_answer_is_taken_back_and_a_muted_person_gives_none() {
    let (mut hour, nele) = captured();
    let moderator = hour.joins_as(Role::Moderator);
    let ana = hour.joins("Ana");
    hour.ask(&nele, put(&[1], true)).unwrap();
    hour.ask(&ana, answer(1, Some(Stance::Object), "no"))
        .unwrap();
    hour.ask(&ana, answer(1, None, "no")).unwrap();
    let public = sees(&hour, Audience::Public, "consensus/1");
    assert_eq!(public["answered"], 0);
    let mute = Command::Conduct(conduct::Command::SetMuted {
        person: person(&ana),
        muted: true,
    });
    hour.ask(&moderator, mute).unwrap();
    let refused = hour.ask(&ana, answer(1, Some(Stance::Support), ""));
    assert_eq!(refused, Err(Rejection::Muted));
    let long = "why ".repeat(60);
    let bao = hour.joins("Bao");
    let refused = hour.ask(&bao, answer(1, Some(Stance::Object), &long));
    assert!(matches!(refused, Err(Rejection::TextTooLong { .. })));
}
