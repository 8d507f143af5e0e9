//! Random commands: what anybody of a session, or nobody of it, may ask for. Ids are small, so that commands
//! meet one another.

pub(crate) mod on_floor;
pub(crate) mod on_hour;
pub(crate) mod on_report;
pub(crate) mod on_rounds;
pub(crate) mod on_sound;

use onefloor_core::about::{About, AboutField, ChangeSource, Changes, Listed, PeopleList};
use onefloor_core::floor::{Anonymity, FloorRules};
use onefloor_core::ids::{ActId, ItemId, LinkId, PersonId, SegmentId};
use onefloor_core::igf::PagePerson;
use onefloor_core::people::Profile;
use onefloor_core::terms::{Attendance, ItemState, Origin, Role, Roles};
use onefloor_core::{Actor, Command, Event, about, agenda, floor, links, networking, people, undo};
use proptest::prelude::*;
use strum::VariantArray;

use crate::hour::Hour;
use crate::random::on_floor::{on_conduct, on_floor, order_rules, proxy, settled, turn};
use crate::random::on_hour::{on_stage, rundown};
use crate::random::on_report::on_report;
use crate::random::on_rounds::{in_rounds, on_polls};
use crate::random::on_sound::on_sound;

pub(crate) fn state() -> impl Strategy<Value = ItemState> {
    use ItemState::{
        AnsweredAloud, AnsweredInText, Approved, Deferred, Dismissed, Held, Merged, Next, OnFloor,
        Passed, Submitted, Withdrawn,
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
        Merged,
    ])
}

/// Small ids, so that commands meet.
pub(crate) fn item() -> impl Strategy<Value = ItemId> {
    (0_u32..12).prop_map(ItemId)
}

pub(crate) fn anonymity() -> impl Strategy<Value = Anonymity> {
    use Anonymity::{HiddenFromAll, HiddenFromPublic, Named};
    proptest::sample::select(vec![Named, HiddenFromPublic, HiddenFromAll])
}

