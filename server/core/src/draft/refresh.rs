//! Brings the draft up to date: new lines come, and lines that nobody has decided on and that are not in the
//! report yet follow their sources, or go with them. What a decided line does not hold comes as a line
//! beside it, so that no word is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Event;
use super::line::{Found, Piece, ProposedLine, Source};
use super::state::{Draft, DraftLine};
use crate::ids::LineId;
use crate::limits;

pub(super) fn refresh(draft: &Draft, found: Vec<Found>, now_ms: u64) -> Vec<Event> {
    let mut fresh = Fresh::over(draft, &found);
    for found in found {
        fresh.take(found);
    }
    let following = draft.lines.iter().filter(|(_, line)| line.follows());
    let gone = following.filter(|(id, _)| !fresh.standing.contains(id));
    let gone: Vec<LineId> = gone.map(|(id, _)| *id).collect();
    let lines = fresh.lines;
    if lines.is_empty() && gone.is_empty() {
        return Vec::new();
    }
    vec![Event::DraftAssembled {
        lines,
        gone,
        at_ms: now_ms,
    }]
}

struct Fresh<'a> {
    draft: &'a Draft,
    /// The line of each source.
    known: BTreeMap<Source, LineId>,
    /// What stands beside a line and follows its source.
    beside: BTreeMap<(LineId, Source), LineId>,
    /// Lines that follow their sources and go on standing.
    standing: BTreeSet<LineId>,
    lines: Vec<ProposedLine>,
    last: u32,
    /// How many more lines there may be.
    room: usize,
}

impl<'a> Fresh<'a> {
    fn over(draft: &'a Draft, found: &[Found]) -> Self {
        let found: BTreeSet<Source> = found.iter().map(|found| found.of).collect();
        let (mut known, mut beside) = (BTreeMap::new(), BTreeMap::new());
        let mut gone = 0;
        for (id, line) in &draft.lines {
            let of = line.proposed.of;
            match line.proposed.beside {
                None => {
                    known.insert(of, *id);
                    gone += usize::from(line.follows() && !found.contains(&of));
                }
                Some(main) if line.follows() => drop(beside.insert((main, of), *id)),
                Some(_) => {}
            }
        }
        Self {
            draft,
            known,
            beside,
            standing: BTreeSet::new(),
            lines: Vec::new(),
            last: draft.last_line,
            room: limits::DRAFT_LINES_MAX.saturating_sub(draft.lines.len() - gone),
        }
    }

    fn take(&mut self, found: Found) {
        let pieces = found.pieces.clone();
        let around = (found.section, found.at_ms, found.sources.clone());
        let known = self.known.get(&found.of).copied();
        let decided = known.and_then(|id| self.draft.lines.get(&id).filter(|line| !line.follows()));
        let (main, text) = match (known, decided) {
            (Some(id), Some(line)) => (id, line.proposed.text.clone()),
            _ => {
                let text = found.text.clone();
                match self.put(known, None, found) {
                    Some(id) => (id, text),
                    // There is room for no more.
                    None => return,
                }
            }
        };
        for piece in pieces {
            if text.contains(&piece.words) || self.is_decided_on(&piece) {
                continue;
            }
            let (section, at_ms, sources) = around.clone();
            let others = sources.into_iter().filter(|source| match source {
                Source::Entry { .. } => false,
                other => *other != piece.of,
            });
            let present = self.beside.get(&(main, piece.of)).copied();
            let alone = Found {
                section,
                of: piece.of,
                text: piece.text,
                sources: std::iter::once(piece.of).chain(others).collect(),
                at_ms,
                pieces: Vec::new(),
            };
            self.put(present, Some(main), alone);
        }
    }

    /// Whether a line that stays as it is holds it, or kept it out.
    fn is_decided_on(&self, piece: &Piece) -> bool {
        let mut decided = self.draft.lines.values().filter(|line| !line.follows());
        decided.any(|line| line.holds(piece.of, &piece.words))
    }

    /// Proposes a line, or what is new of one; its number, unless there is no room for it.
    fn put(
        &mut self,
        known: Option<LineId>,
        beside: Option<LineId>,
        found: Found,
    ) -> Option<LineId> {
        let line = match known {
            Some(id) => id,
            None => {
                self.room = self.room.checked_sub(1)?;
                self.last += 1;
                LineId(self.last)
            }
        };
        let fresh = ProposedLine {
            line,
            section: found.section,
            of: found.of,
            text: found.text,
            sources: found.sources,
            at_ms: found.at_ms,
            beside,
        };
        let present = self.draft.lines.get(&line);
        if present.is_none_or(|present| present.proposed != fresh) {
            self.lines.push(fresh);
        }
        self.standing.insert(line);
        Some(line)
    }
}

impl DraftLine {
    /// Whether nobody has decided on it, and it is not in the report yet.
    fn follows(&self) -> bool {
        self.state == super::LineState::Kept && !self.written
    }
}
