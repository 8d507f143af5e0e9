//! What is said in two languages: the vectors that the server and the browser both run.

use serde_json::Value;

use crate::ground;
use crate::play::parsed;

/// Cases of a file that `web/src/lib/session/vectors.test.ts` runs too.
macro_rules! cases {
    ($name:literal) => {
        cases(include_str!(concat!(
            "../../../../tests/fixtures/vectors/",
            $name,
            ".json"
        )))
    };
}

fn cases(file: &str) -> Vec<Value> {
    parsed(file).as_array().unwrap().clone()
}

#[test]
fn splices_apply_as_in_the_browser() {
    for case in cases!("splices") {
        let mut text = case["text"].as_str().unwrap().to_owned();
        for splice in case["splices"].as_array().unwrap() {
            text = ground::applied(&text, splice);
        }
        assert_eq!(text, case["after"], "{case}");
    }
}

#[test]
fn splices_pass_one_another_as_in_the_browser() {
    for case in cases!("splices_past") {
        let text = case["text"].as_str().unwrap();
        let follows = case["follows"].as_bool().unwrap();
        let after = ground::applied_past(text, &case["first"], &case["second"], follows);
        assert_eq!(after, case["after"], "{case}");
    }
}

#[test]
fn words_are_counted_as_in_the_browser() {
    for case in cases!("words") {
        let words = ground::words(case["text"].as_str().unwrap());
        assert_eq!(words, case["words"], "{case}");
    }
}

#[test]
fn pieces_are_cleaned_as_in_the_browser() {
    for case in cases!("pieces") {
        let kept = ground::piece(case["typed"].as_str().unwrap());
        assert_eq!(kept, case["kept"], "{case}");
    }
}

#[test]
fn poll_options_are_those_of_the_browser() {
    for case in cases!("poll_options") {
        let [options, choices_max] = ground::poll_options(&case["kind"], &case["options"]);
        assert_eq!(options, case["labels"], "{case}");
        assert_eq!(choices_max, case["choices_max"], "{case}");
    }
    let cases = cases!("poll_options");
    for kind in ground::poll_kinds() {
        assert!(cases.iter().any(|case| case["kind"] == kind), "no {kind}");
    }
    for case in cases!("poll_totals") {
        assert_eq!(ground::poll_total(&case), case["total"], "{case}");
    }
}
