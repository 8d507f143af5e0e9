//! Notes what the room can see in front of it, so that it can be taken back; and says that the last act
//! cannot be any more, where something else stands in its way.

use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::ids::ItemId;
use crate::session::Session;
use crate::terms::ItemState;
use crate::undo::{self, Act, ActKind};
use crate::{agenda, conduct, floor, sound, speaking, stage};

/// Puts in front of an act that it was done; in front of anything else that changes what the last act
/// changed, that it stands.
pub(super) fn note(
    session: &Session,
    command: &Command,
    events: &mut Vec<Event>,
    context: &Context<'_>,
) {
    if events.is_empty() || matches!(command, Command::Undo(_)) {
        return;
    }
    if let Some(act) = act_of(command, events) {
        let done = undo::Event::ActDone {
            act: session.undo.next(),
            what: Act {
                items: moved_by(events),
                ..act
            },
            by: context.actor.person(),
            at_ms: context.now_ms,
        };
        events.insert(0, done.into());
    } else if let Some(standing) = session.undo.standing.as_deref()
        && events
            .iter()
            .any(|event| stands_in_the_way(event, &standing.what))
    {
        let act = standing.act;
        events.insert(0, undo::Event::ActStands { act }.into());
    }
}

fn act_of(command: &Command, events: &[Event]) -> Option<Act> {
    match command {
        Command::Agenda(command) => of_hour(command),
        Command::Floor(command) => of_floor(command, events),
        Command::Speaking(command) => of_voice(command),
        Command::Sound(sound::Command::HearVoice { item }) => Some(Act {
            item: Some(*item),
            ..Act::of(ActKind::Heard)
        }),
        Command::Stage(stage::Command::SetDisplay { .. }) => Some(Act::of(ActKind::DisplaySet)),
        Command::Conduct(command) => of_conduct(command),
        _ => None,
    }
}

fn of_hour(command: &agenda::Command) -> Option<Act> {
    Some(match command {
        agenda::Command::StartSegment { segment, .. } => Act {
            segment: Some(*segment),
            ..Act::of(ActKind::SegmentStarted)
        },
        agenda::Command::PauseClock => Act::of(ActKind::ClockPaused),
        agenda::Command::ResumeClock => Act::of(ActKind::ClockResumed),
        agenda::Command::AddTime { .. } | agenda::Command::SetRemaining { .. } => {
            Act::of(ActKind::LengthSet)
        }
        // An end is taken back by going on, and a plan by whoever edits it.
        agenda::Command::SetEnd { .. }
        | agenda::Command::EndSession { .. }
        | agenda::Command::ReopenSession
        | agenda::Command::InsertSegment { .. }
        | agenda::Command::EditSegment { .. }
        | agenda::Command::MoveSegment { .. }
        | agenda::Command::RemoveSegment { .. }
        | agenda::Command::SkipSegment { .. }
        | agenda::Command::Replan => return None,
    })
}

fn of_floor(command: &floor::Command, events: &[Event]) -> Option<Act> {
    let of_item = |kind, item: ItemId| Act {
        item: Some(item),
        ..Act::of(kind)
    };
    Some(match command {
        floor::Command::MoveItem { item, to, .. } => moved(*item, *to),
        floor::Command::AnswerInText { item, .. } => moved(*item, ItemState::AnsweredInText),
        floor::Command::UndoItem { .. } | floor::Command::TakeNext { .. } => {
            let mut moves = events.iter().filter_map(move_of);
            let (item, to) = moves.next_back()?;
            moved(item, to)
        }
        floor::Command::DismissItems { items, .. } => of_item(ActKind::Dismissed, *items.first()?),
        floor::Command::MergeItems { into, .. } => of_item(ActKind::Merged, *into),
        floor::Command::PlaceItem { item, .. } => of_item(ActKind::Placed, *item),
        floor::Command::SetTurn { item, .. } => of_item(ActKind::TurnSet, *item),
        floor::Command::GiveLastWord { item } => Act {
            item: *item,
            ..Act::of(ActKind::LastWord)
        },
        floor::Command::SilenceAsker { item, silence } => of_item(
            match silence {
                Some(floor::Silence::Muted) => ActKind::Muted,
                Some(floor::Silence::KeptOut) => ActKind::KeptOut,
                None => ActKind::Unmuted,
            },
            *item,
        ),
        floor::Command::LastCall { .. } => Act::of(ActKind::LastCall),
        floor::Command::SetFloor { .. } => Act::of(ActKind::FloorSet),
        // What somebody brings or does with their own; a wording has its own way back.
        floor::Command::AskQuestion { .. }
        | floor::Command::RaiseHand { .. }
        | floor::Command::WithdrawItem { .. }
        | floor::Command::AddProxy(_)
        | floor::Command::AddProxies { .. }
        | floor::Command::RewordItem { .. }
        | floor::Command::Vote { .. }
        | floor::Command::ConfirmReady { .. }
        | floor::Command::LetPass { .. }
        | floor::Command::AskToBeRead { .. }
        | floor::Command::Rejoin { .. }
        | floor::Command::SetSegmentOrder { .. } => return None,
    })
}

