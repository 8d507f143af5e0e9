//! Commands that people give for themselves, and how they come in.

use crate::command::{Command, Then};
use crate::conduct;
use crate::consensus;
use crate::context::Context;
use crate::event::Event;
use crate::floor::{self, Question};
use crate::ids::{LinkId, PersonId};
use crate::limits;
use crate::networking;
use crate::people::{Attendance, Person, Profile};
use crate::poll;
use crate::rejection::{Field, Rejection};
use crate::session::Session;
use crate::shared_text::Splice;
use crate::stage;

use super::{Decided, not_ended};

/// Commands that a person gives for themselves.
pub(super) fn decide_own(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let id = context.actor.person().ok_or(Rejection::PersonUnknown)?;
    let person = session.people.get(&id).ok_or(Rejection::PersonUnknown)?;
    let (floor, now_ms) = (&session.floor, context.now_ms);
    match command {
        Command::Introduce { profile } => introduce(session, person, profile.clone()),
        Command::TakePartInNetworking { takes_part } => {
            Ok(choose_networking(session, person, *takes_part, context))
        }
        Command::ReadyForRound { .. }
        | Command::LeaveRoom { .. }
        | Command::AnswerOffer { .. }
        | Command::EditNotes { .. }
        | Command::SetRoomTakeaway { .. }
        | Command::AgreeToBeNamed { .. }
        | Command::CallModerator { .. }
        | Command::Block { .. }
        | Command::ReportPerson { .. }
        | Command::OfferContact { .. }
        | Command::SetContact { .. }
        | Command::SayInRoom { .. } => decide_in_room(session, id, command, context),
        Command::WithdrawItem { item } => floor::withdraw(floor, id, *item, now_ms),
        Command::SeeCue { cue } => stage::see_cue(session, id, *cue, now_ms),
        Command::AnswerPoll { .. } | Command::AnswerConsensus { .. }
            if session.conduct.muted.contains(&id) =>
        {
            Err(Rejection::Muted)
        }
        Command::AnswerConsensus { entry, stance, why } => {
            consensus::answer(session, id, *entry, *stance, why)
        }
        Command::AnswerPoll { poll, options } => poll::answer(&session.polls, id, *poll, options),
        Command::ConfirmReady { item } => floor::confirm_ready(floor, id, *item, now_ms),
        Command::LetPass { item } => {
            floor::let_pass(floor, session.agenda.running(), id, *item, now_ms)
        }
        _ => {
            not_ended(session)?;
            match command {
                Command::AskQuestion {
                    text,
                    anonymity,
                    language,
                    comment,
                } => {
                    let question = Question {
                        text,
                        anonymity: *anonymity,
                        language: language.as_deref(),
                        is_comment: *comment,
                    };
                    floor::ask(floor, &session.conduct, person, question, now_ms)
                }
                Command::RaiseHand { note } => {
                    floor::raise_hand(floor, &session.conduct, person, note, now_ms)
                }
                Command::Rejoin { item } => floor::rejoin(floor, id, *item, now_ms),
                Command::Vote { .. } if session.conduct.muted.contains(&id) => {
                    Err(Rejection::Muted)
                }
                Command::Vote { item, support } => floor::vote(floor, id, *item, *support),
                _ => Err(Rejection::NotUnderstood),
            }
        }
    }
}

/// Lets a new key in; a known one is in already, whatever the door says.
pub(super) fn join(session: &Session, key_hash: &str, link: Option<LinkId>, at_ms: u64) -> Decided {
    if let Some(person) = session.person_by_key.get(key_hash) {
        if session.conduct.banned.contains(person) {
            return Err(Rejection::Banned);
        }
        return take_link(session, *person, link);
    }
    let mut profile = Profile::default();
    match link {
        Some(link) => {
            let link = session.links.get(&link).filter(|link| !link.revoked);
            let link = link.ok_or(Rejection::LinkUnknown)?;
            profile.name.clone_from(&link.holder);
            profile.affiliation.clone_from(&link.affiliation);
            // Who runs or speaks in the hour is in its room, until they say otherwise.
            profile.attendance = Attendance::Room;
        }
        None if session.door_closed => return Err(Rejection::DoorClosed),
        None => {}
    }
    if session.people.len() >= limits::PEOPLE_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::PEOPLE_MAX,
        });
    }
    let person = PersonId(
        session
            .people
            .last_key_value()
            .map_or(1, |(id, _)| id.0 + 1),
    );
    let key_hash = key_hash.to_owned();
    Ok(vec![Event::PersonJoined {
        person,
        key_hash,
        link,
        profile,
        at_ms,
    }])
}

