//! What was before an act, kept until the next one, and put back when the act is taken back.

use super::Session;
use crate::undo::{Act, Before};

impl Session {
    /// All that an act can change, as it is now.
    pub(super) fn before(&self, act: &Act) -> Before {
        let voice = self.speaking.now;
        let spoken = voice.and_then(|stint| {
            let under = (stint.segment, stint.voice);
            self.speaking.spoken.get(&under).copied()
        });
        let items = act.items.iter();
        let is_in = |people: &std::collections::BTreeSet<_>| {
            act.person.is_some_and(|person| people.contains(&person))
        };
        Before {
            agenda: self.agenda.clone(),
            rules: self.floor.rules,
            last_word: self.floor.last_word,
            opened_in: self.floor.opened_in.clone(),
            silenced_seals: self.floor.silenced_seals.clone(),
            items: items
                .filter_map(|id| Some((*id, self.floor.items.get(id)?.stood())))
                .collect(),
            handovers: act
                .items
                .iter()
                .copied()
                .map(|id| (id, self.sound.handovers.get(&id).copied()))
                .collect(),
            voice,
            spoken,
            cues: self.stage.standing().map(|cue| cue.id).collect(),
            display: self.stage.display,
            muted: is_in(&self.conduct.muted),
            banned: is_in(&self.conduct.banned),
        }
    }

    /// Puts back what was before the act that stands.
    pub(super) fn take_back(&mut self, at_ms: u64) {
        let Some(standing) = self.undo.standing.take() else {
            return;
        };
        let before = standing.before;
        let since_ms = at_ms.saturating_sub(standing.at_ms);
        // Whoever has got the voice by the act has not had it.
        if let Some(under) = before.spoke_as() {
            match before.spoken {
                Some(spoken) => drop(self.speaking.spoken.insert(under, spoken)),
                None => drop(self.speaking.spoken.remove(&under)),
            }
        }
        self.speaking.now = before.voice;
        self.agenda = before.agenda;
        self.floor.rules = before.rules;
        self.floor.last_word = before.last_word;
        self.floor.opened_in = before.opened_in;
        self.floor.silenced_seals = before.silenced_seals;
        for (item, stood) in before.items {
            self.floor.stand_again(item, stood, since_ms);
        }
        for (item, was) in before.handovers {
            self.sound.set_back(item, was);
        }
        self.stage.stand_again(&before.cues);
        self.stage.display = before.display;
        if let Some(person) = standing.what.person {
            self.conduct.set_back(person, before.muted, before.banned);
            self.silence(person);
        }
    }
}
