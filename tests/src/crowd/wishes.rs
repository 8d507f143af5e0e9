//! What one of the crowd does next: asks, takes back, votes, raises a hand, answers; or, as the
//! moderator, opens a poll and closes it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::fact::Fact;
use super::seen::Seen;
use crate::Dice;

/// Own items that may wait: one may have five questions and a hand.
const OWN_MAX: usize = 4;
/// Texts of one person: a session has 5,000 items in its whole life.
const TEXTS_MAX: usize = 250;
/// Polls of one session, a few less than it may have.
const POLLS_MAX: usize = 50;
/// Options of each poll.
const OPTIONS: [&str; 3] = ["Yes", "No", "Later"];

/// What one wants, and has wanted: nothing that leads to the same fact is wanted twice.
#[derive(Debug)]
pub(super) struct Wishes {
    name: String,
    moderates: bool,
    texts: usize,
    wanted: BTreeSet<Fact>,
    done: BTreeSet<Fact>,
}

impl Wishes {
    pub(super) fn of(name: &str, moderates: bool) -> Self {
        Self {
            name: name.to_owned(),
            moderates,
            texts: 0,
            wanted: BTreeSet::new(),
            done: BTreeSet::new(),
        }
    }

    /// It was acknowledged.
    pub(super) fn is_done(&mut self, fact: Fact) {
        self.done.insert(fact);
    }

    /// A command and the fact that it leads to, as somebody with this number; `waits` are own
    /// commands on their way.
    pub(super) fn next(
        &mut self,
        you: u32,
        seen: &Seen,
        waits: usize,
        dice: &mut Dice,
    ) -> Option<(Fact, Value)> {
        let wish = if self.moderates {
            self.moderated(seen, waits, dice)
        } else {
            self.taken_part(you, seen, waits, dice)
        };
        let (fact, command) = wish?;
        self.wanted.insert(fact.clone()).then_some((fact, command))
    }

    fn moderated(&mut self, seen: &Seen, waits: usize, dice: &mut Dice) -> Option<(Fact, Value)> {
        // One after the other, and a poll stays open for a while.
        if waits > 0 || dice.below(100) >= 10 {
            return None;
        }
        if let Some(poll) = seen.polls.first().copied() {
            let close = json!({ "type": "close_poll", "poll": poll });
            return Some((Fact::Closed { poll }, close));
        }
        if self.texts >= POLLS_MAX {
            return None;
        }
        let question = self.text();
        let open = json!({
            "type": "open_poll", "kind": "single", "question": question,
            "options": OPTIONS, "live": true,
        });
        Some((Fact::Opened { question }, open))
    }

    fn taken_part(
        &mut self,
        you: u32,
        seen: &Seen,
        waits: usize,
        dice: &mut Dice,
    ) -> Option<(Fact, Value)> {
        let prefix = format!("{} ", self.name);
        let is_own = |text: &String| text.starts_with(&prefix);
        let (own, others): (Vec<_>, Vec<_>) =
            seen.waiting.iter().partition(|(_, text)| is_own(text));
        let chance = dice.below(100);
        if own.len() + waits >= OWN_MAX && chance < 12 {
            let (item, _) = own.first()?;
            let back = json!({ "type": "withdraw_item", "item": item });
            return Some((Fact::Withdrawn { item: **item }, back));
        }
        if chance < 40 && own.len() + waits < OWN_MAX && self.texts < TEXTS_MAX {
            let text = self.text();
            let command = match chance {
                0..8 => json!({ "type": "raise_hand", "note": text }),
                8..12 => {
                    json!({ "type": "ask_question", "text": text, "anonymity": "hidden_from_all" })
                }
                _ => json!({ "type": "ask_question", "text": text }),
            };
            return Some((Fact::Entered { text }, command));
        }
        if let Some(poll) = seen.polls.first().copied().filter(|_| chance < 70) {
            let options = 0..OPTIONS.len();
            let answered = |option| Fact::Answered {
                poll,
                option: u8::try_from(option).unwrap_or_default(),
            };
            // Once is enough: a second answer may be the same as the first, and change nothing.
            if !options
                .clone()
                .any(|at| self.wanted.contains(&answered(at)))
            {
                let option = dice.below(options.len());
                let answer = json!({ "type": "answer_poll", "poll": poll, "options": [option] });
                return Some((answered(option), answer));
            }
        }
        let (item, _) = dice.one_of(&others)?;
        let voted = |support| Fact::Voted {
            person: you,
            item: **item,
            support,
        };
        let support = !self.wanted.contains(&voted(true));
        // Support that is not there yet cannot be taken back: that would be done, and change nothing.
        if !support && !self.done.contains(&voted(true)) {
            return None;
        }
        let vote = json!({ "type": "vote", "item": item, "support": support });
        Some((voted(support), vote))
    }

    fn text(&mut self) -> String {
        self.texts += 1;
        format!("{} {}", self.name, self.texts)
    }
}
