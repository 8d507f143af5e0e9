//! `onefloor match`: a file of people in, rooms out, without a session or a server.
//!
//! `onefloor-matching` matches numbers; here names become numbers, and reasons become words. Every
//! complaint names the field and the entry of the file, or the option.

mod file;
mod words;

use std::path::PathBuf;

use clap::Args;
use onefloor_matching::{MatchError, MatchField, Matching, Request, forced_repeats, match_rounds};
use serde::Serialize;

use crate::bounds::MATCH_BYTES_MAX;
use crate::input;
use file::FromFile;

/// Options of `match`.
#[derive(Debug, Clone, Args)]
pub struct MatchOptions {
    /// JSON with `people`, and if wanted `blocks`, `together` and `met`; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub people: PathBuf,
    /// Wanted people in a room.
    #[arg(long)]
    pub size: usize,
    /// Rounds to plan.
    #[arg(long, default_value_t = 1)]
    pub rounds: usize,
    /// Decides where all else is equal: the same seed gives the same rooms.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Fewest people in a room; one below the size unless said otherwise.
    #[arg(long)]
    pub min: Option<usize>,
    /// Most people in a room; one above the size unless said otherwise.
    #[arg(long)]
    pub max: Option<usize>,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Printed {
    rounds: Vec<PrintedRound>,
    repeats: usize,
    forced_repeats: usize,
    clean_round_limit: usize,
}

#[derive(Debug, Serialize)]
struct PrintedRound {
    rooms: Vec<PrintedRoom>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waiting: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PrintedRoom {
    people: Vec<String>,
    why: String,
}

/// Reads the file, plans the rounds and gives them as JSON.
///
/// # Errors
/// A sentence that names what cannot be read or is out of bounds.
pub fn run(options: &MatchOptions) -> Result<String, String> {
    let file = &options.people;
    let text = String::from_utf8(input::whole(file, MATCH_BYTES_MAX)?);
    let text = text.map_err(|_| format!("{} is not text in UTF-8", file.display()))?;
    plan(&text, options)
}

fn plan(text: &str, options: &MatchOptions) -> Result<String, String> {
    let mut read = file::read(text)?;
    let defaults = Request::new(Vec::new(), options.size, options.seed);
    read.request.target = options.size;
    read.request.min = options.min.unwrap_or(defaults.min);
    read.request.max = options.max.unwrap_or(defaults.max);
    read.request.seed = options.seed;
    let rounds = match_rounds(&read.request, options.rounds).map_err(|error| told(&error))?;
    let forced = forced_repeats(&read.request, options.rounds).map_err(|error| told(&error))?;
    let repeats = rounds.iter().map(|matching| matching.repeats).sum();
    let isolates = rounds.iter().any(|matching| matching.isolated > 0);
    let forced_repeats = if isolates {
        forced.by_numbers
    } else {
        forced.by_languages
    };
    let printed = Printed {
        repeats,
        // The bound is for everybody being seated; with people waiting a plan may go below it.
        forced_repeats: forced_repeats.min(repeats),
        clean_round_limit: rounds.first().map_or(0, |round| round.clean_round_limit),
        rounds: rounds.iter().map(|round| printed(&read, round)).collect(),
    };
    serde_json::to_string_pretty(&printed).map_err(|error| error.to_string())
}

fn printed(read: &FromFile, matching: &Matching) -> PrintedRound {
    let names = |people: &[usize]| people.iter().map(|at| read.ids[*at].clone()).collect();
    let rooms = matching.rooms.iter().map(|room| PrintedRoom {
        people: names(&room.people),
        why: words::sentence(&room.why, &read.languages),
    });
    PrintedRound {
        rooms: rooms.collect(),
        waiting: names(&matching.waiting),
    }
}

/// The core's complaint in the words of the command line.
fn told(error: &MatchError) -> String {
    match error {
        MatchError::Size { field, min, max } => {
            let option = match field {
                MatchField::Target => "size".to_owned(),
                other => other.to_string(),
            };
            format!("--{option}: must be between {min} and {max}")
        }
        MatchError::TooMany {
            field: MatchField::Rounds,
            max,
        } => format!("--rounds: at most {max}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn options(size: usize, rounds: usize) -> MatchOptions {
        MatchOptions {
            people: PathBuf::from("-"),
            size,
            rounds,
            seed: 1,
            min: None,
            max: None,
        }
    }

    fn refusal(text: &str) -> String {
        plan(text, &options(2, 1)).unwrap_err()
    }

    #[test]
    fn four_people_meet_in_pairs_and_are_told_why() {
        let text = r#"{"people": [
            {"id": "a", "stakeholder": "Government", "region": "Africa", "languages": ["fr"]},
            {"id": "b", "stakeholder": "Civil society", "languages": ["fr", "en"], "host": true},
            {"id": "c", "languages": ["en"], "affiliation": "ISOC"},
            {"id": "d", "languages": ["en", "fr"]}
        ], "blocks": [["a", "d"]]}"#;
        let printed: Value = serde_json::from_str(&plan(text, &options(2, 1)).unwrap()).unwrap();
        assert_eq!(
            printed["rounds"][0]["rooms"][0]["people"],
            serde_json::json!(["a", "b"])
        );
        let why = "2 stakeholder groups, 1 region, all speak French, nobody met before";
        assert_eq!(printed["rounds"][0]["rooms"][0]["why"], why);
        assert_eq!(printed["repeats"], 0);
        assert_eq!(printed["clean_round_limit"], 3);
        assert!(printed["rounds"][0].get("waiting").is_none());
    }

