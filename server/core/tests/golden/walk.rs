//! A walk at random: plausible commands of people who look at the present state, some of them with
//! what was true a moment ago.

mod deeds;
mod dice;
mod seen;

use serde_json::{Value, json};

use self::deeds::{TEXTS, capture, clock, floor, own, plan, rounds, stage};
use self::dice::Dice;
use self::seen::Seen;
use crate::files::compare;
use crate::ground::Looker;
use crate::play::{Play, hash, whole};

const STEPS: usize = 4_000;
const HASH_EVERY: usize = 100;
const LOOK_EVERY: usize = 20;
/// Steps between two looks of those who act: what they see may be a moment old.
const REFRESH_EVERY: usize = 6;
const PEOPLE_MAX: usize = 16;
const STAFF: [(&str, u32); 6] = [
    ("orga", 1),
    ("olu", 2),
    ("nele", 3),
    ("rita", 4),
    ("sana", 5),
    ("flo", 6),
];

/// Who would give such a command: the asker of the item, or somebody in a room.
fn suited(dice: &mut Dice, seen: &Seen, does: &Value) -> Option<u64> {
    match does["type"].as_str()? {
        "withdraw_item" | "confirm_ready" | "let_pass" | "rejoin" => {
            let shown = seen.get(&format!("item/{}", does["item"]));
            shown["staff"]["asker"]["person"].as_u64()
        }
        "leave_room" | "answer_offer" | "edit_notes" | "set_room_takeaway" | "say_in_room"
        | "agree_to_be_named" | "call_moderator" | "report_person" | "offer_contact" => {
            let rooms = seen.get("rooms")["rooms"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let members = dice.of(&rooms)?["members"].as_array().cloned()?;
            dice.of(&members)?["person"].as_u64()
        }
        _ => None,
    }
}

/// One step of the script that nobody wrote.
fn step(dice: &mut Dice, play: &Play, seen: &Seen, names: &[String]) -> Value {
    let ms = match dice.below(40) {
        0 => dice.below(120_000),
        1..=6 => dice.below(20_000),
        _ => dice.below(1_500),
    };
    let someone = dice.of(names).unwrap();
    match dice.below(100) {
        0..=11 => return json!({ "ms": ms, "due": true }),
        12..=14 => return json!({ "ms": ms, "goes": someone }),
        15..=18 => return json!({ "ms": ms, "returns": someone }),
        19..=20 => return json!({ "ms": ms, "seats": someone }),
        21..=22 if names.len() < PEOPLE_MAX => {
            return json!({ "ms": ms, "comes": format!("guest {}", names.len()) });
        }
        _ => {}
    }
    let people: Vec<u64> = play.people.iter().map(|id| u64::from(*id)).collect();
    let moderator = dice.of(&["orga", "olu", "nele"]).unwrap();
    let (who, does) = match dice.below(20) {
        0..=1 if !seen.get("agenda")["ended_at_ms"].is_null() => {
            (moderator, json!({ "type": "reopen_session" }))
        }
        0..=2 => (moderator, clock(dice, seen)),
        3 => (moderator, stage(dice, seen)),
        4..=6 => (moderator, floor(dice, seen, &people)),
        7..=9 => (moderator, rounds(dice, seen, &people)),
        10..=12 => (
            dice.of(&["rita", "orga", "nele"]).unwrap(),
            capture(dice, seen),
        ),
        13 => (
            "flo",
            json!({ "type": "add_proxy", "name": dice.of(&TEXTS), "origin": dice.of(&["room", "online"]) }),
        ),
        _ => {
            let does = own(dice, seen, &people);
            let suited = suited(dice, seen, &does).filter(|_| !dice.one_in(5));
            let suited = suited.and_then(|id| names.get(usize::try_from(id).unwrap() - 1));
            (suited.unwrap_or(&someone).as_str(), does)
        }
    };
    json!({ "ms": ms, "who": who, "does": does })
}

#[test]
fn the_walk_goes_where_it_went() {
    let mut dice = Dice(17);
    let mut play = Play::new();
    let first = plan(&mut dice);
    let mut agenda = vec![first; 4];
    for (minutes, segment) in (4..).zip(&mut agenda) {
        segment["title"] = json!("A part");
        segment["minutes"] = json!(minutes);
        segment["minutes_min"] = json!(minutes / 2);
        segment["minutes_max"] = json!(minutes + 3);
        segment["speakers"] = json!([]);
    }
    let person = |name: &str| json!([{ "name": name }]);
    play.step(&json!({ "create": {
        "about": {
            "title": "A walk", "starts_at": "2024-12-16T10:30:00Z",
            "onsite_moderators": person("Olu Onsite"), "online_moderators": person("Nele Online"),
            "rapporteurs": person("Rita Rapporteur"), "speakers": person("Sana Speaker"),
        },
        "agenda": agenda,
    } }));
    let mut names: Vec<String> = Vec::new();
    for (name, link) in STAFF {
        play.step(&json!({ "comes": name, "link": link }));
        names.push(name.to_owned());
    }
    let mut seen = Seen::default();
    let (mut lines, mut log, mut done) = (Vec::new(), String::new(), 0);
    for number in 1..=STEPS {
        if number % REFRESH_EVERY == 1 {
            seen.staff = play.ground.views([Looker::Staff]).remove(0).1;
        }
        let next = match play.ground.is_drawing() && dice.one_in(2) {
            true => json!({ "drawn": true }),
            false => step(&mut dice, &play, &seen, &names),
        };
        let outcome = play.step(&next);
        match &outcome.decided {
            Ok(events) => {
                done += 1;
                log += &events.join("\n");
                names.extend(next["comes"].as_str().map(str::to_owned));
            }
            Err(refusal) => log += refusal,
        }
        log += "\n";
        if number % LOOK_EVERY == 0 {
            let lately = play.rooms.iter().rev().take(4).copied().map(Looker::Room);
            let people = play
                .people
                .iter()
                .skip(4)
                .step_by(3)
                .copied()
                .map(Looker::Person);
            let lookers = [Looker::Public, Looker::Staff]
                .into_iter()
                .chain(lately)
                .chain(people);
            for (_, fold) in play.ground.views(lookers) {
                log += &whole(&fold);
            }
        }
        if number % HASH_EVERY == 0 {
            lines.push(format!("{number} {} done {done}", hash(&log)));
            log.clear();
        }
    }
    assert!(
        play.done.len() > 80,
        "too few commands were ever done: {:?}",
        play.done
    );
    compare("walk.txt", &lines);
}
