//! Temperature checks.

use onefloor_core::ids::PollId;
use onefloor_core::igf::StakeholderGroup;
use onefloor_core::poll::{OptionTally, PollKind, PollResult, tally};
use onefloor_core::rejection::Field;
use onefloor_core::report::Report;
use onefloor_core::stage::{DisplayMode, Showing};
use onefloor_core::terms::{Attendance, Role};
use onefloor_core::view::{Audience, Entry, View};
use onefloor_core::{
    Actor, Command, Event, Rejection, Session, agenda, limits, next_deadline, people, poll, project,
};

use proptest::prelude::*;

use crate::hour::{Hour, person};

const AGREE: u8 = 0;
const DISAGREE: u8 = 1;
const ABSTAIN: u8 = 2;

fn put(kind: PollKind, options: &[&str], live: bool) -> Command {
    Command::Poll(poll::Command::OpenPoll {
        kind,
        question: "Shall we go on with this text?".to_owned(),
        options: options.iter().map(|text| (*text).to_owned()).collect(),
        live,
    })
}

fn opens(hour: &mut Hour, moderator: &Actor, command: Command) -> PollId {
    hour.ask(moderator, command).unwrap();
    hour.session.polls.open().unwrap().asked.id
}

/// Agree, disagree or abstain, with the result kept back until it closes.
fn asks_whether_they_agree(hour: &mut Hour, moderator: &Actor) -> PollId {
    opens(hour, moderator, put(PollKind::Agree, &[], false))
}

fn answers(
    hour: &mut Hour,
    who: &Actor,
    poll: PollId,
    options: &[u8],
) -> Result<Vec<Event>, Rejection> {
    let options = options.to_vec();
    hour.ask(
        who,
        Command::Poll(poll::Command::AnswerPoll { poll, options }),
    )
}

fn closes(hour: &mut Hour, moderator: &Actor, poll: PollId) -> PollResult {
    hour.ask(moderator, Command::Poll(poll::Command::ClosePoll { poll }))
        .unwrap();
    let (_, result) = hour.session.polls.by_id[&poll].closed.clone().unwrap();
    result
}

fn so_far(hour: &Hour, poll: PollId) -> PollResult {
    let poll = &hour.session.polls.by_id[&poll];
    tally(poll, hour.session.attendees(&hour.presence))
}

/// All votes for each option.
fn totals(result: &PollResult) -> Vec<u32> {
    result.options.iter().map(OptionTally::total).collect()
}

fn is_of(
    hour: &mut Hour,
    who: &Actor,
    attendance: Attendance,
    stakeholder_group: Option<StakeholderGroup>,
) {
    let mut profile = hour.session.people[&person(who)].profile.clone();
    profile.attendance = attendance;
    profile.stakeholder_group = stakeholder_group;
    hour.ask(who, Command::People(people::Command::Introduce { profile }))
        .unwrap();
}

fn view(hour: &Hour, audience: Audience) -> View {
    project(&hour.session, &hour.presence, audience, hour.now_ms)
}

fn shown(hour: &Hour, audience: Audience, poll: PollId) -> serde_json::Value {
    let view = view(hour, audience);
    serde_json::to_value(&view[&format!("tally/{poll}")]).unwrap()
}

fn out_of_range(field: Field, min: u64, max: u64) -> Result<Vec<Event>, Rejection> {
    Err(Rejection::OutOfRange { field, min, max })
}

#[test]
fn changing_ones_mind_counts_once() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    answers(&mut hour, &ada, poll, &[AGREE]).unwrap();
    answers(&mut hour, &ben, poll, &[AGREE]).unwrap();
    answers(&mut hour, &ada, poll, &[DISAGREE]).unwrap();
    let again = answers(&mut hour, &ada, poll, &[DISAGREE]);
    assert_eq!(again, Ok(vec![]));
    let result = closes(&mut hour, &moderator, poll);
    assert_eq!(totals(&result), [1, 1, 0]);
    assert_eq!(result.answered, 2);
}

