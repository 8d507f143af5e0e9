//! Why these people share a room: numbers, so that each screen can say it in its own language.

use super::cost;
use super::history::History;
use super::input::Crowd;

/// What the people of a room have in common and what not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Why {
    /// Stakeholder groups among them, as far as known.
    pub stakeholders: usize,
    /// Regions among them, as far as known.
    pub regions: usize,
    /// Affiliations that more than one of them has.
    pub shared_affiliations: usize,
    /// Languages that all of them speak, one bit each; people who named none are not counted.
    pub common_languages: u64,
    /// People who share no language with anybody here.
    pub isolated: usize,
    /// Pairs who met before, units aside.
    pub met_before: usize,
    /// Hosts among them.
    pub hosts: usize,
}

/// The reason for a room, given the meetings before it.
pub(super) fn why(crowd: &Crowd, history: &History, room: &[u32]) -> Why {
    let people = room.iter().map(|person| *person as usize);
    let distinct = |mut numbers: Vec<u16>| {
        numbers.retain(|number| *number != 0);
        numbers.sort_unstable();
        let shared = numbers.chunk_by(|a, b| a == b);
        let shared = shared.filter(|alike| alike.len() > 1).count();
        numbers.dedup();
        (numbers.len(), shared)
    };
    let cards = || people.clone().map(|person| &crowd.cards[person]);
    let (stakeholders, _) = distinct(cards().map(|card| u16::from(card.stakeholder)).collect());
    let (regions, _) = distinct(cards().map(|card| u16::from(card.region)).collect());
    let (_, shared_affiliations) = distinct(cards().map(|card| card.affiliation).collect());
    let mut met_before = 0;
    for (at, a) in people.clone().enumerate() {
        for b in people.clone().skip(at + 1) {
            let apart = crowd.unit_of[a] == 0 || crowd.unit_of[a] != crowd.unit_of[b];
            met_before += usize::from(apart && history.meetings(a, b) > 0);
        }
    }
    let known = people.clone().filter(|person| crowd.speaks[*person]);
    let common = known.fold(None, |shared: Option<u64>, person| {
        Some(shared.unwrap_or(u64::MAX) & crowd.cards[person].languages)
    });
    Why {
        stakeholders,
        regions,
        shared_affiliations,
        common_languages: common.unwrap_or(0),
        isolated: cost::talk(cards().map(|card| card.languages)).isolated,
        met_before,
        hosts: cards().filter(|card| card.is_host()).count(),
    }
}
