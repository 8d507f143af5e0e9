//! The rules as stories: given what happened, when somebody asks, then this follows.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod capture;
mod clock;
mod conduct;
mod consensus;
mod drafting;
mod draws;
mod fates;
mod feedback;
mod floor;
mod hour;
mod increments;
mod links;
mod merging;
mod places;
mod polls;
mod prepared;
mod privacy;
mod properties;
mod queue;
mod random;
mod reimport;
mod report;
mod rounds;
mod rundown;
mod seat_laws;
mod seats;
mod settling;
mod shared_text;
mod similar;
mod snapshots;
mod sound;
mod speaking;
mod touches;
mod undoing;
mod views;
