//! See `onefloor_tests::fuzzed::commands`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onefloor_tests::fuzzed::commands(data));
