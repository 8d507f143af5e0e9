//! What the room can see is taken back as a whole, until the next act.

use std::collections::BTreeMap;

use onefloor_core::ids::{ActId, ItemId, PersonId, SegmentId};
use onefloor_core::terms::{ItemState, Role, Roles, Settle};
use onefloor_core::undo::ActKind;
use onefloor_core::view::{Audience, Entry, View};
use onefloor_core::{Actor, Command, Rejection, agenda, conduct, floor, project, undo};
use proptest::prelude::*;

use crate::hour::{Hour, person};
use crate::random::{command, run, step, steps};

/// What everybody sees, apart from what may be taken back.
fn views(hour: &Hour) -> BTreeMap<Audience, View> {
    let rooms = hour.session.networking.open().into_iter();
    let rooms = rooms.flat_map(|round| round.rooms.iter().map(|room| Audience::Room(room.id)));
    let people = hour.session.people.keys().map(|id| Audience::Person(*id));
    let all = [Audience::Public, Audience::Staff].into_iter();
    let all = all.chain(rooms).chain(people);
    all.map(|audience| {
        let mut view = project(&hour.session, &hour.presence, audience, hour.now_ms);
        view.remove("undo");
        (audience, view)
    })
    .collect()
}

fn takes_back(hour: &mut Hour, moderator: &Actor) -> Result<(), Rejection> {
    let act = hour.session.undo.act().unwrap_or(ActId(0));
    let undo = Command::Undo(undo::Command::Undo { act });
    hour.ask(moderator, undo).map(|_| ())
}

fn differing(before: &BTreeMap<Audience, View>, after: &BTreeMap<Audience, View>) -> Vec<String> {
    let mut differing = Vec::new();
    for (audience, view) in before {
        let other = &after[audience];
        let keys = view.keys().chain(other.keys());
        for key in keys.filter(|key| view.get(*key) != other.get(*key)) {
            differing.push(format!(
                "{audience:?} {key}: {:?} / {:?}",
                view.get(key),
                other.get(key)
            ));
        }
    }
    differing
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn undo_of_any_act_gives_every_audience_its_view_back(
        steps in steps(),
        acts in proptest::collection::vec(command(), 30),
    ) {
        let mut hour = run(&steps);
        let moderator = Actor::Screen {
            person: Some(PersonId(1)),
            roles: Roles::from([Role::Moderator]),
        };
        for act in acts {
            let before = views(&hour);
            let last = hour.session.undo.last;
            if step(&mut hour, &moderator, act.clone()).is_err() || hour.session.undo.last == last {
                continue;
            }
            prop_assert!(takes_back(&mut hour, &moderator).is_ok());
            let differing = differing(&before, &views(&hour));
            prop_assert!(differing.is_empty(), "{act:?}: {differing:#?}");
            prop_assert_eq!(hour.session.undo.act(), None);
            // And once more, to go on from another state.
            let _ = step(&mut hour, &moderator, act);
        }
    }
}

fn called(hour: &mut Hour) -> (Actor, Actor, ItemId) {
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    hour.starts(&moderator, 2);
    let item = hour.asks(&ada, "Who decides?");
    let take = floor::Command::TakeNext {
        on_floor: None,
        item: Some(item),
        open_floor: false,
    };
    hour.ask(&moderator, Command::Floor(take)).unwrap();
    (moderator, ada, item)
}

fn start(hour: &Hour, segment: u32, turn: Option<Settle>) -> Command {
    Command::Agenda(agenda::Command::StartSegment {
        segment: SegmentId(segment),
        after: hour.session.agenda.running(),
        turn,
    })
}

#[test]
fn a_segment_left_by_mistake_goes_on_at_the_second_at_which_it_would_be() {
    let mut hour = Hour::new();
    let (moderator, _, item) = called(&mut hour);
    hour.minutes_pass(3);
    let left = start(&hour, 3, Some(Settle::LeaveToReport));
    let clock = hour.session.agenda.clock;
    hour.ask(&moderator, left).unwrap();
    assert_eq!(hour.state(item), ItemState::Deferred);
    hour.now_ms += 5_000;
    takes_back(&mut hour, &moderator).unwrap();
    assert_eq!(hour.session.agenda.clock, clock);
    assert_eq!(hour.state(item), ItemState::OnFloor);
    let taken_at_ms = hour.session.floor.items[&item].taken_at_ms;
    assert_eq!(taken_at_ms, Some(hour.now_ms - 3 * 60_000 - 5_000));
}

#[test]
fn the_desk_reads_what_undo_takes_back_and_a_second_undo_is_told_what_stands() {
    let mut hour = Hour::new();
    let (moderator, ..) = called(&mut hour);
    let staff = |hour: &Hour| {
        let view = project(&hour.session, &hour.presence, Audience::Staff, hour.now_ms);
        match view.get("undo") {
            Some(Entry::Undo(undo)) => Some(undo.clone()),
            _ => None,
        }
    };
    let entry = staff(&hour).unwrap();
    assert_eq!(entry.kind, ActKind::Taken);
    assert_eq!(entry.name.as_deref(), Some("Ada"));
    assert_eq!(entry.text.as_deref(), Some("Who decides?"));
    assert_eq!(entry.by.map(|by| by.person), Some(person(&moderator)));
    let act = entry.act;
    let again = || Command::Undo(undo::Command::Undo { act });
    hour.ask(&moderator, again()).unwrap();
    assert!(staff(&hour).is_none());
    let refused = hour.ask(&moderator, again());
    assert_eq!(refused, Err(Rejection::ActChanged { act: None }));
    let call = floor::Command::LastCall { after_ms: 60_000 };
    hour.ask(&moderator, Command::Floor(call)).unwrap();
    let refused = hour.ask(&moderator, again());
    let stands = hour.session.undo.act();
    assert_eq!(refused, Err(Rejection::ActChanged { act: stands }));
}

#[test]
fn what_happens_to_the_same_since_keeps_an_act_from_being_taken_back() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let item = hour.asks(&ada, "Who decides?");
    let hold = floor::Command::MoveItem {
        item,
        from: ItemState::Approved,
        to: ItemState::Held,
        reason: String::new(),
        because: None,
    };
    hour.ask(&moderator, Command::Floor(hold)).unwrap();
    // Somebody else asks: that is no reason.
    let ben = hour.joins("Ben");
    hour.asks(&ben, "Who pays?");
    assert!(hour.session.undo.act().is_some());
    let withdraw = Command::Floor(floor::Command::WithdrawItem { item });
    hour.ask(&ada, withdraw).unwrap();
    assert_eq!(hour.session.undo.act(), None);
}

#[test]
fn a_person_kept_out_by_mistake_is_let_in_again() {
    let mut hour = Hour::new();
    let moderator = hour.joins_as(Role::Moderator);
    let ada = hour.joins("Ada");
    let banned = true;
    let keep_out = conduct::Command::SetBanned {
        person: person(&ada),
        banned,
    };
    hour.ask(&moderator, Command::Conduct(keep_out)).unwrap();
    takes_back(&mut hour, &moderator).unwrap();
    assert!(hour.session.conduct.banned.is_empty());
}
