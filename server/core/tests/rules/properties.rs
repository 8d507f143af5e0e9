//! Laws that hold for any commands in any order.

use onefloor_core::capture::EntryKind;
use onefloor_core::floor::{Anonymity, FloorRules, ItemState, Order, Origin};
use onefloor_core::ids::{EntryId, ItemId, LinkId, PersonId, SegmentId};
use onefloor_core::people::{Attendance, Profile, Role, Roles};
use onefloor_core::report::Report;
use onefloor_core::view::Audience;
use onefloor_core::{Actor, Command, Event, Session, next_deadline, project};
use proptest::prelude::*;

use crate::hour::Hour;

fn state() -> impl Strategy<Value = ItemState> {
    use ItemState::{
        AnsweredAloud, AnsweredInText, Approved, Deferred, Dismissed, Held, Next, OnFloor, Passed,
        Submitted, Withdrawn,
    };
    proptest::sample::select(vec![
        Submitted,
        Approved,
        Held,
        Dismissed,
        Next,
        OnFloor,
        AnsweredAloud,
        AnsweredInText,
        Passed,
        Deferred,
        Withdrawn,
    ])
}

/// Small ids, so that commands meet.
fn item() -> impl Strategy<Value = ItemId> {
    (0_u32..12).prop_map(ItemId)
}

fn anonymity() -> impl Strategy<Value = Anonymity> {
    use Anonymity::{HiddenFromAll, HiddenFromPublic, Named};
    proptest::sample::select(vec![Named, HiddenFromPublic, HiddenFromAll])
}

fn command() -> impl Strategy<Value = Command> {
    let order = proptest::sample::select(vec![Order::Arrival, Order::Alternate, Order::Votes]);
    let origin = proptest::sample::select(vec![Origin::Online, Origin::Room, Origin::Hub]);
    let kind = proptest::sample::select(vec![
        EntryKind::Takeaway,
        EntryKind::CallToAction,
        EntryKind::Note,
    ]);
    let attendance =
        proptest::sample::select(vec![Attendance::Online, Attendance::Room, Attendance::Hub]);
    let segment = || (0_u32..6).prop_map(SegmentId);
    prop_oneof![
        (".{0,12}", anonymity()).prop_map(|(text, anonymity)| Command::AskQuestion {
            text,
            anonymity,
            language: None
        }),
        ".{0,8}".prop_map(|note| Command::RaiseHand { note }),
        item().prop_map(|item| Command::WithdrawItem { item }),
        (".{0,8}", origin).prop_map(|(name, origin)| Command::AddProxy {
            name,
            affiliation: String::new(),
            place: String::new(),
            text: String::new(),
            origin
        }),
        (item(), state(), state(), ".{0,8}").prop_map(|(item, from, to, reason)| {
            Command::MoveItem {
                item,
                from,
                to,
                reason,
            }
        }),
        (item(), state()).prop_map(|(item, from)| Command::UndoItem { item, from }),
        (proptest::option::of(item()), proptest::option::of(item()))
            .prop_map(|(on_floor, item)| Command::TakeNext { on_floor, item }),
        (item(), any::<bool>()).prop_map(|(item, support)| Command::Vote { item, support }),
        (any::<bool>(), any::<bool>(), order).prop_map(|(open, premoderation, order)| {
            Command::SetFloor {
                rules: FloorRules {
                    open,
                    premoderation,
                    order,
                },
            }
        }),
        (segment(), proptest::option::of(segment()))
            .prop_map(|(segment, after)| Command::StartSegment { segment, after }),
        Just(Command::PauseClock),
        Just(Command::ResumeClock),
        any::<i32>().prop_map(|minutes| Command::AddTime { minutes }),
        any::<u64>().prop_map(|remaining_ms| Command::SetRemaining { remaining_ms }),
        (".{0,8}", 0_u32..5, 0_u64..200_000).prop_map(|(prompt, room_size, length_ms)| {
            Command::OpenRound {
                prompt,
                room_size,
                length_ms,
            }
        }),
        Just(Command::CloseRound),
        any::<i32>().prop_map(|minutes| Command::ExtendRound { minutes }),
        ".{0,8}".prop_map(|text| Command::SayInRoom { text }),
        (kind, ".{0,8}", proptest::option::of(item()))
            .prop_map(|(kind, text, item)| Command::AddEntry { kind, text, item }),
        (0_u32..4, ".{0,8}", 0_u32..4).prop_map(|(entry, text, revision)| {
            Command::ReviseEntry {
                entry: EntryId(entry),
                text,
                revision,
            }
        }),
        (".{0,8}", 0_u32..4).prop_map(|(text, revision)| Command::WriteReport { text, revision }),
        (".{0,8}", attendance).prop_map(|(name, attendance)| Command::Introduce {
            profile: Profile {
                name: Some(name),
                attendance,
                ..Profile::default()
            }
        }),
        any::<bool>().prop_map(|takes_part| Command::TakePartInNetworking { takes_part }),
        (0_u32..9).prop_map(|link| Command::RotateLink { link: LinkId(link) }),
        (0_u32..9).prop_map(|link| Command::RevokeLink { link: LinkId(link) }),
        any::<bool>().prop_map(|open| Command::SetDoor { open }),
        Just(Command::MeetDeadlines),
        (0_u32..9).prop_map(|person| Command::SeatLatecomer {
            person: PersonId(person)
        }),
        Just(Command::EndSession),
    ]
}

