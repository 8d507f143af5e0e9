//! Speakers, their allowances and the messages to them.

use onefloor_core::agenda::SlotPlan;
use onefloor_core::ids::{CueId, ItemId, LinkId, SegmentId};
use onefloor_core::igf::StakeholderGroup;
use onefloor_core::people::Profile;
use onefloor_core::speaking::shares;
use onefloor_core::stage::{DisplayMode, Threshold, Tone};
use onefloor_core::terms::{Attendance, Origin, Role, Turn, Voice};
use onefloor_core::view::{Audience, Entry};
use onefloor_core::{Actor, Command, Rejection, agenda, floor, people, project, speaking, stage};

use crate::hour::{Hour, person, plan as hour_plan};

const MINUTE: u64 = 60_000;

/// Keynotes of fifteen minutes with two speakers; the first has nine of them.
fn with_speakers() -> (Hour, Actor, LinkId, LinkId) {
    let mut plan = hour_plan();
    let slot = |name: &str, minutes| SlotPlan {
        name: name.to_owned(),
        minutes,
    };
    plan.agenda[0].speakers = vec![slot("Sana Speaker", Some(9)), slot("olu onsite", None)];
    plan.about.speakers[0].stakeholder_group = Some("Civil Society".to_owned());
    let mut hour = Hour::of(plan);
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    let link = |name| {
        let mut links = hour.session.links.values();
        links.find(|link| link.is_held_by(name)).unwrap().id
    };
    let (sana, olu) = (link("Sana Speaker"), link("Olu Onsite"));
    (hour, moderator, sana, olu)
}

fn speaker(speaker: LinkId) -> Voice {
    Voice::Speaker { speaker }
}

fn give(hour: &mut Hour, moderator: &Actor, voice: Voice) {
    let seen = hour.session.speaking.now.map(|stint| stint.voice);
    hour.ask(
        moderator,
        Command::Speaking(speaking::Command::GiveVoice { voice, seen }),
    )
    .unwrap();
}

/// Whoever wrote it says it.
fn speaks(hour: &mut Hour, moderator: &Actor, item: ItemId) {
    let turn = Turn::SpeaksOnline;
    let set = Command::Floor(floor::Command::SetTurn { item, turn });
    hour.ask(moderator, set).unwrap();
}

fn used(hour: &Hour, who: LinkId) -> u64 {
    let segment = hour.session.agenda.running().unwrap();
    hour.session.speaking.spoken_ms(segment, speaker(who))
}

#[test]
fn two_speakers_share_fifteen_minutes() {
    let (mut hour, moderator, sana, olu) = with_speakers();
    give(&mut hour, &moderator, speaker(sana));
    assert_eq!(
        hour.session.speaking.now.unwrap().allowance_ms,
        Some(9 * MINUTE)
    );
    hour.minutes_pass(8);
    give(&mut hour, &moderator, speaker(olu));
    assert_eq!(used(&hour, sana), 8 * MINUTE);
    // Who has no minutes of their own shares what the others leave.
    assert_eq!(
        hour.session.speaking.now.unwrap().allowance_ms,
        Some(6 * MINUTE)
    );
    hour.minutes_pass(2);
    let seen = speaker(olu);
    hour.ask(
        &moderator,
        Command::Speaking(speaking::Command::YieldVoice { seen }),
    )
    .unwrap();
    assert_eq!(
        hour.ask(
            &moderator,
            Command::Speaking(speaking::Command::YieldVoice { seen })
        ),
        Ok(vec![])
    );
    give(&mut hour, &moderator, speaker(sana));
    // Back for a last word: one minute is left of the nine.
    assert_eq!(
        hour.session.speaking.now.unwrap().allowance_ms,
        Some(MINUTE)
    );
}

