//! A command of a screen, at some moment of the hour: it is decided, folded in and seen.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use onefloor_core::Command;
use onefloor_fuzz::{MOMENTS, play, somebody};

fuzz_target!(|data: &[u8]| -> Corpus {
    let [moment, who, command @ ..] = data else {
        return Corpus::Reject;
    };
    let Ok(command) = serde_json::from_slice::<Command>(command) else {
        return Corpus::Keep;
    };
    let moment = &MOMENTS[usize::from(*moment) % MOMENTS.len()];
    play(moment, &somebody(*who), &command, u64::from(*who));
    Corpus::Keep
});