pub(crate) fn segment() -> impl Strategy<Value = SegmentId> {
    (0_u32..8).prop_map(SegmentId)
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    let origin = proptest::sample::select(vec![Origin::Online, Origin::Room, Origin::Hub]);
    let attendance =
        proptest::sample::select(vec![Attendance::Online, Attendance::Room, Attendance::Hub]);
    let segment = || (0_u32..6).prop_map(SegmentId);
    prop_oneof![
        (".{0,12}", anonymity(), any::<bool>()).prop_map(|(text, anonymity, answer_private)| {
            Command::Floor(floor::Command::AskQuestion {
                text,
                anonymity,
                language: None,
                comment: false,
                answer_private,
            })
        }),
        ".{0,8}".prop_map(|note| Command::Floor(floor::Command::RaiseHand { note })),
        item().prop_map(|item| Command::Floor(floor::Command::WithdrawItem { item })),
        (".{0,8}", origin).prop_map(|(name, origin)| Command::Floor(floor::Command::AddProxy(
            proxy(name, origin)
        ))),
        on_floor(),
        (item(), state(), state(), ".{0,8}").prop_map(|(item, from, to, reason)| {
            Command::Floor(floor::Command::MoveItem {
                item,
                from,
                to,
                reason,
                because: None,
            })
        }),
        (item(), state())
            .prop_map(|(item, from)| Command::Floor(floor::Command::UndoItem { item, from })),
        (
            proptest::option::of(item()),
            proptest::option::of(item()),
            any::<bool>()
        )
            .prop_map(|(on_floor, item, open_floor)| Command::Floor(
                floor::Command::TakeNext {
                    on_floor,
                    item,
                    open_floor
                }
            )),
        (item(), any::<bool>())
            .prop_map(|(item, support)| Command::Floor(floor::Command::Vote { item, support })),
        (any::<bool>(), any::<bool>(), order_rules()).prop_map(|(open, premoderation, order)| {
            Command::Floor(floor::Command::SetFloor {
                rules: FloorRules {
                    open,
                    premoderation,
                    order,
                    ..FloorRules::default()
                },
            })
        }),
        (segment(), proptest::option::of(segment()), settled()).prop_map(
            |(segment, after, turn)| Command::Agenda(agenda::Command::StartSegment {
                segment,
                after,
                turn
            })
        ),
        Just(Command::Agenda(agenda::Command::PauseClock)),
        Just(Command::Agenda(agenda::Command::ResumeClock)),
        any::<i32>().prop_map(|minutes| Command::Agenda(agenda::Command::AddTime {
            minutes,
            segment: None
        })),
        any::<u64>().prop_map(
            |remaining_ms| Command::Agenda(agenda::Command::SetRemaining {
                remaining_ms,
                segment: None
            })
        ),
        in_rounds(),
        on_report(),
        on_report(),
        (".{0,8}", attendance).prop_map(|(name, attendance)| Command::People(
            people::Command::Introduce {
                profile: Profile {
                    name: Some(name),
                    attendance,
                    ..Profile::default()
                }
            }
        )),
        any::<bool>().prop_map(|takes_part| Command::People(
            people::Command::TakePartInNetworking { takes_part }
        )),
        (0_u32..9)
            .prop_map(|link| Command::Links(links::Command::RotateLink { link: LinkId(link) })),
        (0_u32..9)
            .prop_map(|link| Command::Links(links::Command::RevokeLink { link: LinkId(link) })),
        any::<bool>().prop_map(|open| Command::Links(links::Command::SetDoor { open })),
        (".{0,8}", any::<bool>(), 0_u32..4).prop_map(|(title, taken, revision)| {
            let about = About {
                speakers: vec![PagePerson {
                    name: title.clone(),
                    ..PagePerson::default()
                }],
                title: title.clone(),
                ..About::default()
            };
            let changes = Changes {
                from: ChangeSource::Hand(Box::new(about)),
                fields: taken.then_some(AboutField::Title).into_iter().collect(),
                people: vec![Listed {
                    list: PeopleList::Speakers,
                    name: title.clone(),
                }],
                links: vec![title],
                agenda: None,
            };
            let changes = Box::new(changes);
            Command::About(about::Command::ReviseAbout { changes, revision })
        }),
        Just(Command::MeetDeadlines),
        (0_u32..9).prop_map(
            |person| Command::Networking(networking::Command::SeatLatecomer {
                person: PersonId(person)
            })
        ),
        settled().prop_map(|turn| Command::Agenda(agenda::Command::EndSession { turn })),
        (item(), turn())
            .prop_map(|(item, turn)| Command::Floor(floor::Command::SetTurn { item, turn })),
        Just(Command::Undo(undo::Command::Undo { act: ActId(0) })),
        on_conduct(),
        on_sound(),
        rundown(),
        on_stage(),
        on_polls(),
    ]
}

/// Who asks: somebody of the session, or nobody who exists.
pub(crate) fn actor() -> impl Strategy<Value = Actor> {
    let roles = proptest::sample::subsequence(Role::VARIANTS, 0..4);
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

pub(crate) fn hour_of_five() -> Hour {
    let mut hour = Hour::new();
    hour.joins_as(Role::Moderator);
    for name in ["Ada", "Ben", "Chi", "Dia"] {
        hour.joins(name);
    }
    hour
}

/// Asks as somebody does who sees what runs.
pub(crate) fn step(
    hour: &mut Hour,
    actor: &Actor,
    mut command: Command,
) -> Result<Vec<Event>, onefloor_core::Rejection> {
    if let Command::Agenda(agenda::Command::StartSegment { after, .. }) = &mut command {
        *after = after.or(hour.session.agenda.running());
    }
    if let Command::Undo(undo::Command::Undo { act }) = &mut command {
        *act = hour.session.undo.act().unwrap_or(*act);
    }
    hour.ask(actor, command)
}

pub(crate) fn run(steps: &[(Actor, Command, u32)]) -> Hour {
    let mut hour = hour_of_five();
    for (actor, command, pass_ms) in steps {
        hour.now_ms += u64::from(*pass_ms);
        // A refusal is as good an answer as any: what matters is that there is one.
        let _ = step(&mut hour, actor, command.clone());
    }
    hour
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<(Actor, Command, u32)>> {
    proptest::collection::vec((actor(), command(), 0_u32..90_000), 0..60)
}
