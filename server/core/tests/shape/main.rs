//! The shape of the core: each concept whole in its own folder, imports that run one way, no large
//! circle of files. The sources are read as text; nothing of the crate runs.
//!
//! Read `rules` for what is asked of the sources, `sources` for how files and their imports are
//! found, `tokens` for what is read of a file, and `made_up` for proof that each rule can be broken.

mod made_up;
mod rules;
mod sources;
mod tokens;

use std::path::Path;

use sources::Sources;

fn core() -> Sources {
    Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Fails with a line for each offender.
fn nothing_in(offenders: &[String]) {
    let count = offenders.len();
    assert!(offenders.is_empty(), "{count}:\n{}", offenders.join("\n"));
}

#[test]
fn no_circle_of_imports_is_larger_than_five_files() {
    nothing_in(&rules::large_circles(&core()));
}

#[test]
fn imports_run_down() {
    nothing_in(&rules::arrows_that_run_up(&core()));
}

#[test]
fn concepts_import_one_another_by_their_public_face() {
    nothing_in(&rules::imports_of_insides(&core()));
}

#[test]
fn each_concept_has_its_five_files() {
    nothing_in(&rules::missing_files(&core()));
}

#[test]
fn the_root_of_a_concept_only_declares_and_re_exports() {
    nothing_in(&rules::roots_that_hold_more(&core()));
}

#[test]
fn no_match_over_commands_or_events_of_a_concept_has_an_arm_for_the_rest() {
    nothing_in(&rules::arms_for_the_rest(&core()));
}
