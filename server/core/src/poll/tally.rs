//! Counting: how many chose what, from where and for whom, and how much of it a screen gets.
//!
//! A split by stakeholder group could tell how the one government in the room answered. So no line
//! of it stands for fewer than three people of the whole poll: a smaller group is counted with those
//! of whom it is not known, and where these are then still too few, the smallest group left joins
//! them, since what is missing from a sum is as plain as what is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Poll, PollKind};
use crate::context::Presence;
use crate::ids::{PersonId, PollId};
use crate::igf::StakeholderGroup;
use crate::people::Profile;
use crate::session::Session;
use crate::terms::{Attendance, Role};

/// Fewest people that a line of the split by stakeholder group may stand for.
const GROUP_PEOPLE_MIN: u32 = 3;

/// How often one option was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OptionTally {
    /// By people who attend over the network.
    pub online: u32,
    /// By people in the room, on their own device.
    pub room: u32,
    /// By people at hubs.
    pub hub: u32,
    /// Hands of people in the room without a device.
    pub hands: u32,
    /// Those of `online`, `room` and `hub` by stakeholder group: the same lines for every option.
    /// The last, `None`, gathers those whose group is not known or too small to be shown apart.
    pub by_group: Vec<(Option<StakeholderGroup>, u32)>,
}

impl OptionTally {
    /// All of them together.
    #[must_use]
    pub fn total(&self) -> u32 {
        let counts = [self.online, self.room, self.hub, self.hands];
        counts.into_iter().fold(0, u32::saturating_add)
    }

    fn add(&mut self, profile: &Profile) {
        *match profile.attendance {
            Attendance::Online => &mut self.online,
            Attendance::Room => &mut self.room,
            Attendance::Hub => &mut self.hub,
        } += 1;
        let of = |wanted: Option<StakeholderGroup>| {
            self.by_group.iter().position(|(line, _)| *line == wanted)
        };
        let own = of(profile.stakeholder_group).or_else(|| of(None));
        if let Some(at) = own {
            self.by_group[at].1 += 1;
        }
    }
}

/// The result of a poll, with its turnout.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PollResult {
    /// An option each, in order.
    pub options: Vec<OptionTally>,
    /// People who answered on a screen; hands are not in it.
    pub answered: u32,
    /// Those, and everybody else who is here and may answer: `answered` is never more than this,
    /// even when people leave after they have answered.
    pub present: u32,
}

/// A poll as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields say what a screen shows")]
pub struct PollEntry {
    pub id: PollId,
    pub kind: PollKind,
    pub question: String,
    /// What staff typed; empty where the words are the browser's.
    pub options: Vec<String>,
    pub live: bool,
    pub at_ms: u64,
    pub closed_at_ms: Option<u64>,
    pub answered: u32,
    pub present: u32,
    /// Nothing for the public while the poll is open and its result is not shown live.
    pub result: Option<PollResult>,
}

/// A person's own answer, to themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs, reason = "the fields say what a screen shows")]
pub struct MyPollEntry {
    pub poll: PollId,
    /// Indices of options, in order.
    pub options: Vec<u8>,
}

impl PollEntry {
    pub(crate) fn of(session: &Session, poll: &Poll, presence: &Presence, for_staff: bool) -> Self {
        let asked = &poll.asked;
        let result = match &poll.closed {
            Some((_, result)) => Some(result.clone()),
            None if for_staff || asked.live => Some(tally(session, poll, presence)),
            None => None,
        };
        let (answered, present) = match &result {
            Some(result) => (result.answered, result.present),
            None => {
                let answers = &poll.answers;
                turnout(
                    session,
                    |id| answers.contains_key(&id),
                    answers.len(),
                    presence,
                )
            }
        };
        Self {
            id: asked.id,
            kind: asked.kind,
            question: asked.question.clone(),
            options: asked.options.clone(),
            live: asked.live,
            at_ms: asked.at_ms,
            closed_at_ms: poll.closed.as_ref().map(|(at_ms, _)| *at_ms),
            answered,
            present,
            result,
        }
    }
}

