//! Decisions about what is kept of people. What follows in queue and rooms when somebody goes for good
//! is decided where all concepts meet.

use super::command::Command;
use super::event::{Event, Purge};
use super::state::Privacy;
use crate::agenda::Agenda;
use crate::ids::PersonId;
use crate::limits;
use crate::links::Links;
use crate::people::People;
use crate::rejection::{Field, Rejection};
use crate::terms::Role;

type Decided = Result<Vec<Event>, Rejection>;

/// What the rules about what is kept look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall<'a> {
    pub(crate) privacy: &'a Privacy,
    pub(crate) people: &'a People,
    pub(crate) links: &'a Links,
    pub(crate) agenda: &'a Agenda,
    /// Whose screen it is.
    pub(crate) asking: Option<PersonId>,
    pub(crate) now_ms: u64,
}

/// Decides what is kept; `purge` makes what a purge leaves.
pub(crate) fn decide(
    hall: &Hall<'_>,
    command: &Command,
    purge: impl FnOnce() -> Option<Purge>,
) -> Decided {
    let at_ms = hall.now_ms;
    match command {
        Command::EraseMe => {
            let person = hall.people.asking(hall.asking)?.id;
            others_organise(hall, person)?;
            Ok(vec![Event::PersonErased { person, at_ms }])
        }
        // Whoever runs the server can hand out the links again.
        Command::ErasePerson { person } => {
            let person = hall.people.asking(Some(*person))?.id;
            Ok(vec![Event::PersonErased { person, at_ms }])
        }
        Command::EraseSealed { by } => Ok(vec![Event::SealedErased { by: *by }]),
        Command::SetRetention { days } => set_retention(hall, *days),
        Command::Purge => {
            let purge = purge().ok_or(Rejection::SessionUnknown)?;
            Ok(vec![Event::SessionPurged {
                purge: Box::new(purge),
            }])
        }
        Command::DeleteSession { .. } => Ok(vec![Event::SessionDeleted { at_ms }]),
    }
}

/// Whether the session can do without somebody.
///
/// # Errors
/// Nobody else could run it.
fn others_organise(hall: &Hall<'_>, person: PersonId) -> Result<(), Rejection> {
    let organises = |id: &PersonId| {
        let person = hall.people.get(id).filter(|person| !person.erased);
        let link = person.and_then(|person| hall.links.get(&person.link?));
        link.is_some_and(|link| !link.revoked && link.roles.contains(&Role::Organiser))
    };
    let mut others = hall.people.keys().filter(|other| **other != person);
    if organises(&person) && !others.any(organises) {
        return Err(Rejection::OnlyOrganiser);
    }
    Ok(())
}

/// Sets for how long the session is kept. What would end at once is a deletion, and is asked for as
/// one.
///
/// # Errors
/// It is past its bound, or the time has passed already.
fn set_retention(hall: &Hall<'_>, days: u32) -> Decided {
    if days > limits::RETENTION_DAYS_MAX {
        return Err(Rejection::OutOfRange {
            field: Field::RetentionDays,
            min: 0,
            max: u64::from(limits::RETENTION_DAYS_MAX),
        });
    }
    // As long as nobody has ended it, it goes on.
    let ended_at_ms = hall.agenda.ended_at_ms.unwrap_or(hall.now_ms);
    if days > 0 && ended_at_ms.saturating_add(ms(days)) <= hall.now_ms {
        let passed_ms = hall.now_ms.saturating_sub(ended_at_ms);
        return Err(Rejection::RetentionPassed {
            days_min: passed_ms / ms(1) + 1,
        });
    }
    let is_so = hall.privacy.retention_days == Some(days);
    let set = (!is_so).then_some(Event::RetentionSet { days });
    Ok(set.into_iter().collect())
}

/// When a session is purged: so many days after it ended or, where nobody ended it, after its planned
/// end and its last event. `None` if it is kept until it is deleted, or is purged already.
#[must_use]
pub fn due_at_ms(
    privacy: &Privacy,
    agenda: &Agenda,
    default_days: u32,
    last_event_ms: u64,
) -> Option<u64> {
    let days = privacy.retention_days.unwrap_or(default_days);
    if days == 0 || privacy.purged.is_some() {
        return None;
    }
    let planned = agenda.promised_end_ms.or_else(|| {
        let start_ms = agenda.scheduled_start_ms?;
        Some(start_ms.saturating_add(agenda.plan_ms()))
    });
    let ended_at_ms = agenda
        .ended_at_ms
        .unwrap_or(last_event_ms.max(planned.unwrap_or_default()));
    Some(ended_at_ms.saturating_add(ms(days)))
}

fn ms(days: u32) -> u64 {
    u64::from(days) * 24 * 3_600_000
}