#[test]
fn a_pause_stops_the_speakers_clock_too_and_giving_the_voice_ends_it() {
    let (mut hour, moderator, sana, olu) = with_speakers();
    give(&mut hour, &moderator, speaker(sana));
    hour.minutes_pass(3);
    hour.ask(&moderator, Command::Agenda(agenda::Command::PauseClock))
        .unwrap();
    hour.minutes_pass(7);
    give(&mut hour, &moderator, speaker(olu));
    assert_eq!(used(&hour, sana), 3 * MINUTE);
    assert_eq!(hour.session.agenda.clock.unwrap().paused_at_ms, None);
    hour.minutes_pass(2);
    hour.starts(&moderator, 2);
    let spoken = &hour.session.speaking.spoken;
    assert_eq!(spoken[&(Some(SegmentId(1)), speaker(olu))].ms, 2 * MINUTE);
    assert_eq!(hour.session.speaking.now, None);
}

#[test]
fn of_two_moderators_who_give_the_voice_at_once_the_second_is_told_who_has_it() {
    let (mut hour, moderator, sana, olu) = with_speakers();
    let to = |voice| Command::Speaking(speaking::Command::GiveVoice { voice, seen: None });
    hour.ask(&moderator, to(speaker(sana))).unwrap();
    assert_eq!(hour.ask(&moderator, to(speaker(sana))), Ok(vec![]));
    let voice = Some(speaker(sana));
    let second = hour.ask(&moderator, to(speaker(olu)));
    assert_eq!(second, Err(Rejection::VoiceChanged { voice }));
}

#[test]
fn a_turn_on_the_floor_has_two_minutes_and_the_answer_counts_for_who_answers() {
    let (mut hour, moderator, sana, _) = with_speakers();
    hour.starts(&moderator, 2);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "Who decides?");
    speaks(&mut hour, &moderator, item);
    let take = |on_floor, item| {
        Command::Floor(floor::Command::TakeNext {
            on_floor,
            item,
            open_floor: false,
        })
    };
    hour.ask(&moderator, take(None, Some(item))).unwrap();
    let stint = hour.session.speaking.now.unwrap();
    assert_eq!(stint.voice, Voice::Asker { item });
    assert_eq!(stint.allowance_ms, Some(2 * MINUTE));
    hour.minutes_pass(1);
    give(&mut hour, &moderator, speaker(sana));
    assert_eq!(hour.session.speaking.now.unwrap().allowance_ms, None);
    hour.minutes_pass(3);
    give(&mut hour, &moderator, Voice::Asker { item });
    // A follow-up has its own, shorter allowance.
    assert_eq!(
        hour.session.speaking.now.unwrap().allowance_ms,
        Some(30_000)
    );
    hour.now_ms += 20_000;
    hour.ask(&moderator, take(Some(item), None)).unwrap();
    assert_eq!(hour.session.speaking.now, None);
    let shares = shares(hour.session.roster());
    let of = |name: &str| {
        let mut people = shares.people.iter();
        people
            .find(|share| share.name.as_deref() == Some(name))
            .unwrap()
    };
    assert_eq!((of("Sana Speaker").ms, of("Ada").ms), (3 * MINUTE, 80_000));
    assert_eq!(of("Ada").turns, 2);
    assert_eq!(
        of("Sana Speaker").stakeholder_group,
        Some(StakeholderGroup::CivilSociety)
    );
    assert_eq!(
        shares.by_origin,
        [(Origin::Online, 80_000), (Origin::Room, 3 * MINUTE)]
    );
    let known = (Some(StakeholderGroup::CivilSociety), 3 * MINUTE);
    assert_eq!(shares.by_group, [known, (None, 80_000)]);
}

