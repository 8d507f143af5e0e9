//! What somebody sees on their screen, as far as they act on it: folded from the frames of the wire, whose
//! entries have the same keys and fields for a simulated person as for a browser.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::limits::PLACES_SHOWN_MAX;
use serde_json::Value;

/// Items that a person keeps an eye on: as many as their screen shows of the order.
const WATCHED_MAX: usize = PLACES_SHOWN_MAX;

/// What one person sees.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Whether they are in: the first view has come.
    pub is_in: bool,
    /// Version of what everybody sees; it is named on a return.
    pub version: Option<u64>,
    /// Who they are.
    pub you: Option<u32>,
    /// Whether they have said who they are.
    pub is_named: bool,
    /// Whether they may ask at present.
    pub may_ask: bool,
    /// Whether the floor is run calmly: with a name, one question each.
    pub is_calm: bool,
    /// Whether staff took their right to bring things to the floor.
    pub is_muted: bool,
    /// Whether the hour is over.
    pub is_over: bool,
    /// Items of others and own ones that wait, the latest ones.
    pub waiting: BTreeSet<u32>,
    /// Own items that are open.
    pub own: BTreeSet<u32>,
    /// The own hand that is up.
    pub hand: Option<u32>,
    /// An own item that staff has called to speak.
    pub called: Option<Called>,
    /// An own item that was called in vain.
    pub missed: Option<u32>,
    /// Open polls with the number of their options, and how many may be chosen.
    pub polls: BTreeMap<u32, (u8, u8)>,
    /// Polls that they have answered.
    pub answered: BTreeSet<u32>,
    /// Entries that were put to everybody, while they are open.
    pub put: BTreeSet<u32>,
    /// Those to which they have said how they stand.
    pub stances: BTreeSet<u32>,
    /// The round that people are asked to be ready for.
    pub asked_round: Option<u32>,
    /// Whether they said that they are ready.
    pub is_ready: bool,
    /// Another room that they were offered.
    pub is_offered: bool,
    /// The room that they sit in.
    pub room: Option<SeenRoom>,
    mine: BTreeMap<u32, Mine>,
    /// The parts that a view has, so that a snapshot replaces its own.
    parts: BTreeMap<String, BTreeSet<String>>,
}

/// An own item that is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// Which one.
    pub item: u32,
    /// Whether staff waits for a word.
    pub is_awaited: bool,
}

/// A breakout room from inside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeenRoom {
    /// Which one.
    pub room: u32,
    /// Who sits in it, by number.
    pub members: Vec<u32>,
    /// How often its line for everybody was changed.
    pub takeaway_revision: u32,
    /// Whether it has one.
    pub has_takeaway: bool,
}

#[derive(Debug, Clone, Copy)]
struct Mine {
    is_hand: bool,
    is_open: bool,
    is_next: bool,
    is_awaited: bool,
    is_missed: bool,
}

impl Sight {
    /// Folds in a frame of the server; whatever it does not know it passes over.
    pub fn folds(&mut self, frame: &Value) {
        match frame["type"].as_str().unwrap_or_default() {
            "welcome" => self.you = number(&frame["you"]),
            "snapshot" => self.is_shown(frame),
            "change" => self.is_changed(frame),
            _ => {}
        }
    }

    /// The line is gone: the screen stands still until the person is in again.
    pub fn is_cut_off(&mut self) {
        self.is_in = false;
    }

    fn is_shown(&mut self, frame: &Value) {
        let part = frame["part"].as_str().unwrap_or_default();
        for key in self.parts.remove(part).unwrap_or_default() {
            self.forgets(&key);
        }
        // The last part of a first view, or of what is shown on a return.
        self.is_in |= part == "room";
        self.sees(part, frame, &frame["entries"]);
    }

    fn is_changed(&mut self, frame: &Value) {
        let part = frame["part"].as_str().unwrap_or_default();
        for key in frame["del"].as_array().into_iter().flatten() {
            self.forgets(key.as_str().unwrap_or_default());
        }
        self.sees(part, frame, &frame["put"]);
    }

    fn sees(&mut self, part: &str, frame: &Value, entries: &Value) {
        if part == "main" {
            self.version = frame["version"].as_u64();
        }
        for (key, entry) in entries.as_object().into_iter().flatten() {
            if self.sees_entry(key, entry) {
                let keys = self.parts.entry(part.to_owned()).or_default();
                keys.insert(key.clone());
            }
        }
        while self.waiting.len() > WATCHED_MAX {
            self.waiting.pop_first();
        }
        self.looks_at_mine();
    }

