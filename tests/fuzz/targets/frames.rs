//! See `onefloor_tests::fuzzed::frames`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onefloor_tests::fuzzed::frames(data));
