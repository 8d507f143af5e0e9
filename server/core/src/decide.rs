//! The one door to the rules: a command, the present state, what surrounds it; events or a refusal.

mod people;
mod report;
mod staff;

use crate::about;
use crate::agenda;
use crate::command::Command;
use crate::context::Context;
use crate::event::Event;
use crate::floor;
use crate::ids::SegmentId;
use crate::limits;
use crate::links;
use crate::networking;
use crate::rejection::{Field, Rejection};
use crate::report::form;
use crate::rights;
use crate::session::Session;
use crate::speaking;
use crate::stage;
use people::{decide_own, join, seat_latecomer};
use report::{decide_capture, decide_consensus, decide_report};
use staff::{
    decide_clock, decide_floor, decide_polls, decide_rounds, decide_rundown, decide_stage,
};

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
    form::follow(session, &mut events, context.zones);
    Ok(events)
}

fn dispatch(session: &Session, command: &Command, context: &Context<'_>) -> Decided {
    if let Command::CreateSession { plan } = command {
        return create(session, plan.as_ref().clone(), context.now_ms);
    }
    if session.about.is_none() {
        return Err(Rejection::SessionUnknown);
    }
    let (now_ms, agenda) = (context.now_ms, &session.agenda);
    match command {
        Command::CreateSession { .. } => Err(Rejection::SessionExists),
        Command::Join { key_hash, link } => join(session, key_hash, *link, now_ms),
        Command::SeatLatecomer { person } => Ok(seat_latecomer(session, *person, context)),
        Command::MeetDeadlines => {
            let advanced = agenda::due(agenda, now_ms);
            let floor = floor::due(&session.floor, now_ms);
            let rounds = networking::due(session, context);
            Ok(advanced.into_iter().chain(floor).chain(rounds).collect())
        }

        Command::ReviseAbout { changes, revision } => {
            about::revise(session, changes, *revision, now_ms)
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

        Command::CallRound { .. }
        | Command::DrawRound
        | Command::CallOffRound
        | Command::NextRound
        | Command::CloseRound
        | Command::ExtendRound { .. }
        | Command::CloseRoom { .. }
        | Command::MovePerson { .. }
        | Command::MessageRooms { .. }
        | Command::VisitRoom { .. }
        | Command::AnswerCall { .. }
        | Command::SetReportHandled { .. }
        | Command::SetDiscussion { .. } => decide_rounds(session, command, context),

        Command::AddEntry { .. }
        | Command::ReviseEntry { .. }
        | Command::EditEntry { .. }
        | Command::DescribeEntry { .. }
        | Command::RestoreEntry { .. }
        | Command::PlaceEntry { .. }
        | Command::SetEntryRemoved { .. }
        | Command::SetChatham { .. } => decide_capture(session, command, context),

        Command::WriteReport { .. }
        | Command::EditReport { .. }
        | Command::RestoreReport { .. }
        | Command::SignBlock { .. }
        | Command::SetReportRules { .. }
        | Command::SetDeadline { .. }
        | Command::SetTimeZone { .. }
        | Command::AssembleDraft
        | Command::SetDraftLine { .. }
        | Command::WriteDraftToReport => decide_report(session, command, context),

        Command::PutToConsensus { .. } | Command::CountStances { .. } | Command::CloseConsensus => {
            decide_consensus(session, command, context)
        }

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
        | Command::ReadyForRound { .. }
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
        | Command::ConfirmReady { .. }
        | Command::LetPass { .. }
        | Command::Rejoin { .. }
        | Command::AnswerPoll { .. }
        | Command::AnswerConsensus { .. } => decide_own(session, command, context),
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

fn not_ended(session: &Session) -> Result<(), Rejection> {
    if session.agenda.ended_at_ms.is_some() {
        Err(Rejection::SessionEnded)
    } else {
        Ok(())
    }
}
