//! How long everybody has spoken: by person, by origin, by stakeholder group.
//!
//! Whoever asks without a name is counted for their side of the room and nowhere else: two questions
//! of one hidden asker cannot be told to be one person's.

use std::collections::BTreeMap;

use onefloor_page::stakeholder_group;
use serde::{Deserialize, Serialize};

use super::state::{Speaking, Spoken};
use crate::about::About;
use crate::floor::{Floor, Item};
use crate::ids::{LinkId, PersonId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::links::Link;
use crate::people::Person;
use crate::terms::{Attendance, Origin, Voice};

/// One person's time, or that of all who asked without a name on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Share {
    /// A speaker's link; none for those who ask.
    pub speaker: Option<LinkId>,
    /// Name; none for those who asked without one.
    pub name: Option<String>,
    /// Affiliation.
    pub affiliation: Option<String>,
    /// Room or online.
    pub origin: Origin,
    /// Stakeholder group, where it is known.
    pub stakeholder_group: Option<StakeholderGroup>,
    /// Times that they had the voice.
    pub turns: u32,
    /// For how long together, in milliseconds.
    pub ms: u64,
}

/// Time spoken, in stints that are over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Shares {
    /// Longest first; of equals, speakers first.
    pub people: Vec<Share>,
    /// Sums by origin; hubs apart.
    pub by_origin: Vec<(Origin, u64)>,
    /// Sums by stakeholder group; last, those of whom it is not known.
    pub by_group: Vec<(Option<StakeholderGroup>, u64)>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Speaker(LinkId),
    Person(PersonId),
    /// Somebody entered by staff, by name.
    Proxy(String, Origin),
    Unnamed(Origin),
}

/// Everybody who may have the voice, and what is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Roster<'a> {
    /// Who speaks and has spoken.
    pub speaking: &'a Speaking,
    /// The items of those who ask.
    pub floor: &'a Floor,
    /// The links of those who speak for the session.
    pub links: &'a BTreeMap<LinkId, Link>,
    /// Everybody who ever joined.
    pub people: &'a BTreeMap<PersonId, Person>,
    /// Whom the page names.
    pub about: Option<&'a About>,
}

/// Sums the finished stints of a session.
#[must_use]
pub fn shares(roster: Roster<'_>) -> Shares {
    shares_where(roster, |_, _| true)
}

/// The same, with a name only where `may_name` allows it; the rest is counted for its side alone.
pub(crate) fn shares_where(
    roster: Roster<'_>,
    may_name: impl Fn(Option<SegmentId>, Voice) -> bool,
) -> Shares {
    let mut people: BTreeMap<Who, Share> = BTreeMap::new();
    let mut groups: BTreeMap<Option<StakeholderGroup>, u64> = BTreeMap::new();
    let mut origins: BTreeMap<Origin, u64> = BTreeMap::new();
    for ((segment, voice), spoken) in &roster.speaking.spoken {
        let found = match voice {
            Voice::Speaker { speaker } => roster.known(*speaker),
            Voice::Asker { item } => {
                let item = roster.floor.items.get(item);
                item.map(|item| roster.asker(item))
            }
        };
        let Some(mut found) = found else { continue };
        if !may_name(*segment, *voice) {
            found = unnamed(found.1.origin);
        }
        let (who, share) = found;
        *groups.entry(share.stakeholder_group).or_default() += spoken.ms;
        *origins.entry(share.origin).or_default() += spoken.ms;
        add(people.entry(who).or_insert(share), *spoken);
    }
    let mut people: Vec<Share> = people.into_values().collect();
    people.sort_by_key(|share| std::cmp::Reverse(share.ms));
    // `None` sorts first in a map; on a screen what is not known comes last.
    let unknown_ms = groups.remove(&None);
    let unknown = unknown_ms.map(|ms| (None, ms));
    Shares {
        people,
        by_origin: origins.into_iter().collect(),
        by_group: groups.into_iter().chain(unknown).collect(),
    }
}

fn unnamed(origin: Origin) -> (Who, Share) {
    let share = Share {
        speaker: None,
        name: None,
        affiliation: None,
        origin,
        stakeholder_group: None,
        turns: 0,
        ms: 0,
    };
    (Who::Unnamed(origin), share)
}

fn add(share: &mut Share, spoken: Spoken) {
    share.turns += spoken.turns;
    share.ms += spoken.ms;
}

impl Roster<'_> {
    /// Who a speaker is, with nothing spoken yet; `None` for a link that nobody holds.
    pub(super) fn speaker(&self, speaker: LinkId) -> Option<Share> {
        let link = self.links.get(&speaker);
        let link = link.filter(|link| link.holder.is_some())?;
        let described = self.speaking.described.get(&speaker);
        let mut joined = self.people.values();
        let profile = joined
            .find(|person| person.link == Some(speaker))
            .map(|person| &person.profile);
        let attendance = profile.map_or(Attendance::Room, |profile| profile.attendance);
        Some(Share {
            speaker: Some(speaker),
            name: link.holder.clone(),
            affiliation: link.affiliation.clone(),
            origin: described.map_or_else(|| Origin::from(attendance), |said| said.origin),
            stakeholder_group: described
                .and_then(|said| said.stakeholder_group)
                .or_else(|| profile.and_then(|profile| profile.stakeholder_group))
                .or_else(|| self.group_by_page(link)),
            turns: 0,
            ms: 0,
        })
    }

    /// The stakeholder group that the page gives somebody.
    fn group_by_page(&self, link: &Link) -> Option<StakeholderGroup> {
        let listed = self.about.into_iter().flat_map(About::everybody);
        let listed = listed.filter(|person| link.is_held_by(&person.name));
        let mut groups = listed.filter_map(|person| person.stakeholder_group.as_deref());
        groups.find_map(stakeholder_group)
    }

    fn known(&self, speaker: LinkId) -> Option<(Who, Share)> {
        let share = self.speaker(speaker)?;
        Some((Who::Speaker(speaker), share))
    }

    fn asker(&self, item: &Item) -> (Who, Share) {
        let entered = &item.entered;
        let asker = entered.asker.and_then(|id| self.people.get(&id));
        let name = entered.name.clone().filter(|_| item.is_named());
        // A speaker who asks is still one person.
        let link = asker
            .and_then(|person| person.link)
            .filter(|_| name.is_some());
        if let Some(known) = link.and_then(|link| self.known(link)) {
            return known;
        }
        let who = match (&name, entered.asker) {
            (None, _) => Who::Unnamed(entered.origin),
            (Some(_), Some(person)) => Who::Person(person),
            (Some(name), None) => Who::Proxy(name.to_lowercase(), entered.origin),
        };
        let share = Share {
            speaker: None,
            affiliation: entered.affiliation.clone().filter(|_| name.is_some()),
            stakeholder_group: asker
                .filter(|_| name.is_some())
                .and_then(|person| person.profile.stakeholder_group),
            name,
            origin: entered.origin,
            turns: 0,
            ms: 0,
        };
        (who, share)
    }
}
