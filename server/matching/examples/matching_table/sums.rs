//! What a draw comes to, counted anew from people and rooms alone.

use onefloor_matching::Person;

/// Sums over the rounds of one instance.
#[derive(Default, Clone, Copy)]
pub(super) struct Sums {
    pub(super) pairs: f64,
    pub(super) repeats: f64,
    pub(super) stakeholder: f64,
    pub(super) stakeholder_least: f64,
    pub(super) region: f64,
    pub(super) region_least: f64,
    pub(super) affiliation: f64,
    pub(super) isolated: f64,
    pub(super) interpreted: f64,
    pub(super) forced: f64,
    pub(super) ms: f64,
    pub(super) rounds: f64,
}

fn pairs(people: usize) -> usize {
    people * people.saturating_sub(1) / 2
}

impl Sums {
    /// Counts the round anew, from people and rooms alone.
    pub(super) fn count(
        &mut self,
        people: &[Person],
        rooms: &[Vec<usize>],
        met: &mut Vec<(usize, usize)>,
    ) {
        let known: std::collections::BTreeSet<(usize, usize)> = met.iter().copied().collect();
        for room in rooms {
            let share = |a: usize, b: usize| people[a].languages & people[b].languages != 0;
            for (at, a) in room.iter().enumerate() {
                for b in &room[at + 1..] {
                    let (one, two) = (&people[*a], &people[*b]);
                    let pair = (*a.min(b), *a.max(b));
                    self.pairs += 1.0;
                    self.repeats += f64::from(known.contains(&pair));
                    self.stakeholder += f64::from(one.stakeholder == two.stakeholder);
                    self.region += f64::from(one.region == two.region);
                    let house = one.affiliation.is_some() && one.affiliation == two.affiliation;
                    self.affiliation += f64::from(house);
                    met.push(pair);
                }
                let heard = room.iter().any(|b| a != b && share(*a, *b));
                self.isolated += f64::from(!heard);
            }
            let common = room
                .iter()
                .fold(u64::MAX, |all, person| all & people[*person].languages);
            self.interpreted += f64::from(common == 0);
        }
        let least = |of: &dyn Fn(&Person) -> Option<u8>| -> f64 {
            let even = |group: u8| {
                let size = people
                    .iter()
                    .filter(|person| of(person) == Some(group))
                    .count();
                let (each, rest) = (size / rooms.len(), size % rooms.len());
                rest * pairs(each + 1) + (rooms.len() - rest) * pairs(each)
            };
            (0..6).map(|group| even(group) as f64).sum()
        };
        self.stakeholder_least += least(&|person| person.stakeholder);
        self.region_least += least(&|person| person.region);
        self.rounds += 1.0;
    }

    pub(super) fn row(&self, name: &str, method: &str, instances: f64) -> String {
        let share = |count: f64| 100.0 * count / self.pairs;
        let alike = 10.0 * self.stakeholder + 6.0 * self.region;
        let least = 10.0 * self.stakeholder_least + 6.0 * self.region_least;
        format!(
            "| {name} | {method} | {:.1} ({:.1}) | {:.1} ({:.1}) | {:.1} ({:.1}) | {:.1} % | {:.1} | {:.1} | {:.0} | {:.2} |\n",
            self.repeats / instances,
            self.forced / instances,
            share(self.stakeholder),
            share(self.stakeholder_least),
            share(self.region),
            share(self.region_least),
            100.0 * (alike / least - 1.0),
            self.affiliation / instances,
            self.isolated / instances,
            self.interpreted / instances,
            self.ms / self.rounds,
        )
    }
}
