//! The discussion: each question with its answer, as published reports have it.
//!
//! An answer is what was written to the asker, and the notes and quotes that the rapporteur linked
//! to the item.

use super::spoken;
use crate::capture::{Entry, EntryKind};
use crate::draft::{Found, Section, Source, templates};
use crate::floor::{Item, ItemKind};
use crate::ids::EntryId;
use crate::limits;
use crate::report::names::is_nameless;
use crate::session::Session;
use crate::terms::ItemState;
use crate::view::is_named;

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
    let linked: Vec<&Entry> = session
        .capture
        .kept()
        .filter(|entry| entry.item == Some(id) && entry.room.is_none())
        .filter(|entry| matches!(entry.kind, EntryKind::Note | EntryKind::Quote))
        .filter(|entry| !entry.text.text().trim().is_empty())
        .collect();
    let answer = item.said.answer.as_deref().map(templates::answered);
    let notes = linked.iter().map(|entry| match entry.kind {
        EntryKind::Note => templates::answered(entry.text.text()),
        _ => spoken(session, entry),
    });
    let left = item.state == ItemState::Deferred && answer.is_none() && linked.is_empty();
    let left = left.then(|| templates::LEFT_TO_REPORT.to_owned());
    let mut answers = answer.into_iter().chain(notes).chain(left).peekable();
    let mut text = match opening(session, item) {
        Some(opening) => opening,
        None => {
            // A hand that left no trace is no line.
            answers.peek()?;
            templates::took_the_floor(&who(session, item))
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
        templates::asked(&who, &text)
    } else {
        templates::remarked(&who, &text)
    })
}

fn who(session: &Session, item: &Item) -> String {
    let entered = &item.entered;
    let may_name = session.form.rules.name_askers && is_named(item) && !is_nameless(session, item);
    let name = entered.name.as_deref().filter(|_| may_name);
    let affiliation = entered.affiliation.as_deref().filter(|_| may_name);
    let together = session.floor.merged_with(entered.id).len() + 1;
    templates::asker(name, affiliation, together)
}
