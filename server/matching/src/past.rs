//! What a round is drawn on top of: who met whom, and who sat in rooms off the wanted size.

use super::draw::Drawn;
use super::history::History;
use super::input::Crowd;

/// The past of a crowd at one point of a plan.
#[derive(Debug, Clone)]
pub(super) struct Past {
    /// Meetings and blocks.
    pub(super) met: History,
    /// How often each person sat in a room off the wanted size.
    pub(super) off_target: Vec<u16>,
}

impl Past {
    /// What the request says, and these rounds after it.
    pub(super) fn after(crowd: &Crowd, rounds: &[Drawn]) -> Self {
        let mut met = crowd.met.clone();
        let mut off_target = crowd.off_target.clone();
        for drawn in rounds {
            met.extend(pairs_of(crowd, &drawn.rooms));
            for room in &drawn.rooms {
                if room.len() == crowd.sizes.target {
                    continue;
                }
                for person in room {
                    let times = &mut off_target[*person as usize];
                    *times = times.saturating_add(1);
                }
            }
        }
        Self {
            met: History::new(crowd.people(), &met, &crowd.blocks),
            off_target,
        }
    }
}

/// The pairs of a round, units aside: those are no meetings.
pub(super) fn pairs_of<'a>(
    crowd: &'a Crowd,
    rooms: &'a [Vec<u32>],
) -> impl Iterator<Item = (u32, u32)> + 'a {
    let apart = |a: u32, b: u32| {
        let (a, b) = (crowd.unit_of[a as usize], crowd.unit_of[b as usize]);
        a == 0 || a != b
    };
    rooms.iter().flat_map(move |room| {
        room.iter().enumerate().flat_map(move |(at, a)| {
            let others = room[at + 1..].iter().copied();
            others
                .filter(move |b| apart(*a, *b))
                .map(|b| (*a.min(&b), *a.max(&b)))
        })
    })
}
