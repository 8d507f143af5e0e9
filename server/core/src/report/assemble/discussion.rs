//! The discussion: each question with its answer, as published reports have it.
//!
//! An answer is what was written to the asker, and the notes and quotes that the rapporteur linked
//! to the item.

use super::super::names::is_nameless;
use super::super::points::is_settled;
use super::super::sentences;
use crate::capture::{Entry, EntryKind};
use crate::draft::{Found, Piece, Section, Source, words_of};
use crate::floor::{Item, ItemKind};
use crate::ids::ItemId;
use crate::limits;
use crate::session::Session;
use crate::terms::ItemState;

/// A line for each item that the floor heard, or left to the report.
pub(super) fn of_items(session: &Session) -> impl Iterator<Item = Found> {
    let items = session.floor.items.values();
    items.filter_map(|item| of_item(session, item))
}

fn of_item(session: &Session, item: &Item) -> Option<Found> {
    if !is_heard(item) {
        return None;
    }
    let id = item.entered.id;
    let linked = linked(session, id);
    let of = Source::Item { item: id };
    let answer = item.public_answer().map(|answer| Piece {
        of,
        words: words_of(answer),
        text: sentences::answered(answer),
    });
    let notes = linked.iter().map(|entry| Piece {
        of: Source::Entry { entry: entry.id },
        words: words_of(entry.text.text()),
        text: match entry.kind {
            EntryKind::Note => sentences::answered(entry.text.text()),
            _ => spoken(session, entry),
        },
    });
    let pieces: Vec<Piece> = answer.into_iter().chain(notes).collect();
    let left = (item.state == ItemState::Deferred && pieces.is_empty())
        .then_some(sentences::LEFT_TO_REPORT);
    let mut text = match opening(session, item) {
        Some(opening) => opening,
        // A hand that left no trace is no line.
        None if pieces.is_empty() && left.is_none() => return None,
        None => sentences::took_the_floor(&who(session, item)),
    };
    let mut sources = Vec::new();
    for piece in &pieces {
        let chars = text.chars().count() + piece.text.chars().count() + 1;
        // What is too much for the line is a line beside it.
        if chars <= limits::DRAFT_LINE_CHARS_MAX {
            text = format!("{text} {}", piece.text);
            sources.extend(Some(piece.of).filter(|source| *source != of));
        }
    }
    if let Some(left) = left {
        text = format!("{text} {left}");
    }
    let at_ms = item.taken_at_ms.unwrap_or(item.moved_at_ms);
    Some(Found {
        section: Section::Discussion,
        of,
        text,
        sources: [of, Source::Moment { at_ms }]
            .into_iter()
            .chain(sources)
            .chain(settled(session, id))
            .collect(),
        at_ms,
        pieces,
    })
}

/// Whether the floor heard it, or left it to the report.
fn is_heard(item: &Item) -> bool {
    use ItemState::{AnsweredAloud, AnsweredInText, Deferred, OnFloor};
    matches!(
        item.state,
        OnFloor | AnsweredAloud | AnsweredInText | Deferred
    )
}

/// Whether a note or a quote is part of the line of its item.
pub(super) fn stands_with_its_item(session: &Session, entry: &Entry) -> bool {
    let item = entry.item.and_then(|id| session.floor.items.get(&id));
    item.is_some_and(is_heard)
}

/// What was kept as open in the words of an item that has been answered since: its line holds them.
fn settled(session: &Session, item: ItemId) -> impl Iterator<Item = Source> {
    let entries = session.capture.kept();
    let of_item = entries.filter(move |entry| entry.item == Some(item));
    let settled = of_item.filter(|entry| is_settled(session, entry));
    settled.map(|entry| Source::Entry { entry: entry.id })
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