impl MyPollEntry {
    /// What this person chose, if they did.
    pub(crate) fn of(poll: &Poll, person: PersonId) -> Option<Self> {
        let options = poll.answers.get(&person)?;
        Some(Self {
            poll: poll.asked.id,
            options: options.clone(),
        })
    }
}

/// Counts a poll as it stands, each answer for the side and the group that its person is of now.
#[must_use]
pub fn tally(session: &Session, poll: &Poll, presence: &Presence) -> PollResult {
    let answers = poll.answers.iter();
    let answers = answers.map(|(id, choices)| (*id, choices.as_slice()));
    let options = poll.asked.option_count();
    count(session, &answers.collect(), &poll.hands, options, presence)
}

/// Counts answers to anything that has options.
pub(crate) fn count(
    session: &Session,
    answered: &BTreeMap<PersonId, &[u8]>,
    hands: &[u32],
    options: usize,
    presence: &Presence,
) -> PollResult {
    let mut answers: Vec<(&Profile, &[u8])> = Vec::with_capacity(answered.len());
    for (id, choices) in answered {
        if let Some(person) = session.people.get(id) {
            answers.push((&person.profile, choices));
        }
    }
    let lines = group_lines(&answers);
    let option = |at: u8| {
        let hands = hands.get(usize::from(at)).copied();
        let mut option = OptionTally {
            hands: hands.unwrap_or_default(),
            by_group: lines.iter().map(|line| (*line, 0)).collect(),
            ..OptionTally::default()
        };
        for (profile, choices) in &answers {
            if choices.contains(&at) {
                option.add(profile);
            }
        }
        option
    };
    let indices = (0..=u8::MAX).take(options);
    let (answered, present) = turnout(
        session,
        |id| answered.contains_key(&id),
        answered.len(),
        presence,
    );
    PollResult {
        options: indices.map(option).collect(),
        answered,
        present,
    }
}

/// The lines of the split by stakeholder group, none of which stands for too few people.
fn group_lines(answers: &[(&Profile, &[u8])]) -> Vec<Option<StakeholderGroup>> {
    let mut sizes: BTreeMap<Option<StakeholderGroup>, u32> = BTreeMap::new();
    for (profile, _) in answers {
        *sizes.entry(profile.stakeholder_group).or_default() += 1;
    }
    let (mut apart, gathered): (Vec<_>, Vec<_>) = sizes
        .into_iter()
        .partition(|(group, people)| group.is_some() && *people >= GROUP_PEOPLE_MIN);
    let people: u32 = gathered.iter().map(|(_, people)| *people).sum();
    if (1..GROUP_PEOPLE_MIN).contains(&people) {
        // Any group that stands apart is large enough to hide these few.
        let smallest = apart.iter().copied().min_by_key(|(_, people)| *people);
        apart.retain(|line| Some(*line) != smallest);
    }
    let groups = apart.into_iter().map(|(group, _)| group);
    groups.chain((people > 0).then_some(None)).collect()
}

/// Who answered, and those together with everybody else who is here and is asked.
fn turnout(
    session: &Session,
    has_answered: impl Fn(PersonId) -> bool,
    answered: usize,
    presence: &Presence,
) -> (u32, u32) {
    let yet_to_answer = |id: &&PersonId| !has_answered(**id) && is_asked(session, **id);
    let others = presence.iter().filter(yet_to_answer).count();
    let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let answered = count(answered);
    (answered, answered.saturating_add(count(others)))
}

/// Whether a screen asks: pages of staff, of speakers and of the room do not, nor do other systems.
/// Who works for the session and answers all the same, as a participant, counts by having answered.
fn is_asked(session: &Session, id: PersonId) -> bool {
    let Some(person) = session.people.get(&id) else {
        return false;
    };
    let link = person.link.and_then(|link| session.links.get(&link));
    link.is_none_or(|link| link.roles.contains(&Role::Participant))
}
