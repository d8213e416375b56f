//! The laws of the layout, checked on the source text itself, so that they cannot rot unseen.
//!
//! The checks read words and paths, not types: that finds every honest mistake and needs no compiler plug-in. Each failure
//! says where, what and why. What belongs to a whole program (lints, formatting) is left to clippy and rustfmt.

#![expect(clippy::string_slice, reason = "offsets come from searches in our own sources")]

mod layers;
mod licences;
mod paths;
mod rooms;
mod scan;
mod wording;

use scan::{SourceFile, Violation};

/// Runs one rule over all files and fails with every violation at once.
fn check(rule: fn(&[SourceFile]) -> Vec<Violation>) {
    let violations = rule(&scan::source_files());
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn modules_use_only_lower_ranks() {
    check(layers::ranks);
}

#[test]
fn files_of_a_module_have_no_cycles() {
    check(layers::cycles);
}

#[test]
fn outside_crates_stay_in_their_module() {
    check(layers::outside_crates);
}

#[test]
fn every_file_says_what_it_owns() {
    check(rooms::headers);
}

#[test]
fn files_stay_small() {
    check(rooms::sizes);
}

#[test]
fn file_names_say_something() {
    check(rooms::names);
}

#[test]
fn only_cli_and_render_print() {
    check(rooms::printing);
}

#[test]
fn later_work_has_an_issue() {
    check(wording::unfinished_work);
}

#[test]
fn error_messages_are_fragments() {
    check(wording::error_messages);
}

#[test]
fn no_path_of_a_developers_machine() {
    check(wording::machine_paths);
}

#[test]
fn dependencies_may_be_shipped() {
    licences::check();
}
