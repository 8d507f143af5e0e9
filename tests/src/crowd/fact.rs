//! What a command of the crowd does, as the log says it: the same on both sides of the comparison.

use std::collections::BTreeMap;

use onefloor::store::Batch;
use onefloor_core::terms::ItemState;
use onefloor_core::{Event, floor, poll};

/// Something that the log holds once for each command that did it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the fields are what the names say")]
pub enum Fact {
    /// A question or a hand came; no two texts are the same.
    Entered { text: String },
    /// It was taken back.
    Withdrawn { item: u32 },
    /// Somebody supports an item, or no longer; everybody does either at most once.
    Voted {
        person: u32,
        item: u32,
        support: bool,
    },
    /// A poll was put; no two questions are the same.
    Opened { question: String },
    /// It was closed.
    Closed { poll: u32 },
    /// Somebody answered it. The log does not tell who, so that as many must be there as were given.
    Answered { poll: u32, option: u8 },
}

impl Fact {
    fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Floor(floor::Event::ItemEntered { item }) => {
                let text = item.text.clone()?;
                Some(Self::Entered { text })
            }
            Event::Floor(floor::Event::ItemMoved { item, to, .. }) => {
                let item = item.0;
                (*to == ItemState::Withdrawn).then_some(Self::Withdrawn { item })
            }
            Event::Floor(floor::Event::VoteCast { item, person }) => Some(Self::Voted {
                person: person.0,
                item: item.0,
                support: true,
            }),
            Event::Floor(floor::Event::VoteRetracted { item, person }) => Some(Self::Voted {
                person: person.0,
                item: item.0,
                support: false,
            }),
            Event::Poll(poll::Event::PollOpened { poll }) => {
                let question = poll.question.clone();
                Some(Self::Opened { question })
            }
            Event::Poll(poll::Event::PollClosed { poll, .. }) => {
                Some(Self::Closed { poll: poll.0 })
            }
            Event::Poll(poll::Event::PollAnswerSealed { poll, options, .. }) => {
                let option = *options.first()?;
                Some(Self::Answered {
                    poll: poll.0,
                    option,
                })
            }
            _ => None,
        }
    }
}

/// How often each is there.
pub type Counted = BTreeMap<Fact, u64>;

/// What a log says.
#[must_use]
pub fn found(log: &[Batch]) -> Counted {
    let mut found = Counted::new();
    for event in log.iter().flat_map(|batch| &batch.events) {
        if let Some(fact) = Fact::of(event) {
            *found.entry(fact).or_default() += 1;
        }
    }
    found
}
