//! The sentences of the draft, in the report's language: English, in the manner of published reports.
//! A report in another language has its sentences changed here, and its headings in
//! `draft/headings.rs`, and nowhere else.

use crate::poll::OptionTally;

/// Whoever asked; a name only where there may be one.
pub(super) fn asker(name: Option<&str>, affiliation: Option<&str>, together: usize) -> String {
    let Some(name) = name else {
        return match together {
            0 | 1 => "One stakeholder".to_owned(),
            2 => "Two stakeholders".to_owned(),
            _ => "Several stakeholders".to_owned(),
        };
    };
    let who = affiliation.map_or(name.to_owned(), |of| format!("{name} ({of})"));
    if together > 1 {
        format!("{who} and others")
    } else {
        who
    }
}

/// "One stakeholder asked what the agenda was." or, word for word, "One stakeholder asked: “…?”".
pub(super) fn asked(who: &str, text: &str) -> String {
    said_as(who, "asked", text)
}

/// The same of a remark.
pub(super) fn remarked(who: &str, text: &str) -> String {
    said_as(who, "said", text)
}

fn said_as(who: &str, verb: &str, text: &str) -> String {
    let is_indirect = text.starts_with(char::is_lowercase) && !text.ends_with('?');
    if is_indirect {
        sentence(&format!("{who} {verb} {text}"))
    } else {
        format!("{who} {verb}: “{text}”")
    }
}

/// Whoever took the floor and left no words of their own.
pub(super) fn took_the_floor(who: &str) -> String {
    format!("{who} took the floor.")
}

/// An answer's note: "that …" is made a sentence, anything else is one.
pub(super) fn answered(note: &str) -> String {
    if note.starts_with("that ") {
        sentence(&format!("The response was {note}"))
    } else {
        sentence(note)
    }
}

/// A question that nobody answered in the session.
pub(super) const LEFT_TO_REPORT: &str = "There was no time for an answer in the session.";

/// Somebody's own words.
pub(super) fn quoted(speaker: Option<&str>, text: &str) -> String {
    let text = text.trim_matches(['“', '”', '"']);
    format!("{} said: “{text}”", speaker.unwrap_or("One speaker"))
}

/// What a breakout room brought back.
pub(super) fn brought_back(room: Option<u32>, text: &str) -> String {
    let text = sentence(text);
    room.map_or_else(|| text.clone(), |room| format!("Room {room}: {text}"))
}

/// What was agreed, with the support that it had.
pub(super) fn agreed(text: &str, support: Option<[u32; 3]>) -> String {
    let text = sentence(text);
    match support {
        Some([support, live_with, object]) => format!(
            "There was rough consensus: {text} (support {support}, can live with it {live_with}, object {object})"
        ),
        None => format!("There was rough consensus: {text}"),
    }
}

/// What was not agreed.
pub(super) fn not_agreed(text: &str) -> String {
    format!("There was no consensus: {}", sentence(text))
}

/// What was left open.
pub(super) fn left_open(text: &str) -> String {
    format!("Left open: {}", sentence(text))
}

/// A temperature check and what came of it.
pub(super) fn poll(
    question: &str,
    answers: &[(String, &OptionTally)],
    turnout: (u32, u32),
) -> String {
    let gathers = answers.iter().any(|(_, tally)| tally.gathered > 0);
    let counts = answers.iter().map(|(option, tally)| {
        let (total, online, room) = (tally.total(), tally.online, tally.in_room());
        match tally.gathered {
            _ if !gathers => format!("{option} {total} (online {online}, in the room {room})"),
            gathered if gathered == total => format!("{option} {total}"),
            gathered => format!(
                "{option} {total} (online {online}, in the room {room}, not told apart {gathered})"
            ),
        }
    });
    let counts: Vec<String> = counts.collect();
    let (answered, present) = turnout;
    format!(
        "“{question}”: {}. {answered} of {present} answered on a screen.",
        counts.join(", ")
    )
}

/// One line that ends as a sentence does, in any script.
pub(super) fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | ':' | '”' | '"' | ')'
        )
    };
    if text.is_empty() || text.ends_with(ends) {
        text
    } else {
        text + "."
    }
}