fn moved(item: ItemId, to: ItemState) -> Act {
    let kind = if to == ItemState::OnFloor {
        ActKind::Taken
    } else {
        ActKind::Moved
    };
    Act {
        item: Some(item),
        to: Some(to),
        ..Act::of(kind)
    }
}

fn of_voice(command: &speaking::Command) -> Option<Act> {
    let of = |kind, voice| Act {
        voice: Some(voice),
        ..Act::of(kind)
    };
    match command {
        speaking::Command::GiveVoice { voice, .. } => Some(of(ActKind::VoiceGiven, *voice)),
        speaking::Command::YieldVoice { seen } => Some(of(ActKind::VoiceYielded, *seen)),
        speaking::Command::ExtendVoice { .. }
        | speaking::Command::AddSpeaker { .. }
        | speaking::Command::DescribeSpeaker { .. } => None,
    }
}

fn of_conduct(command: &conduct::Command) -> Option<Act> {
    let (kind, person) = match command {
        conduct::Command::SetMuted { person, muted } => {
            let kinds = [ActKind::Unmuted, ActKind::Muted];
            (kinds[usize::from(*muted)], *person)
        }
        conduct::Command::SetBanned { person, banned } => {
            let kinds = [ActKind::LetIn, ActKind::KeptOut];
            (kinds[usize::from(*banned)], *person)
        }
        conduct::Command::SetWordList { .. } => return None,
    };
    Some(Act {
        person: Some(person),
        ..Act::of(kind)
    })
}

fn move_of(event: &Event) -> Option<(ItemId, ItemState)> {
    match event {
        Event::Floor(
            floor::Event::ItemMoved { item, to, .. } | floor::Event::ItemRestored { item, to, .. },
        ) => Some((*item, *to)),
        _ => None,
    }
}

/// All items that these events move.
fn moved_by(events: &[Event]) -> Vec<ItemId> {
    let mut items: Vec<ItemId> = Vec::new();
    for event in events {
        match event {
            Event::Floor(event) => items.extend(event.moves()),
            _ => continue,
        }
    }
    items.sort_unstable();
    items.dedup();
    items
}

fn stands_in_the_way(event: &Event, act: &Act) -> bool {
    match event {
        Event::Agenda(_) | Event::Privacy(_) => true,
        Event::Speaking(event) => !matches!(event, speaking::Event::SpeakerDescribed { .. }),
        Event::Floor(
            floor::Event::FloorSet { .. }
            | floor::Event::LastWordGiven { .. }
            | floor::Event::FloorOpenedIn { .. }
            | floor::Event::AskerSilenced { .. },
        ) => true,
        Event::Floor(event) => event.moves().any(|item| act.items.contains(&item)),
        Event::About(_)
        | Event::Links(_)
        | Event::People(_)
        | Event::Sound(_)
        | Event::Stage(_)
        | Event::Conduct(_)
        | Event::Poll(_)
        | Event::Networking(_)
        | Event::Capture(_)
        | Event::Form(_)
        | Event::Draft(_)
        | Event::Consensus(_)
        | Event::Feedback(_)
        | Event::Undo(_) => false,
    }
}
