//! The one door to the rules: a command, the present state, what surrounds it; events or a refusal.

use crate::agenda;
use crate::capture;
use crate::command::Command;
use crate::conduct;
use crate::context::Context;
use crate::event::Event;
use crate::floor::{self, ItemState, Question};
use crate::ids::{LinkId, PersonId, SegmentId};
use crate::limits;
use crate::links;
use crate::networking::{self, ClosedBy};
use crate::people::{Attendance, Person, Profile};
use crate::poll::{self, Draft};
use crate::rejection::{Field, Rejection};
use crate::rights;
use crate::session::Session;
use crate::speaking;
use crate::stage;

type Decided = Result<Vec<Event>, Rejection>;

/// Decides a command. An empty answer means that it was so already.
///
/// # Errors
/// Why nothing was changed.
pub fn decide(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Rejection> {
    rights::check(context.actor, command)?;
    let mut events = dispatch(session, command, context)?;
    speaking::follow(session, &mut events, context.now_ms);
    stage::follow(&session.stage, &mut events, context.now_ms);
    Ok(events)
}

fn dispatch(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    if let Command::CreateSession { plan } = command {
        return create(session, plan.as_ref().clone(), context.now_ms);
    }
    if session.about.is_none() {
        return Err(Rejection::SessionUnknown);
    }
    let (now_ms, agenda, rounds) = (context.now_ms, &session.agenda, &session.networking);
    match command {
        Command::CreateSession { .. } => Err(Rejection::SessionExists),
        Command::Join { key_hash, link } => join(session, key_hash, *link, now_ms),
        Command::SeatLatecomer { person } => Ok(seat_if_taking_part(session, *person, now_ms)),
        Command::MeetDeadlines => {
            let advanced = agenda::due(agenda, now_ms);
            let floor = floor::due(&session.floor, now_ms);
            let rounds = networking::due(rounds, now_ms);
            Ok(advanced.into_iter().chain(floor).chain(rounds).collect())
        }

        Command::RotateLink { link } => links::rotate(&session.links, *link),
        Command::RevokeLink { link } => links::revoke(&session.links, *link),
        Command::AddIntegration { name } => links::add_integration(&session.links, name),
        Command::SetDoor { open } => {
            let same = session.door_closed != *open;
            Ok(if same {
                Vec::new()
            } else {
                vec![Event::DoorSet { open: *open }]
            })
        }

        Command::StartSegment { .. }
        | Command::PauseClock
        | Command::ResumeClock
        | Command::AddTime { .. }
        | Command::SetRemaining { .. }
        | Command::SetEnd { .. }
        | Command::EndSession
        | Command::ReopenSession => decide_clock(session, command, context),

        Command::InsertSegment { .. }
        | Command::EditSegment { .. }
        | Command::MoveSegment { .. }
        | Command::RemoveSegment { .. }
        | Command::SkipSegment { .. }
        | Command::Replan => decide_rundown(session, command, now_ms),

        Command::GiveVoice { .. }
        | Command::YieldVoice { .. }
        | Command::ExtendVoice { .. }
        | Command::AddSpeaker { .. }
        | Command::DescribeSpeaker { .. }
        | Command::SendCue { .. }
        | Command::ClearCue { .. }
        | Command::SetThresholds { .. }
        | Command::SetDisplay { .. } => decide_stage(session, command, now_ms),

        Command::OpenPoll { .. } | Command::ClosePoll { .. } | Command::CountHands { .. } => {
            decide_polls(session, command, context)
        }

        Command::OpenRound {
            prompt,
            room_size,
            length_ms,
        } => {
            not_ended(session)?;
            let people = session.taking_part(context.presence);
            let shape = (*room_size, *length_ms);
            networking::open_round(rounds, &people, prompt, shape, context.seed, now_ms)
        }
        Command::CloseRound => networking::close_round(rounds, ClosedBy::Moderator, now_ms),
        Command::ExtendRound { minutes } => networking::extend_round(rounds, *minutes, now_ms),

        Command::AddEntry { .. }
        | Command::ReviseEntry { .. }
        | Command::SetEntryRemoved { .. }
        | Command::WriteReport { .. } => decide_capture(session, command, context),

        Command::AddProxy(_)
        | Command::AddProxies { .. }
        | Command::AnswerInText { .. }
        | Command::MergeItems { .. }
        | Command::RewordItem { .. }
        | Command::PlaceItem { .. }
        | Command::SetSegmentOrder { .. }
        | Command::LastCall { .. }
        | Command::GiveLastWord { .. }
        | Command::SetMuted { .. }
        | Command::SetBanned { .. }
        | Command::SetWordList { .. }
        | Command::MoveItem { .. }
        | Command::UndoItem { .. }
        | Command::TakeNext { .. }
        | Command::SetFloor { .. } => decide_floor(session, command, context),

        Command::Introduce { .. }
        | Command::TakePartInNetworking { .. }
        | Command::AskQuestion { .. }
        | Command::RaiseHand { .. }
        | Command::WithdrawItem { .. }
        | Command::Vote { .. }
        | Command::SeeCue { .. }
        | Command::SayInRoom { .. }
        | Command::ConfirmReady { .. }
        | Command::LetPass { .. }
        | Command::Rejoin { .. }
        | Command::AnswerPoll { .. } => decide_own(session, command, context),
    }
}

/// Commands of the clock.
fn decide_clock(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (agenda, now_ms) = (&session.agenda, context.now_ms);
    match command {
        Command::StartSegment { segment, after } => {
            agenda::start_segment(agenda, *segment, *after, now_ms)
        }
        Command::PauseClock => agenda::pause(agenda, now_ms),
        Command::ResumeClock => agenda::resume(agenda, now_ms),
        Command::AddTime { minutes, segment } => agenda::add_time(agenda, *minutes, *segment),
        Command::SetRemaining {
            remaining_ms,
            segment,
        } => agenda::set_remaining(agenda, *remaining_ms, *segment, now_ms),
        Command::SetEnd { ends_at_ms } => agenda::set_end(agenda, *ends_at_ms, now_ms),
        Command::EndSession => end(session, context),
        Command::ReopenSession => agenda::reopen(agenda, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands that change the rundown.
fn decide_rundown(session: &Session, command: &Command, now_ms: u64) -> Decided {
    let (agenda, links) = (&session.agenda, &session.links);
    match command {
        Command::InsertSegment { plan, before } => agenda::insert(agenda, links, plan, *before),
        Command::EditSegment {
            segment,
            plan,
            revision,
        } => agenda::edit(agenda, links, *segment, plan, *revision),
        Command::MoveSegment { segment, before } => agenda::reposition(agenda, *segment, *before),
        Command::RemoveSegment { segment } => agenda::remove(agenda, *segment),
        Command::SkipSegment { segment, skipped } => {
            agenda::set_skipped(agenda, *segment, *skipped)
        }
        Command::Replan => agenda::replan(agenda, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands about who speaks and what the screens in the room show.
fn decide_stage(session: &Session, command: &Command, now_ms: u64) -> Decided {
    match command {
        Command::GiveVoice { voice, seen } => speaking::give(session, *voice, *seen, now_ms),
        Command::YieldVoice { seen } => speaking::yield_voice(session, *seen, now_ms),
        Command::ExtendVoice { seen, minutes } => {
            speaking::extend(session, *seen, *minutes, now_ms)
        }
        Command::AddSpeaker {
            name,
            affiliation,
            origin,
        } => speaking::add_speaker(session, name, affiliation, *origin),
        Command::DescribeSpeaker {
            speaker,
            origin,
            stakeholder_group,
        } => speaking::describe(session, *speaker, *origin, *stakeholder_group),
        Command::SendCue { to, text, tone } => stage::send_cue(session, *to, text, *tone, now_ms),
        Command::ClearCue { cue } => stage::clear_cue(&session.stage, *cue, now_ms),
        Command::SetThresholds { thresholds } => stage::set_thresholds(&session.stage, thresholds),
        Command::SetDisplay { mode } => Ok(stage::set_display(&session.stage, *mode)),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff on the floor.
fn decide_floor(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (floor, now_ms) = (&session.floor, context.now_ms);
    match command {
        Command::AddProxy(entry) => {
            not_ended(session)?;
            let entries = std::slice::from_ref(entry);
            floor::add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AddProxies { entries } => {
            not_ended(session)?;
            floor::add_proxies(floor, context.actor.person(), entries, now_ms)
        }
        Command::AnswerInText { item, from, text } => {
            floor::answer_in_text(floor, *item, *from, text, now_ms)
        }
        Command::MergeItems { into, items } => floor::merge(floor, *into, items, now_ms),
        Command::RewordItem {
            item,
            text,
            revision,
        } => floor::reword(floor, *item, text, *revision, now_ms),
        Command::PlaceItem {
            item,
            after,
            before,
            reason,
        } => floor::place_item(floor, *item, [*after, *before], reason, now_ms),
        Command::SetSegmentOrder { segment, order } => {
            let known = session.agenda.segment(*segment);
            known.ok_or(Rejection::SegmentUnknown)?;
            floor::set_segment_order(floor, *segment, *order)
        }
        Command::LastCall { after_ms } => {
            not_ended(session)?;
            floor::last_call(floor, *after_ms, now_ms)
        }
        Command::GiveLastWord { item } => floor::give_last_word(floor, *item),
        Command::SetMuted { person, muted } => conduct::set_muted(session, *person, *muted),
        Command::SetBanned { person, banned } => conduct::set_banned(session, *person, *banned),
        Command::SetWordList { words } => conduct::set_words(&session.conduct, words),
        Command::MoveItem {
            item,
            from,
            to,
            reason,
            because,
        } => {
            // What was left is still put in order for the report; nobody speaks any more.
            if matches!(to, ItemState::OnFloor | ItemState::Next) {
                not_ended(session)?;
            }
            floor::move_item(floor, *item, *from, *to, (reason, *because), now_ms)
        }
        Command::UndoItem { item, from } => {
            let undone = floor::undo(floor, *item, *from, now_ms)?;
            let speaks = |event: &Event| {
                let Event::ItemRestored { to, .. } = event else {
                    return false;
                };
                matches!(to, ItemState::OnFloor | ItemState::Next)
            };
            if undone.iter().any(speaks) {
                not_ended(session)?;
            }
            Ok(undone)
        }
        Command::TakeNext { on_floor, item } => {
            not_ended(session)?;
            floor::take_next(floor, session.agenda.running(), *on_floor, *item, now_ms)
        }
        Command::SetFloor { rules } => floor::set_floor(floor, *rules),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff about temperature checks.
fn decide_polls(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (polls, now_ms) = (&session.polls, context.now_ms);
    match command {
        Command::OpenPoll {
            kind,
            question,
            options,
            live,
        } => {
            not_ended(session)?;
            let draft = Draft {
                kind: *kind,
                question,
                options,
                live: *live,
            };
            poll::open(polls, draft, session.agenda.running(), now_ms)
        }
        Command::ClosePoll { poll } => poll::close(session, *poll, context.presence, now_ms),
        Command::CountHands { poll, counts } => poll::count_hands(polls, *poll, counts, now_ms),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of a rapporteur.
fn decide_capture(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let (kept, now_ms) = (&session.capture, context.now_ms);
    match command {
        Command::AddEntry { kind, text, item } => {
            let by = (context.actor.person(), session.agenda.running());
            capture::add(kept, &session.floor, (*kind, text, *item), by, now_ms)
        }
        Command::ReviseEntry {
            entry,
            text,
            revision,
        } => capture::revise(kept, *entry, text, *revision, now_ms),
        Command::SetEntryRemoved { entry, removed } => capture::set_removed(kept, *entry, *removed),
        Command::WriteReport { text, revision } => {
            capture::write_report(kept, text, *revision, now_ms)
        }
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands that a person gives for themselves.
fn decide_own(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    let id = context.actor.person().ok_or(Rejection::PersonUnknown)?;
    let person = session.people.get(&id).ok_or(Rejection::PersonUnknown)?;
    let (floor, now_ms) = (&session.floor, context.now_ms);
    match command {
        Command::Introduce { profile } => introduce(session, person, profile.clone()),
        Command::TakePartInNetworking { takes_part } => {
            Ok(choose_networking(session, person, *takes_part, now_ms))
        }
        Command::SayInRoom { text } => networking::say(&session.networking, id, text, now_ms),
        Command::WithdrawItem { item } => floor::withdraw(floor, id, *item, now_ms),
        Command::SeeCue { cue } => stage::see_cue(session, id, *cue, now_ms),
        Command::AnswerPoll { .. } if session.conduct.muted.contains(&id) => Err(Rejection::Muted),
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

fn create(session: &Session, plan: crate::about::SessionPlan, at_ms: u64) -> Decided {
    if session.about.is_some() {
        return Err(Rejection::SessionExists);
    }
    let plan = plan.checked()?;
    let links = links::first_links(&plan.about);
    if links.len() > limits::LINKS_MAX {
        return Err(Rejection::Full {
            field: Field::People,
            max: limits::LINKS_MAX,
        });
    }
    let by_id = links.iter().map(|link| (link.id, link.clone())).collect();
    let mut slots = Vec::new();
    for (id, segment) in (1..).zip(&plan.agenda) {
        let (segment, slots_of) = (SegmentId(id), agenda::resolved(&by_id, &segment.speakers)?);
        slots.extend((!slots_of.is_empty()).then_some(Event::SlotsSet {
            segment,
            slots: slots_of,
        }));
    }
    let created = Event::SessionCreated {
        plan: Box::new(plan),
        at_ms,
    };
    let issued = links.into_iter().map(|link| Event::LinkIssued { link });
    Ok(std::iter::once(created)
        .chain(issued)
        .chain(slots)
        .collect())
}

/// Lets a new key in; a known one is in already, whatever the door says.
fn join(session: &Session, key_hash: &str, link: Option<LinkId>, at_ms: u64) -> Decided {
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
    now_ms: u64,
) -> Vec<Event> {
    let mut events = Vec::new();
    if person.networking != Some(takes_part) {
        events.push(Event::NetworkingChosen {
            person: person.id,
            takes_part,
        });
    }
    if takes_part {
        events.extend(networking::seat(&session.networking, person.id, now_ms));
    }
    events
}

fn seat_if_taking_part(session: &Session, person: PersonId, now_ms: u64) -> Vec<Event> {
    if session.people.get(&person).is_some_and(Person::takes_part) {
        return networking::seat(&session.networking, person, now_ms);
    }
    Vec::new()
}

/// Ends the hour; the turn on the floor and an open round end with it.
fn end(session: &Session, context: &Context<'_>) -> Decided {
    let now_ms = context.now_ms;
    let mut events = agenda::end_session(&session.agenda, now_ms)?;
    if let Some(item) = session.floor.on_floor().filter(|_| !events.is_empty()) {
        let answered = Event::ItemMoved {
            item: item.entered.id,
            to: ItemState::AnsweredAloud,
            reason: None,
            because: None,
            answer: None,
            at_ms: now_ms,
        };
        events.insert(0, answered);
    }
    if session.networking.open().is_some() {
        let closed = networking::close_round(&session.networking, ClosedBy::SessionEnd, now_ms)?;
        events.splice(0..0, closed);
    }
    let closed = poll::close_open(session, context.presence, now_ms);
    events.splice(0..0, closed);
    Ok(events)
}

fn not_ended(session: &Session) -> Result<(), Rejection> {
    if session.agenda.ended_at_ms.is_some() {
        Err(Rejection::SessionEnded)
    } else {
        Ok(())
    }
}
