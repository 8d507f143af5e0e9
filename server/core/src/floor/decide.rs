//! Decisions about the floor: of staff, and of those who bring something.

use super::asking::Asking;
use super::command::Command;
use super::event::Event;
use super::here::Here;
use super::intake::{Question, add_proxies, ask, raise_hand};
use super::merge::{merge, reword};
use super::moves::{answer_in_text, move_item, set_turn, take_next, undo, withdraw};
use super::places::dismiss_items;
use super::queue::{confirm_ready, give_last_word, let_pass, place_item, rejoin};
use super::reading::ask_to_be_read;
use super::settings::{last_call, set_floor, set_segment_order};
use super::silence::silence_asker;
use super::state::Floor;
use super::votes::vote;
use crate::agenda::Agenda;
use crate::conduct::Conduct;
use crate::ids::{ItemId, PersonId};
use crate::people::People;
use crate::rejection::Rejection;
use crate::seal::Pseudonym;
use crate::terms::ItemState;

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules of the floor look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) floor: &'a Floor,
    pub(crate) agenda: &'a Agenda,
    pub(crate) conduct: &'a Conduct,
    pub(crate) people: &'a People,
    /// Whether people online discuss while the others meet.
    pub(crate) discusses: bool,
    /// Whose screen it is.
    pub(crate) asking: Option<PersonId>,
    /// Who that is for what is asked hidden from all.
    pub(crate) sealed: Option<Pseudonym>,
    pub(crate) now_ms: u64,
}

impl<'a> Hall<'a> {
    fn here(&self) -> Here<'a> {
        Here {
            floor: self.floor,
            agenda: self.agenda,
            discusses: self.discusses,
            now_ms: self.now_ms,
        }
    }

    fn asking(&self) -> Result<Asking<'a>, Rejection> {
        Ok(Asking {
            person: self.people.asking(self.asking)?,
            sealed: self.sealed,
        })
    }

    /// Whoever asks, for what makes no sense once the session is over.
    fn asking_before_the_end(&self) -> Result<Asking<'a>, Rejection> {
        let asking = self.asking()?;
        self.agenda.not_ended()?;
        Ok(asking)
    }
}

/// Decides about the queue.
pub(crate) fn decide(hall: &Hall<'_>, command: &Command) -> Decided {
    let Hall {
        floor,
        agenda,
        now_ms,
        ..
    } = *hall;
    match command {
        Command::WithdrawItem { item } => withdraw(floor, hall.asking()?, *item, now_ms),
        Command::ConfirmReady { item } => confirm_ready(floor, hall.asking()?, *item, now_ms),
        Command::LetPass { item } => {
            let_pass(floor, agenda.running(), hall.asking()?, *item, now_ms)
        }
        Command::AskQuestion {
            text,
            anonymity,
            language,
            comment,
            answer_private,
        } => {
            let asking = hall.asking_before_the_end()?;
            let question = Question {
                text,
                anonymity: *anonymity,
                language: language.as_deref(),
                is_comment: *comment,
                answer_private: *answer_private,
            };
            ask(floor, hall.conduct, asking, question, now_ms)
        }
        Command::RaiseHand { note } => {
            let asking = hall.asking_before_the_end()?;
            raise_hand(floor, hall.conduct, asking, note, now_ms)
        }
        Command::Rejoin { item } => {
            let asking = hall.asking_before_the_end()?;
            rejoin(floor, asking, *item, now_ms)
        }
        Command::Vote { item, support } => {
            let asking = hall.asking_before_the_end()?;
            hall.conduct.may_answer(asking.person.id)?;
            vote(floor, asking, *item, *support)
        }
        Command::AddProxy(entry) => {
            agenda.not_ended()?;
            let entries = std::slice::from_ref(entry);
            add_proxies(floor, hall.asking, entries, now_ms)
        }
        Command::AddProxies { entries } => {
            agenda.not_ended()?;
            add_proxies(floor, hall.asking, entries, now_ms)
        }
        Command::AnswerInText { item, from, text } => {
            answer_in_text(floor, *item, *from, text, now_ms)
        }
        Command::DismissItems { items, because } => dismiss_items(floor, items, *because, now_ms),
        Command::MergeItems { into, items } => merge(floor, *into, items, now_ms),
        Command::RewordItem {
            item,
            text,
            revision,
        } => reword(floor, *item, text, *revision, now_ms),
        Command::PlaceItem {
            item,
            after,
            before,
            reason,
        } => place_item(floor, *item, [*after, *before], reason, now_ms),
        Command::SetSegmentOrder { segment, order } => {
            let known = agenda.segment(*segment);
            known.ok_or(Rejection::SegmentUnknown)?;
            set_segment_order(floor, *segment, *order)
        }
        Command::LastCall { after_ms } => {
            agenda.not_ended()?;
            last_call(floor, *after_ms, now_ms)
        }
        Command::GiveLastWord { item } => give_last_word(floor, *item),
        Command::MoveItem {
            item,
            from,
            to,
            reason,
            because,
        } => {
            // What was left is still put in order for the report; nobody speaks any more.
            if matches!(to, ItemState::OnFloor | ItemState::Next) {
                agenda.not_ended()?;
            }
            move_item(&hall.here(), *item, *from, *to, (reason, *because))
        }
        Command::UndoItem { item, from } => undo_before_the_end(hall, *item, *from),
        Command::TakeNext {
            on_floor,
            item,
            open_floor,
        } => {
            agenda.not_ended()?;
            take_next(&hall.here(), *on_floor, *item, *open_floor)
        }
        Command::SilenceAsker { item, silence } => silence_asker(floor, *item, *silence, now_ms),
        Command::SetTurn { item, turn } => set_turn(floor, *item, *turn),
        Command::AskToBeRead { item, text } => {
            let asking = hall.asking_before_the_end()?;
            ask_to_be_read(floor, hall.conduct, asking, *item, text, now_ms)
        }
        Command::SetFloor { rules } => set_floor(floor, *rules),
    }
}

/// Takes a move back; once the session is over, nobody comes to speak again.
fn undo_before_the_end(hall: &Hall<'_>, item: ItemId, from: ItemState) -> Decided {
    let undone = undo(&hall.here(), item, from)?;
    let speaks = |event: &Event| {
        matches!(
            event,
            Event::ItemRestored {
                to: ItemState::OnFloor | ItemState::Next,
                ..
            }
        )
    };
    if undone.iter().any(speaks) {
        hall.agenda.not_ended()?;
    }
    Ok(undone)
}
