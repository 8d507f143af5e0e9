//! Everything of Onefloor that touches the world, around the pure rules of `onefloor-core`.
//!
//! Imports run one way: [`serve`](mod@serve) → {[`http`], [`socket`]} → [`app`] → [`session`] →
//! {[`outbox`], [`store`], [`protocol`], [`clock`], [`auth`]} → core. Reading order: as listed.

pub mod app;
mod departures;
pub mod serve;

pub mod outbox;
pub mod session;
pub mod store;

pub mod http;
pub mod protocol;
pub mod socket;

pub mod bounds;
pub mod calls;
mod handover;
mod heavy;
pub mod instruments;
pub mod policy;
mod tried;

pub mod auth;
pub mod clock;
pub mod zones;

pub mod config;
pub mod creating;
pub mod data_directory;
pub mod fonts;
pub mod input;
pub mod journal;
pub mod keeping;
pub mod matching;
pub mod output;
mod private;
pub mod report_file;
pub mod rotate_key;
pub mod source_file;
pub mod telemetry;

pub use app::App;
pub use serve::{serve, serve_directory};
