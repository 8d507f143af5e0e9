//! One of the crowd: what they do, given what they see and the moment.

use std::collections::BTreeSet;

use onefloor_core::consensus::{self, Stance};
use onefloor_core::floor::{self, Anonymity};
use onefloor_core::ids::{EntryId, ItemId, PollId};
use onefloor_core::limits::OPEN_QUESTIONS_MAX;
use onefloor_core::{networking, people, poll};

use crate::persona_in_room::InRoom;
use crate::{Act, Character, Dice, Sight, questions};

/// Nobody gives two commands within this time, in the crowd's own milliseconds: at ten times the speed that
/// is less than the server takes from one person in the long run.
pub const BREATH_MS: u64 = 1_200;
/// How long somebody looks at what is new before they react.
const NOTICE_MS: usize = 2_500;

/// One of the crowd.
#[derive(Debug, Clone)]
pub struct Persona {
    character: Character,
    dice: Dice,
    is_here: bool,
    /// Which stay is on, or comes next.
    stay: usize,
    next_ms: u64,
    /// Names that they have tried.
    names: usize,
    asked: BTreeSet<String>,
    questions: usize,
    supported: BTreeSet<u32>,
    has_raised: bool,
    /// Own items that were called in vain.
    missed: BTreeSet<u32>,
    /// Polls and entries that they have looked at, whatever they did.
    considered: BTreeSet<(bool, u32)>,
    round: Option<u32>,
    pub(crate) in_room: InRoom,
}

impl Persona {
    /// Somebody of this character, who is not there yet.
    #[must_use]
    pub fn new(character: Character) -> Self {
        let next_ms = character
            .stays
            .first()
            .map_or(u64::MAX, |stay| stay.from_ms);
        Self {
            dice: character.dice.clone(),
            character,
            is_here: false,
            stay: 0,
            next_ms,
            names: 0,
            asked: BTreeSet::new(),
            questions: 0,
            supported: BTreeSet::new(),
            has_raised: false,
            missed: BTreeSet::new(),
            considered: BTreeSet::new(),
            round: None,
            in_room: InRoom::default(),
        }
    }

    /// Who they are.
    #[must_use]
    pub fn character(&self) -> &Character {
        &self.character
    }

    /// When they want to be asked again, in the crowd's milliseconds; [`u64::MAX`] when they are gone for
    /// good. Asked sooner, they do nothing.
    #[must_use]
    pub fn next_ms(&self) -> u64 {
        self.next_ms
    }

    /// What they do now, as they see things: at most one act.
    pub fn acts(&mut self, sight: &Sight, now_ms: u64) -> Option<Act> {
        if now_ms < self.next_ms {
            return None;
        }
        let Some(stay) = self.character.stays.get(self.stay).copied() else {
            self.next_ms = u64::MAX;
            return None;
        };
        if !self.is_here {
            self.is_here = true;
            self.next_ms = now_ms + BREATH_MS;
            return Some(Act::Come);
        }
        if now_ms >= stay.to_ms {
            self.is_here = false;
            self.stay += 1;
            let next = self.character.stays.get(self.stay);
            self.next_ms = next.map_or(u64::MAX, |stay| stay.from_ms.max(now_ms + BREATH_MS));
            return Some(Act::Go);
        }
        let act = self.does(sight);
        let pause = self.pause_ms(sight, act.is_some());
        // What is left of a stay may be shorter.
        self.next_ms = (now_ms + pause).min(stay.to_ms.max(now_ms + BREATH_MS));
        act
    }

    /// How long until they look again: sooner while something waits for them.
    fn pause_ms(&mut self, sight: &Sight, has_acted: bool) -> u64 {
        let waits = !sight.is_in || !sight.is_named || sight.hand.is_some();
        let waits = waits || sight.room.is_some() || !sight.put.is_empty();
        let pace = self.character.bent.pace_ms;
        let pause = match (waits, has_acted) {
            (true, _) => self.dice.below(NOTICE_MS),
            (false, true) => pace / 2 + self.dice.below(pace),
            // Nothing to do: they look up now and then, and notice what is put to everybody.
            (false, false) => pace / 6 + self.dice.below(pace / 3),
        };
        BREATH_MS + pause as u64
    }

    fn does(&mut self, sight: &Sight) -> Option<Act> {
        if !sight.is_in {
            return None;
        }
        if !sight.is_named {
            return self.introduces();
        }
        if sight.is_over {
            return None;
        }
        self.heeds_a_call(sight)
            .or_else(|| self.answers(sight))
            .or_else(|| self.networks(sight))
            .or_else(|| self.takes_part(sight))
    }

    /// Says who they are; under another name, where one was not taken.
    fn introduces(&mut self) -> Option<Act> {
        const NAMES_MAX: usize = 5;
        let mut profile = self.character.profile.clone();
        if self.names > 0 {
            profile.name = profile
                .name
                .map(|name| format!("{name} {}", self.names + 1));
        }
        self.names += 1;
        let introduce = people::Command::Introduce { profile };
        (self.names <= NAMES_MAX).then(|| Act::give(introduce))
    }

    /// Says that they are there when they are called, or is elsewhere.
    fn heeds_a_call(&mut self, sight: &Sight) -> Option<Act> {
        let bent = &self.character.bent;
        self.missed.extend(sight.missed);
        if let Some(item) = sight.missed.filter(|_| bent.rejoins) {
            return Some(Act::give(floor::Command::Rejoin { item: ItemId(item) }));
        }
        let called = sight.called.filter(|called| called.is_awaited)?;
        // The first call finds them elsewhere, and the one after they came back does not.
        if bent.misses_turn && !self.missed.contains(&called.item) {
            return None;
        }
        let item = ItemId(called.item);
        Some(Act::give(floor::Command::ConfirmReady { item }))
    }