    /// Whether an entry is one that people act on.
    fn sees_entry(&mut self, key: &str, entry: &Value) -> bool {
        match (key.split_once('/'), key) {
            (Some(("item", id)), _) => self.sees_item(id.parse().unwrap_or_default(), entry),
            (Some(("mine", id)), _) => self.sees_mine(id.parse().unwrap_or_default(), entry),
            (Some(("poll", id)), _) => self.sees_poll(id.parse().unwrap_or_default(), entry),
            (Some(("answer", id)), _) => {
                self.answered.insert(id.parse().unwrap_or_default());
            }
            (Some(("stance", id)), _) => {
                self.stances.insert(id.parse().unwrap_or_default());
            }
            (None, "me") => self.sees_me(entry),
            (None, "floor") => {
                self.may_ask = entry["rules"]["open"] == true;
                self.is_calm = entry["rules"]["calm"] == true;
            }
            (None, "agenda") => self.is_over = !entry["ended_at_ms"].is_null(),
            (None, "consensus") => self.sees_put(entry),
            (None, "round") => {
                let is_asked = entry["closed_at_ms"].is_null() && entry["drawn_at_ms"].is_null();
                self.asked_round = number(&entry["id"]).filter(|_| is_asked);
            }
            (None, "room") => self.sees_room(entry),
            _ => return false,
        }
        true
    }

    fn sees_item(&mut self, item: u32, entry: &Value) {
        let waits = matches!(entry["state"].as_str(), Some("approved" | "next"));
        if waits {
            self.waiting.insert(item);
        } else if !entry["state"].is_null() {
            self.waiting.remove(&item);
        }
    }

    fn sees_mine(&mut self, item: u32, entry: &Value) {
        let state = entry["state"].as_str().unwrap_or_default();
        let mine = Mine {
            is_hand: entry["kind"] == "hand",
            is_open: matches!(
                state,
                "submitted" | "approved" | "held" | "next" | "on_floor"
            ),
            is_next: state == "next",
            is_awaited: !entry["answer_by_ms"].is_null(),
            is_missed: state == "held" && entry["because"] == "no_show",
        };
        self.mine.insert(item, mine);
    }

    /// What follows from the own items, however they came to be as they are.
    fn looks_at_mine(&mut self) {
        let of = |holds: fn(&Mine) -> bool| {
            let mut items = self.mine.iter().filter(move |(_, mine)| holds(mine));
            items.next().map(|(item, mine)| (*item, *mine))
        };
        self.own = self
            .mine
            .iter()
            .filter(|(_, it)| it.is_open)
            .map(|(item, _)| *item)
            .collect();
        self.hand = of(|mine| mine.is_hand && mine.is_open).map(|(item, _)| item);
        self.missed = of(|mine| mine.is_missed).map(|(item, _)| item);
        self.called = of(|mine| mine.is_next).map(|(item, mine)| Called {
            item,
            is_awaited: mine.is_awaited,
        });
    }

    fn sees_poll(&mut self, poll: u32, entry: &Value) {
        if !entry["closed_at_ms"].is_null() {
            self.polls.remove(&poll);
            return;
        }
        let typed = entry["options"].as_array().map_or(0, Vec::len);
        let typed = u8::try_from(typed).unwrap_or(u8::MAX);
        let (options, choices) = match entry["kind"].as_str().unwrap_or_default() {
            "agree" => (3, 1),
            "scale" => (5, 1),
            "multiple" => (typed, typed),
            _ => (typed, 1),
        };
        self.polls.insert(poll, (options, choices));
    }

    fn sees_me(&mut self, entry: &Value) {
        self.is_named = entry["profile"]["name"].is_string();
        self.is_muted = entry["muted"] == true;
        self.is_ready = entry["ready"] == true;
        self.is_offered = !entry["offer"].is_null();
    }

    fn sees_put(&mut self, entry: &Value) {
        let is_open = entry["closed_at_ms"].is_null();
        let lines = entry["entries"].as_array().into_iter().flatten();
        let put = lines
            .filter(|_| is_open)
            .filter_map(|line| number(&line["entry"]));
        self.put = put.collect();
    }

    fn sees_room(&mut self, entry: &Value) {
        let members = entry["members"].as_array().into_iter().flatten();
        let members = members.filter(|member| member["visitor"] != true);
        self.room = Some(SeenRoom {
            room: number(&entry["id"]).unwrap_or_default(),
            members: members
                .filter_map(|member| number(&member["person"]))
                .collect(),
            takeaway_revision: number(&entry["takeaway"]["revision"]).unwrap_or_default(),
            has_takeaway: entry["takeaway"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
        });
    }

    fn forgets(&mut self, key: &str) {
        let id = |kind: &str| {
            key.strip_prefix(kind)?
                .strip_prefix('/')?
                .parse::<u32>()
                .ok()
        };
        if let Some(item) = id("item") {
            self.waiting.remove(&item);
        } else if let Some(item) = id("mine") {
            self.mine.remove(&item);
            self.looks_at_mine();
        } else if let Some(poll) = id("poll") {
            self.polls.remove(&poll);
        } else if let Some(poll) = id("answer") {
            self.answered.remove(&poll);
        } else if let Some(entry) = id("stance") {
            self.stances.remove(&entry);
        } else {
            match key {
                "consensus" => self.put.clear(),
                "round" => self.asked_round = None,
                "room" => self.room = None,
                _ => {}
            }
        }
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}
