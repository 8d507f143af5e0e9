//! What people do on the walk, by where they stand: one plausible command at a time.

use serde_json::{Value, json};

use super::dice::Dice;
use super::seen::Seen;

pub(super) const TEXTS: [&str; 8] = [
    "Who pays for the network?",
    "who may join\r\n\r\n\r\nthe network",
    "Кто платит за сеть?",
    "من يدفع ثمن الشبكة؟",
    "谁来付钱",
    "Trust 👩‍👩‍👧 first",
    "scam",
    " \u{200b} ",
];
const STATES: [&str; 7] = [
    "approved",
    "held",
    "dismissed",
    "next",
    "on_floor",
    "answered_aloud",
    "passed",
];

pub(super) fn plan(dice: &mut Dice) -> Value {
    let minutes = dice.below(12);
    let speakers = dice.of(&[
        json!([]),
        json!([{ "name": "Sana Speaker", "minutes": 2 }, { "name": "Olu Onsite" }]),
    ]);
    json!({
        "kind": dice.of(&["panel", "questions", "networking", "other"]),
        "title": dice.of(&TEXTS), "minutes": minutes, "minutes_min": minutes / 2,
        "minutes_max": minutes + dice.below(5), "speakers": speakers, "auto_advance": dice.one_in(3),
    })
}

