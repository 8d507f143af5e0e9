//! The lines that the session gives at this moment.

mod discussion;

use super::harvest::harvest;
use super::points::is_settled;
use super::sentences;
use super::support::{Support, support};
use crate::capture::{Entry, EntryKind};
use crate::draft::{Found, Piece, Section, Source, words_of};
use crate::ids::SegmentId;
use crate::igf::SegmentKind;
use crate::limits;
use crate::poll::Poll;
use crate::session::Session;
use discussion::spoken;

/// Assembles the draft. Only what everybody heard is in it, and names only where there may be one.
#[must_use]
pub(crate) fn assemble(session: &Session) -> Vec<Found> {
    let entries = session.capture.kept();
    let written = entries.filter(|entry| !entry.text.text().trim().is_empty());
    let of_entries = written.filter_map(|entry| of_entry(session, entry));
    let of_polls = session.polls.by_id.values().filter_map(of_poll);
    let mut found: Vec<Found> = of_entries
        .chain(discussion::of_items(session))
        .chain(of_rooms(session))
        .chain(of_polls)
        .collect();
    found.sort_by_key(|line| (line.section, line.at_ms, line.of));
    found.truncate(limits::DRAFT_LINES_MAX);
    found
}

fn of_entry(session: &Session, entry: &Entry) -> Option<Found> {
    let text = entry.text.text();
    let (section, text) = match entry.kind {
        // They have blocks of their own.
        EntryKind::Takeaway | EntryKind::CallToAction => return None,
        EntryKind::Consensus => {
            let total = |at: usize, support: &Support| {
                support.result.options.get(at).map_or(0, |it| it.total())
            };
            let counts = support(session, entry);
            let counts = counts.map(|it| [0, 1, 2].map(|at| total(at, &it)));
            (Section::Agreements, sentences::agreed(text, counts))
        }
        EntryKind::NoConsensus => (Section::Agreements, sentences::not_agreed(text)),
        // It stands in the discussion, with its answer.
        EntryKind::OpenIssue if is_settled(session, entry) => return None,
        EntryKind::OpenIssue => (Section::Agreements, sentences::left_open(text)),
        EntryKind::Note | EntryKind::Quote => {
            let line = spoken(session, entry);
            if let Some(room) = entry.room {
                (
                    Section::Breakouts,
                    sentences::brought_back(Some(room.0), &line),
                )
            } else if discussion::stands_with_its_item(session, entry) {
                return None;
            } else {
                (section_of(session, entry.segment), line)
            }
        }
    };
    let of = Source::Entry { entry: entry.id };
    let segment = entry.segment.map(|segment| Source::Segment { segment });
    let room = entry.room.map(|room| Source::Room { room });
    let at_ms = entry.at_ms;
    let sources = [Some(of), segment, room, Some(Source::Moment { at_ms })];
    Some(Found {
        section,
        of,
        sources: sources.into_iter().flatten().collect(),
        at_ms,
        pieces: vec![Piece {
            of,
            words: words_of(entry.text.text()),
            text: text.clone(),
        }],
        text,
    })
}

/// Notes of a part in which people talk with one another belong to the discussion.
fn section_of(session: &Session, segment: Option<SegmentId>) -> Section {
    let segment = segment.and_then(|id| session.agenda.segment(id));
    match segment.map(|segment| segment.kind) {
        Some(
            SegmentKind::Opening
            | SegmentKind::Keynotes
            | SegmentKind::Presentation
            | SegmentKind::Panel
            | SegmentKind::Award,
        ) => Section::Presentations,
        Some(SegmentKind::Networking) => Section::Breakouts,
        _ => Section::Discussion,
    }
}

fn of_rooms(session: &Session) -> impl Iterator<Item = Found> {
    let harvested = harvest(session).into_iter();
    harvested.map(|it| {
        let of = Source::Room { room: it.room };
        let text = sentences::brought_back(Some(it.room.0), &it.text);
        Found {
            section: Section::Breakouts,
            of,
            sources: vec![of, Source::Moment { at_ms: it.at_ms }],
            at_ms: it.at_ms,
            pieces: vec![Piece {
                of,
                words: words_of(&it.text),
                text: text.clone(),
            }],
            text,
        }
    })
}

fn of_poll(poll: &Poll) -> Option<Found> {
    let (at_ms, result) = poll.closed.as_ref()?;
    let asked = &poll.asked;
    let words = |at: usize| {
        let own = asked.kind.own_option(at).map(|own| own.in_sentence);
        own.or(asked.options.get(at).map(String::as_str))
            .unwrap_or_default()
    };
    let options = result.options.iter().enumerate();
    let answers: Vec<_> = options.map(|(at, it)| (words(at).to_owned(), it)).collect();
    let of = Source::Poll { poll: asked.id };
    let segment = asked.segment.map(|segment| Source::Segment { segment });
    let sources = [Some(of), segment, Some(Source::Moment { at_ms: *at_ms })];
    Some(Found {
        section: Section::Polls,
        of,
        text: sentences::poll(&asked.question, &answers, (result.answered, result.present)),
        sources: sources.into_iter().flatten().collect(),
        at_ms: *at_ms,
        // Its result is what it was when it closed.
        pieces: Vec::new(),
    })
}
