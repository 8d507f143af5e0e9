//! The whole, from outside: one binary, a file a topic.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod anonymity;
mod binary;
mod clock;
mod commands;
mod connections;
mod crash;
mod creating;
mod devices;
mod documents;
mod erasing;
mod floor;
mod frames;
mod framing;
mod fuzzed;
mod gathering;
mod golden;
mod hour;
mod http;
mod instruments;
mod keeping;
mod large;
mod light;
mod log;
mod programmes;
mod purging;
mod resume;
mod revision;
mod rotate_key;
mod round;
mod sealing;
mod session_files;
mod settling;
mod snapshots;
mod stop;
mod stores;
mod strangers;
mod waking;
mod web;
