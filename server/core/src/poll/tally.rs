//! Counting: how many chose what, from where and for whom.
//!
//! Answers are sealed. Of those who are here, the server knows who is behind which, and counts each for
//! the side and the group of now; of an answer whose person has gone it knows the side alone.
//!
//! A split by stakeholder group could tell how the one government in the room answered, and a split by
//! side how the two at a hub did: their lines are those that [`apart`] lets stand.

use std::collections::{BTreeMap, BTreeSet};

use super::result::{OptionTally, PollResult};
use super::state::{Answer, Poll};
use crate::apart::apart;
use crate::conduct::Conduct;
use crate::context::Presence;
use crate::ids::{LinkId, PersonId};
use crate::igf::StakeholderGroup;
use crate::links::Link;
use crate::people::Person;
use crate::rejection::Rejection;
use crate::seal::{Faces, Purpose, Seal, Voter};
use crate::terms::{Attendance, Role};

/// Everybody who ever joined, and who of them is here.
#[derive(Debug, Clone, Copy)]
pub struct Attendees<'a> {
    /// Everybody who ever joined.
    pub people: &'a BTreeMap<PersonId, Person>,
    /// The role links that some of them came by.
    pub links: &'a BTreeMap<LinkId, Link>,
    /// Who is here.
    pub presence: &'a Presence,
    /// Who is muted or kept out: their answers are not counted.
    pub conduct: &'a Conduct,
}

impl Attendees<'_> {
    /// As whom somebody answers: sealed, but for an answer that the log has by name. That one is
    /// changed where it stands, so that nobody is counted twice.
    ///
    /// # Errors
    /// They are not here.
    pub(crate) fn voter<A>(
        &self,
        person: PersonId,
        purpose: Purpose,
        answers: &BTreeMap<Voter, A>,
    ) -> Result<Voter, Rejection> {
        let known = Voter::Known(person);
        if answers.contains_key(&known) {
            return Ok(known);
        }
        let sealed = self.presence.pseudonym(person, purpose);
        sealed.map(Voter::Sealed).ok_or(Rejection::PersonUnknown)
    }

    /// Where somebody attends now.
    pub(crate) fn side(&self, person: PersonId) -> Attendance {
        let person = self.people.get(&person);
        person.map_or_else(Attendance::default, |person| person.profile.attendance)
    }

    /// Who answered, and those together with everybody else who is here and is asked.
    pub(super) fn turnout<A>(&self, answers: &BTreeMap<Voter, A>, purpose: Purpose) -> (u32, u32) {
        let yet_to_answer = |(id, seal): &(&PersonId, &Seal)| {
            !answers.contains_key(&Voter::Sealed(seal.pseudonym(purpose)))
                && !answers.contains_key(&Voter::Known(**id))
                && self.is_asked(**id)
        };
        let others = self.presence.sealed().filter(yet_to_answer).count();
        let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
        let silenced = self.silenced(purpose);
        let counted = answers.keys().filter(|by| !silenced.contains(by));
        let answered = count(counted.count());
        (answered, answered.saturating_add(count(others)))
    }

    /// Under what whoever is muted or kept out may have answered. Of somebody who was not here when that
    /// was decided, nobody can tell.
    fn silenced(&self, purpose: Purpose) -> BTreeSet<Voter> {
        let people = self.conduct.muted.union(&self.conduct.banned);
        let under = |person: &PersonId| {
            let sealed = self.presence.pseudonym_of_silenced(*person, purpose);
            let sealed = sealed.map(Voter::Sealed);
            sealed.into_iter().chain([Voter::Known(*person)])
        };
        people.flat_map(under).collect()
    }

    /// Whether a screen asks: pages of staff, of speakers and of the room do not, nor do other
    /// systems. Who works for the session and answers all the same, as a participant, counts by
    /// having answered.
    fn is_asked(&self, id: PersonId) -> bool {
        let Some(person) = self.people.get(&id) else {
            return false;
        };
        if self.conduct.silences(id) {
            return false;
        }
        let link = person.link.and_then(|link| self.links.get(&link));
        link.is_none_or(|link| link.roles.contains(&Role::Participant))
    }
}

