//! Two people in one text: neither loses a word.

use onefloor_core::rejection::Field;
use onefloor_core::shared_text::{SharedText, Splice, Tie, transform};
use onefloor_core::{Rejection, limits};
use proptest::prelude::*;

fn splice(at: u32, delete: u32, insert: &str) -> Splice {
    let insert = insert.to_owned();
    Splice {
        at,
        delete,
        insert,
        follows: false,
    }
}

fn apply_all(text: &str, splices: &[Splice]) -> String {
    let apply = |text: String, splice: &Splice| splice.applied_to(&text);
    splices.iter().fold(text.to_owned(), apply)
}

/// What the server does with a splice that saw this revision.
fn take(shared: &mut SharedText, splice: &Splice, seen: u32) -> Result<(), Rejection> {
    for splice in shared.edit(Field::Entry, splice, seen, 4_000)? {
        shared.apply(&splice, shared.revision() + 1);
    }
    Ok(())
}

#[test]
fn two_who_type_at_both_ends_keep_both() {
    let mut shared = SharedText::of("Small groups talk.".to_owned());
    take(&mut shared, &splice(17, 0, " more"), 1).unwrap();
    take(&mut shared, &splice(0, 5, "Little"), 1).unwrap();
    assert_eq!(shared.text(), "Little groups talk more.");
    assert_eq!(shared.revision(), 3);
}

#[test]
fn at_the_same_place_what_arrived_first_stays_in_front() {
    let mut shared = SharedText::of("AB".to_owned());
    take(&mut shared, &splice(1, 0, "first "), 1).unwrap();
    take(&mut shared, &splice(1, 0, "second "), 1).unwrap();
    assert_eq!(shared.text(), "Afirst second B");
}

#[test]
fn who_deletes_a_passage_leaves_what_was_typed_into_it_meanwhile() {
    let mut shared = SharedText::of("The old sentence stands here.".to_owned());
    take(&mut shared, &splice(8, 0, "helo "), 1).unwrap();
    take(&mut shared, &splice(11, 1, "lo"), 2).unwrap();
    take(&mut shared, &splice(4, 20, "new"), 1).unwrap();
    assert_eq!(shared.text(), "The newhello here.");
}

#[test]
fn places_count_code_points_in_every_script() {
    let mut shared = SharedText::of("互联网👩🏽‍💻治理".to_owned());
    take(&mut shared, &splice(3, 4, "的"), 1).unwrap();
    assert_eq!(shared.text(), "互联网的治理");
}

#[test]
fn who_is_too_far_behind_gets_the_text_back() {
    let mut shared = SharedText::of(String::new());
    for _ in 0..=limits::SPLICES_KEPT_MAX {
        let seen = shared.revision();
        take(&mut shared, &splice(0, 0, "a"), seen).unwrap();
    }
    let refused = take(&mut shared, &splice(0, 0, "b"), 1);
    assert_eq!(refused, Err(shared.changed()));
    assert!(take(&mut shared, &splice(0, 0, "b"), 2).is_ok());
    assert!(take(&mut shared, &splice(0, 0, "c"), 999).is_err());
}

#[test]
fn a_splice_outside_the_text_that_was_seen_is_refused() {
    let mut shared = SharedText::of("short".to_owned());
    let refused = take(&mut shared, &splice(3, 3, ""), 1);
    assert_eq!(refused, Err(shared.changed()));
}

#[test]
fn a_text_grows_to_its_bound_and_may_always_shrink() {
    let mut shared = SharedText::of("é".repeat(4_000));
    let refused = take(&mut shared, &splice(0, 0, "x"), 1);
    let too_long = Rejection::TextTooLong {
        field: Field::Entry,
        chars: 4_001,
        chars_max: 4_000,
    };
    assert_eq!(refused, Err(too_long));
    assert!(take(&mut shared, &splice(0, 2, "x"), 1).is_ok());
}

#[test]
fn a_piece_brings_no_hidden_characters_and_keeps_its_spaces() {
    let mut shared = SharedText::of(String::new());
    take(&mut shared, &splice(0, 0, " a\u{202e}\u{0}\r\n\r\nb "), 1).unwrap();
    assert_eq!(shared.text(), " a\n\nb ");
}

#[test]
fn a_text_written_as_a_whole_is_one_change_to_who_types() {
    let mut shared = SharedText::of("one two three".to_owned());
    shared.rewrite("one 2 three", 2);
    take(&mut shared, &splice(13, 0, " four"), 1).unwrap();
    assert_eq!(shared.text(), "one 2 three four");
}