#[test]
fn an_answer_taken_back_is_no_answer() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    assert_eq!(answers(&mut hour, &ada, poll, &[]), Ok(vec![]));
    answers(&mut hour, &ada, poll, &[ABSTAIN]).unwrap();
    assert_eq!(so_far(&hour, poll).answered, 1);
    answers(&mut hour, &ada, poll, &[]).unwrap();
    let result = closes(&mut hour, &moderator, poll);
    assert_eq!(totals(&result), [0, 0, 0]);
    assert_eq!(result.answered, 0);
}

#[test]
fn room_and_online_are_counted_apart_and_hands_are_added() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let runner = hour.joins_as(Role::FloorRunner);
    let (ada, ben, chi) = (hour.joins("Ada"), hour.joins("Ben"), hour.joins("Chi"));
    is_of(&mut hour, &ben, Attendance::Room, None);
    is_of(&mut hour, &chi, Attendance::Hub, None);
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    for who in [&ada, &ben, &chi] {
        answers(&mut hour, who, poll, &[AGREE]).unwrap();
    }
    let count = |counts: [u32; 3]| {
        Command::Poll(poll::Command::CountHands {
            poll,
            counts: counts.to_vec(),
        })
    };
    hour.ask(&runner, count([12, 3, 0])).unwrap();
    // Counted again: the second count stands, and it stands once.
    hour.ask(&runner, count([14, 3, 0])).unwrap();
    assert_eq!(hour.ask(&runner, count([14, 3, 0])), Ok(vec![]));
    let result = closes(&mut hour, &moderator, poll);
    let agreed = &result.options[usize::from(AGREE)];
    assert_eq!((agreed.online, agreed.room, agreed.hub), (0, 0, 0));
    assert_eq!(agreed.gathered, 3);
    assert_eq!(agreed.hands, 14);
    assert_eq!(totals(&result), [17, 3, 0]);
    // Hands are not people who answered on a screen.
    assert_eq!(result.answered, 3);
}

#[test]
fn a_count_of_hands_has_one_number_for_each_option_and_a_bound() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    let count = |counts: &[u32]| {
        Command::Poll(poll::Command::CountHands {
            poll,
            counts: counts.to_vec(),
        })
    };
    let short = hour.ask(&moderator, count(&[1, 2]));
    assert_eq!(short, out_of_range(Field::PollOption, 3, 3));
    let max = u64::from(limits::HANDS_MAX);
    let many = hour.ask(&moderator, count(&[limits::HANDS_MAX + 1, 0, 0]));
    assert_eq!(many, out_of_range(Field::Hands, 0, max));
    let by_participant = hour.ask(&ada, count(&[1, 0, 0]));
    assert_eq!(by_participant, Err(Rejection::NotAllowed));
}

#[test]
fn hidden_results_stay_hidden_until_closed_from_the_public_and_not_from_staff() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    answers(&mut hour, &ada, poll, &[AGREE]).unwrap();
    let public = shown(&hour, Audience::Public, poll);
    assert!(public["result"].is_null(), "{public}");
    assert_eq!(public["answered"], 1);
    // The moderator's desk does not ask.
    assert_eq!(public["present"], 1);
    let staff = shown(&hour, Audience::Staff, poll);
    assert_eq!(staff["result"]["options"][0]["online"], 1);
    closes(&mut hour, &moderator, poll);
    let public = shown(&hour, Audience::Public, poll);
    assert_eq!(public["result"]["options"][0]["online"], 1);
    let asked = view(&hour, Audience::Public)[&format!("poll/{poll}")].clone();
    let asked = serde_json::to_value(&asked).unwrap();
    assert_eq!(asked["closed_at_ms"], hour.now_ms);
}

#[test]
fn a_live_result_is_seen_by_everybody_while_it_runs() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = opens(&mut hour, &moderator, put(PollKind::Scale, &[], true));
    answers(&mut hour, &ada, poll, &[4]).unwrap();
    let public = shown(&hour, Audience::Public, poll);
    assert_eq!(public["result"]["options"][4]["online"], 1);
}

