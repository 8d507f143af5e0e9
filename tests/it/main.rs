//! The whole, from outside: one binary, a file a topic.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod anonymity;
mod binary;
mod commands;
mod floor;
mod frames;
mod hour;
mod http;
mod log;
mod resume;
mod revision;
mod round;
mod stores;
mod web;
