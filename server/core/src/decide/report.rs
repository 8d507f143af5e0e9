//! Commands of those who write the report: captured entries, the form, the draft, consensus.

use crate::capture::{self, NewCapture};
use crate::command::Command;
use crate::consensus;
use crate::context::Context;
use crate::rejection::Rejection;
use crate::report::{draft, form};
use crate::session::Session;
use crate::shared_text::Splice;

use super::{Decided, not_ended};

/// Commands about captured entries.
pub(super) fn decide_capture(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Decided {
    let hand = (context.actor.person(), context.now_ms);
    match command {
        Command::AddEntry {
            kind,
            text,
            item,
            room,
            segment,
            moment_ms,
            who,
            to_whom,
            speaker,
        } => {
            let new = NewCapture {
                kind: *kind,
                text,
                item: *item,
                segment: *segment,
                room: *room,
                speaker: speaker.as_ref(),
                who,
                to_whom,
                moment_ms: *moment_ms,
            };
            capture::add(session, new, hand)
        }
        Command::ReviseEntry {
            entry,
            text,
            revision,
        } => capture::revise(session, *entry, text, *revision, hand),
        Command::EditEntry {
            entry,
            revision,
            at,
            delete,
            insert,
        } => {
            let splice = splice(*at, *delete, insert);
            capture::edit(session, *entry, &splice, *revision, hand)
        }
        Command::DescribeEntry { entry, fact } => capture::describe(session, *entry, fact.clone()),
        Command::RestoreEntry { entry, revision } => {
            capture::restore(session, *entry, *revision, hand)
        }
        Command::PlaceEntry {
            entry,
            after,
            before,
        } => capture::place(session, *entry, *after, *before),
        Command::SetEntryRemoved { entry, removed } => {
            capture::set_removed(session, *entry, *removed)
        }
        Command::SetChatham { segment, on } => capture::set_chatham(session, *segment, *on),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands about the report's text, the form and the draft.
pub(super) fn decide_report(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Decided {
    let hand = (context.actor.person(), context.now_ms);
    match command {
        Command::WriteReport { text, revision } => {
            capture::write_report(session, text, *revision, hand)
        }
        Command::EditReport {
            revision,
            at,
            delete,
            insert,
        } => capture::edit_report(session, &splice(*at, *delete, insert), *revision, hand),
        Command::RestoreReport { revision } => capture::restore_report(session, *revision, hand),
        Command::SignBlock {
            block,
            signed,
            revision,
        } => form::sign(session, *block, *signed, *revision, hand),
        Command::SetReportRules { rules } => form::set_rules(session, *rules),
        Command::SetDeadline { block, due_at_ms } => {
            form::set_deadline(session, *block, *due_at_ms)
        }
        Command::SetTimeZone { time_zone } => {
            form::set_time_zone(session, time_zone.as_deref(), context.zones)
        }
        Command::AssembleDraft => Ok(draft::refresh(session, context.now_ms)),
        Command::SetDraftLine {
            line,
            state,
            text,
            revision,
        } => draft::set_line(session, *line, (*state, text.as_deref()), *revision, hand),
        Command::WriteDraftToReport => draft::write(session, hand),
        _ => Err(Rejection::NotUnderstood),
    }
}

/// Commands of staff about consensus checks.
pub(super) fn decide_consensus(
    session: &Session,
    command: &Command,
    context: &Context<'_>,
) -> Decided {
    let now_ms = context.now_ms;
    match command {
        Command::PutToConsensus { entries, live } => {
            not_ended(session)?;
            consensus::put(session, entries, *live, now_ms)
        }
        Command::CountStances { entry, counts } => {
            consensus::count_hands(session, *entry, counts, now_ms)
        }
        Command::CloseConsensus => Ok(consensus::close(session, context.presence, now_ms)),
        _ => Err(Rejection::NotUnderstood),
    }
}

fn splice(at: u32, delete: u32, insert: &str) -> Splice {
    let insert = insert.to_owned();
    Splice { at, delete, insert }
}