    #[test]
    fn a_complaint_names_the_field_and_the_entry() {
        let refused = [
            ("[]", "the file must be an object with people"),
            ("{}", "people: missing"),
            (r#"{"people": [], "seed": 1}"#, "seed: unknown field"),
            (r#"{"people": [{}]}"#, "people[0].id: missing"),
            (
                r#"{"people": [{"id": "a", "age": 3}]}"#,
                "people[0].age: unknown field",
            ),
            (
                r#"{"people": [{"id": "a", "languages": ["en", "or so"]}]}"#,
                "people[0].languages[1]: \"or so\" is no language tag, such as en",
            ),
            (
                r#"{"people": [{"id": "a"}, {"id": "a"}]}"#,
                "people[1].id: \"a\" is people[0] already",
            ),
            (
                r#"{"people": [{"id": "a"}], "blocks": [["a", "z"]]}"#,
                "blocks[0]: \"z\" is not among the people",
            ),
            (
                r#"{"people": [{"id": "a"}], "met": [["a"]]}"#,
                "met[0]: must be two ids",
            ),
            (
                r#"{"people": [{"id": "a"}], "met": [["a", "a"]]}"#,
                "met[0]: names one person twice",
            ),
        ];
        for (text, complaint) in refused {
            assert_eq!(refusal(text), complaint);
        }
        let wrong = refusal(r#"{"people": [{"id": "a", "languages": "en"}]}"#);
        assert!(
            wrong.starts_with("people[0].languages: invalid type"),
            "{wrong}"
        );
        assert!(refusal("{").starts_with("not JSON: "));
    }

    #[test]
    fn an_option_out_of_bounds_is_named() {
        let people = r#"{"people": [{"id": "a"}, {"id": "b"}]}"#;
        let complaint = plan(people, &options(1, 1)).unwrap_err();
        assert_eq!(complaint, "--size: must be between 2 and 64");
        let mut upside_down = options(4, 1);
        (upside_down.min, upside_down.max) = (Some(5), Some(3));
        let complaint = plan(people, &upside_down).unwrap_err();
        assert_eq!(complaint, "--min: must be between 2 and 4");
        let complaint = plan(people, &options(4, 1_000)).unwrap_err();
        assert_eq!(complaint, "--rounds: at most 200");
    }
}
