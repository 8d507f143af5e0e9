//! The discussion: each question with its answer, as published reports have it.
//!
//! An answer is what was written to the asker, and the notes and quotes that the rapporteur linked
//! to the item.

use super::super::names::is_nameless;
use super::super::sentences;
use crate::capture::{Entry, EntryKind};
use crate::draft::{Found, Section, Source};
use crate::floor::{Item, ItemKind};
use crate::ids::{EntryId, ItemId};
use crate::limits;
use crate::session::Session;
use crate::terms::ItemState;

/// A line for each item that the floor heard, or left to the report.
pub(super) fn of_items(session: &Session) -> impl Iterator<Item = Found> {
    let items = session.floor.items.values();
    items.filter_map(|item| of_item(session, item))
}

fn of_item(session: &Session, item: &Item) -> Option<Found> {
    let heard = matches!(
        item.state,
        ItemState::OnFloor
            | ItemState::AnsweredAloud
            | ItemState::AnsweredInText
            | ItemState::Deferred
    );
    if !heard {
        return None;
    }
    let id = item.entered.id;
    let linked = linked(session, id);
    let answer = item.public_answer().map(sentences::answered);
    let notes = linked.iter().map(|entry| match entry.kind {
        EntryKind::Note => sentences::answered(entry.text.text()),
        _ => spoken(session, entry),
    });
    let left = item.state == ItemState::Deferred && answer.is_none() && linked.is_empty();
    let left = left.then(|| sentences::LEFT_TO_REPORT.to_owned());
    let mut answers = answer.into_iter().chain(notes).chain(left).peekable();
    let mut text = match opening(session, item) {
        Some(opening) => opening,
        None => {
            // A hand that left no trace is no line.
            answers.peek()?;
            sentences::took_the_floor(&who(session, item))
        }
    };
    for answer in answers {
        let chars = text.chars().count() + answer.chars().count() + 1;
        // The rest stays where it is: in notes of its own.
        if chars > limits::DRAFT_LINE_CHARS_MAX {
            break;
        }
        text = format!("{text} {answer}");
    }
    let at_ms = item.taken_at_ms.unwrap_or(item.moved_at_ms);
    let of = Source::Item { item: id };
    let entries: Vec<EntryId> = linked.iter().map(|entry| entry.id).collect();
    let entries = entries.into_iter().map(|entry| Source::Entry { entry });
    Some(Found {
        section: Section::Discussion,
        of,
        text,
        sources: std::iter::once(of)
            .chain([Source::Moment { at_ms }])
            .chain(entries)
            .collect(),
        at_ms,
    })
}

/// Notes and quotes that the rapporteur linked to an item.
fn linked(session: &Session, item: ItemId) -> Vec<&Entry> {
    session
        .capture
        .kept()
        .filter(|entry| entry.item == Some(item) && entry.room.is_none())
        .filter(|entry| matches!(entry.kind, EntryKind::Note | EntryKind::Quote))
        .filter(|entry| !entry.text.text().trim().is_empty())
        .collect()
}

fn opening(session: &Session, item: &Item) -> Option<String> {
    let text = item
        .text()?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if text.is_empty() {
        return None;
    }
    let who = who(session, item);
    let asks = item.entered.kind == ItemKind::Question || text.ends_with(['?', '？', '؟']);
    Some(if asks {
        sentences::asked(&who, &text)
    } else {
        sentences::remarked(&who, &text)
    })
}

fn who(session: &Session, item: &Item) -> String {
    let entered = &item.entered;
    let may_name = session.form.rules.name_askers && item.is_named() && !is_nameless(session, item);
    let name = entered.name.as_deref().filter(|_| may_name);
    let affiliation = entered.affiliation.as_deref().filter(|_| may_name);
    let together = session.floor.merged_with(entered.id).len() + 1;
    sentences::asker(name, affiliation, together)
}

/// A note or a quote as one sentence.
pub(super) fn spoken(session: &Session, entry: &Entry) -> String {
    let text = sentences::sentence(entry.text.text());
    if entry.kind == EntryKind::Quote {
        let speaker = session.capture.speaker_name(entry, &session.links);
        sentences::quoted(speaker.as_deref(), &text)
    } else {
        text
    }
}
