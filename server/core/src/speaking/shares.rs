//! How long everybody has spoken: by person, by origin, by stakeholder group (T3).
//!
//! Whoever asks without a name is counted for their side of the room and nowhere else: two questions
//! of one hidden asker cannot be told to be one person's.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Spoken;
use crate::floor::Item;
use crate::ids::{ItemId, LinkId, PersonId, SegmentId};
use crate::igf::StakeholderGroup;
use crate::report::is_nameless;
use crate::session::Session;
use crate::terms::Attendance;
use crate::terms::Origin;
use crate::terms::Voice;
use crate::view::is_named;
use onefloor_page::stakeholder_group;

/// One person's time, or that of all who asked without a name on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// Sums the finished stints of a session.
#[must_use]
pub fn shares(session: &Session) -> Shares {
    sum(session, |_, _| true)
}

/// The same for the report: what was said under the Chatham House Rule is counted for its side alone.
#[must_use]
pub fn reported_shares(session: &Session) -> Shares {
    let is_nameless = |item: &ItemId| {
        let item = session.floor.items.get(item);
        item.is_some_and(|item| is_nameless(session, item))
    };
    sum(session, |segment, voice| {
        let asks_nameless = matches!(voice, Voice::Asker { item } if is_nameless(item));
        !session.capture.is_chatham(segment) && !asks_nameless
    })
}

fn sum(session: &Session, may_name: impl Fn(Option<SegmentId>, &Voice) -> bool) -> Shares {
    let mut people: BTreeMap<Who, Share> = BTreeMap::new();
    let mut groups: BTreeMap<Option<StakeholderGroup>, u64> = BTreeMap::new();
    let mut origins: BTreeMap<Origin, u64> = BTreeMap::new();
    for ((segment, voice), spoken) in &session.speaking.spoken {
        let found = match voice {
            Voice::Speaker { speaker } => known(session, *speaker),
            Voice::Asker { item } => session
                .floor
                .items
                .get(item)
                .map(|it| asker_share(session, it)),
        };
        let Some(mut found) = found else { continue };
        if !may_name(*segment, voice) {
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

fn known(session: &Session, speaker: LinkId) -> Option<(Who, Share)> {
    let share = speaker_share(session, speaker)?;
    Some((Who::Speaker(speaker), share))
}

fn add(share: &mut Share, spoken: Spoken) {
    share.turns += spoken.turns;
    share.ms += spoken.ms;
}

/// Who a speaker is, with nothing spoken yet; `None` for a link that nobody holds.
pub(crate) fn speaker_share(session: &Session, speaker: LinkId) -> Option<Share> {
    let link = session
        .links
        .get(&speaker)
        .filter(|link| link.holder.is_some())?;
    let described = session.speaking.described.get(&speaker);
    let mut joined = session
        .people
        .values()
        .filter(|person| person.link == Some(speaker));
    let profile = joined.next().map(|person| &person.profile);
    let listed = session.about.iter().flat_map(|about| about.everybody());
    let listed = listed.filter(|person| link.is_held_by(&person.name));
    let by_page = || {
        let mut groups = listed.filter_map(|person| person.stakeholder_group.as_deref());
        groups.find_map(stakeholder_group)
    };
    Some(Share {
        speaker: Some(speaker),
        name: link.holder.clone(),
        affiliation: link.affiliation.clone(),
        origin: described.map_or_else(
            || Origin::from(profile.map_or(Attendance::Room, |profile| profile.attendance)),
            |said| said.origin,
        ),
        stakeholder_group: described
            .and_then(|said| said.stakeholder_group)
            .or_else(|| profile.and_then(|profile| profile.stakeholder_group))
            .or_else(by_page),
        turns: 0,
        ms: 0,
    })
}

fn asker_share(session: &Session, item: &Item) -> (Who, Share) {
    let entered = &item.entered;
    let asker = entered.asker.and_then(|id| session.people.get(&id));
    let name = entered.name.clone().filter(|_| is_named(item));
    // A speaker who asks is still one person.
    let link = asker
        .and_then(|person| person.link)
        .filter(|_| name.is_some());
    if let Some(known) = link.and_then(|link| known(session, link)) {
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
