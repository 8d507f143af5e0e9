//! What waits for one screen, in order. Most of the time that is one frame or none: it stands in the queue
//! itself, so that whoever puts it in and whoever writes it touch no other memory.

use std::collections::VecDeque;

use super::Outgoing;

/// Frames, and behind them the end.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    first: Option<Outgoing>,
    /// Nothing, where there is no first one.
    others: VecDeque<Outgoing>,
}

impl Waiting {
    pub(super) fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.others.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    pub(super) fn push(&mut self, outgoing: Outgoing) {
        match self.first {
            None => self.first = Some(outgoing),
            Some(_) => self.others.push_back(outgoing),
        }
    }

    /// What is next.
    pub(super) fn first(&self) -> Option<&Outgoing> {
        self.first.as_ref()
    }

    /// Takes what is next.
    pub(super) fn pop(&mut self) -> Option<Outgoing> {
        let next = if self.others.is_empty() {
            None
        } else {
            self.others.pop_front()
        };
        std::mem::replace(&mut self.first, next)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(outgoing: Option<Outgoing>) -> Option<String> {
        match outgoing? {
            Outgoing::Frame(frame) => Some(frame.text().to_owned()),
            Outgoing::Close(_) => None,
        }
    }

    #[test]
    fn what_comes_first_goes_first_however_many_wait() {
        let mut waiting = Waiting::default();
        assert!(waiting.is_empty() && waiting.pop().is_none());
        for most in [1, 2, 5] {
            for number in 0..most {
                waiting.push(Outgoing::Frame(format!("{number}").as_str().into()));
            }
            assert_eq!(waiting.len(), most);
            for number in 0..most {
                assert_eq!(text(waiting.first().cloned()), Some(format!("{number}")));
                assert_eq!(text(waiting.pop()), Some(format!("{number}")));
            }
            assert!(waiting.is_empty() && waiting.pop().is_none());
        }
        waiting.push(Outgoing::Frame("one".into()));
        waiting.push(Outgoing::Frame("other".into()));
        waiting.clear();
        assert_eq!((waiting.len(), waiting.is_empty()), (0, true));
    }
}