/// Counts a poll as it stands, each answer for the side and the group that its person is of now.
#[must_use]
pub fn tally(poll: &Poll, attendees: Attendees<'_>) -> PollResult {
    let given = |(by, answer): (&Voter, &Answer)| {
        let choices = answer.options.clone();
        let side = answer.side;
        (*by, Given { choices, side })
    };
    let answers = poll.answers.iter().map(given).collect();
    let options = poll.asked.option_count();
    count(&answers, poll.purpose(), &poll.hands, options, attendees)
}

/// An answer to anything that has options.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    /// Indices of options.
    pub(crate) choices: Vec<u8>,
    /// Where its person attended when they gave it.
    pub(crate) side: Option<Attendance>,
}

/// An answer with what is known of its person now.
struct Counted<'a> {
    choices: &'a [u8],
    side: Attendance,
    group: Option<StakeholderGroup>,
}

/// Counts answers to anything that has options; `purpose` is what their pseudonyms are for.
pub(crate) fn count(
    answered: &BTreeMap<Voter, Given>,
    purpose: Purpose,
    hands: &[u32],
    options: usize,
    attendees: Attendees<'_>,
) -> PollResult {
    let faces = Faces::of(attendees.presence.sealed(), purpose);
    let silenced = attendees.silenced(purpose);
    let mut answers: Vec<Counted<'_>> = Vec::with_capacity(answered.len());
    for (by, given) in answered.iter().filter(|(by, _)| !silenced.contains(by)) {
        let person = faces.person(*by).and_then(|id| attendees.people.get(&id));
        let side = person.map(|person| person.profile.attendance);
        if let Some(side) = side.or(given.side) {
            answers.push(Counted {
                choices: &given.choices,
                side,
                group: person.and_then(|person| person.profile.stakeholder_group),
            });
        }
    }
    let lines = group_lines(&answers);
    let sides = sides(&answers);
    let option = |at: u8| {
        let hands = hands.get(usize::from(at)).copied();
        let mut option = OptionTally {
            hands: hands.unwrap_or_default(),
            by_group: lines.iter().map(|line| (*line, 0)).collect(),
            ..OptionTally::default()
        };
        for answer in answers.iter().filter(|it| it.choices.contains(&at)) {
            add(&mut option, answer, &sides);
        }
        option
    };
    let indices = (0..=u8::MAX).take(options);
    let (answered, present) = attendees.turnout(answered, purpose);
    PollResult {
        options: indices.map(option).collect(),
        answered,
        present,
    }
}

/// Counts one person for an option.
fn add(option: &mut OptionTally, answer: &Counted<'_>, sides: &BTreeSet<Attendance>) {
    let side = Some(answer.side).filter(|side| sides.contains(side));
    *match side {
        Some(Attendance::Online) => &mut option.online,
        Some(Attendance::Room) => &mut option.room,
        Some(Attendance::Hub) => &mut option.hub,
        None => &mut option.gathered,
    } += 1;
    let of = |wanted: Option<StakeholderGroup>| {
        let mut lines = option.by_group.iter();
        lines.position(|(line, _)| *line == wanted)
    };
    let own = of(answer.group).or_else(|| of(None));
    if let Some(at) = own {
        option.by_group[at].1 += 1;
    }
}

/// The sides that are shown apart. One that has all who answered says no more than their sum.
fn sides(answers: &[Counted<'_>]) -> BTreeSet<Attendance> {
    let mut people: BTreeMap<Option<Attendance>, usize> = BTreeMap::new();
    for answer in answers {
        *people.entry(Some(answer.side)).or_default() += 1;
    }
    if people.len() == 1 {
        people.into_keys().flatten().collect()
    } else {
        apart(&people)
    }
}

/// The lines of the split by stakeholder group, none of which stands for too few people.
fn group_lines(answers: &[Counted<'_>]) -> Vec<Option<StakeholderGroup>> {
    let mut people: BTreeMap<Option<StakeholderGroup>, usize> = BTreeMap::new();
    for answer in answers {
        *people.entry(answer.group).or_default() += 1;
    }
    let alone = apart(&people);
    let is_gathered = |part: &Option<StakeholderGroup>| part.is_none_or(|it| !alone.contains(&it));
    let gathers = people.keys().any(is_gathered);
    let groups = alone.into_iter().map(Some);
    groups.chain(gathers.then_some(None)).collect()
}