fn any_splice() -> impl Strategy<Value = Splice> {
    (0_u32..14, 0_u32..9, "[a-c\u{301}界]{0,4}").prop_map(|(at, delete, insert)| Splice {
        follows: false,
        at,
        delete,
        insert,
    })
}

/// A splice that fits into the text.
fn fitted(splice: &Splice, text: &str) -> Splice {
    let chars = u32::try_from(text.chars().count()).unwrap();
    let at = splice.at.min(chars);
    let delete = splice.delete.min(chars - at);
    Splice {
        follows: false,
        at,
        delete,
        ..splice.clone()
    }
}

proptest! {
    #[test]
    fn the_server_and_a_screen_come_to_the_same_text(
        text in "[a-f界é]{0,12}",
        first in any_splice(),
        second in any_splice(),
    ) {
        let (first, second) = (fitted(&first, &text), fitted(&second, &text));
        let server = transform(&second, &first, Tie::Behind);
        let server = apply_all(&first.applied_to(&text), &server);
        let screen = transform(&first, &second, Tie::Front);
        let screen = apply_all(&second.applied_to(&text), &screen);
        prop_assert_eq!(server, screen);
    }

    #[test]
    fn whoever_types_against_however_many_loses_no_word(
        text in "[a-f]{0,12}",
        others in proptest::collection::vec(any_splice(), 0..8),
        late in (0_u32..14, 0_u32..9),
    ) {
        let mut shared = SharedText::of(text.clone());
        for other in &others {
            let other = fitted(other, shared.text());
            let seen = shared.revision();
            take(&mut shared, &other, seen).unwrap();
        }
        let typed_by_others: usize = shared.text().chars().filter(|c| !('a'..='f').contains(c)).count();
        let late = fitted(&splice(late.0, late.1, "XYZ"), &text);
        take(&mut shared, &late, 1).unwrap();
        prop_assert!(shared.text().contains("XYZ"));
        let kept = shared.text().chars().filter(|c| !('a'..='f').contains(c) && !"XYZ".contains(*c));
        prop_assert_eq!(kept.count(), typed_by_others);
    }

    #[test]
    fn any_splice_at_any_revision_leaves_a_text_within_its_bound(
        steps in proptest::collection::vec((any::<u32>(), any::<u32>(), ".{0,30}", 0_u32..12), 0..30),
        small in proptest::collection::vec((any_splice(), 0_u32..4), 0..30),
    ) {
        let mut shared = SharedText::of("abcdef".to_owned());
        let wild = steps.into_iter().map(|(at, delete, insert, seen)| (Splice { at, delete, insert, follows: false }, seen));
        for (splice, behind) in wild.chain(small) {
            let seen = shared.revision().saturating_sub(behind);
            let before = shared.text().to_owned();
            if let Ok(splices) = shared.edit(Field::Entry, &splice, seen, 40) {
                let expected = apply_all(&before, &splices);
                for splice in splices {
                    shared.apply(&splice, shared.revision() + 1);
                }
                prop_assert_eq!(shared.text(), expected);
            }
            prop_assert!(shared.text().chars().count() <= 40);
            // An event out of another log is applied as far as it goes.
            let mut torn = shared.clone();
            torn.apply(&splice, 7);
        }
    }

    #[test]
    fn the_difference_of_two_texts_makes_one_of_the_other(from in ".{0,20}", to in ".{0,20}") {
        let made = Splice::between(&from, &to).map_or(from.clone(), |splice| splice.applied_to(&from));
        prop_assert_eq!(made, to);
    }
}

#[test]
fn two_who_begin_at_one_place_do_not_write_through_each_other() {
    let mut shared = SharedText::default();
    let mut types = |at: u32, insert: &str, seen: u32, follows: bool| {
        let typed = Splice {
            follows,
            ..splice(at, 0, insert)
        };
        for made in shared.edit(Field::Entry, &typed, seen, 4_000).unwrap() {
            let revision = shared.revision() + 1;
            shared.apply(&made, revision);
        }
        (shared.text().to_owned(), shared.revision())
    };
    types(0, "S", 0, false);
    types(0, "T", 0, false);
    // Each goes on where their own letters stand, whatever came in behind or in front of them.
    types(1, "mall", 1, true);
    types(2, "rust", 2, true);
    let (text, _) = types(5, " steps. ", 3, true);
    assert_eq!(text, "Small steps. Trust");
}
