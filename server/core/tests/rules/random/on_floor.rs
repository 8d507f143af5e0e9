//! What people and staff do on the floor, and to one another.

use onefloor_core::floor::{Because, OrderRules, ProxyEntry};
use onefloor_core::ids::PersonId;
use onefloor_core::terms::{ItemState, Origin, Settle, Turn};
use onefloor_core::{Command, conduct, floor};
use proptest::prelude::*;

use crate::random::{item, segment, state};

pub(crate) fn proxy(name: String, origin: Origin) -> ProxyEntry {
    ProxyEntry {
        name,
        affiliation: String::new(),
        place: String::new(),
        text: String::new(),
        origin,
        heads: None,
    }
}

pub(crate) fn order_rules() -> impl Strategy<Value = OrderRules> {
    let switches = (any::<bool>(), any::<bool>(), any::<bool>());
    switches.prop_map(|(alternate, first_timers, votes)| OrderRules {
        alternate,
        first_timers,
        votes,
    })
}

/// What staff and askers do in the queue, beyond moving items on.
pub(crate) fn on_floor() -> impl Strategy<Value = Command> {
    let maybe = || proptest::option::of(item());
    prop_oneof![
        (item(), proptest::collection::vec(item(), 0..4))
            .prop_map(|(into, items)| Command::Floor(floor::Command::MergeItems { into, items })),
        (item(), state(), ".{0,8}").prop_map(|(item, from, text)| Command::Floor(
            floor::Command::AnswerInText { item, from, text }
        )),
        (item(), ".{0,8}", 0_u32..3).prop_map(|(item, text, revision)| Command::Floor(
            floor::Command::RewordItem {
                item,
                text,
                revision
            }
        )),
        (item(), maybe(), maybe(), ".{0,4}").prop_map(|(item, after, before, reason)| {
            Command::Floor(floor::Command::PlaceItem {
                item,
                after,
                before,
                reason,
            })
        }),
        (item(), state()).prop_map(|(item, from)| Command::Floor(floor::Command::MoveItem {
            item,
            from,
            to: ItemState::Dismissed,
            reason: String::new(),
            because: Some(Because::OffTopic),
        })),
        item().prop_map(|item| Command::Floor(floor::Command::ConfirmReady { item })),
        item().prop_map(|item| Command::Floor(floor::Command::LetPass { item })),
        item().prop_map(|item| Command::Floor(floor::Command::Rejoin { item })),
        (segment(), proptest::option::of(order_rules())).prop_map(|(segment, order)| {
            Command::Floor(floor::Command::SetSegmentOrder { segment, order })
        }),
        (0_u64..2_000_000)
            .prop_map(|after_ms| Command::Floor(floor::Command::LastCall { after_ms })),
        maybe().prop_map(|item| Command::Floor(floor::Command::GiveLastWord { item })),
        (0_u32..9, any::<bool>()).prop_map(|(person, muted)| Command::Conduct(
            conduct::Command::SetMuted {
                person: PersonId(person),
                muted
            }
        )),
        (0_u32..9, any::<bool>()).prop_map(|(person, banned)| Command::Conduct(
            conduct::Command::SetBanned {
                person: PersonId(person),
                banned
            }
        )),
        proptest::collection::vec(".{0,3}", 0..3)
            .prop_map(|words| Command::Conduct(conduct::Command::SetWordList { words })),
    ]
}

pub(crate) fn settled() -> impl Strategy<Value = Option<Settle>> {
    let how = [Settle::Finish, Settle::LeaveToReport, Settle::CarryOver];
    proptest::option::of(proptest::sample::select(how.to_vec()))
}

pub(crate) fn turn() -> impl Strategy<Value = Turn> {
    let turns = [
        Turn::ReadAloud,
        Turn::SpeaksOnline,
        Turn::AtMicrophone,
        Turn::FromHub,
    ];
    proptest::sample::select(turns.to_vec())
}

pub(crate) fn on_conduct() -> impl Strategy<Value = Command> {
    (0_u32..7, any::<bool>(), any::<bool>()).prop_map(|(person, is_mute, on)| {
        let person = PersonId(person);
        Command::Conduct(if is_mute {
            conduct::Command::SetMuted { person, muted: on }
        } else {
            conduct::Command::SetBanned { person, banned: on }
        })
    })
}
