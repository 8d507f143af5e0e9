//! Counting: how many chose what, from where and for whom.
//!
//! A split by stakeholder group could tell how the one government in the room answered. So no line
//! of it stands for fewer than three people of the whole poll: a smaller group is counted with those
//! of whom it is not known, and where these are then still too few, the smallest group left joins
//! them, since what is missing from a sum is as plain as what is written.

use std::collections::BTreeMap;

use super::result::{OptionTally, PollResult};
use super::state::Poll;
use crate::context::Presence;
use crate::ids::{LinkId, PersonId};
use crate::igf::StakeholderGroup;
use crate::links::Link;
use crate::people::{Person, Profile};
use crate::terms::{Attendance, Role};

/// Fewest people that a line of the split by stakeholder group may stand for.
const GROUP_PEOPLE_MIN: u32 = 3;

/// Everybody who ever joined, and who of them is here.
#[derive(Debug, Clone, Copy)]
pub struct Attendees<'a> {
    /// Everybody who ever joined.
    pub people: &'a BTreeMap<PersonId, Person>,
    /// The role links that some of them came by.
    pub links: &'a BTreeMap<LinkId, Link>,
    /// Who is here.
    pub presence: &'a Presence,
}

impl Attendees<'_> {
    /// Who answered, and those together with everybody else who is here and is asked.
    pub(super) fn turnout<A>(&self, answers: &BTreeMap<PersonId, A>) -> (u32, u32) {
        let yet_to_answer = |id: &&PersonId| !answers.contains_key(id) && self.is_asked(**id);
        let others = self.presence.iter().filter(yet_to_answer).count();
        let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
        let answered = count(answers.len());
        (answered, answered.saturating_add(count(others)))
    }

    /// Whether a screen asks: pages of staff, of speakers and of the room do not, nor do other
    /// systems. Who works for the session and answers all the same, as a participant, counts by
    /// having answered.
    fn is_asked(&self, id: PersonId) -> bool {
        let Some(person) = self.people.get(&id) else {
            return false;
        };
        let link = person.link.and_then(|link| self.links.get(&link));
        link.is_none_or(|link| link.roles.contains(&Role::Participant))
    }
}

/// Counts a poll as it stands, each answer for the side and the group that its person is of now.
#[must_use]
pub fn tally(poll: &Poll, attendees: Attendees<'_>) -> PollResult {
    let answers = poll.answers.iter();
    let answers = answers.map(|(id, choices)| (*id, choices.as_slice()));
    let options = poll.asked.option_count();
    count(&answers.collect(), &poll.hands, options, attendees)
}

/// Counts answers to anything that has options.
pub(crate) fn count(
    answered: &BTreeMap<PersonId, &[u8]>,
    hands: &[u32],
    options: usize,
    attendees: Attendees<'_>,
) -> PollResult {
    let mut answers: Vec<(&Profile, &[u8])> = Vec::with_capacity(answered.len());
    for (id, choices) in answered {
        if let Some(person) = attendees.people.get(id) {
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
                add(&mut option, profile);
            }
        }
        option
    };
    let indices = (0..=u8::MAX).take(options);
    let (answered, present) = attendees.turnout(answered);
    PollResult {
        options: indices.map(option).collect(),
        answered,
        present,
    }
}

/// Counts one person for an option.
fn add(option: &mut OptionTally, profile: &Profile) {
    *match profile.attendance {
        Attendance::Online => &mut option.online,
        Attendance::Room => &mut option.room,
        Attendance::Hub => &mut option.hub,
    } += 1;
    let of = |wanted: Option<StakeholderGroup>| {
        let mut lines = option.by_group.iter();
        lines.position(|(line, _)| *line == wanted)
    };
    let own = of(profile.stakeholder_group).or_else(|| of(None));
    if let Some(at) = own {
        option.by_group[at].1 += 1;
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