/// What a moderator does to the clock and the agenda.
pub(super) fn clock(dice: &mut Dice, seen: &Seen) -> Value {
    let (segments, running) = (seen.segments(), seen.get("agenda")["running"].clone());
    let segment = dice.of(&segments);
    let minutes = i64::try_from(dice.below(9)).unwrap() - 3;
    match dice.below(14) {
        0..=2 => json!({ "type": "start_segment", "segment": segment, "after": running }),
        3 => json!({ "type": "pause_clock" }),
        4 => json!({ "type": "resume_clock" }),
        5 => json!({ "type": "add_time", "minutes": minutes, "segment": dice.maybe(&segments) }),
        6 => {
            json!({ "type": "set_remaining", "remaining_ms": dice.below(900_000), "segment": running })
        }
        7 => {
            json!({ "type": "set_end", "ends_at_ms": seen.get("agenda")["ends_at_ms"].as_u64().unwrap_or(0) + dice.below(600_000) })
        }
        8 => {
            json!({ "type": "insert_segment", "plan": plan(dice), "before": dice.maybe(&segments) })
        }
        9 => {
            let plans = seen.get("rundown")["plans"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let shown = dice.of(&plans).unwrap_or_default();
            let mut plan = shown["plan"].clone();
            plan["title"] = json!(dice.of(&TEXTS));
            json!({ "type": "edit_segment", "segment": shown["segment"], "plan": plan, "revision": shown["revision"] })
        }
        10 => {
            json!({ "type": "move_segment", "segment": segment, "before": dice.maybe(&segments) })
        }
        11 => json!({ "type": "skip_segment", "segment": segment, "skipped": dice.one_in(2) }),
        12 if dice.one_in(3) => json!({ "type": "remove_segment", "segment": segment }),
        13 if dice.one_in(6) => json!({ "type": "end_session" }),
        _ => json!({ "type": "replan" }),
    }
}

/// Who speaks, and what their screens say.
pub(super) fn stage(dice: &mut Dice, seen: &Seen) -> Value {
    let voice = seen.get("voice")["voice"].clone();
    let speaker = dice.of(&[2, 5, 6, 9]);
    let on_floor = seen.get("floor")["on_floor"].clone();
    let wanted = match on_floor.is_null() || dice.one_in(2) {
        true => json!({ "type": "speaker", "speaker": speaker }),
        false => json!({ "type": "asker", "item": on_floor }),
    };
    match dice.below(9) {
        0..=1 => json!({ "type": "give_voice", "voice": wanted, "seen": voice }),
        2 if voice.is_object() => json!({ "type": "yield_voice", "seen": voice }),
        3 if voice.is_object() => {
            json!({ "type": "extend_voice", "seen": voice, "minutes": dice.below(3) })
        }
        4 => json!({ "type": "add_speaker", "name": dice.of(&TEXTS), "origin": "hub" }),
        5 => {
            json!({ "type": "describe_speaker", "speaker": speaker, "origin": dice.of(&["online", "room"]), "stakeholder_group": dice.of(&["government", "other"]) })
        }
        6 => {
            json!({ "type": "send_cue", "to": dice.of(&[json!(5), json!(null)]), "text": dice.of(&TEXTS), "tone": dice.of(&["steady", "flash", "wrap_up"]) })
        }
        7 => json!({ "type": "clear_cue", "cue": dice.of(&seen.ids("cue/")).unwrap_or(1) }),
        _ => {
            json!({ "type": "set_display", "mode": dice.of(&["auto", "clock", "floor", "poll", "takeaways", "blank"]) })
        }
    }
}

/// What a moderator does on the floor.
pub(super) fn floor(dice: &mut Dice, seen: &Seen, people: &[u64]) -> Value {
    let items = seen.ids("item/");
    let item = dice.of(&items);
    // Without an item there is none with the number 0 either.
    let items = if items.is_empty() { vec![0] } else { items };
    let shown = item.map_or(Value::Null, |id| seen.get(&format!("item/{id}")));
    let stale = dice.one_in(10);
    let from = if stale {
        json!("held")
    } else {
        shown["state"].clone()
    };
    let from = if from.is_null() {
        json!("approved")
    } else {
        from
    };
    let item = json!(item.unwrap_or(1));
    let on_floor = seen.get("floor")["on_floor"].clone();
    match dice.below(18) {
        0..=2 => {
            json!({ "type": "move_item", "item": item, "from": from, "to": dice.of(&STATES), "because": dice.of(&[json!(null), json!("off_topic")]) })
        }
        3..=6 => {
            json!({ "type": "take_next", "on_floor": on_floor, "item": dice.of(&[json!(null), item]) })
        }
        7 => json!({ "type": "undo_item", "item": item, "from": from }),
        8 => {
            json!({ "type": "answer_in_text", "item": item, "from": from, "text": dice.of(&TEXTS) })
        }
        9 => {
            json!({ "type": "merge_items", "into": item, "items": [dice.of(&items), dice.of(&items)] })
        }
        10 => {
            json!({ "type": "reword_item", "item": item, "text": dice.of(&TEXTS), "revision": shown["staff"]["rewordings"].as_u64().unwrap_or(0) })
        }
        11 => {
            json!({ "type": "place_item", "item": item, "after": dice.maybe(&items), "before": dice.maybe(&items) })
        }
        12 => json!({ "type": "give_last_word", "item": dice.maybe(&items) }),
        13 => json!({ "type": "set_muted", "person": dice.of(people), "muted": dice.one_in(3) }),
        14 => json!({ "type": "set_banned", "person": dice.of(people), "banned": dice.one_in(4) }),
        15 => json!({ "type": "set_word_list", "words": dice.of(&[json!([]), json!(["scam"])]) }),
        16 => {
            json!({ "type": "set_segment_order", "segment": dice.of(&seen.segments()), "order": dice.of(&[json!(null), json!({ "alternate": true, "first_timers": true, "votes": true })]) })
        }
        _ if dice.one_in(6) => json!({ "type": "last_call", "after_ms": 20_000 }),
        _ => json!({ "type": "set_floor", "rules": {
            "open": !dice.one_in(8), "premoderation": dice.one_in(5), "calm": dice.one_in(9),
            "order": { "alternate": dice.one_in(2), "first_timers": dice.one_in(2), "votes": dice.one_in(2) },
            "turn_ms": 60_000, "follow_up_ms": 20_000, "balance_shown": dice.one_in(2),
        } }),
    }
}

/// Polls and rounds.
pub(super) fn rounds(dice: &mut Dice, seen: &Seen, people: &[u64]) -> Value {
    let poll = seen.ids("poll/").last().copied().unwrap_or(1);
    let room = dice.of(&seen.rooms()).unwrap_or(1);
    match dice.below(20) {
        0 => {
            json!({ "type": "open_poll", "kind": dice.of(&["agree", "scale"]), "question": dice.of(&TEXTS), "live": dice.one_in(2) })
        }
        1 => {
            json!({ "type": "open_poll", "kind": dice.of(&["single", "multiple"]), "question": dice.of(&TEXTS), "options": ["One", "Two", "Three"], "live": dice.one_in(2) })
        }
        2 => json!({ "type": "close_poll", "poll": poll }),
        3 => match dice.below(6) {
            0..=1 => {
                let plan =
                    json!({ "kind": "agree", "question": dice.of(&TEXTS), "live": dice.one_in(2) });
                json!({ "type": "prepare_polls", "polls": [plan, plan] })
            }
            2 => {
                json!({ "type": "place_prepared_poll", "poll": 1 + dice.below(4), "before": 1 + dice.below(4) })
            }
            3 => json!({ "type": "remove_prepared_poll", "poll": 1 + dice.below(4) }),
            _ => json!({ "type": "open_prepared_poll", "poll": 1 + dice.below(4) }),
        },
        4 => {
            json!({ "type": "count_hands", "poll": poll, "counts": [dice.below(9), 0, dice.below(9)] })
        }
        5..=8 => json!({ "type": "call_round", "settings": {
            "prompt": dice.of(&TEXTS), "room_size": 2 + dice.below(4), "length_ms": 60_000 + dice.below(200_000),
            "rounds": 1 + dice.below(3), "by_itself": dice.one_in(2), "ready_check": dice.one_in(2),
            "tables": dice.of(&["none", "apart", "mixed"]), "pause_ms": 10_000,
        } }),
        9 => json!({ "type": "draw_round" }),
        10 => json!({ "type": "call_off_round" }),
        11 => json!({ "type": "next_round" }),
        12 if dice.one_in(3) => json!({ "type": "close_round" }),
        13 => json!({ "type": "extend_round", "minutes": dice.of(&[-1, 1, 2]) }),
        14 if dice.one_in(3) => json!({ "type": "close_room", "room": room }),
        15 => json!({ "type": "move_person", "person": dice.of(people), "room": room }),
        16 => json!({ "type": "message_rooms", "text": dice.of(&TEXTS) }),
        17 => json!({ "type": "visit_room", "room": dice.maybe(&[room]) }),
        18 => json!({ "type": "answer_call", "room": room }),
        _ => {
            json!({ "type": "set_discussion", "prompt": dice.of(&[json!(null), json!("What did you learn?")]) })
        }
    }
}

/// What a rapporteur does.
pub(super) fn capture(dice: &mut Dice, seen: &Seen) -> Value {
    let entries = seen.ids("capture/");
    let entry = dice.of(&entries);
    let shown = entry.map_or(Value::Null, |id| seen.get(&format!("capture/{id}")));
    let entry = json!(entry.unwrap_or(1));
    let length = |text: &Value| {
        text.as_str()
            .map_or(0, |text| u64::try_from(text.chars().count()).unwrap())
    };
    let behind = dice.below(3);
    let revision = |of: &Value| of["revision"].as_u64().unwrap_or(0);
    let report = seen.get("report");
    let lines = seen.ids("draft/");
    let line = dice.of(&lines).unwrap_or(1);
    let block = dice.of(&["takeaways", "calls_to_action", "report"]);
    let splice = |dice: &mut Dice, text: &Value| {
        let length = length(text);
        let at = dice.below(length + 1);
        (
            at,
            dice.below(length - at + 1).min(6),
            dice.of(&["", "x", "ö\r\nü", "👍🏽"]),
        )
    };
    match dice.below(20) {
        0..=4 => json!({
            "type": "add_entry", "text": dice.of(&TEXTS), "item": dice.maybe(&seen.ids("item/")),
            "kind": dice.of(&["takeaway", "call_to_action", "consensus", "no_consensus", "quote", "open_issue", "note"]),
            "who": dice.of(&["", "Members"]), "segment": dice.maybe(&seen.segments()),
            "speaker": dice.of(&[json!(null), json!({ "type": "speaker", "speaker": 5 })]),
        }),
        5..=6 => {
            let (at, delete, insert) = splice(dice, &shown["text"]);
            json!({ "type": "edit_entry", "entry": entry, "revision": revision(&shown).saturating_sub(behind), "at": at, "delete": delete, "insert": insert })
        }
        7 => {
            json!({ "type": "revise_entry", "entry": entry, "text": dice.of(&TEXTS), "revision": revision(&shown) })
        }
        8 => {
            json!({ "type": "restore_entry", "entry": entry, "revision": revision(&shown).saturating_sub(1) })
        }
        9 => {
            json!({ "type": "describe_entry", "entry": entry, "fact": dice.of(&[json!({ "type": "to_whom", "text": "All" }), json!({ "type": "kind", "kind": "takeaway" })]) })
        }
        10 => {
            json!({ "type": "place_entry", "entry": entry, "after": dice.maybe(&entries), "before": dice.maybe(&entries) })
        }
        11 => json!({ "type": "set_entry_removed", "entry": entry, "removed": dice.one_in(2) }),
        12 if dice.one_in(3) => {
            json!({ "type": "set_chatham", "segment": dice.of(&seen.segments()), "on": dice.one_in(2) })
        }
        13 => {
            json!({ "type": "write_report", "text": dice.of(&TEXTS), "revision": revision(&report) })
        }
        14 => {
            let (at, delete, insert) = splice(dice, &report["text"]);
            json!({ "type": "edit_report", "revision": revision(&report).saturating_sub(behind), "at": at, "delete": delete, "insert": insert, "follows": dice.one_in(2) })
        }
        15 => json!({ "type": "assemble_draft" }),
        16 => {
            json!({ "type": "set_draft_line", "line": line, "state": dice.of(&["kept", "edited", "dropped"]), "text": "Anew", "revision": revision(&seen.get(&format!("draft/{line}"))) })
        }
        17 => json!({ "type": "write_draft_to_report" }),
        18 => {
            let blocks = report["blocks"].as_array().cloned().unwrap_or_default();
            let seen = blocks.iter().find(|it| it["block"] == json!(block));
            json!({ "type": "sign_block", "block": block, "signed": dice.one_in(3), "revision": seen.map_or(0, revision) })
        }
        _ => match dice.below(3) {
            0 => json!({ "type": "put_to_consensus", "entries": [entry], "live": dice.one_in(2) }),
            1 => json!({ "type": "close_consensus" }),
            _ => {
                json!({ "type": "count_stances", "entry": entry, "counts": [dice.below(5), 0, 1] })
            }
        },
    }
}

/// What somebody does for themselves.
pub(super) fn own(dice: &mut Dice, seen: &Seen, people: &[u64]) -> Value {
    let items = seen.ids("item/");
    // The newest still wait, most often.
    let newest = &items[items.len().saturating_sub(4)..];
    let among = if dice.one_in(3) { &items } else { newest };
    let item = dice.of(among).unwrap_or(1);
    let poll = seen.ids("poll/").last().copied().unwrap_or(1);
    let person = dice.of(people);
    match dice.below(26) {
        0..=2 => {
            json!({ "type": "ask_question", "text": dice.of(&TEXTS), "anonymity": dice.of(&["named", "hidden_from_public", "hidden_from_all"]), "comment": dice.one_in(3) })
        }
        3 => json!({ "type": "raise_hand", "note": dice.of(&TEXTS) }),
        4 => json!({ "type": "withdraw_item", "item": item }),
        5..=8 => json!({ "type": "vote", "item": item, "support": !dice.one_in(4) }),
        9 => json!({ "type": "confirm_ready", "item": item }),
        10 => json!({ "type": "let_pass", "item": item }),
        11 => json!({ "type": "rejoin", "item": item }),
        12..=13 => {
            json!({ "type": "answer_poll", "poll": poll, "options": dice.of(&[json!([]), json!([0]), json!([2]), json!([1, 0])]) })
        }
        14..=16 => json!({ "type": "ready_for_round", "ready": !dice.one_in(5) }),
        17 => json!({ "type": "leave_room", "then": dice.of(&["out", "another"]) }),
        18 => json!({ "type": "answer_offer", "accept": dice.one_in(2) }),
        19 => {
            json!({ "type": "edit_notes", "revision": dice.below(3), "at": 0, "insert": dice.of(&TEXTS) })
        }
        20 => {
            json!({ "type": "set_room_takeaway", "text": dice.of(&TEXTS), "revision": dice.below(2) })
        }
        21 => json!({ "type": "say_in_room", "text": dice.of(&TEXTS) }),
        22 => match dice.below(3) {
            0 => json!({ "type": "agree_to_be_named", "agrees": dice.one_in(2) }),
            1 => json!({ "type": "call_moderator", "calling": dice.one_in(2) }),
            _ => json!({ "type": "take_part_in_networking", "takes_part": !dice.one_in(3) }),
        },
        23 => match dice.below(4) {
            0 => json!({ "type": "block", "person": person, "blocked": dice.one_in(2) }),
            1 => json!({ "type": "report_person", "person": person, "reason": dice.of(&TEXTS) }),
            2 => json!({ "type": "offer_contact", "person": person, "offered": dice.one_in(2) }),
            _ => json!({ "type": "set_contact", "text": dice.of(&TEXTS) }),
        },
        24 if dice.one_in(3) => {
            json!({ "type": "give_feedback", "rating": 1 + dice.below(5), "line": dice.of(&TEXTS) })
        }
        24 => {
            json!({ "type": "answer_consensus", "entry": dice.of(&seen.ids("capture/")).unwrap_or(1), "stance": dice.of(&[json!(null), json!("support"), json!("object")]), "why": dice.of(&TEXTS) })
        }
        _ => json!({ "type": "introduce", "profile": {
            "name": dice.of(&["Ana", "Bao", "Chi", "Dee"]), "attendance": dice.of(&["online", "online", "room", "hub"]),
            "languages": dice.of(&[json!(["en"]), json!(["fr", "es"])]), "stakeholder_group": dice.of(&["government", "civil_society"]),
        } }),
    }
}
