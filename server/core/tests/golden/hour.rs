//! The made-up hour: every command, every event, every audience.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::files::compare;
use crate::ground::{Fold, Ground, Looker, command_names, event_names, role_names};
use crate::play::{Play, audience, frame, hash, parsed, whole};

/// Steps after which the folds are kept as a whole, besides the last.
const WHOLE_EVERY: usize = 50;

/// Events that old logs hold and that no command yields any more.
const LEGACY: [&str; 3] = ["poll_answered", "round_opened", "consensus_answered"];

/// All that is recorded of the hour.
#[derive(Debug, Default)]
struct Recorded {
    log: Vec<String>,
    frames: Vec<String>,
    folds: Vec<String>,
    rights: Vec<String>,
    surprises: Vec<String>,
    last: BTreeMap<Looker, Fold>,
    done: BTreeSet<String>,
    refused: BTreeSet<String>,
    happened: BTreeSet<String>,
    events: Vec<String>,
    ground: Ground,
}

fn script() -> Vec<Value> {
    let lines = include_str!("hour.jsonl").lines();
    lines
        .filter(|line| line.starts_with('{'))
        .map(parsed)
        .collect()
}

/// Played once for all tests.
static HOUR: LazyLock<Recorded> = LazyLock::new(record);

fn record() -> Recorded {
    let script = script();
    let mut play = Play::new();
    let mut kept = Recorded::default();
    for (at, step) in script.iter().enumerate() {
        let number = at + 1;
        let outcome = play.step(step);
        let [deadline, act] = play.ground.deadlines();
        let answer = match &outcome.decided {
            Ok(events) => format!("\"events\":[{}]", events.join(",")),
            Err(refusal) => format!("\"refused\":{refusal}"),
        };
        kept.log.push(format!(
            "{{\"step\":{number},\"at_ms\":{},{answer},\"next_deadline_ms\":{},\"next_act_ms\":{}}}",
            play.ground.now_ms,
            json!(deadline),
            json!(act),
        ));
        kept.events.extend(outcome.decided.into_iter().flatten());
        if let Some((command, may)) = outcome.rights {
            if may.len() < role_names().len() {
                play.refused.insert(command.clone());
            }
            kept.rights
                .push(json!({ "command": command, "may": may }).to_string());
        }
        let views: BTreeMap<Looker, Fold> = play.ground.views(play.lookers()).into_iter().collect();
        let nothing = Fold::new();
        let frames = views.iter().filter_map(|(looker, fold)| {
            let before = kept.last.get(looker).unwrap_or(&nothing);
            Some(format!(
                "\"{}\":{}",
                audience(*looker),
                frame(before, fold)?
            ))
        });
        let frames: Vec<String> = frames.collect();
        kept.frames.push(format!(
            "{{\"step\":{number},\"frames\":{{{}}}}}",
            frames.join(",")
        ));
        let is_kept = number % WHOLE_EVERY == 0 || number == script.len();
        let folds = views
            .iter()
            .filter(|(_, fold)| !fold.is_empty())
            .map(|(looker, fold)| {
                let whole = whole(fold);
                let held = if is_kept {
                    whole
                } else {
                    format!("\"{}\"", hash(&whole))
                };
                format!("\"{}\":{held}", audience(*looker))
            });
        let folds: Vec<String> = folds.collect();
        kept.folds.push(format!(
            "{{\"step\":{number},\"folds\":{{{}}}}}",
            folds.join(",")
        ));
        kept.last = views;
    }
    kept.surprises = play.surprises;
    (kept.done, kept.refused, kept.happened) = (play.done, play.refused, play.events);
    kept.ground = play.ground;
    kept.rights.sort();
    kept
}

#[test]
fn the_hour_is_as_it_was_recorded() {
    let recorded = &*HOUR;
    assert!(recorded.surprises.is_empty(), "{:#?}", recorded.surprises);
    compare("hour.log.jsonl", &recorded.log);
    compare("hour.folds.jsonl", &recorded.folds);
    compare("hour.frames.jsonl", &recorded.frames);
    compare("hour.rights.jsonl", &recorded.rights);
}

#[test]
fn the_hour_has_every_command_and_every_event() {
    let recorded = &*HOUR;
    let missing = |names: Vec<String>, seen: &BTreeSet<String>| {
        let missing = names.into_iter().filter(|name| !seen.contains(name));
        missing.collect::<Vec<_>>()
    };
    assert!(command_names().len() > 100);
    assert_eq!(
        missing(command_names(), &recorded.done),
        [""; 0],
        "never done"
    );
    assert_eq!(
        missing(command_names(), &recorded.refused),
        [""; 0],
        "never refused"
    );
    assert_eq!(
        missing(event_names(), &recorded.happened),
        LEGACY,
        "never happened"
    );
}

#[test]
fn the_log_of_the_hour_replays_to_what_everybody_held() {
    let recorded = &*HOUR;
    let again = recorded.ground.replayed(&recorded.events);
    let views: BTreeMap<Looker, Fold> = again
        .views(recorded.last.keys().copied())
        .into_iter()
        .collect();
    for (looker, fold) in &views {
        for (key, entry) in fold {
            assert_eq!(
                recorded.last[looker].get(key),
                Some(entry),
                "{looker:?} {key}"
            );
        }
    }
    assert!(views == recorded.last, "something is not there any more");
}