/// Somebody who is known comes by another link: the newest is theirs, as their screens say.
fn take_link(session: &Session, person: PersonId, link: Option<LinkId>) -> Decided {
    let known = session.people.get(&person).and_then(|person| person.link);
    let Some(link) = link.filter(|link| known != Some(*link)) else {
        return Ok(Vec::new());
    };
    let open = session.links.get(&link).filter(|link| !link.revoked);
    open.ok_or(Rejection::LinkUnknown)?;
    Ok(vec![Event::PersonLinked { person, link }])
}

fn introduce(session: &Session, person: &Person, profile: Profile) -> Decided {
    let profile = profile.checked()?;
    if let Some(name) = &profile.name {
        conduct::check_name(&session.links, person, name)?;
    }
    if profile == person.profile {
        return Ok(Vec::new());
    }
    Ok(vec![Event::PersonIntroduced {
        person: person.id,
        profile,
    }])
}

fn choose_networking(
    session: &Session,
    person: &Person,
    takes_part: bool,
    context: &Context<'_>,
) -> Vec<Event> {
    let mut events = Vec::new();
    if person.networking != Some(takes_part) {
        events.push(Event::NetworkingChosen {
            person: person.id,
            takes_part,
        });
    }
    if takes_part {
        events.extend(networking::seat_late(session, person.id, context));
    }
    events
}

/// Seats somebody who came in while a round is open, if they take part.
pub(super) fn seat_latecomer(
    session: &Session,
    person: PersonId,
    context: &Context<'_>,
) -> Vec<Event> {
    if session.people.get(&person).is_some_and(Person::takes_part) {
        return networking::seat_late(session, person, context);
    }
    Vec::new()
}

/// Commands of somebody in a breakout room, or on the way there.
fn decide_in_room(
    session: &Session,
    id: PersonId,
    command: &Command,
    context: &Context<'_>,
) -> Decided {
    let (networking, now_ms) = (&session.networking, context.now_ms);
    match command {
        Command::ReadyForRound { ready } => networking::set_ready(session, id, *ready, context),
        Command::LeaveRoom { then } => {
            networking::leave(session, id, *then == Then::Another, context)
        }
        Command::AnswerOffer { accept } => networking::answer_offer(session, id, *accept, context),
        Command::SayInRoom { text } => networking::say(networking, id, text, now_ms),
        Command::EditNotes {
            revision,
            at,
            delete,
            insert,
        } => {
            let splice = Splice {
                at: *at,
                delete: *delete,
                insert: insert.clone(),
            };
            networking::edit_notes(networking, id, *revision, &splice, now_ms)
        }
        Command::SetRoomTakeaway { text, revision } => {
            networking::set_takeaway(networking, id, text, *revision, now_ms)
        }
        Command::AgreeToBeNamed { agrees } => networking::agree(networking, id, *agrees),
        Command::CallModerator { calling } => {
            networking::call_moderator(networking, id, *calling, now_ms)
        }
        Command::Block { person, blocked } => {
            networking::block(networking, &session.people, id, *person, *blocked)
        }
        Command::ReportPerson { person, reason } => {
            networking::report(networking, id, *person, reason, now_ms)
        }
        Command::OfferContact { person, offered } => {
            networking::offer_contact(networking, id, *person, *offered)
        }
        Command::SetContact { text } => networking::set_contact(networking, id, text),
        _ => Err(Rejection::NotUnderstood),
    }
}