#[test]
fn who_asks_without_a_name_is_counted_and_not_named() {
    let (mut hour, moderator, ..) = with_speakers();
    hour.starts(&moderator, 2);
    let ada = hour.joins("Ada");
    let profile = Profile {
        name: Some("Ada".to_owned()),
        stakeholder_group: Some(StakeholderGroup::Government),
        attendance: Attendance::Room,
        ..Profile::default()
    };
    hour.ask(
        &ada,
        Command::People(people::Command::Introduce { profile }),
    )
    .unwrap();
    let ask = Command::Floor(floor::Command::AskQuestion {
        text: "Who decides?".to_owned(),
        anonymity: onefloor_core::floor::Anonymity::HiddenFromPublic,
        language: None,
        comment: false,
        answer_private: false,
    });
    hour.ask(&ada, ask).unwrap();
    let asked = hour.last_item();
    speaks(&mut hour, &moderator, asked);
    let item = Some(asked);
    let take = Command::Floor(floor::Command::TakeNext {
        on_floor: None,
        item,
        open_floor: false,
    });
    hour.ask(&moderator, take).unwrap();
    hour.minutes_pass(1);
    hour.starts(&moderator, 3);
    // A turn ends with the segment that has the floor.
    assert_eq!(hour.session.speaking.now, None);
    let shares = shares(hour.session.roster());
    assert_eq!(shares.people.len(), 1);
    assert_eq!(shares.people[0].name, None);
    assert_eq!(shares.people[0].stakeholder_group, None);
    assert_eq!(shares.people[0].ms, MINUTE);
}

#[test]
fn a_speaker_whom_the_page_does_not_name_gets_a_link_and_the_voice() {
    let (mut hour, moderator, ..) = with_speakers();
    let add = |name: &str| {
        Command::Speaking(speaking::Command::AddSpeaker {
            name: name.to_owned(),
            affiliation: "A registry".to_owned(),
            origin: Origin::Online,
        })
    };
    hour.ask(&moderator, add("Wen Walks-in")).unwrap();
    let link = *hour.session.links.last_key_value().unwrap().0;
    give(&mut hour, &moderator, speaker(link));
    hour.minutes_pass(1);
    hour.starts(&moderator, 2);
    assert_eq!(
        shares(hour.session.roster()).by_origin,
        [(Origin::Online, MINUTE)]
    );
    let again = hour.ask(&moderator, add("wen walks-in"));
    assert!(matches!(again, Err(Rejection::SpeakerKnown { .. })));
    let nobody = hour.ask(&moderator, add(" \u{200b} "));
    assert!(matches!(nobody, Err(Rejection::TextMissing { .. })));
}

#[test]
fn a_speaker_is_told_to_wrap_up_and_the_desk_sees_that_it_was_seen() {
    let (mut hour, moderator, sana, _) = with_speakers();
    let on_stage = hour.joins_as_holder("Sana Speaker");
    give(&mut hour, &moderator, speaker(sana));
    let wrap_up = Command::Stage(stage::Command::SendCue {
        to: Some(sana),
        text: String::new(),
        tone: Tone::WrapUp,
    });
    hour.ask(&moderator, wrap_up).unwrap();
    let cue = |hour: &Hour, who: &Actor| {
        let audience = Audience::Person(person(who));
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        match view.get("cue") {
            Some(Entry::Cue(cue)) => Some((cue.id, cue.seen)),
            _ => None,
        }
    };
    assert_eq!(cue(&hour, &on_stage), Some((CueId(1), false)));
    assert_eq!(cue(&hour, &moderator), None);
    let see = Command::Stage(stage::Command::SeeCue { cue: CueId(1) });
    // The moderator is a speaker too, and this is not for them.
    let other = hour.ask(&moderator, see.clone());
    assert_eq!(other, Err(Rejection::CueUnknown));
    hour.now_ms += 2_000;
    hour.ask(&on_stage, see.clone()).unwrap();
    assert_eq!(hour.ask(&on_stage, see), Ok(vec![]));
    assert_eq!(cue(&hour, &on_stage), Some((CueId(1), true)));
    let seen = &hour.session.stage.cues[&CueId(1)].seen;
    assert_eq!(seen.get(&sana), Some(&hour.now_ms));
    // Done is done: the message goes with the voice.
    let seen = speaker(sana);
    hour.ask(
        &moderator,
        Command::Speaking(speaking::Command::YieldVoice { seen }),
    )
    .unwrap();
    assert_eq!(cue(&hour, &on_stage), None);
}

