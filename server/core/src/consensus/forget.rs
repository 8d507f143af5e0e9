//! Answers of somebody who is forgotten: how they stood stays counted, their words why go.

use super::event::Event;
use super::state::Consensus;
use crate::forgotten::Forgotten;
use crate::seal::{Pseudonym, Seal, Voter};

impl Event {
    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        match self {
            Self::ConsensusPut { check } => {
                for put in &mut check.entries {
                    if forgotten.copies.contains(&put.entry) {
                        put.text.clear();
                    }
                }
            }
            Self::ConsensusAnswered { person, why, .. } if forgotten.is(*person) => *why = None,
            Self::StanceSealed { by, why, .. } if forgotten.is_behind(*by) => *why = None,
            Self::ConsensusAnswered { .. }
            | Self::StanceSealed { .. }
            | Self::StancesCounted { .. }
            | Self::ConsensusClosed { .. } => {}
        }
    }
}

impl Consensus {
    /// The pseudonyms under which this seal's person has said why.
    pub(crate) fn whys_of(&self, seal: &Seal) -> Vec<Pseudonym> {
        let answers = self.checks.iter().flat_map(|check| {
            let answers = check.answers.iter();
            answers.map(move |(entry, answers)| (check.purpose(*entry), answers))
        });
        let said = answers.filter_map(|(purpose, answers)| {
            let pseudonym = seal.pseudonym(purpose);
            let answer = answers.get(&Voter::Sealed(pseudonym))?;
            answer.why.is_some().then_some(pseudonym)
        });
        said.collect()
    }

    /// Takes out what is forgotten.
    pub(crate) fn forget(&mut self, forgotten: &Forgotten) {
        for check in &mut self.checks {
            for put in &mut check.put.entries {
                if forgotten.copies.contains(&put.entry) {
                    put.text.clear();
                }
            }
            for answers in check.answers.values_mut() {
                if let Some(answer) = answers.get_mut(&forgotten.whose) {
                    answer.why = None;
                }
            }
        }
    }
}