#[test]
fn an_answer_is_seen_by_whoever_gave_it_and_nobody_else() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    let poll = opens(
        &mut hour,
        &moderator,
        put(PollKind::Multiple, &["Now", "Later", "Never"], true),
    );
    answers(&mut hour, &ada, poll, &[2, 0]).unwrap();
    let key = format!("answer/{poll}");
    let own = view(&hour, Audience::Person(person(&ada)));
    let own = serde_json::to_value(&own[&key]).unwrap();
    assert_eq!(own["options"], serde_json::json!([0, 2]));
    for audience in [
        Audience::Public,
        Audience::Staff,
        Audience::Person(person(&ben)),
    ] {
        assert!(!view(&hour, audience).contains_key(&key), "{audience:?}");
    }
}

#[test]
fn a_closed_poll_takes_no_answers() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    closes(&mut hour, &moderator, poll);
    let late = answers(&mut hour, &ada, poll, &[AGREE]);
    assert_eq!(late, Err(Rejection::PollClosed));
    let counts = vec![1, 0, 0];
    let hands = hour.ask(
        &moderator,
        Command::Poll(poll::Command::CountHands { poll, counts }),
    );
    assert_eq!(hands, Err(Rejection::PollClosed));
    let again = hour.ask(&moderator, Command::Poll(poll::Command::ClosePoll { poll }));
    assert_eq!(again, Ok(vec![]));
    let unknown = answers(&mut hour, &ada, PollId(7), &[AGREE]);
    assert_eq!(unknown, Err(Rejection::PollUnknown));
}

#[test]
fn an_option_out_of_range_is_refused() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    let beyond = answers(&mut hour, &ada, poll, &[3]);
    assert_eq!(beyond, out_of_range(Field::PollOption, 0, 2));
    let both = answers(&mut hour, &ada, poll, &[AGREE, DISAGREE]);
    assert_eq!(both, out_of_range(Field::PollOption, 0, 1));
    closes(&mut hour, &moderator, poll);
    let several = put(PollKind::Multiple, &["Now", "Later"], false);
    let poll = opens(&mut hour, &moderator, several);
    let twice = answers(&mut hour, &ada, poll, &[1, 1]);
    assert_eq!(twice, out_of_range(Field::PollOption, 0, 1));
    answers(&mut hour, &ada, poll, &[1, 0]).unwrap();
    assert_eq!(totals(&so_far(&hour, poll)), [1, 1]);
    assert_eq!(so_far(&hour, poll).answered, 1);
}

#[test]
fn a_choice_has_two_to_eight_options_and_a_fixed_kind_has_none_typed() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let max = limits::POLL_OPTIONS_MAX;
    let typed = out_of_range(Field::PollOption, 2, u64::try_from(max).unwrap());
    let one = hour.ask(&moderator, put(PollKind::Single, &["Yes"], false));
    assert_eq!(one, typed);
    let many = vec!["Again"; max + 1];
    let many = hour.ask(&moderator, put(PollKind::Single, &many, false));
    assert_eq!(many, typed);
    let empty = hour.ask(&moderator, put(PollKind::Single, &["Yes", " "], false));
    let field = Field::PollOption;
    assert_eq!(empty, Err(Rejection::TextMissing { field }));
    let words = hour.ask(&moderator, put(PollKind::Agree, &["Yes", "No"], false));
    assert_eq!(words, out_of_range(Field::PollOption, 0, 0));
}

#[test]
fn of_two_polls_at_once_the_second_is_refused_with_the_present_one() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    let second = hour.ask(&moderator, put(PollKind::Scale, &[], false));
    assert_eq!(second, Err(Rejection::PollOpen { poll }));
    // A second tap on the same button is no second poll.
    let again = hour.ask(&moderator, put(PollKind::Agree, &[], false));
    assert_eq!(again, Ok(vec![]));
    closes(&mut hour, &moderator, poll);
    let next = opens(&mut hour, &moderator, put(PollKind::Scale, &[], false));
    assert_eq!(next, PollId(poll.0 + 1));
}

