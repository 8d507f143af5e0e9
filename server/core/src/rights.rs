//! Who may do what (S4): the one table.

use crate::command::Command;
use crate::context::Actor;
use crate::people::Role;
use crate::rejection::Rejection;

const ORGANISERS: &[Role] = &[Role::Organiser];
const MODERATORS: &[Role] = &[Role::Organiser, Role::Moderator];
/// Who enters somebody else: staff, and other systems by their token.
const INTAKE: &[Role] = &[
    Role::Organiser,
    Role::Moderator,
    Role::FloorRunner,
    Role::Integration,
];
const FLOOR_STAFF: &[Role] = &[Role::Organiser, Role::Moderator, Role::FloorRunner];
const SPEAKERS: &[Role] = &[Role::Speaker];
const RAPPORTEURS: &[Role] = &[Role::Organiser, Role::Rapporteur];
/// Who keeps something for the report as it happens, asks everybody about it, and looks into rooms.
const CAPTURERS: &[Role] = &[Role::Organiser, Role::Moderator, Role::Rapporteur];
/// Everybody but a display, in front of which nobody sits.
const PEOPLE: &[Role] = &[
    Role::Organiser,
    Role::Moderator,
    Role::FloorRunner,
    Role::Speaker,
    Role::Rapporteur,
    Role::Participant,
];

/// Checks the command against the table.
pub(crate) fn check(actor: &Actor, command: &Command) -> Result<(), Rejection> {
    let allowed = match command {
        Command::CreateSession { .. } => *actor == Actor::Host,
        Command::Join { .. } | Command::SeatLatecomer { .. } => *actor == Actor::Door,
        Command::MeetDeadlines => *actor == Actor::Clock,

        Command::ReviseAbout { .. }
        | Command::RotateLink { .. }
        | Command::RevokeLink { .. }
        | Command::SetDoor { .. }
        | Command::AddIntegration { .. } => actor.has_any(ORGANISERS),
        Command::StartSegment { .. }
        | Command::PauseClock
        | Command::ResumeClock
        | Command::AddTime { .. }
        | Command::SetRemaining { .. }
        | Command::SetEnd { .. }
        | Command::EndSession
        | Command::ReopenSession
        | Command::InsertSegment { .. }
        | Command::EditSegment { .. }
        | Command::MoveSegment { .. }
        | Command::RemoveSegment { .. }
        | Command::SkipSegment { .. }
        | Command::Replan
        | Command::GiveVoice { .. }
        | Command::YieldVoice { .. }
        | Command::ExtendVoice { .. }
        | Command::AddSpeaker { .. }
        | Command::DescribeSpeaker { .. }
        | Command::SendCue { .. }
        | Command::ClearCue { .. }
        | Command::SetThresholds { .. }
        | Command::SetDisplay { .. }
        | Command::MoveItem { .. }
        | Command::UndoItem { .. }
        | Command::TakeNext { .. }
        | Command::SetFloor { .. }
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
        | Command::OpenPoll { .. }
        | Command::ClosePoll { .. }
        | Command::CallRound { .. }
        | Command::DrawRound
        | Command::CallOffRound
        | Command::NextRound
        | Command::CloseRound
        | Command::ExtendRound { .. }
        | Command::CloseRoom { .. }
        | Command::MovePerson { .. }
        | Command::MessageRooms { .. }
        | Command::AnswerCall { .. }
        | Command::SetReportHandled { .. }
        | Command::SetDiscussion { .. } => actor.has_any(MODERATORS),
        Command::VisitRoom { .. } => actor.has_any(CAPTURERS),
        Command::CountHands { .. } | Command::CountStances { .. } => actor.has_any(FLOOR_STAFF),
        Command::SeeCue { .. } => actor.has_any(SPEAKERS),
        Command::AddProxy(_) | Command::AddProxies { .. } => actor.has_any(INTAKE),
        Command::AddEntry { .. }
        | Command::SetChatham { .. }
        | Command::PutToConsensus { .. }
        | Command::CloseConsensus => actor.has_any(CAPTURERS),
        Command::ReviseEntry { .. }
        | Command::EditEntry { .. }
        | Command::DescribeEntry { .. }
        | Command::RestoreEntry { .. }
        | Command::PlaceEntry { .. }
        | Command::SetEntryRemoved { .. }
        | Command::WriteReport { .. }
        | Command::EditReport { .. }
        | Command::RestoreReport { .. }
        | Command::SignBlock { .. }
        | Command::SetReportRules { .. }
        | Command::SetDeadline { .. }
        | Command::SetTimeZone { .. }
        | Command::AssembleDraft
        | Command::SetDraftLine { .. }
        | Command::WriteDraftToReport => actor.has_any(RAPPORTEURS),

        Command::Introduce { .. }
        | Command::TakePartInNetworking { .. }
        | Command::AskQuestion { .. }
        | Command::RaiseHand { .. }
        | Command::WithdrawItem { .. }
        | Command::AnswerPoll { .. }
        | Command::AnswerConsensus { .. }
        | Command::Vote { .. }
        | Command::ConfirmReady { .. }
        | Command::LetPass { .. }
        | Command::Rejoin { .. }
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
        | Command::SayInRoom { .. } => actor.has_any(PEOPLE),
    };
    if allowed {
        Ok(())
    } else {
        Err(Rejection::NotAllowed)
    }
}
