//! A text in which several people type at once, and nobody's words are lost.
//!
//! A screen sends what it did as a [`Splice`], with the revision that it saw. What others did since
//! is taken into account here, by positions alone; the event then holds splices that apply as they
//! are. Where two insert at the same place, what arrived first stays in front. Who deletes a
//! passage deletes what they saw of it, never what somebody typed into it meanwhile.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::rejection::{Field, Rejection};
use crate::{limits, text};

/// One change of a text. Places and lengths count Unicode code points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Splice {
    /// Where it begins.
    pub at: u32,
    /// How many code points go.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub delete: u32,
    /// What comes in their place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub insert: String,
    /// Whether it goes on from words that the same person has just typed: what others put at that
    /// place meanwhile then comes behind it, so that two who begin at one place do not write through
    /// each other. Only on its way in; what is kept has its place already.
    #[serde(skip)]
    pub follows: bool,
}

/// Who stays in front when two insert at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The other one: it arrived first.
    Behind,
    /// This one: it arrived first, or goes on from words that stood there already.
    Front,
}

/// The extent of a splice that has been applied; its words are in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Past {
    at: u32,
    delete: u32,
    inserted: u32,
}

/// A text with its revision and what was done to it last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SharedText {
    text: String,
    revision: u32,
    recent: VecDeque<Past>,
}

impl Splice {
    /// A change as a screen sends it.
    #[must_use]
    pub(crate) fn typed((at, delete): (u32, u32), insert: &str, follows: bool) -> Self {
        let insert = insert.to_owned();
        Self {
            at,
            delete,
            insert,
            follows,
        }
    }

    /// The change that makes `to` of `from`; `None` when they are the same.
    #[must_use]
    pub fn between(from: &str, to: &str) -> Option<Self> {
        let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
        let alike = |pairs: &mut dyn Iterator<Item = (&char, &char)>| {
            pairs.take_while(|(one, other)| one == other).count()
        };
        let front = alike(&mut from.iter().zip(&to));
        let (old, new) = (&from[front..], &to[front..]);
        let back = alike(&mut old.iter().rev().zip(new.iter().rev()));
        let (old, new) = (&old[..old.len() - back], &new[..new.len() - back]);
        (!old.is_empty() || !new.is_empty()).then(|| Self {
            at: narrow(front),
            delete: narrow(old.len()),
            insert: new.iter().collect(),
            follows: false,
        })
    }

    /// The text after it; what reaches past the end ends there.
    #[must_use]
    pub fn applied_to(&self, text: &str) -> String {
        let place = |chars: u32, from: usize| {
            let mut places = text[from..].char_indices().map(|(at, _)| from + at);
            places.nth(wide(chars)).unwrap_or(text.len())
        };
        let start = place(self.at, 0);
        let end = place(self.delete, start);
        [&text[..start], &self.insert, &text[end..]].concat()
    }

    fn extent(&self) -> Past {
        Past {
            at: self.at,
            delete: self.delete,
            inserted: narrow(self.insert.chars().count()),
        }
    }
}

/// `splice` as it is to be applied after `past`, when both were made to the same text; one after
/// the other where `past` has put words into the passage that it deletes, and none where nothing
/// of it is left to do.
#[must_use]
pub fn transform(splice: &Splice, past: &Splice, tie: Tie) -> Vec<Splice> {
    let mut edit = Edit::of(splice);
    edit.follow(past.extent(), tie);
    edit.into_splices()
}