#[test]
fn a_group_of_fewer_than_five_is_not_shown_apart() {
    use StakeholderGroup::{CivilSociety, Government};
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    for name in ["Ada", "Ben", "Chi", "Dan", "Eve"] {
        let who = hour.joins(name);
        is_of(&mut hour, &who, Attendance::Online, Some(CivilSociety));
        answers(&mut hour, &who, poll, &[AGREE]).unwrap();
    }
    let gus = hour.joins("Gus");
    is_of(&mut hour, &gus, Attendance::Online, Some(Government));
    answers(&mut hour, &gus, poll, &[DISAGREE]).unwrap();
    let groups = |hour: &Hour, option: u8| {
        let result = so_far(hour, poll);
        result.options[usize::from(option)].by_group.clone()
    };
    // With five of one group beside them, the one who is left over would be no secret.
    assert_eq!(groups(&hour, AGREE), [(None, 5)]);
    assert_eq!(groups(&hour, DISAGREE), [(None, 1)]);
    for name in ["Uma", "Vic", "Wim", "Xia"] {
        let who = hour.joins(name);
        answers(&mut hour, &who, poll, &[AGREE]).unwrap();
    }
    assert_eq!(groups(&hour, AGREE), [(Some(CivilSociety), 5), (None, 4)]);
    assert_eq!(
        groups(&hour, DISAGREE),
        [(Some(CivilSociety), 0), (None, 1)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// In the poll, the report and its sentence: no side stands for fewer than five, and no difference of
    /// what is shown does. The votes are the people.
    #[test]
    fn no_side_and_no_difference_stands_for_few(
        voters in proptest::collection::vec((0_usize..3, AGREE..=ABSTAIN), 0..24),
    ) {
        let mut hour = Hour::new();
        let moderator = hour.joins_as(Role::Moderator);
        let poll = asks_whether_they_agree(&mut hour, &moderator);
        let sides = [Attendance::Online, Attendance::Room, Attendance::Hub];
        for (at, (side, choice)) in voters.iter().enumerate() {
            let who = hour.joins(&format!("Guest {at}"));
            is_of(&mut hour, &who, sides[*side], None);
            answers(&mut hour, &who, poll, &[*choice]).unwrap();
        }
        let result = closes(&mut hour, &moderator, poll);
        prop_assert_eq!(totals(&result).iter().sum::<u32>() as usize, voters.len());
        prop_assert_eq!(result.answered as usize, voters.len());
        prop_assert!(result.answered <= result.present);
        let of = |part: fn(&OptionTally) -> u32| result.options.iter().map(part).sum::<u32>();
        let parts = [of(|it| it.online), of(|it| it.room), of(|it| it.hub), of(|it| it.gathered)];
        let shown: Vec<u32> = parts.into_iter().filter(|people| *people > 0).collect();
        let few = |people: &u32| (*people as usize) < limits::PART_PEOPLE_MIN;
        prop_assert!(shown.len() < 2 || !shown.iter().any(few), "{:?}", shown);
        let report = Report::of(&hour.session).unwrap();
        prop_assert_eq!(&report.polls[0].result, &result);
    }
}

#[test]
fn the_result_is_frozen_when_the_poll_closes() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (ada, ben) = (hour.joins("Ada"), hour.joins("Ben"));
    hour.joins("Chi");
    hour.joins_as(Role::Display);
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    answers(&mut hour, &ada, poll, &[AGREE]).unwrap();
    answers(&mut hour, &ben, poll, &[AGREE]).unwrap();
    // Side and group are those of the moment of closing, and who has left has answered all the same.
    is_of(&mut hour, &ada, Attendance::Room, None);
    hour.presence.remove(&person(&ben));
    let result = closes(&mut hour, &moderator, poll);
    let agreed = &result.options[usize::from(AGREE)];
    assert_eq!((agreed.online, agreed.room, agreed.gathered), (0, 0, 2));
    // Ada, Ben and Chi; a desk and a display ask nobody.
    assert_eq!((result.answered, result.present), (2, 3));
    is_of(&mut hour, &ada, Attendance::Hub, None);
    hour.joins("Dov");
    let public = shown(&hour, Audience::Public, poll);
    assert_eq!(public["result"], serde_json::to_value(&result).unwrap());
    assert_eq!(public["present"], 3);
    assert_eq!(Session::replay(&hour.log), hour.session);
}

#[test]
fn the_end_of_the_session_closes_the_poll() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 1);
    let poll = asks_whether_they_agree(&mut hour, &moderator);
    answers(&mut hour, &ada, poll, &[ABSTAIN]).unwrap();
    hour.minutes_pass(2);
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::EndSession { turn: None }),
    )
    .unwrap();
    assert_eq!(hour.session.polls.open(), None);
    let (at_ms, result) = hour.session.polls.by_id[&poll].closed.clone().unwrap();
    assert_eq!(at_ms, hour.now_ms);
    assert_eq!(totals(&result), [0, 0, 1]);
    let late = answers(&mut hour, &ada, poll, &[AGREE]);
    assert_eq!(late, Err(Rejection::PollClosed));
    let another = hour.ask(&moderator, put(PollKind::Scale, &[], false));
    assert_eq!(another, Err(Rejection::SessionEnded));
}

