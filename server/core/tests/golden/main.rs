//! Golden files: what a made-up hour and a random walk come to, recorded once and equal to the byte
//! ever after. `UPDATE_GOLDEN=1` writes them anew.
//!
//! - `hour.jsonl` is the script; `hour.log.jsonl` what each step was answered and when the session
//!   wants to be looked at next; `hour.frames.jsonl` what each audience was sent; `hour.folds.jsonl`
//!   what each audience holds after it, as a hash, and at some steps as a whole;
//!   `hour.rights.jsonl` which roles alone may ask what. Frames and folds stand apart, so that a
//!   change of the frames can be proved to leave the folds as they were.
//! - `walk.txt` holds a hash for each hundred steps of the random walk.
#![allow(
    clippy::unwrap_used,
    reason = "a script that cannot be read fails its test"
)]

mod files;
mod ground;
mod hour;
mod play;
mod vectors;
mod walk;
