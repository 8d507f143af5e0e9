//! Temperature checks and breakout rounds.

use onefloor_core::ids::{PersonId, PollId, PreparedId, RoomId};
use onefloor_core::networking::{RoundSettings, Tables, Then};
use onefloor_core::poll::{PollKind, PollPlan};
use onefloor_core::{Command, networking, poll};
use proptest::prelude::*;
use strum::VariantArray;

pub(crate) fn on_polls() -> impl Strategy<Value = Command> {
    let kind = proptest::sample::select(PollKind::VARIANTS);
    let poll = || (0_u32..4).prop_map(PollId);
    let options = proptest::collection::vec("[a-c]{0,2}", 0..4);
    let prepared = || (0_u32..4).prop_map(PreparedId);
    let plan = (kind.clone(), ".{0,8}", options.clone(), any::<bool>());
    let plan = plan.prop_map(|(kind, question, options, live)| PollPlan {
        kind,
        question,
        options,
        live,
    });
    prop_oneof![
        proptest::collection::vec(plan.clone(), 0..3)
            .prop_map(|polls| Command::Poll(poll::Command::PreparePolls { polls })),
        (prepared(), plan)
            .prop_map(|(poll, plan)| Command::Poll(poll::Command::EditPreparedPoll { poll, plan })),
        (prepared(), proptest::option::of(prepared())).prop_map(|(poll, before)| {
            Command::Poll(poll::Command::PlacePreparedPoll { poll, before })
        }),
        prepared().prop_map(|poll| Command::Poll(poll::Command::RemovePreparedPoll { poll })),
        prepared().prop_map(|poll| Command::Poll(poll::Command::OpenPreparedPoll { poll })),
        (kind, ".{0,8}", options, any::<bool>()).prop_map(|(kind, question, options, live)| {
            Command::Poll(poll::Command::OpenPoll {
                kind,
                question,
                options,
                live,
            })
        }),
        poll().prop_map(|poll| Command::Poll(poll::Command::ClosePoll { poll })),
        (poll(), proptest::collection::vec(0_u8..6, 0..4))
            .prop_map(|(poll, options)| Command::Poll(poll::Command::AnswerPoll { poll, options })),
        (poll(), proptest::collection::vec(0_u32..6_000, 0..6))
            .prop_map(|(poll, counts)| Command::Poll(poll::Command::CountHands { poll, counts })),
    ]
}

/// What moderators and people do about breakout rounds.
pub(crate) fn in_rounds() -> impl Strategy<Value = Command> {
    let person = || (0_u32..7).prop_map(PersonId);
    let room = || (0_u32..6).prop_map(RoomId);
    let tables = proptest::sample::select(vec![Tables::None, Tables::Apart, Tables::Mixed]);
    let shape = (
        0_u32..5,
        0_u64..400_000,
        0_u32..4,
        any::<[bool; 2]>(),
        tables,
    );
    let settings = (".{0,8}", shape).prop_map(|(prompt, shape)| {
        let (room_size, length_ms, rounds, [by_itself, ready_check], tables) = shape;
        RoundSettings {
            rounds,
            by_itself,
            ready_check,
            tables,
            ..RoundSettings::new(&prompt, room_size, length_ms)
        }
    });
    let by_staff = prop_oneof![
        4 => settings.prop_map(|settings| Command::Networking(networking::Command::CallRound { settings })),
        1 => Just(Command::Networking(networking::Command::DrawRound)),
        1 => Just(Command::Networking(networking::Command::CallOffRound)),
        2 => Just(Command::Networking(networking::Command::NextRound)),
        1 => Just(Command::Networking(networking::Command::CloseRound)),
        1 => (-3_i32..4).prop_map(|minutes| Command::Networking(networking::Command::ExtendRound { minutes })),
        1 => room().prop_map(|room| Command::Networking(networking::Command::CloseRoom { room })),
        2 => (person(), room()).prop_map(|(person, room)| Command::Networking(networking::Command::MovePerson { person, room })),
        1 => ".{0,8}".prop_map(|text| Command::Networking(networking::Command::MessageRooms { text })),
        2 => proptest::option::of(room()).prop_map(|room| Command::Networking(networking::Command::VisitRoom { room })),
        1 => room().prop_map(|room| Command::Networking(networking::Command::AnswerCall { room })),
        1 => (0_u32..3, any::<bool>())
            .prop_map(|(report, handled)| Command::Networking(networking::Command::SetReportHandled { report, handled })),
        1 => proptest::option::of(".{0,8}").prop_map(|prompt| Command::Networking(networking::Command::SetDiscussion { prompt })),
    ];
    let then = proptest::sample::select(vec![Then::Out, Then::Another]);
    let by_people = prop_oneof![
        3 => any::<bool>().prop_map(|ready| Command::Networking(networking::Command::ReadyForRound { ready })),
        2 => then.prop_map(|then| Command::Networking(networking::Command::LeaveRoom { then })),
        2 => any::<bool>().prop_map(|accept| Command::Networking(networking::Command::AnswerOffer { accept })),
        1 => ".{0,8}".prop_map(|text| Command::Networking(networking::Command::SayInRoom { text })),
        2 => (0_u32..4, 0_u32..6, 0_u32..4, ".{0,4}").prop_map(|(revision, at, delete, insert)| {
            Command::Networking(networking::Command::EditNotes { revision, at, delete, insert, follows: false })
        }),
        1 => (".{0,8}", 0_u32..3)
            .prop_map(|(text, revision)| Command::Networking(networking::Command::SetRoomTakeaway { text, revision })),
        1 => any::<bool>().prop_map(|agrees| Command::Networking(networking::Command::AgreeToBeNamed { agrees })),
        1 => any::<bool>().prop_map(|calling| Command::Networking(networking::Command::CallModerator { calling })),
        2 => (person(), any::<bool>())
            .prop_map(|(person, blocked)| Command::Networking(networking::Command::Block { person, blocked })),
        1 => (person(), ".{0,8}")
            .prop_map(|(person, reason)| Command::Networking(networking::Command::ReportPerson { person, reason })),
        1 => (person(), any::<bool>())
            .prop_map(|(person, offered)| Command::Networking(networking::Command::OfferContact { person, offered })),
        1 => ".{0,8}".prop_map(|text| Command::Networking(networking::Command::SetContact { text })),
    ];
    prop_oneof![by_staff, by_people]
}