#[test]
fn answers_of_whoever_is_muted_or_kept_out_are_not_counted_even_once_they_have_gone() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let (troll, ada) = (hour.joins("Troll"), hour.joins("Ada"));
    let open = poll::Command::OpenPoll {
        kind: PollKind::Agree,
        question: "Go on?".to_owned(),
        options: Vec::new(),
        live: true,
    };
    hour.ask(&moderator, Command::Poll(open)).unwrap();
    let poll = hour.session.polls.open().unwrap().asked.id;
    for who in [&troll, &ada] {
        let options = vec![0];
        let answer = poll::Command::AnswerPoll { poll, options };
        hour.ask(who, Command::Poll(answer)).unwrap();
    }
    let person = person(&troll);
    let keep_out = onefloor_core::conduct::Command::SetBanned {
        person,
        banned: true,
    };
    hour.ask(&moderator, Command::Conduct(keep_out)).unwrap();
    assert!(hour.presence.remove_silenced(person));
    let close = poll::Command::ClosePoll { poll };
    hour.ask(&moderator, Command::Poll(close)).unwrap();
    let (_, result) = hour.session.polls.by_id[&poll].closed.as_ref().unwrap();
    assert_eq!((result.answered, result.options[0].online), (1, 1));
}

#[test]
fn a_closed_poll_leaves_the_display_by_itself() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    hour.starts(&moderator, 1);
    let shows = |hour: &Hour| {
        let view = project(&hour.session, &hour.presence, Audience::Public, hour.now_ms);
        match &view["stage"] {
            Entry::Stage(stage) => stage.shows,
            other => panic!("{other:?}"),
        }
    };
    let open = poll::Command::OpenPoll {
        kind: PollKind::Agree,
        question: "Go on?".to_owned(),
        options: Vec::new(),
        live: true,
    };
    hour.ask(&moderator, Command::Poll(open)).unwrap();
    let poll = hour.session.polls.open().unwrap().asked.id;
    let close = poll::Command::ClosePoll { poll };
    hour.ask(&moderator, Command::Poll(close)).unwrap();
    assert_eq!(shows(&hour), Showing::Poll);
    let until_ms = hour.now_ms + limits::RESULT_SHOWN_MS;
    let deadline_ms = next_deadline(&hour.session, hour.now_ms);
    assert_eq!(deadline_ms, Some(until_ms));
    hour.now_ms = until_ms;
    assert_eq!(shows(&hour), Showing::Clock);
    // Put there by hand, it stays until the segment ends.
    let mode = DisplayMode::Poll;
    let set = onefloor_core::stage::Command::SetDisplay { mode };
    hour.ask(&moderator, Command::Stage(set)).unwrap();
    assert_eq!(shows(&hour), Showing::Poll);
    hour.starts(&moderator, 2);
    assert_eq!(shows(&hour), Showing::Floor);
}