#[test]
fn the_screen_at_the_lectern_shows_what_is_for_whoever_speaks() {
    let (mut hour, moderator, sana, olu) = with_speakers();
    let lectern = hour.joins_at_lectern();
    give(&mut hour, &moderator, speaker(sana));
    for to in [sana, olu] {
        let send = Command::Stage(stage::Command::SendCue {
            to: Some(to),
            text: format!("For {to}"),
            tone: Tone::Steady,
        });
        hour.ask(&moderator, send).unwrap();
    }
    let shown = |hour: &Hour| {
        let audience = Audience::Person(person(&lectern));
        let view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        match view.get("cue") {
            Some(Entry::Cue(cue)) => cue.text.clone(),
            _ => None,
        }
    };
    assert_eq!(shown(&hour), Some(format!("For {sana}")));
    give(&mut hour, &moderator, speaker(olu));
    assert_eq!(shown(&hour), Some(format!("For {olu}")));
}

#[test]
fn messages_past_their_bounds_are_refused() {
    let (mut hour, moderator, sana, _) = with_speakers();
    let send = |to, text: String, tone| Command::Stage(stage::Command::SendCue { to, text, tone });
    let long = send(Some(sana), "a".repeat(10_000), Tone::Steady);
    let refused = hour.ask(&moderator, long);
    assert!(matches!(
        refused,
        Err(Rejection::TextTooLong { chars: 10_000, .. })
    ));
    let empty = hour.ask(&moderator, send(None, String::new(), Tone::Flash));
    assert!(matches!(empty, Err(Rejection::TextMissing { .. })));
    let display = LinkId(1);
    let nobody = hour.ask(
        &moderator,
        send(Some(display), "Hello".to_owned(), Tone::Steady),
    );
    assert_eq!(nobody, Err(Rejection::PersonUnknown));
    let at = |left_ms| Threshold {
        left_ms,
        text: None,
        tone: Tone::Steady,
    };
    let set = |thresholds| Command::Stage(stage::Command::SetThresholds { thresholds });
    let many = (0..7).map(|minute| at(minute * 60_000)).collect();
    let refused = hour.ask(&moderator, set(many));
    assert!(matches!(refused, Err(Rejection::Full { .. })));
    let refused = hour.ask(&moderator, set(vec![at(i64::MIN)]));
    assert!(matches!(refused, Err(Rejection::OutOfRange { .. })));
    hour.ask(&moderator, set(vec![at(0), at(300_000), at(0)]))
        .unwrap();
    let left: Vec<i64> = hour
        .session
        .stage
        .thresholds
        .iter()
        .map(|it| it.left_ms)
        .collect();
    assert_eq!(left, [300_000, 0]);
}

#[test]
fn the_display_follows_the_hour_until_a_moderator_chooses() {
    let (mut hour, moderator, ..) = with_speakers();
    let shows = |hour: &Hour| {
        let view = project(&hour.session, &hour.presence, Audience::Public, hour.now_ms);
        match &view["stage"] {
            Entry::Stage(stage) => (stage.shows, view.contains_key("takeaways")),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shows(&hour), (stage::Showing::Clock, false));
    hour.starts(&moderator, 2);
    assert_eq!(shows(&hour), (stage::Showing::Floor, false));
    let set = |mode| Command::Stage(stage::Command::SetDisplay { mode });
    hour.ask(&moderator, set(DisplayMode::Takeaways)).unwrap();
    assert_eq!(shows(&hour), (stage::Showing::Takeaways, true));
    hour.ask(&moderator, set(DisplayMode::Blank)).unwrap();
    assert_eq!(shows(&hour), (stage::Showing::Blank, false));
    hour.ask(&moderator, set(DisplayMode::Auto)).unwrap();
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    // What the session came to stands on every phone from then on.
    assert_eq!(shows(&hour), (stage::Showing::Thanks, true));
}