    /// Answers what is put to everybody, once.
    fn answers(&mut self, sight: &Sight) -> Option<Act> {
        if !self.character.bent.answers || sight.is_muted {
            return None;
        }
        let polls = sight
            .polls
            .iter()
            .filter(|(id, _)| !sight.answered.contains(id));
        let polls = polls.map(|(id, of)| (*id, *of));
        if let Some((id, (options, choices))) = polls
            .into_iter()
            .find(|(id, _)| !self.considered.contains(&(true, *id)))
        {
            self.considered.insert((true, id));
            return self.chooses(id, options, choices);
        }
        let put = sight.put.difference(&sight.stances);
        let entry = put
            .into_iter()
            .copied()
            .find(|id| !self.considered.contains(&(false, *id)))?;
        self.considered.insert((false, entry));
        let (stance, why) = match self.dice.below(20) {
            0..12 => (Stance::Support, ""),
            12..17 => (Stance::LiveWith, ""),
            17 => (Stance::LiveWith, "It says too little about who pays."),
            18 => (Stance::Object, ""),
            _ => (Stance::Object, "Small networks are left out."),
        };
        Some(Act::give(consensus::Command::AnswerConsensus {
            entry: EntryId(entry),
            stance: Some(stance),
            why: why.to_owned(),
        }))
    }

    fn chooses(&mut self, id: u32, options: u8, choices: u8) -> Option<Act> {
        let count = usize::from(options);
        let first = u8::try_from(self.dice.below(count))
            .ok()
            .filter(|_| count > 0)?;
        let mut chosen = BTreeSet::from([first]);
        if choices > 1 {
            chosen.extend(u8::try_from(self.dice.below(count)));
        }
        Some(Act::give(poll::Command::AnswerPoll {
            poll: PollId(id),
            options: chosen.into_iter().collect(),
        }))
    }

    /// Goes to breakout rooms, or stays out of them.
    fn networks(&mut self, sight: &Sight) -> Option<Act> {
        use networking::Command;
        if let Some(room) = &sight.room {
            return self
                .in_room
                .acts(room, sight.you, &self.character.language, &mut self.dice);
        }
        if sight.is_offered {
            return Some(Act::give(Command::AnswerOffer { accept: true }));
        }
        let asked = sight.asked_round?;
        if sight.is_ready || self.round == Some(asked) {
            return None;
        }
        // One is asked once for each round.
        self.round = Some(asked);
        let networks = self.character.bent.networks;
        networks.then(|| Act::give(Command::ReadyForRound { ready: true }))
    }

    /// Asks, raises the hand, or supports what somebody else asks.
    fn takes_part(&mut self, sight: &Sight) -> Option<Act> {
        let may_bring = sight.may_ask && !sight.is_muted;
        let bent = &self.character.bent;
        let open = sight.own.len() - usize::from(sight.hand.is_some());
        let open_max = if sight.is_calm { 1 } else { OPEN_QUESTIONS_MAX };
        let (questions, disturbs) = (bent.questions, bent.disturbs);
        if may_bring
            && bent.raises_hand
            && !self.has_raised
            && sight.hand.is_none()
            && self.dice.below(6) == 0
        {
            self.has_raised = true;
            return Some(Act::give(floor::Command::RaiseHand {
                note: String::new(),
            }));
        }
        if may_bring
            && self.questions < questions
            && open < open_max
            && (disturbs || self.dice.below(4) == 0)
        {
            return self.asks(sight);
        }
        self.supports(sight)
    }

    fn asks(&mut self, sight: &Sight) -> Option<Act> {
        let (number, disturbs) = (self.questions, self.character.bent.disturbs);
        self.questions += 1;
        let text = if disturbs {
            questions::shouted(number)
        } else {
            questions::question(&self.character.language, number, &mut self.dice)
        };
        let anonymity = match self.dice.below(20) {
            _ if sight.is_calm => Anonymity::Named,
            _ if disturbs => Anonymity::HiddenFromAll,
            0 | 1 => Anonymity::HiddenFromPublic,
            2 => Anonymity::HiddenFromAll,
            _ => Anonymity::Named,
        };
        let ask = floor::Command::AskQuestion {
            text: text.clone(),
            anonymity,
            language: Some(self.character.language.clone()),
            comment: false,
            answer_private: false,
        };
        // The very same again would be refused.
        self.asked.insert(text).then(|| Act::give(ask))
    }

    /// Supports one of those that wait: what came lately is seen by more.
    fn supports(&mut self, sight: &Sight) -> Option<Act> {
        if self.supported.len() >= self.character.bent.votes || self.dice.below(3) == 0 {
            return None;
        }
        let is_new = |item: &&u32| !self.supported.contains(item) && !sight.own.contains(item);
        let others: Vec<u32> = sight.waiting.iter().rev().filter(is_new).copied().collect();
        let half = others.len().div_ceil(2);
        let latest = if self.dice.below(2) == 0 {
            &others[..half]
        } else {
            &others[..]
        };
        let item = *self.dice.one_of(latest)?;
        self.supported.insert(item);
        let support = true;
        Some(Act::give(floor::Command::Vote {
            item: ItemId(item),
            support,
        }))
    }
}