/// Who asks: somebody of the session, or nobody who exists.
fn actor() -> impl Strategy<Value = Actor> {
    let roles = proptest::sample::subsequence(
        vec![
            Role::Organiser,
            Role::Moderator,
            Role::FloorRunner,
            Role::Speaker,
            Role::Rapporteur,
            Role::Display,
            Role::Participant,
        ],
        0..4,
    );
    prop_oneof![
        8 => (proptest::option::of(1_u32..7), roles).prop_map(|(person, roles)| Actor::Screen {
            person: person.map(PersonId),
            roles: roles.into_iter().collect::<Roles>(),
        }),
        1 => Just(Actor::Clock),
        1 => Just(Actor::Door),
        1 => Just(Actor::Host),
    ]
}

fn run(steps: &[(Actor, Command, u32)]) -> Hour {
    let mut hour = Hour::new();
    hour.joins_as(Role::Moderator);
    for name in ["Ada", "Ben", "Chi", "Dia"] {
        hour.joins(name);
    }
    for (actor, command, pass_ms) in steps {
        hour.now_ms += u64::from(*pass_ms);
        // A refusal is as good an answer as any: what matters is that there is one.
        let _ = hour.ask(actor, command.clone());
    }
    hour
}

fn steps() -> impl Strategy<Value = Vec<(Actor, Command, u32)>> {
    proptest::collection::vec((actor(), command(), 0_u32..90_000), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_panics_and_a_replay_is_the_live_state(steps in steps()) {
        let hour = run(&steps);
        let stored = serde_json::to_string(&hour.log).unwrap();
        let read: Vec<Event> = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &hour.log);
        prop_assert_eq!(&Session::replay(&read), &hour.session);
        let _ = Report::of(&hour.session);
    }

    #[test]
    fn no_audience_gets_a_key_or_a_field_that_it_may_not_see(steps in steps()) {
        let hour = run(&steps);
        let look = |audience| project(&hour.session, &hour.presence, audience, hour.now_ms);
        for (key, entry) in look(Audience::Public) {
            let first = key.split('/').next().unwrap_or_default();
            prop_assert!(
                ["session", "agenda", "clock", "floor", "item", "presence", "round"].contains(&first),
                "{}", key
            );
            if let Some(id) = key.strip_prefix("item/") {
                let item = &hour.session.floor.items[&ItemId(id.parse().unwrap())];
                prop_assert!(item.state.is_public());
                let json = serde_json::to_value(&entry).unwrap();
                prop_assert!(json.get("staff").is_none());
                let hidden = item.entered.anonymity != Anonymity::Named;
                prop_assert!(!hidden || json["name"].is_null());
            }
        }
        for key in look(Audience::Staff).keys() {
            let first = key.split('/').next().unwrap_or_default();
            prop_assert!(!["me", "mine", "room"].contains(&first), "{}", key);
        }
        for person in hour.session.people.keys() {
            for key in look(Audience::Person(*person)).keys() {
                let own = key == "me" || key.strip_prefix("mine/").is_some_and(|id| {
                    let item = &hour.session.floor.items[&ItemId(id.parse().unwrap())];
                    item.entered.asker == Some(*person)
                });
                prop_assert!(own, "{}", key);
            }
        }
    }

    #[test]
    fn a_met_deadline_lies_in_the_past(steps in steps()) {
        let mut hour = run(&steps);
        let events = hour.ask(&Actor::Clock, Command::MeetDeadlines);
        prop_assert!(events.is_ok());
        // Whatever was due is done: the next moment to look again is not now.
        let due_ms = next_deadline(&hour.session, hour.now_ms);
        prop_assert!(due_ms.is_none_or(|due_ms| due_ms > hour.now_ms), "{:?}", due_ms);
        prop_assert_eq!(hour.ask(&Actor::Clock, Command::MeetDeadlines), Ok(vec![]));
    }

    #[test]
    fn one_order_holds_every_waiting_item_once(steps in steps()) {
        let hour = run(&steps);
        let mut placed = hour.order();
        placed.sort();
        let items = hour.session.floor.items.values();
        let waiting: Vec<ItemId> = items
            .filter(|item| item.state.waits())
            .map(|item| item.entered.id)
            .collect();
        prop_assert_eq!(placed, waiting);
    }
}
