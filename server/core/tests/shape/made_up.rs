//! Made-up sources that break each rule once: proof that the rules find what they look for.

use super::rules;
use super::sources::Sources;

#[test]
fn a_circle_of_six_is_found_and_one_of_five_is_not() {
    let ring = |size: usize| {
        let files: Vec<(String, String)> = (0..size)
            .map(|at| {
                let next = (at + 1) % size;
                (format!("f{at}"), format!("use crate::f{next}::Thing;"))
            })
            .collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        rules::large_circles(&Sources::made_up(&files))
    };
    assert_eq!(ring(6), ["6 files: f0 f1 f2 f3 f4 f5"]);
    assert!(ring(5).is_empty());
}

#[test]
fn a_root_that_re_exports_closes_the_circle_of_a_file_that_imports_through_it() {
    let files: Vec<(String, String)> = (0..5)
        .map(|at| (format!("poll::f{at}"), "use super::F0;".to_owned()))
        .collect();
    let mut files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    files.push((
        "poll",
        "mod f0; pub use {f0::F0, f1::*, f2::{self, A as B}, f3::F, self::f4::F};",
    ));
    let circles = rules::large_circles(&Sources::made_up(&files));
    assert_eq!(
        circles,
        ["6 files: poll poll/f0 poll/f1 poll/f2 poll/f3 poll/f4"]
    );
}

#[test]
fn imports_that_run_up_are_found_in_uses_and_in_code() {
    let sources = Sources::made_up(&[
        ("links", ""),
        ("poll", ""),
        ("session", "use crate::poll::Polls;"),
        ("terms", "fn f() { crate::links::f() }"),
        (
            "people",
            "// use crate::session::Session;\nconst S: &str = \"crate::poll::P\";",
        ),
        ("people::decide", "use crate::{links::Link, poll::Poll};"),
        (
            "poll::decide",
            "fn f(session: &super::super::session::Session) {}",
        ),
        (
            "poll::tally",
            "#[cfg(test)]\nmod tests { use crate::session::Session; }\npub(in crate::session) fn f() {}",
        ),
    ]);
    let up = rules::arrows_that_run_up(&sources);
    assert_eq!(
        up,
        [
            "people/decide -> poll",
            "poll/decide -> session",
            "terms -> links"
        ]
    );
}

#[test]
fn the_inside_of_another_concept_is_found() {
    let sources = Sources::made_up(&[
        (
            "poll",
            "pub(crate) mod tally; mod count; pub use count::count;",
        ),
        ("poll::tally", ""),
        ("poll::count", ""),
        ("poll::decide", "use super::count::count;"),
        (
            "consensus::decide",
            "use crate::poll::{count, tally::tally};",
        ),
    ]);
    let insides = rules::imports_of_insides(&sources);
    assert_eq!(insides, ["consensus/decide -> poll/tally"]);
}

#[test]
fn what_a_concept_lacks_and_what_its_root_holds_is_found() {
    let sources = Sources::made_up(&[
        (
            "poll",
            "mod command; pub use command::Command; pub struct Poll;",
        ),
        ("poll::command", ""),
        ("poll::event", ""),
        ("poll::state", ""),
        ("poll::decide", ""),
    ]);
    let missing = rules::missing_files(&sources);
    let of_poll: Vec<&String> = missing
        .iter()
        .filter(|it| it.starts_with("poll/"))
        .collect();
    assert_eq!(of_poll, ["poll/view"]);
    assert_eq!(
        rules::roots_that_hold_more(&sources),
        ["poll: struct Poll and 0 more"]
    );
}

#[test]
fn an_arm_for_the_rest_is_found_in_the_match_itself_and_not_deeper() {
    let arms = |body: &str| {
        let source = format!("fn f() {{ match command {{ {body} }} }}");
        let found = rules::arms_for_the_rest(&Sources::made_up(&[("poll::decide", &source)]));
        !found.is_empty()
    };
    assert!(arms("Command::A { x, .. } => {} _ => {}"));
    assert!(arms("Command::A => f(1, 2), other => g(other)"));
    assert!(arms("Command::A => 'a', _ if b => 2, Command::B => 3"));
    assert!(!arms(
        "Command::A { other } => match x { 1 => 2, _ => 3 }, Command::B => 4"
    ));
    assert!(!arms("of_rooms!() => {} Command::B(_) => r#\"_ => \"#"));
}