impl SharedText {
    /// A text as it was first written, as its revision 1.
    #[must_use]
    pub fn of(text: String) -> Self {
        Self {
            text,
            revision: 1,
            recent: VecDeque::new(),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its revision; 0 as long as nothing was written.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// What a screen's splice comes to in the present text, to be applied one after the other, each
    /// a revision of its own. Empty when nothing of it is left to do.
    ///
    /// # Errors
    /// [`Rejection::TextChanged`] with the present text, when the screen saw a revision that is too
    /// old or another text; [`Rejection::TextTooLong`] when it would grow past `chars_max`.
    pub fn edit(
        &self,
        field: Field,
        splice: &Splice,
        seen: u32,
        chars_max: usize,
    ) -> Result<Vec<Splice>, Rejection> {
        let insert = text::piece(&splice.insert);
        let splice = Splice {
            insert,
            ..splice.clone()
        };
        let present = self.text.chars().count();
        let unseen = self.unseen(seen).ok_or_else(|| self.changed())?;
        // What it was made to: the present length, less what came and plus what went since.
        let before = unseen.iter().rev().fold(wide_signed(present), |len, past| {
            len - i64::from(past.inserted) + i64::from(past.delete)
        });
        if i64::from(splice.at) + i64::from(splice.delete) > before {
            return Err(self.changed());
        }
        let mut edit = Edit::of(&splice);
        let tie = if splice.follows {
            Tie::Front
        } else {
            Tie::Behind
        };
        unseen.iter().for_each(|past| edit.follow(*past, tie));
        let splices = edit.into_splices();
        let grown = |chars: usize, splice: &Splice| {
            (chars + splice.insert.chars().count()).saturating_sub(wide(splice.delete))
        };
        let chars = splices.iter().fold(present, grown);
        if chars > chars_max && chars > present {
            return Err(Rejection::TextTooLong {
                field,
                chars,
                chars_max,
            });
        }
        Ok(splices)
    }

    /// Folds in a splice that [`SharedText::edit`] let through.
    pub fn apply(&mut self, splice: &Splice, revision: u32) {
        self.text = splice.applied_to(&self.text);
        self.revision = revision;
        self.remember(splice.extent());
    }

    /// Puts another text of the same length in its place, at the same revision.
    pub(crate) fn overwrite(&mut self, text: String) {
        self.text = text;
    }

    /// Forgets what stands here, and where it was changed.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.recent.clear();
    }

    /// Folds in a text that was written as a whole.
    pub fn rewrite(&mut self, text: &str, revision: u32) {
        let splice = Splice::between(&self.text, text).unwrap_or_default();
        self.apply(&splice, revision);
    }

    /// The refusal of somebody who saw another text.
    #[must_use]
    pub fn changed(&self) -> Rejection {
        Rejection::TextChanged {
            text: self.text.clone(),
            revision: self.revision,
        }
    }

    fn remember(&mut self, past: Past) {
        if self.recent.len() >= limits::SPLICES_KEPT_MAX {
            self.recent.pop_front();
        }
        self.recent.push_back(past);
    }

    /// What was done since a revision; `None` when that is no longer known.
    fn unseen(&self, seen: u32) -> Option<Vec<Past>> {
        let behind = wide(self.revision.checked_sub(seen)?);
        let first = self.recent.len().checked_sub(behind)?;
        Some(self.recent.range(first..).copied().collect())
    }
}

/// A splice on its way past others: where its words go and which stretches it takes, all in places
/// of one text. The words never stand behind a stretch.
struct Edit {
    at: u32,
    insert: String,
    gone: Vec<(u32, u32)>,
}

impl Edit {
    fn of(splice: &Splice) -> Self {
        let Splice {
            at, delete, insert, ..
        } = splice;
        let (at, insert) = (*at, insert.clone());
        let gone = Some((at, at.saturating_add(*delete))).filter(|_| *delete > 0);
        Self {
            at,
            insert,
            gone: gone.into_iter().collect(),
        }
    }

    fn follow(&mut self, past: Past, tie: Tie) {
        let end = past.at.saturating_add(past.delete);
        let moved = |place: u32| {
            (place - end)
                .saturating_add(past.at)
                .saturating_add(past.inserted)
        };
        let in_front = self.at < past.at || (self.at == past.at && tie == Tie::Front);
        if !in_front {
            self.at = moved(self.at.max(end));
        }
        let mut gone: Vec<(u32, u32)> = Vec::with_capacity(self.gone.len() + 1);
        for (start, stop) in self.gone.drain(..) {
            let left = (start, stop.min(past.at));
            let right = (moved(start.max(end)), moved(stop.max(end)));
            for stretch in [left, right]
                .into_iter()
                .filter(|(start, stop)| start < stop)
            {
                match gone.last_mut() {
                    Some(last) if last.1 == stretch.0 => last.1 = stretch.1,
                    _ => gone.push(stretch),
                }
            }
        }
        self.gone = gone;
    }

    /// The same, one after the other: from the back, so that no place moves before its turn.
    fn into_splices(self) -> Vec<Splice> {
        let Self { at, insert, gone } = self;
        let here = gone.first().is_some_and(|(start, _)| *start == at);
        let first = Splice {
            at,
            delete: gone
                .first()
                .filter(|_| here)
                .map_or(0, |(start, stop)| stop - start),
            insert,
            follows: false,
        };
        let rest = gone[usize::from(here)..].iter().rev();
        let rest = rest.map(|(start, stop)| Splice {
            at: *start,
            delete: stop - start,
            insert: String::new(),
            follows: false,
        });
        let does_something = first.delete > 0 || !first.insert.is_empty();
        rest.chain(does_something.then_some(first)).collect()
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn wide(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn wide_signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
